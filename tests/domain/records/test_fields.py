"""The one field table: every kind is described by it completely."""

import datetime as dt

import pytest

from vault.domain.records.fields import Shape, field_of, fields_of, references_of
from vault.domain.records.kinds import KINDS, kind_of
from vault.domain.records.letters import InsurerRequest
from vault.domain.records.money import Bill, BillLine
from vault.domain.records.people import Person
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Referral, Release, ReleasedTo
from vault.domain.records.values import Money
from vault.domain.records.visit import Visit

DAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_an_id_first_and_a_name_that_leads_back(kind: str) -> None:
    record_class = KINDS[kind]
    assert fields_of(record_class)[0].name == "id"
    assert kind_of(record_class) == kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_points_at_a_kind(kind: str) -> None:
    for field in fields_of(KINDS[kind]):
        ref = field.item.ref if field.item is not None else field.ref
        assert ref is None or ref in KINDS


def test_shapes_are_read_off_the_annotations() -> None:
    shapes = {field.name: field.shape for field in fields_of(Visit)}
    assert shapes["date"] is Shape.DATE
    assert shapes["time"] is Shape.TIME
    assert shapes["status"] is Shape.CHOICE
    assert shapes["charge"] is Shape.VALUE
    assert shapes["codes"] is Shape.LIST
    assert shapes["note"] is Shape.LONG_TEXT
    assert shapes["provider"] is Shape.REFERENCE


def test_required_means_no_default_and_nullable_means_the_paper_may_lack_it() -> None:
    authored = field_of(Referral, "authored_on")
    assert authored is not None
    assert authored.required
    assert authored.nullable
    name = field_of(Person, "name")
    assert name is not None
    assert name.required
    assert not name.nullable
    assert field_of(Person, "no such field") is None


def test_child_lists_are_told_from_lists_of_scalars() -> None:
    released, services = field_of(Referral, "released_to"), field_of(Referral, "services")
    assert released is not None
    assert services is not None
    assert released.is_child_list
    assert not services.is_child_list


def test_references_are_found_in_fields_lists_and_children() -> None:
    referral = Referral(
        "r", "p", DAY, ("massage",), "doc", signed=True, released_to=(Release("x", ReleasedTo.ME),)
    )
    assert set(references_of(referral)) == {
        ("person", "person", "p"),
        ("services", "service", "massage"),
        ("referrer", "provider", "doc"),
    }


def test_references_inside_children_are_found() -> None:
    bill = Bill("b", "p", (BillLine("l", visit="v"),))
    assert ("lines.visit", "visit", "v") in set(references_of(bill))


def test_money_and_policies_hold_no_references_but_the_person() -> None:
    assert list(references_of(Money(100, "USD"))) == []
    policy = Policy("p", "me", "Sample Insurer", "S-1", DAY)
    assert list(references_of(policy)) == [("person", "person", "me")]
    assert fields_of(InsurerRequest)[1].name == "person"
