"""What is asked of whom: every unknown verdict leads to a question, and nothing told is asked again."""

import json
from datetime import date

import pytest

from tests.fakes.coverage_records import PERSON, TODAY, limit, policy, provider, referral, visit
from tests.fakes.random_cases import CaseMaker
from vault.domain.coverage.judge import judge
from vault.domain.coverage.verdict import Verdict
from vault.domain.questions import Question, Standing, Whom, policies_to_ask, questions
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import SHIPPED_SERVICES, Record
from vault.domain.records.people import Identifier, IdentifierType
from vault.domain.records.policy import Policy
from vault.domain.records.referral import TreatmentPlan
from vault.domain.records.values import Need, Unit
from vault.domain.records.visit import Visit
from vault.services.interchange.cases import read_cases, records_of

TREATED = visit("v", "2026-03-02", provider="t")
TOLD = policy(
    request_days=7,
    excluded=("other",),
    conditions=("Low back pain",),
    therapist_types=("lmt",),
    registration_required=True,
    network="Sample Network",
    note="Nothing else on the same day.",
    file_days=90,
    referrer_types=("md",),
)


def asked(*records: Record) -> tuple[Question, ...]:
    held = RecordSet([*SHIPPED_SERVICES, *records])
    (first, *_) = held.all(Policy)
    return questions(held, judge(held, TODAY), first, TODAY)


def codes(*records: Record, whom: Whom = Whom.INSURER) -> list[str]:
    return [each.code for each in asked(*records) if each.whom is whom]


def the(code: str, *records: Record) -> Question:
    (found,) = [each for each in asked(*records) if each.code == code]
    return found


class TestInsurer:
    """The rule sheet, field by field."""

    def test_a_need_not_known_comes_first_with_the_visits_that_wait(self) -> None:
        found = asked(policy(requires_referral=Need.UNKNOWN, requires_auth="unknown"), TREATED)
        assert [(each.code, each.standing, each.visits) for each in found[:2]] == [
            ("referral_needed", Standing.WAITING, ("v",)),
            ("authorization_needed", Standing.WAITING, ("v",)),
        ]
        assert dict(found[0].values)["services"] == "Massage"
        assert found[0].fields == ("requires_referral",)

    def test_a_rule_sheet_nobody_told_is_asked_for_whole(self) -> None:
        assert codes(policy(requires_referral=Need.YES, requires_auth="yes")) == [
            "request_window",
            "exclusions",
            "conditions_accepted",
            "who_may_refer",
            "therapists_paid",
            "registration",
            "network",
            "combined",
            "filing_rule",
            "limits",
        ]

    def test_nothing_is_asked_when_all_is_recorded(self) -> None:
        assert codes(TOLD, limit(visits=12)) == []

    def test_no_need_asks_for_no_window_and_no_doctor(self) -> None:
        assert not {"request_window", "who_may_refer"} & set(codes(policy()))

    def test_what_a_call_left_empty_stands_last(self) -> None:
        found = asked(policy(requires_referral=Need.UNKNOWN, said_by="Sample Agent"), TREATED)
        insurer = [each for each in found if each.whom is Whom.INSURER]
        assert insurer[0].standing is Standing.WAITING
        assert {each.standing for each in insurer[1:]} == {Standing.LEFT_EMPTY}

    def test_a_need_still_unknown_after_a_call_is_asked_again(self) -> None:
        said = policy(requires_referral=Need.UNKNOWN, said_on=date(2026, 2, 1))
        assert the("referral_needed", said).standing is Standing.OPEN

    def test_a_limit_to_be_added_begins_with_the_policy(self) -> None:
        found = the("limits", policy())
        assert (found.record, found.preset) == (None, (("policy", "p"),))

    def test_a_limit_without_an_amount_is_asked_for(self) -> None:
        assert the("limit_amount", TOLD, limit()).record == "b"

    def test_the_network_of_a_therapist_is_asked_of_the_insurer(self) -> None:
        sheet = policy(network="Sample Network")
        found = the("in_network", sheet, provider("t"), TREATED)
        assert (found.whom, found.kind, found.record, found.fields, found.visits) == (
            Whom.INSURER,
            "provider",
            "t",
            ("networks",),
            ("v",),
        )


class TestDoctor:
    """What is missing on the referrals in force, and the combined plan."""

    DOCTOR = provider("doctor", types=("md",), identifiers=(Identifier("i", IdentifierType.OTHER, "SAMPLE"),))
    PLAN = TreatmentPlan("tp", PERSON, "Walk", therapies=("Exercise",))

    def test_what_the_referral_lacks_is_asked_with_its_fields(self) -> None:
        lacking = referral(visits_missing=True, necessity="It is necessary.")
        found = [
            each for each in asked(policy(), lacking, self.DOCTOR, self.PLAN) if each.whom is Whom.DOCTOR
        ]
        assert [(each.code, each.fields) for each in found] == [
            ("quantity", ("visits", "visits_missing")),
            ("released", ("released_to",)),
        ]

    def test_an_ended_referral_is_not_asked_about(self) -> None:
        ended = referral(valid_until=date(2026, 11, 22), visits_missing=True)
        assert codes(policy(), ended, self.DOCTOR, self.PLAN, whom=Whom.DOCTOR) == []

    def test_only_for_the_policy_whose_rules_apply(self) -> None:
        past = policy(start=date(2025, 1, 1), end=date(2025, 12, 31))
        assert codes(past, referral(visits_missing=True), whom=Whom.DOCTOR) == []

    def test_a_plan_without_therapies_is_completed_else_one_is_added(self) -> None:
        bare = TreatmentPlan("tp", PERSON, "Walk")
        assert the("combine", policy(), bare).record == "tp"
        added = the("combine", policy(), referral(conditions=("c",)))
        assert (added.record, dict(added.preset)["conditions"]) == (None, ("c",))
        assert "combine" not in codes(policy(), self.PLAN, whom=Whom.DOCTOR)


class TestTherapist:
    """Facts about who treated, and how long."""

    @pytest.mark.parametrize(
        ("sheet", "code", "field"),
        [
            (policy(therapist_types=("lmt",)), "therapist_type", "types"),
            (policy(registration_required=True), "registered", "registered"),
        ],
    )
    def test_what_is_not_known_of_the_therapist(self, sheet: Policy, code: str, field: str) -> None:
        later = visit("w", "2026-03-09", provider="t")
        found = the(code, sheet, provider("t"), TREATED, later)
        assert (found.whom, found.fields, found.visits) == (Whom.THERAPIST, (field,), ("v", "w"))

    def test_nobody_named(self) -> None:
        found = the("who_treated", policy(therapist_types=("lmt",)), visit("v", "2026-03-02"))
        assert (found.kind, found.record, found.fields) == ("visit", "v", ("provider",))

    def test_how_long_a_visit_took(self) -> None:
        found = the("visit_units", policy(), limit(visits=4, unit=Unit.UNIT15), TREATED)
        assert (found.record, found.fields, found.visits) == ("v", ("units",), ("v",))


def test_whom_is_asked_in_order_and_the_waiting_first() -> None:
    found = asked(policy(requires_referral=Need.UNKNOWN, registration_required=True), provider("t"), TREATED)
    order = [(list(Whom).index(each.whom), each.standing) for each in found]
    assert order == sorted(order)


def test_policies_of_today_and_those_visits_wait_on() -> None:
    old = policy("old", start=date(2025, 1, 1), end=date(2025, 12, 31), requires_referral=Need.UNKNOWN)
    idle = policy("idle", start=date(2024, 1, 1), end=date(2024, 12, 31), requires_referral=Need.UNKNOWN)
    held = RecordSet([policy(), old, idle, visit("v", "2025-03-02")])
    assert [each.id for each in policies_to_ask(held, judge(held, TODAY), TODAY)] == ["old", "p"]


def test_every_unknown_verdict_waits_for_a_question() -> None:
    maker, unknown = CaseMaker(5), 0
    cases = [maker.case() for _ in range(300)]
    for case in read_cases(json.dumps(cases)):
        records, today = RecordSet(records_of(case)), case.today
        verdicts = judge(records, today)
        waiting = {
            name
            for each in policies_to_ask(records, verdicts, today)
            for question in questions(records, verdicts, each, today)
            for name in question.visits
        }
        for verdict in verdicts:
            shown = verdict.forecast or verdict.finding
            if any(hit.verdict is Verdict.UNKNOWN for hit in shown.hits):
                unknown += 1
                assert verdict.visit in waiting
                assert records.get(Visit, verdict.visit) is not None
    assert unknown > 100
