"""Queries on a real database: filters, orders, whose records, and what comes back for ids."""

import datetime as dt

import pytest

from vault.domain.changes import Put, Trash
from vault.domain.errors import BugError
from vault.domain.query import Between, Contains, Filter, OneOf, Query, SortKey
from vault.domain.records.kinds import SHIPPED_SERVICES, Record
from vault.domain.records.papers import Document, DocumentKind
from vault.domain.records.people import Person, Provider
from vault.domain.records.policy import BenefitLimit, BenefitPeriod, Policy
from vault.domain.records.values import Money
from vault.domain.records.visit import Visit
from vault.services.store.database import Database

DAY = dt.date(2026, 11, 2)


def _visit(number: int, **values: object) -> Visit:
    fields: dict[str, object] = {
        "id": f"visit-{number}",
        "person": "nora",
        "date": DAY + dt.timedelta(number),
        "provider": None,
        "service": "massage",
    }
    return Visit(**(fields | values))  # type: ignore[arg-type]  # fields of a visit by name


@pytest.fixture
def filled(database: Database) -> Database:
    people: list[Record] = [Person("nora", "Nora Sample"), Person("finn", "Finn Sample")]
    providers: list[Record] = [
        Provider("p-zoe", "zoe Sample"),
        Provider("p-anna", "Anna Sample"),
        Provider("p-oel", "Österreich Sample 50%"),
    ]
    visits: list[Record] = [
        _visit(1, provider="p-zoe", charge=Money(9_000, "USD")),
        _visit(2, provider="p-anna", charge=Money(12_000, "USD"), service="physiotherapy"),
        _visit(3, time=dt.time(9)),
        _visit(4, provider="p-oel", charge=Money(500, "USD"), service="acupuncture"),
        _visit(5, person="finn", provider="p-anna"),
    ]
    database.apply([Put(each) for each in (*SHIPPED_SERVICES, *people, *providers, *visits)])
    return database


def _ids(
    database: Database, *filters: Filter, sort: tuple[SortKey, ...] = (), person: str | None = "nora"
) -> list[str]:
    with database.read() as records:
        return [each.removeprefix("visit-") for each in records.ids(Query("visit", person, filters, sort))]


def test_a_persons_records_are_theirs_alone(filled: Database) -> None:
    assert _ids(filled) == ["1", "2", "3", "4"]
    assert _ids(filled, person="finn") == ["5"]
    assert _ids(filled, person=None) == ["1", "2", "3", "4", "5"]
    assert _ids(filled, person="nobody") == []


def test_what_lies_in_the_trash_is_not_found(filled: Database) -> None:
    filled.apply([Trash("visit", "visit-2")])
    assert _ids(filled) == ["1", "3", "4"]


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (2, 3, ["2", "3"]),
        (2, 2, ["2"]),
        (None, 2, ["1", "2"]),
        (3, None, ["3", "4"]),
        (None, None, ["1", "2", "3", "4"]),
        (3, 2, []),
    ],
)
def test_both_ends_of_a_range_of_days_belong_to_it(
    filled: Database, low: int | None, high: int | None, found: list[str]
) -> None:
    days = [None if each is None else DAY + dt.timedelta(each) for each in (low, high)]
    assert _ids(filled, Between("date", *days)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("anna", ["2"]),
        ("SAMPLE", ["1", "2", "4"]),
        ("öster", ["4"]),
        ("ÖSTER", ["4"]),
        ("50%", ["4"]),
        ("5%0", []),
        ("_", []),
        ("2026-11-04", ["2"]),
        ("\\", []),
    ],
)
def test_a_text_is_found_in_fields_and_in_what_they_name(
    filled: Database, text: str, found: list[str]
) -> None:
    assert _ids(filled, Contains(text, ("provider.name", "date"))) == found


def test_a_text_may_also_be_met_by_values_and_no_field_at_all(filled: Database) -> None:
    also = OneOf("service", ("acupuncture",))
    assert _ids(filled, Contains("anna", ("provider.name",), (also,))) == ["2", "4"]
    assert _ids(filled, Contains("anna", (), (OneOf("id", ()),))) == []


def test_one_of_takes_empty_fields_and_more_values_than_sqlite_binds(filled: Database) -> None:
    assert _ids(filled, OneOf("provider", (None,))) == ["3"]
    assert _ids(filled, OneOf("provider", ("p-zoe", None))) == ["1", "3"]
    many = tuple(f"visit-{number}" for number in range(4, 60_000))
    assert _ids(filled, OneOf("id", many)) == ["4"]


@pytest.mark.parametrize(
    ("keys", "order"),
    [
        ((SortKey("date", descending=True),), ["4", "3", "2", "1"]),
        ((SortKey("charge.minor"),), ["4", "1", "2", "3"]),
        ((SortKey("charge.minor", descending=True),), ["2", "1", "4", "3"]),
        ((SortKey("provider.name"),), ["2", "1", "4", "3"]),
        ((SortKey("provider.name", descending=True),), ["4", "1", "2", "3"]),
        ((SortKey("time"), SortKey("date", descending=True)), ["3", "4", "2", "1"]),
        ((SortKey("service", ranks=("physiotherapy", "massage")),), ["2", "1", "3", "4"]),
        ((SortKey("service", descending=True, ranks=("physiotherapy", "massage")),), ["4", "1", "3", "2"]),
    ],
)
def test_rows_are_sorted_and_empty_fields_come_last(
    filled: Database, keys: tuple[SortKey, ...], order: list[str]
) -> None:
    assert _ids(filled, sort=keys) == order


def test_two_keys_may_name_the_same_record(filled: Database) -> None:
    keys = (SortKey("provider.phone"), SortKey("provider.name"))
    assert _ids(filled, sort=keys) == ["2", "1", "4", "3"]


def test_papers_of_nobody_are_found_for_everybody(filled: Database) -> None:
    papers = [
        Document(f"paper-{owner}", DocumentKind.OTHER, f"{number:032x}", 1, f"{number:064x}", person=owner)
        for number, owner in enumerate(("nora", "finn", None))
    ]
    filled.apply([Put(paper) for paper in papers])
    with filled.read() as records:
        assert records.ids(Query("document", "nora")) == ("paper-None", "paper-nora")


def test_limits_go_with_their_policys_person(filled: Database) -> None:
    made: list[Record] = []
    for owner in ("nora", "finn"):
        made.append(Policy(f"plan-{owner}", owner, "Sample Plan", "S-1", DAY))
        made.append(
            BenefitLimit(f"limit-{owner}", f"plan-{owner}", ("massage",), BenefitPeriod.CALENDAR_YEAR)
        )
    filled.apply([Put(each) for each in made])
    with filled.read() as records:
        assert records.ids(Query("benefit_limit", "finn")) == ("limit-finn",)
        assert records.ids(Query("provider", "finn")) == ("p-anna", "p-oel", "p-zoe")


def test_rows_come_in_the_order_of_the_ids_and_gone_ones_are_left_out(filled: Database) -> None:
    with filled.read() as records:
        rows = records.rows("visit", ("visit-3", "no-such-visit", "visit-1"))
    assert [row.id for row in rows] == ["visit-3", "visit-1"]
    assert rows[1] == _visit(1, provider="p-zoe", charge=Money(9_000, "USD"))


def test_rows_have_their_long_texts(filled: Database) -> None:
    told = _visit(9, note="A sample note. " * 200)
    filled.apply([Put(told)])
    with filled.read() as records:
        assert records.rows("visit", ("visit-9",)) == (told,)


@pytest.mark.parametrize("field", ["no_such_field", "note", "codes", "charge", "provider.no_such_field"])
def test_a_field_that_cannot_be_sorted_by_is_a_fault_of_the_program(filled: Database, field: str) -> None:
    with pytest.raises(BugError):
        _ids(filled, sort=(SortKey(field),))
