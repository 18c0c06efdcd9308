"""Kinds 14 and 16: answering a request and appealing a denial."""

from dataclasses import replace
from datetime import date

import pytest

from vault.domain.deadlines.due_date import DueDate, DueKind
from vault.domain.deadlines.due_dates import due_dates
from vault.domain.deadlines.situation import Inputs
from vault.domain.period import PeriodUnit
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.letters import (
    Appeal,
    AppealOutcome,
    InsurerRequest,
    RequestStatus,
)
from vault.domain.records.money import Claim, Eob, EobLine
from vault.domain.records.papers import Document, DocumentKind, DocumentLink
from vault.domain.records.policy import FiledBy, Order, PlanType, Policy
from vault.domain.records.values import Basis
from vault.domain.records.visit import Visit
from vault.domain.rule_pack import Anchor, Confidence, RulePack, RuleRow

DAY = date(2026, 11, 23)


def _row(row_id: str, kind: int, plan: PlanType, value: int, unit: PeriodUnit, anchor: Anchor) -> RuleRow:
    return RuleRow(row_id, kind, "US", value, unit, anchor, "A sample law", DAY, Confidence.LOW, plan)


def _medicare(presumed: int) -> RuleRow:
    row = _row("medicare", 16, PlanType.ORIGINAL_MEDICARE, 120, PeriodUnit.DAY, Anchor.RECEIVED)
    return replace(row, presumed_receipt=presumed, arrival=True)


PACK = RulePack(
    "sample",
    (
        _row("erisa-request", 14, PlanType.ERISA, 45, PeriodUnit.DAY, Anchor.RECEIVED),
        replace(_row("fep-request", 14, PlanType.FEP, 60, PeriodUnit.DAY, Anchor.NOTICE), arrival=True),
        _row("erisa-appeal", 16, PlanType.ERISA, 180, PeriodUnit.DAY, Anchor.RECEIVED),
        _medicare(5),
        _row("advantage", 16, PlanType.MEDICARE_ADVANTAGE, 65, PeriodUnit.DAY, Anchor.NOTICE),
        _row("fep-appeal", 16, PlanType.FEP, 6, PeriodUnit.MONTH, Anchor.NOTICE),
    ),
)
POLICY = Policy("pol", "p", "Sample Insurer", "M-1", date(2026, 1, 1), filed_by=FiledBy.CLINIC)
REQUEST = InsurerRequest("req", "p", DAY, DAY, ())
DENIED = EobLine("line", "vis", denied=True)
EOB = Eob("eob", "p", (DENIED,), processed_on=DAY, received_on=DAY)
APPEAL = Appeal("app", "p", "eob")


def under(plan_type: PlanType) -> Policy:
    return replace(POLICY, plan_type=plan_type)


def due(kind: DueKind, *records: Record, today: date = DAY) -> DueDate | None:
    found = due_dates(Inputs(RecordSet(records), (PACK,), today, {}))
    assert all(each.kind is kind for each in found)
    assert len(found) <= 1
    return found[0] if found else None


def test_a_printed_day_to_answer_comes_before_the_rule() -> None:
    found = due(DueKind.ANSWER_REQUEST, under(PlanType.ERISA), replace(REQUEST, due=date(2026, 12, 15)))
    assert found is not None
    assert (found.due, found.basis, found.rule, found.source) == (
        date(2026, 12, 15),
        Basis.PRINTED,
        None,
        "request",
    )
    assert found.later is None


def test_erisa_gives_45_days_from_receipt() -> None:
    found = due(DueKind.ANSWER_REQUEST, under(PlanType.ERISA), replace(REQUEST, dated=date(2026, 11, 20)))
    assert found is not None
    assert (found.due, found.rule, found.arrival) == (date(2027, 1, 7), "erisa-request", False)
    assert found.missing == ()


def test_fep_gives_60_days_from_the_date_to_arrive_by_then() -> None:
    found = due(DueKind.ANSWER_REQUEST, under(PlanType.FEP), replace(REQUEST, received_on=date(2026, 11, 30)))
    assert found is not None
    assert (found.due, found.rule, found.arrival) == (date(2027, 1, 22), "fep-request", True)


def test_the_day_a_rule_needs_may_be_missing() -> None:
    erisa = due(DueKind.ANSWER_REQUEST, under(PlanType.ERISA), replace(REQUEST, received_on=None))
    assert erisa is not None
    assert (erisa.due, erisa.steps[0].anchor, erisa.missing) == (date(2027, 1, 7), "notice", ("received",))
    fep = due(DueKind.ANSWER_REQUEST, under(PlanType.FEP), replace(REQUEST, dated=None))
    assert fep is not None
    assert (fep.due, fep.steps[0].anchor, fep.missing) == (date(2027, 1, 22), "received", ("notice",))


def test_a_request_without_any_day_or_rule_is_not_guessed() -> None:
    undated = replace(REQUEST, received_on=None, dated=None)
    assert due(DueKind.ANSWER_REQUEST, under(PlanType.ERISA), undated) is None
    assert due(DueKind.ANSWER_REQUEST, under(PlanType.CHIP), REQUEST) is None
    assert due(DueKind.ANSWER_REQUEST, REQUEST) is None


def test_a_day_computed_before_counts_only_without_a_rule() -> None:
    request = replace(REQUEST, due=date(2026, 12, 1), due_basis=Basis.COMPUTED)
    alone = due(DueKind.ANSWER_REQUEST, request)
    assert alone is not None
    assert (alone.due, alone.basis, alone.rule) == (date(2026, 12, 1), Basis.COMPUTED, "own:recorded")
    ruled = due(DueKind.ANSWER_REQUEST, under(PlanType.ERISA), request)
    assert ruled is not None
    assert ruled.rule == "erisa-request"


@pytest.mark.parametrize("status", [RequestStatus.ANSWERED, RequestStatus.CLOSED])
def test_a_request_dealt_with_is_done(status: RequestStatus) -> None:
    request = replace(REQUEST, due=DAY, status=status)
    assert due(DueKind.ANSWER_REQUEST, request) is None


def test_a_request_belongs_to_the_policy_it_names_or_its_claim_names() -> None:
    primary = replace(under(PlanType.ERISA), order=Order.PRIMARY)
    other = replace(under(PlanType.FEP), id="fep", order=Order.SECONDARY)
    claim = Claim("clm", "p", "C-1", "fep", ())
    named = due(DueKind.ANSWER_REQUEST, primary, other, replace(REQUEST, policy="fep"))
    claimed = due(DueKind.ANSWER_REQUEST, primary, other, claim, replace(REQUEST, claim="clm"))
    neither = due(DueKind.ANSWER_REQUEST, primary, other, claim, REQUEST)
    assert [each and each.policy for each in (named, claimed, neither)] == ["fep", "fep", "pol"]


@pytest.mark.parametrize(
    ("plan_type", "by"),
    [
        (PlanType.ERISA, date(2027, 5, 22)),
        (PlanType.ORIGINAL_MEDICARE, date(2027, 3, 28)),
        (PlanType.MEDICARE_ADVANTAGE, date(2027, 1, 27)),
        (PlanType.FEP, date(2027, 5, 23)),
    ],
)
def test_a_denial_is_appealed_by_the_plans_rule(plan_type: PlanType, by: date) -> None:
    found = due(DueKind.INTERNAL_APPEAL, under(plan_type), EOB)
    assert found is not None
    assert (found.due, found.later, found.basis) == (by, None, Basis.COMPUTED)
    assert (found.subject_kind, found.subject, found.policy) == ("eob", "eob", "pol")


def test_a_presumed_receipt_is_a_step_of_its_own() -> None:
    found = due(DueKind.INTERNAL_APPEAL, under(PlanType.ORIGINAL_MEDICARE), replace(EOB, received_on=None))
    assert found is not None
    assert [(each.anchor, each.day, each.value, each.result) for each in found.steps] == [
        ("notice", DAY, 5, date(2026, 11, 28)),
        ("presumed_receipt", date(2026, 11, 28), 120, date(2027, 3, 28)),
    ]
    assert found.arrival


@pytest.mark.parametrize(
    ("received", "by", "later"),
    [
        (date(2026, 11, 25), date(2027, 3, 25), date(2027, 3, 28)),
        (date(2026, 11, 28), date(2027, 3, 28), None),
        (date(2026, 12, 1), date(2027, 3, 28), date(2027, 3, 31)),
    ],
)
def test_a_receipt_other_than_presumed_gives_the_earlier_day_with_the_later_beside_it(
    received: date, by: date, later: date | None
) -> None:
    found = due(
        DueKind.INTERNAL_APPEAL, under(PlanType.ORIGINAL_MEDICARE), replace(EOB, received_on=received)
    )
    assert found is not None
    assert (found.due, found.later) == (by, later)


def test_without_the_notices_date_the_receipt_is_counted_from() -> None:
    found = due(DueKind.INTERNAL_APPEAL, under(PlanType.ORIGINAL_MEDICARE), replace(EOB, processed_on=None))
    assert found is not None
    assert (found.due, found.steps[0].anchor) == (date(2027, 3, 23), "received")


def test_the_date_of_the_notice_is_read_off_its_paper() -> None:
    paper = Document(
        "doc",
        DocumentKind.DENIAL,
        "0" * 32,
        1,
        "0" * 64,
        dated=date(2026, 11, 20),
        links=(DocumentLink("k", "eob", "eob"),),
    )
    copy = replace(paper, id="later", kind=DocumentKind.EOB, dated=date(2026, 11, 21))
    letter = replace(paper, id="letter", kind=DocumentKind.LETTER, dated=date(2026, 1, 1))
    undated = replace(paper, id="undated", dated=None)
    eob = replace(EOB, processed_on=None)
    found = due(
        DueKind.INTERNAL_APPEAL, under(PlanType.MEDICARE_ADVANTAGE), eob, paper, copy, letter, undated
    )
    assert found is not None
    assert (found.due, found.missing) == (date(2027, 1, 24), ())


def test_a_denial_without_any_day_is_not_guessed() -> None:
    eob = replace(EOB, processed_on=None, received_on=None)
    for plan_type in (PlanType.ERISA, PlanType.MEDICARE_ADVANTAGE, PlanType.ORIGINAL_MEDICARE):
        assert due(DueKind.INTERNAL_APPEAL, under(plan_type), eob) is None


def test_a_printed_day_to_appeal_comes_before_the_rule() -> None:
    found = due(DueKind.INTERNAL_APPEAL, under(PlanType.ERISA), replace(EOB, appeal_due=date(2027, 6, 1)))
    assert found is not None
    assert (found.due, found.later, found.basis, found.source) == (
        date(2027, 6, 1),
        None,
        Basis.PRINTED,
        "eob",
    )


def test_two_printed_days_give_the_earlier_with_the_later_beside_it() -> None:
    eob = replace(EOB, appeal_due=date(2027, 6, 1))
    appeal = replace(APPEAL, due=date(2027, 5, 1))
    found = due(DueKind.INTERNAL_APPEAL, under(PlanType.ERISA), eob, appeal)
    assert found is not None
    assert (found.due, found.later, found.source) == (date(2027, 5, 1), date(2027, 6, 1), "appeal")


@pytest.mark.parametrize(
    "done",
    [
        {"filed_on": DAY},
        {"outcome": AppealOutcome.WON},
        {"outcome": AppealOutcome.LOST},
        {"outcome": AppealOutcome.WITHDRAWN},
    ],
)
def test_an_appeal_filed_or_decided_is_done(done: dict[str, date | AppealOutcome]) -> None:
    appeal = replace(APPEAL, **done)  # type: ignore[arg-type]  # each value fits its field
    assert due(DueKind.INTERNAL_APPEAL, under(PlanType.ERISA), EOB, appeal) is None


def test_another_appeal_or_level_does_not_answer_the_denial() -> None:
    others = (
        replace(APPEAL, denial="another", filed_on=DAY),
        replace(APPEAL, id="a2", level=2, filed_on=DAY),
    )
    assert due(DueKind.INTERNAL_APPEAL, under(PlanType.ERISA), EOB, *others, APPEAL) is not None


def test_without_a_denied_line_there_is_nothing_to_appeal() -> None:
    assert due(DueKind.INTERNAL_APPEAL, under(PlanType.ERISA), replace(EOB, lines=(EobLine("l"),))) is None


@pytest.mark.parametrize(
    ("decided_on", "denied", "lifted"),
    [
        (date(2026, 12, 1), False, True),
        (date(2026, 12, 1), True, False),
        (date(2026, 11, 23), False, False),
        (None, False, False),
    ],
)
def test_a_later_decision_lifts_a_denial(decided_on: date | None, *, denied: bool, lifted: bool) -> None:
    other = Eob("z", "p", (EobLine("l", "vis", denied=denied), EobLine("m")), processed_on=decided_on)
    answered = replace(APPEAL, id="z-app", denial="z", filed_on=DAY)
    found = due(DueKind.INTERNAL_APPEAL, under(PlanType.ERISA), EOB, other, answered)
    assert (found is None) is lifted


def test_a_denial_without_a_visit_or_date_is_never_lifted() -> None:
    paid = Eob("z", "p", (EobLine("l", "vis"),), processed_on=date(2027, 1, 1))
    loose = replace(EOB, lines=(replace(DENIED, visit=None),))
    assert due(DueKind.INTERNAL_APPEAL, under(PlanType.ERISA), loose, paid) is not None
    assert (
        due(DueKind.INTERNAL_APPEAL, under(PlanType.ERISA), replace(EOB, processed_on=None), paid) is not None
    )


def test_a_denial_belongs_to_the_policy_named_claimed_or_holding_the_visit() -> None:
    primary = replace(under(PlanType.ERISA), order=Order.PRIMARY)
    old = replace(under(PlanType.FEP), id="old", start=date(2025, 1, 1), end=date(2025, 12, 31))
    claim = Claim("clm", "p", "C-1", "old", ())
    visit = Visit("vis", "p", date(2025, 12, 20), None, "massage")
    line_dated = replace(EOB, lines=(replace(DENIED, date=date(2025, 12, 20)),))
    found = [
        due(DueKind.INTERNAL_APPEAL, primary, old, *records)
        for records in (
            (replace(EOB, policy="old"),),
            (replace(EOB, claim_number="C-1"), claim),
            (EOB, visit),
            (line_dated,),
            (EOB, claim),
            (replace(EOB, processed_on=None),),
            (replace(EOB, claim_number="C-2"), claim),
        )
    ]
    assert [each and each.policy for each in found] == ["old", "old", "old", "old", "pol", "pol", "pol"]


@pytest.mark.parametrize(("today", "overdue"), [(date(2027, 5, 22), False), (date(2027, 5, 23), True)])
def test_an_appeal_is_in_time_on_its_last_day(today: date, *, overdue: bool) -> None:
    found = due(DueKind.INTERNAL_APPEAL, under(PlanType.ERISA), EOB, today=today)
    assert found is not None
    assert found.overdue is overdue


@pytest.mark.parametrize(
    ("decided", "by"),
    [(date(2026, 8, 31), date(2027, 2, 28)), (date(2027, 8, 31), date(2028, 2, 29))],
)
def test_months_clamp_to_the_end_of_a_short_one(decided: date, by: date) -> None:
    found = due(DueKind.INTERNAL_APPEAL, under(PlanType.FEP), replace(EOB, processed_on=decided))
    assert found is not None
    assert found.due == by
