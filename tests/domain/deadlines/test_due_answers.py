"""Kinds 15, 24, 26 and 27: what others owe an answer to."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.fakes.due_desk import POLICY, TODAY, dues, rule, used
from vault.domain.deadlines.due_date import DueKind
from vault.domain.period import PeriodUnit
from vault.domain.records.kinds import Record
from vault.domain.records.letters import (
    Channel,
    Communication,
    Direction,
    InsurerRequest,
    RequestStatus,
)
from vault.domain.records.money import Claim, ClaimStatus, Eob, EobLine
from vault.domain.records.papers import Bundle, Document, DocumentKind, DocumentLink
from vault.domain.records.policy import FiledBy
from vault.domain.records.referral import (
    Authorization,
    Referral,
    ReferralStatus,
    Release,
    ReleasedTo,
)
from vault.domain.records.values import Money
from vault.domain.rule_pack import Anchor

DECISION = replace(rule(DueKind.CLAIM_DECISION, 30, Anchor.SUBMITTED), extension=15)
MONEY = rule(DueKind.MONEY_ARRIVES, 30, Anchor.PAYMENT)
ARRIVAL = rule(DueKind.REFERRAL_ARRIVED, 7, Anchor.RELEASED)
ANSWER = rule(DueKind.BUNDLE_UNANSWERED, 10, Anchor.SENT, PeriodUnit.WEEKDAY)
CLAIM = Claim("clm", "p", "C-1", "pol", ("vis",), submitted_on=TODAY)
ASKED = InsurerRequest("req", "p", None, TODAY + timedelta(5), (), claim="clm", status=RequestStatus.ANSWERED)
SENT = Bundle(
    "bun", "p", "Q", "Sample Insurer", "request", datetime(2026, 12, 8, 9, tzinfo=UTC), "b", 1, "s", 1, "req"
)
EOB = Eob("eob", "p", (EobLine("l", paid=Money(5000, "USD")),), "C-1", payment_date=TODAY)
REFERRAL = Referral("ref", "p", date(2026, 10, 1), ("massage",), "doc", signed=True)
WORD = Communication("com", "p", Direction.RECEIVED, TODAY + timedelta(2))


def paper(kind: DocumentKind, of: str, record: str) -> Document:
    return Document("doc", kind, "b", 1, "s", person="p", links=(DocumentLink("l", of, record),))


class TestTheDecision:
    def test_the_day_and_the_one_a_notice_would_make_of_it(self) -> None:
        (found,) = dues(DueKind.CLAIM_DECISION, POLICY, CLAIM, rules=[DECISION])
        assert (found.due, found.later) == (date(2026, 12, 23), date(2027, 1, 7))

    @pytest.mark.parametrize(
        ("request_", "bundle", "by", "anchors"),
        [
            (ASKED, SENT, date(2027, 1, 17), ["submitted", "extended", "tolled"]),
            (ASKED, replace(SENT, sent_on=date(2026, 12, 1)), date(2027, 1, 10), None),
            (replace(ASKED, claim=None, claim_number="C-1"), SENT, date(2027, 1, 17), None),
            (replace(ASKED, dated=None, received_on=date(2026, 12, 1)), SENT, date(2027, 1, 14), None),
            (replace(ASKED, dated=None), SENT, date(2027, 1, 7), ["submitted", "extended"]),
            (ASKED, replace(SENT, request=None), date(2027, 1, 7), None),
        ],
    )
    def test_the_clock_stands_still_until_a_request_is_answered(
        self, request_: InsurerRequest, bundle: Bundle, by: date, anchors: list[str] | None
    ) -> None:
        (found,) = dues(DueKind.CLAIM_DECISION, POLICY, CLAIM, request_, bundle, rules=[DECISION])
        assert (found.due, found.later) == (by, None)
        assert anchors is None or [step.anchor for step in found.steps] == anchors

    def test_days_that_two_requests_share_count_once(self) -> None:
        second = replace(ASKED, id="req2", dated=TODAY + timedelta(10))
        answer = replace(SENT, id="bun2", request="req2", exported=datetime(2026, 12, 10, tzinfo=UTC))
        (found,) = dues(DueKind.CLAIM_DECISION, POLICY, CLAIM, ASKED, second, SENT, answer, rules=[DECISION])
        assert found.steps[-1].value == 12

    def test_while_a_request_is_open_no_day_is_told(self) -> None:
        asked = replace(ASKED, status=RequestStatus.OPEN)
        assert dues(DueKind.CLAIM_DECISION, POLICY, CLAIM, asked, rules=[DECISION]) == []

    def test_a_request_of_another_person_or_claim_stops_nothing(self) -> None:
        others = (
            replace(ASKED, claim="other", status=RequestStatus.OPEN),
            replace(ASKED, id="q", person="q", status=RequestStatus.OPEN),
        )
        assert len(dues(DueKind.CLAIM_DECISION, POLICY, CLAIM, *others, rules=[DECISION])) == 1

    @pytest.mark.parametrize(
        ("claim", "eob"),
        [
            (CLAIM, Eob("eob", "p", claim_number="C-1")),
            (CLAIM, Eob("eob", "p", (EobLine("l", "vis"),))),
            (replace(CLAIM, status=ClaimStatus.PAID), None),
            (replace(CLAIM, submitted_on=None), None),
        ],
    )
    def test_one_that_is_decided_or_has_no_date_is_not_waited_for(
        self, claim: Claim, eob: Eob | None
    ) -> None:
        records: list[Record] = [POLICY, claim, *([eob] if eob else [])]
        assert dues(DueKind.CLAIM_DECISION, *records, rules=[DECISION]) == []

    def test_a_claim_without_a_number_is_waited_for_beside_a_numberless_decision(self) -> None:
        claim, eob = replace(CLAIM, number=None), Eob("eob", "p", (EobLine("l"),))
        assert len(dues(DueKind.CLAIM_DECISION, POLICY, claim, eob, rules=[DECISION])) == 1


class TestTheMoney:
    @pytest.mark.parametrize("records", [(CLAIM,), (POLICY,), (POLICY, CLAIM)])
    def test_it_should_be_there_in_time(self, records: tuple[Record, ...]) -> None:
        (found,) = dues(DueKind.MONEY_ARRIVES, EOB, *records, rules=[MONEY])
        assert (found.due, found.subject) == (date(2026, 12, 23), "eob")

    @pytest.mark.parametrize(
        "records",
        [
            (EOB, replace(CLAIM, status=ClaimStatus.PAID)),
            (EOB, replace(CLAIM, status=ClaimStatus.PARTLY_PAID)),
            (EOB, CLAIM, paper(DocumentKind.PROOF_OF_PAYMENT, "eob", "eob")),
            (replace(EOB, payment_date=None), CLAIM),
            (replace(EOB, lines=(EobLine("l", paid=Money(0, "USD")), EobLine("m"))), CLAIM),
            (EOB, replace(POLICY, filed_by=FiledBy.CLINIC)),
            (replace(EOB, claim_number=None),),
        ],
    )
    def test_where_it_came_or_goes_to_somebody_else_nothing_is_told(
        self, records: tuple[Record, ...]
    ) -> None:
        assert dues(DueKind.MONEY_ARRIVES, *records, rules=[MONEY]) == []


class TestTheReferral:
    INSURER = replace(REFERRAL, released_to=(Release("r", ReleasedTo.INSURER, TODAY),))
    SPECIALIST = replace(REFERRAL, released_to=(Release("r", ReleasedTo.SPECIALIST, TODAY),))

    def test_each_hand_over_is_asked_after(self) -> None:
        releases = tuple(
            Release(str(to), to, TODAY) for to in (ReleasedTo.ME, ReleasedTo.SPECIALIST, ReleasedTo.INSURER)
        )
        referral = replace(REFERRAL, released_to=(*releases, Release("x", ReleasedTo.INSURER)))
        found = dues(DueKind.REFERRAL_ARRIVED, referral, rules=[ARRIVAL])
        assert [(each.due, each.case) for each in found] == [
            (date(2026, 11, 30), "specialist"),
            (date(2026, 11, 30), "insurer"),
        ]

    def test_an_old_one_is_not_asked_after(self) -> None:
        old = replace(self.INSURER, status=ReferralStatus.COMPLETED)
        assert dues(DueKind.REFERRAL_ARRIVED, old, rules=[ARRIVAL]) == []

    @pytest.mark.parametrize(
        ("record", "done"),
        [
            (paper(DocumentKind.PROOF_OF_DELIVERY, "referral", "ref"), True),
            (paper(DocumentKind.LETTER, "referral", "ref"), False),
            (replace(WORD, policy="pol"), True),
            (replace(WORD, policy="pol", direction=Direction.SENT, channel=Channel.CALL), True),
            (replace(WORD, policy="pol", direction=Direction.SENT), False),
            (replace(WORD, policy="pol", date=TODAY - timedelta(1)), False),
            (replace(WORD, policy="pol", person="q"), False),
            (WORD, False),
            (Authorization("auth", "p", ("massage",), requested_on=TODAY, referral="ref"), True),
            (Authorization("auth", "p", ("massage",), decided_on=TODAY, referral="ref"), True),
            (Authorization("auth", "p", ("massage",), referral="ref"), False),
            (Authorization("auth", "p", ("massage",), requested_on=TODAY), False),
        ],
    )
    def test_what_shows_that_the_insurer_has_it(self, record: Record, done: bool) -> None:
        assert (dues(DueKind.REFERRAL_ARRIVED, self.INSURER, record, rules=[ARRIVAL]) == []) is done

    @pytest.mark.parametrize(("day", "done"), [(TODAY, True), (TODAY - timedelta(1), False), (None, False)])
    def test_a_visit_shows_that_the_specialist_has_it(self, day: date | None, done: bool) -> None:
        charged = {"ref": used(*([day] if day else []))}
        found = dues(DueKind.REFERRAL_ARRIVED, self.SPECIALIST, rules=[ARRIVAL], charged=charged)
        assert (found == []) is done


class TestTheBundle:
    def test_ten_working_days_after_it_was_sent(self) -> None:
        (found,) = dues(DueKind.BUNDLE_UNANSWERED, replace(SENT, sent_on=TODAY), rules=[ANSWER])
        assert (found.due, found.subject) == (date(2026, 12, 7), "bun")

    def test_an_answer_to_a_request_leaves_the_day_it_is_exported(self) -> None:
        (found,) = dues(DueKind.BUNDLE_UNANSWERED, SENT, ASKED, rules=[ANSWER])
        assert found.due == date(2026, 12, 22)
        assert dues(DueKind.BUNDLE_UNANSWERED, replace(SENT, request=None), rules=[ANSWER]) == []

    @pytest.mark.parametrize(
        ("record", "done"),
        [
            (replace(ASKED, status=RequestStatus.CLOSED), True),
            (ASKED, False),
            (WORD, True),
            (replace(WORD, counterparty="sample insurer"), True),
            (replace(WORD, counterparty="Sample Clinic"), False),
            (replace(WORD, person="q"), False),
            (replace(WORD, direction=Direction.SENT), False),
            (replace(WORD, date=TODAY - timedelta(1)), False),
            (replace(WORD, date=TODAY - timedelta(1), received_on=TODAY), True),
            (Eob("eob", "p", processed_on=TODAY + timedelta(1)), True),
            (Eob("eob", "p", received_on=TODAY + timedelta(1)), True),
            (Eob("eob", "p", processed_on=TODAY), False),
            (Eob("eob", "p"), False),
            (Eob("eob", "q", processed_on=TODAY + timedelta(1)), False),
        ],
    )
    def test_a_word_from_there_is_an_answer(self, record: Record, done: bool) -> None:
        found = dues(DueKind.BUNDLE_UNANSWERED, replace(SENT, sent_on=TODAY), record, rules=[ANSWER])
        assert (found == []) is done
