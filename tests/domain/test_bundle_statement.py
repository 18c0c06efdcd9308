"""What the statement says and leaves open; which policy, reference and claim a bundle goes by."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from tests.fakes.bundle_records import (
    AUTHORIZATION,
    CHARGED,
    DOCTOR,
    POLICY,
    REFERRAL,
    TODAY,
    VISITS,
    records,
    visit,
)
from vault.domain.bundle_facts import (
    Amount,
    ExemptVisits,
    FactCode,
    FactValue,
    Gap,
    GapCode,
    GroupCode,
    PrintedNumber,
    Span,
)
from vault.domain.bundle_plan import BundleOrder, BundlePlan, Profile, plan_bundle
from vault.domain.errors import NotFoundError
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.letters import InsurerRequest
from vault.domain.records.money import Claim
from vault.domain.records.people import Identifier, IdentifierType
from vault.domain.records.policy import Order, Policy
from vault.domain.records.referral import AuthorizationStatus, CodeSystem, Condition
from vault.domain.records.values import Basis, Unit
from vault.domain.records.visit import VisitStatus

ORDER = BundleOrder((Profile.STATEMENT,), "ref1", "Northwind Health Plan", "You asked for it.")
NO_AUTHORIZATION = replace(AUTHORIZATION, status=AuthorizationStatus.DENIED)


def plan(*more: Record, order: BundleOrder = ORDER, charged: dict[str, str] | None = None) -> BundlePlan:
    return plan_bundle(records(*more), order, CHARGED if charged is None else charged, TODAY)


def facts(made: BundlePlan, group: GroupCode) -> dict[FactCode, FactValue]:
    return {fact.code: fact.value for each in made.groups if each.code is group for fact in each.facts}


def cover(made: BundlePlan) -> dict[FactCode, FactValue]:
    return {fact.code: fact.value for fact in made.cover}


def gaps(made: BundlePlan) -> list[GapCode]:
    return [gap.code for gap in made.gaps]


def test_the_referral_is_stated_without_its_diagnosis() -> None:
    assert facts(plan(), GroupCode.REFERRAL) == {
        FactCode.REFERRAL: "RF-48213",
        FactCode.REFERRER: "Elena Sample, MD",
        FactCode.REFERRER_NUMBER: PrintedNumber(IdentifierType.NPI, "1234567893"),
        FactCode.AUTHORED_ON: date(2026, 9, 14),
        FactCode.VALID: Span(date(2026, 9, 14), date(2027, 1, 31)),
        FactCode.SERVICE: "Massage",
        FactCode.VISITS_ORDERED: 10,
        FactCode.USED_ELSEWHERE: 1,
    }
    assert plan().gaps == ()


def test_the_diagnosis_is_stated_when_it_is_ticked() -> None:
    condition = Condition("c1", "p1", "low back pain", "M54.5", CodeSystem.ICD_10_CM)
    plain = Condition("c2", "p1", "stiff neck")
    order = replace(ORDER, diagnosis=True)
    assert facts(plan(order=order), GroupCode.REFERRAL)[FactCode.DIAGNOSIS] == "M54.5"
    both = replace(REFERRAL, conditions=("c1", "c2", "gone"), diagnosis=("M54.5", "M62.8"))
    stated = facts(plan(both, condition, plain, order=order), GroupCode.REFERRAL)
    assert stated[FactCode.DIAGNOSIS] == "M54.5 low back pain, stiff neck, M62.8"
    without = plan(replace(REFERRAL, diagnosis=()), order=order)
    assert GapCode.DIAGNOSIS in gaps(without)


def test_words_and_dates_of_a_referral_as_far_as_they_are_known() -> None:
    made = plan(
        replace(
            REFERRAL,
            valid_from=date(2026, 9, 20),
            valid_until_basis=Basis.COMPUTED,
            service_words=("Massage therapy", "2 regions"),
            used_elsewhere=0,
        )
    )
    stated = facts(made, GroupCode.REFERRAL)
    assert stated[FactCode.VALID] == Span(date(2026, 9, 20), date(2027, 1, 31), computed=True)
    assert stated[FactCode.SERVICE] == "Massage therapy, 2 regions"
    assert FactCode.USED_ELSEWHERE not in stated


def test_what_the_referral_lacks_is_listed_as_not_held() -> None:
    bare = replace(
        REFERRAL,
        authored_on=None,
        valid_until=None,
        referrer="gone",
        visits=None,
        visits_missing=True,
        services=("unknown_service",),
    )
    made = plan(bare)
    assert gaps(made) == [GapCode.AUTHORED_ON, GapCode.END_DATE, GapCode.REFERRER, GapCode.VISITS_ORDERED]
    stated = facts(made, GroupCode.REFERRAL)
    assert stated[FactCode.SERVICE] == "unknown_service"
    assert FactCode.VALID not in stated
    assert FactCode.REFERRER_NUMBER not in stated
    nothing = facts(plan(replace(bare, services=(), referrer=None)), GroupCode.REFERRAL)
    assert FactCode.SERVICE not in nothing


def test_a_tax_number_never_leaves_and_the_national_register_comes_first() -> None:
    tax = Identifier("t", IdentifierType.TAX, "12-3456789")
    local = Identifier("r", IdentifierType.REGISTRATION, "MA 1")
    number = FactCode.REFERRER_NUMBER
    made = plan(replace(DOCTOR, identifiers=(tax, local)))
    assert facts(made, GroupCode.REFERRAL)[number] == PrintedNumber(IdentifierType.REGISTRATION, "MA 1")
    assert number not in facts(plan(replace(DOCTOR, identifiers=(tax,))), GroupCode.REFERRAL)


def test_visits_are_those_completed_and_charged_to_this_referral_in_order() -> None:
    more = (
        visit(11, date(2026, 9, 22), time=time(9)),
        visit(12, date(2026, 11, 2), status=VisitStatus.NO_SHOW),
        visit(13, date(2026, 11, 3), referral="ref1"),
        visit(14, date(2026, 11, 4), referral="ref1"),
        visit(15, date(2026, 12, 1), referral="ref1"),
        visit(16, date(2026, 11, 5)),
        replace(visit(17, date(2026, 11, 6), referral="ref1"), person="p2"),
    )
    made = plan(*more, charged=CHARGED | {"v011": "ref1", "v014": "ref2", "v012": "ref1"})
    expected = ["v001", "v011", "v002", "v003", "v004", "v005", "v013"]
    assert [each.visit for each in made.visits] == expected
    assert facts(made, GroupCode.VISITS) == {
        FactCode.VISITS_ATTENDED: 7,
        FactCode.DATES: Span(date(2026, 9, 22), date(2026, 11, 3)),
    }
    assert cover(made)[FactCode.DATES] == Span(date(2026, 9, 22), date(2026, 11, 3))


def test_a_visit_is_stated_with_service_length_and_therapist_and_nothing_else() -> None:
    row = plan().visits[0]
    assert (row.date, row.service, row.minutes, row.units) == (date(2026, 9, 22), "Massage", 60, None)
    assert row.therapist == "Harbor Sample Rehab"


def test_an_unknown_therapist_is_a_gap_of_that_day_and_no_visit_is_one_too() -> None:
    made = plan(visit(1, VISITS[0].date, provider=None))
    assert made.gaps == (Gap(GapCode.THERAPIST, VISITS[0].date),)
    none = plan(charged={"x": "y"}, order=ORDER)
    assert GapCode.VISITS in gaps(none)
    assert facts(none, GroupCode.VISITS) == {FactCode.VISITS_ATTENDED: 0}


def test_an_authorization_is_stated_with_number_period_and_amount() -> None:
    assert facts(plan(), GroupCode.AUTHORIZATION) == {
        FactCode.AUTHORIZATION: "AU-7781",
        FactCode.DECIDED_ON: date(2026, 9, 18),
        FactCode.AUTHORIZATION_PERIOD: Span(date(2026, 9, 18), date(2026, 12, 31)),
        FactCode.AUTHORIZED: Amount(8, Unit.VISIT),
    }
    assert cover(plan())[FactCode.AUTHORIZATION] == "AU-7781"


def test_an_amount_of_money_is_not_stated() -> None:
    made = plan(replace(AUTHORIZATION, unit=Unit.MONEY, start=None, end=None))
    assert set(facts(made, GroupCode.AUTHORIZATION)) == {FactCode.AUTHORIZATION, FactCode.DECIDED_ON}
    assert FactCode.AUTHORIZED not in facts(plan(replace(AUTHORIZATION, units=None)), GroupCode.AUTHORIZATION)


def test_two_authorizations_are_both_named() -> None:
    made = plan(replace(AUTHORIZATION, id="auth2", number="AU-9000"))
    assert cover(made)[FactCode.AUTHORIZATION] == "AU-7781, AU-9000"
    assert [group.code for group in made.groups].count(GroupCode.AUTHORIZATION) == 2


def test_an_authorization_still_pending_says_so() -> None:
    pending = replace(AUTHORIZATION, status=AuthorizationStatus.PENDING, requested_on=date(2026, 9, 15))
    stated = facts(plan(pending), GroupCode.AUTHORIZATION)
    assert stated[FactCode.AUTHORIZATION_STATUS] is AuthorizationStatus.PENDING
    assert stated[FactCode.REQUESTED_ON] == date(2026, 9, 15)
    nameless = facts(plan(replace(pending, number=None)), GroupCode.AUTHORIZATION)
    assert nameless[FactCode.AUTHORIZATION] is AuthorizationStatus.PENDING
    assert FactCode.AUTHORIZATION_STATUS not in nameless


def test_an_approval_without_its_number_is_a_gap() -> None:
    made = plan(replace(AUTHORIZATION, number=None))
    assert gaps(made) == [GapCode.AUTHORIZATION_NUMBER]
    assert cover(made)[FactCode.AUTHORIZATION] is AuthorizationStatus.APPROVED


@pytest.mark.parametrize(
    ("changes", "belongs"),
    [
        ({"referral": None}, True),
        ({"referral": None, "services": ("acupuncture",)}, False),
        ({"referral": None, "start": date(2026, 11, 1), "end": None}, False),
        ({"referral": None, "start": None, "end": date(2026, 9, 22)}, True),
        ({"referral": "ref2"}, False),
        ({"policy": "pol2"}, False),
        ({"policy": None}, True),
        ({"person": "p2"}, False),
        ({"status": AuthorizationStatus.DENIED}, False),
        ({"status": AuthorizationStatus.TO_REQUEST}, False),
        ({"status": AuthorizationStatus.EXPIRED}, True),
    ],
)
def test_which_authorizations_belong_to_the_statement(changes: dict[str, Any], *, belongs: bool) -> None:
    made = plan(replace(AUTHORIZATION, **changes))
    assert (FactCode.AUTHORIZATION in facts(made, GroupCode.AUTHORIZATION)) is belongs
    assert (GapCode.AUTHORIZATION in gaps(made)) is not belongs


def test_an_authorization_pinned_to_a_visit_belongs_whatever_referral_it_names() -> None:
    pinned = replace(VISITS[0], authorization="auth1")
    made = plan(replace(AUTHORIZATION, referral="ref2"), pinned)
    assert facts(made, GroupCode.AUTHORIZATION)[FactCode.AUTHORIZATION] == "AU-7781"


@pytest.mark.parametrize(
    ("need", "value"),
    [
        ("no", AuthorizationStatus.NOT_NEEDED),
        ("6", ExemptVisits(6)),
        ("5", ExemptVisits(5)),
        ("4", None),
        ("yes", None),
        ("unknown", None),
    ],
)
def test_without_an_authorization_the_plan_rule_is_stated_where_it_asks_none(
    need: str, value: FactValue | None
) -> None:
    made = plan(NO_AUTHORIZATION, replace(POLICY, requires_auth=need))
    assert facts(made, GroupCode.AUTHORIZATION).get(FactCode.AUTHORIZATION) == value
    assert (GapCode.AUTHORIZATION in gaps(made)) is (value is None)


def test_the_policy_is_the_recipients_else_the_primary_of_the_first_visit() -> None:
    secondary = Policy("pol0", "p1", "Second Sample Plan", "S-1", date(2026, 1, 1), order=Order.SECONDARY)
    lapsed = Policy("pol00", "p1", "Old Sample Plan", "O-1", date(2025, 1, 1), date(2025, 12, 31))
    foreign = Policy("pol000", "p2", "Northwind Health Plan", "F-1", date(2026, 1, 1))
    more = (secondary, lapsed, foreign)
    assert cover(plan(*more))[FactCode.MEMBER_ID] == "NHP 0042 7719"
    other = replace(ORDER, recipient="Second Sample Plan, Claims")
    assert cover(plan(*more, order=other))[FactCode.MEMBER_ID] == "S-1"
    neither = replace(ORDER, recipient="Somebody")
    assert cover(plan(*more, order=neither))[FactCode.MEMBER_ID] == "NHP 0042 7719"


def test_without_visits_the_policy_of_the_referrals_first_day_counts() -> None:
    known = plan(replace(REFERRAL, valid_from=date(2025, 9, 14)), charged={"x": "y"})
    assert FactCode.MEMBER_ID not in cover(known)
    undated = plan(replace(REFERRAL, authored_on=None), charged={"x": "y"})
    assert cover(undated)[FactCode.MEMBER_ID] == "NHP 0042 7719"


def request(**changes: Any) -> InsurerRequest:
    values: dict[str, Any] = {"policy": "pol1", "reference": "RQ-2026-5518"} | changes
    return InsurerRequest("rq1", "p1", None, date(2026, 11, 12), (), **values)


def test_a_request_brings_its_reference_policy_and_claim() -> None:
    claim = Claim("cl1", "p1", "NW-30418", "pol1", ())
    order = replace(ORDER, request="rq1", recipient="Somebody")
    second = Policy("pol2", "p1", "Second Sample Plan", "S-1", date(2026, 1, 1), order=Order.SECONDARY)
    made = plan(request(claim="cl1", policy="pol2"), claim, second, order=order)
    assert cover(made)[FactCode.REFERENCE] == "RQ-2026-5518"
    assert cover(made)[FactCode.CLAIM] == "NW-30418"
    assert cover(made)[FactCode.MEMBER_ID] == "S-1"
    printed = plan(request(claim_number="NW-7"), order=order)
    assert cover(printed)[FactCode.CLAIM] == "NW-7"
    neither = plan(request(policy=None), order=order)
    assert FactCode.CLAIM not in cover(neither)
    assert cover(neither)[FactCode.MEMBER_ID] == "NHP 0042 7719"


def test_a_request_of_another_person_or_none_is_not_found() -> None:
    for asked in (request(), replace(request(), person="p2")):
        order = replace(ORDER, request="rq1" if asked.person == "p2" else "rq2")
        with pytest.raises(NotFoundError):
            plan(asked, order=order)


def test_the_claim_is_the_only_one_filed_for_these_visits() -> None:
    claim = Claim("cl1", "p1", "NW-30418", "pol1", ("v001", "v002"))
    assert cover(plan(claim))[FactCode.CLAIM] == "NW-30418"
    others = (
        Claim("cl2", "p1", "NW-2", "pol1", ("v777",)),
        Claim("cl3", "p1", "NW-3", "pol2", ("v001",)),
        Claim("cl4", "p1", None, "pol1", ("v001",)),
    )
    assert cover(plan(claim, *others))[FactCode.CLAIM] == "NW-30418"
    two = replace(claim, id="cl5", number="NW-5")
    assert FactCode.CLAIM not in cover(plan(claim, two))


def test_without_any_policy_there_is_no_claim_and_no_rule() -> None:
    known = RecordSet(each for each in records(NO_AUTHORIZATION) if each != POLICY)
    made = plan_bundle(known, ORDER, CHARGED, TODAY)
    assert FactCode.CLAIM not in cover(made)
    assert gaps(made) == [GapCode.MEMBER_ID, GapCode.AUTHORIZATION]
