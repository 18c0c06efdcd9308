"""What goes into a bundle, what stays, what stops it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.fakes.bundle_records import (
    CHARGED,
    PERSON,
    POLICY,
    REFERRAL,
    TODAY,
    VISITS,
    records,
    scan,
)
from vault.domain.bundle_facts import Gap, GapCode
from vault.domain.bundle_plan import (
    BundleOrder,
    BundlePlan,
    LeftOut,
    LeftOutReason,
    Profile,
    plan_bundle,
)
from vault.domain.errors import ExitCode, InvalidFieldError, NotFoundError, UserError
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.papers import DocumentKind, DocumentLink
from vault.domain.records.people import Person
from vault.domain.records.referral import Referral

R, D = Profile.REFERRAL_COPY, Profile.STATEMENT
ORDER = BundleOrder((R, D), "ref1", "Northwind Health Plan", "You asked for it.")


def plan(*more: Record, order: BundleOrder = ORDER, known: RecordSet | None = None) -> BundlePlan:
    return plan_bundle(known or records(*more), order, CHARGED, TODAY)


def documents(made: BundlePlan) -> list[str]:
    return [paper.document for paper in made.papers]


def test_a_referral_copy_holds_the_scans_oldest_first() -> None:
    added = [datetime(2026, 10, day, tzinfo=UTC) for day in (2, 1)]
    made = plan(
        scan(1, dated=None),
        scan(2, dated=date(2026, 9, 20)),
        scan(3, added=added[0]),
        scan(4, added=added[1]),
        order=replace(ORDER, profiles=(R,)),
    )
    assert documents(made) == ["doc4", "doc3", "doc2", "doc1"]
    assert made.profiles == (R,)
    assert made.copies_referral
    assert not made.states_dates
    assert made.has_index
    assert made.groups == ()
    assert made.visits == ()


def test_a_planned_paper_carries_what_the_index_prints() -> None:
    paper = plan(scan(1, dated=None, pages=2)).papers[0]
    assert (paper.number, paper.author, paper.pages) == ("RF-48213", "Elena Sample, MD", 2)
    assert paper.dated == REFERRAL.authored_on
    assert paper.sha256 == scan(1).sha256


def test_only_papers_of_the_kind_referral_are_copied() -> None:
    other = scan(2, kind=DocumentKind.LETTER)
    elsewhere = scan(3, links=(DocumentLink("l3", "referral", "ref2"),))
    assert documents(plan(scan(1), other, elsewhere)) == ["doc1"]


def test_a_statement_alone_needs_no_paper_and_no_index() -> None:
    made = plan(order=replace(ORDER, profiles=(D,)))
    assert made.papers == ()
    assert not made.copies_referral
    assert not made.has_index


def test_one_scan_alone_has_no_index_but_with_a_statement_it_has() -> None:
    assert not plan(scan(1), order=replace(ORDER, profiles=(R,))).has_index
    assert plan(scan(1)).has_index


def test_profiles_come_in_their_own_order_and_once() -> None:
    assert plan(scan(1), order=replace(ORDER, profiles=(D, R, D))).profiles == (R, D)


def test_a_sensitive_paper_stays_unless_it_is_ticked() -> None:
    sensitive = scan(2, sensitive=True)
    made = plan(scan(1), sensitive)
    assert documents(made) == ["doc1"]
    assert made.left_out == (LeftOut("doc2", LeftOutReason.SENSITIVE),)
    assert made.gaps == ()
    ticked = plan(scan(1), sensitive, order=replace(ORDER, sensitive=frozenset({"doc2"})))
    assert documents(ticked) == ["doc1", "doc2"]


def test_a_paper_that_is_not_ticked_stays() -> None:
    made = plan(scan(1), scan(2), order=replace(ORDER, left_out=frozenset({"doc1"})))
    assert documents(made) == ["doc2"]
    assert made.left_out == (LeftOut("doc1", LeftOutReason.NOT_TICKED),)


def test_papers_of_other_people_never_leave_whatever_is_ticked() -> None:
    other = Person("p2", "Other Sample")
    theirs = scan(2, person="p2", sensitive=True)
    shared = scan(
        3, person=None, links=(DocumentLink("a", "referral", "ref1"), DocumentLink("b", "referral", "ref9"))
    )
    foreign = replace(REFERRAL, id="ref9", person="p2")
    strange = scan(4, links=(DocumentLink("c", "referral", "ref1"), DocumentLink("d", "no_such_kind", "x")))
    order = replace(ORDER, sensitive=frozenset({"doc2", "doc3"}))
    made = plan(scan(1), theirs, shared, strange, other, foreign, order=order)
    assert documents(made) == ["doc1", "doc4"]
    assert set(made.left_out) == {
        LeftOut("doc2", LeftOutReason.OTHER_PERSON),
        LeftOut("doc3", LeftOutReason.OTHER_PERSON),
    }


def test_a_paper_nobody_could_read_is_listed_as_not_enclosed() -> None:
    made = plan(scan(1), scan(2, unread_reason="damaged"))
    assert documents(made) == ["doc1"]
    assert Gap(GapCode.UNREAD_PAPER) in made.gaps
    assert made.left_out == (LeftOut("doc2", LeftOutReason.UNREAD),)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ((), "none"),
        ((scan(1, sensitive=True),), "sensitive"),
        ((scan(1, unread_reason="encrypted"),), "unread"),
        ((scan(1, kind=DocumentKind.OTHER),), "none"),
    ],
)
def test_without_its_main_paper_a_referral_copy_stops(more: tuple[Record, ...], reason: str) -> None:
    with pytest.raises(UserError) as caught:
        plan(*more)
    assert caught.value.code == "missing_paper"
    assert caught.value.exit_code is ExitCode.MISSING_PAPER
    assert caught.value.values == {"profile": "R", "kind": "referral", "referral": "ref1", "reason": reason}


def test_incomplete_lets_it_leave_and_says_what_is_not_held() -> None:
    made = plan(order=replace(ORDER, incomplete=True))
    assert made.papers == ()
    assert made.gaps[0] == Gap(GapCode.REFERRAL_PAPER)


def test_the_address_goes_on_the_cover_only_when_the_recipient_is_that_insurer() -> None:
    order = replace(ORDER, recipient=" northwind health plan, Claims ")
    made = plan(scan(1), order=order)
    assert made.recipient_address == POLICY.claims_address
    assert made.recipient == "northwind health plan, Claims"
    assert plan(scan(1), order=replace(ORDER, recipient="Another Plan")).recipient_address is None


def test_without_a_policy_the_member_id_is_not_held() -> None:
    known = RecordSet(each for each in records(scan(1)) if each != POLICY)
    made = plan(known=known)
    assert Gap(GapCode.MEMBER_ID) in made.gaps
    assert made.recipient_address is None


def test_an_order_without_profile_recipient_or_purpose_is_refused() -> None:
    for order, field in (
        (replace(ORDER, profiles=()), "profile"),
        (replace(ORDER, recipient="  "), "recipient"),
        (replace(ORDER, purpose=""), "purpose"),
    ):
        with pytest.raises(InvalidFieldError) as caught:
            plan(order=order)
        assert caught.value.values["field"] == field


def test_an_unknown_referral_or_a_referral_of_nobody_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        plan(order=replace(ORDER, referral="ref7"))
    with pytest.raises(NotFoundError):
        plan(Referral("ref8", "p8", None, (), None, None), order=replace(ORDER, referral="ref8"))


def test_the_order_in_which_records_come_changes_nothing() -> None:
    known = list(records(scan(1), scan(2)))
    assert plan(known=RecordSet(known)) == plan(known=RecordSet(reversed(known)))
    assert PERSON in known
    assert set(VISITS) <= set(known)
