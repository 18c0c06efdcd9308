"""What a table shows of the records in hand: filters, orders, whose they are, and what is no field."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.domain.errors import BugError
from vault.domain.query import Between, Contains, Filter, OneOf, SortKey
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import SHIPPED_SERVICES, Record
from vault.domain.records.papers import Document, DocumentKind
from vault.domain.records.people import Person, Provider
from vault.domain.records.policy import BenefitLimit, BenefitPeriod, Policy
from vault.domain.records.values import Money
from vault.domain.records.visit import Visit
from vault.domain.selection import Selection

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


PEOPLE: tuple[Record, ...] = (Person("nora", "Nora Sample"), Person("finn", "Finn Sample"))
PROVIDERS: tuple[Record, ...] = (
    Provider("p-zoe", "zoe Sample"),
    Provider("p-anna", "Anna Sample"),
    Provider("p-oel", "Österreich Sample 50%"),
)
VISITS: tuple[Record, ...] = (
    _visit(1, provider="p-zoe", charge=Money(9_000, "USD")),
    _visit(2, provider="p-anna", charge=Money(12_000, "USD"), service="physiotherapy"),
    _visit(3, time=dt.time(9)),
    _visit(4, provider="p-oel", charge=Money(500, "USD"), service="acupuncture"),
    _visit(5, person="finn", provider="p-anna"),
)
RECORDS = RecordSet((*SHIPPED_SERVICES, *PEOPLE, *PROVIDERS, *VISITS))


def _ids(*filters: Filter, sort: tuple[SortKey, ...] = (), person: str = "nora") -> list[str]:
    table = Selection(RECORDS.for_person(person), "visit")
    return [each.removeprefix("visit-") for each in table.in_order(table.matching(filters), sort)]


def test_a_persons_records_are_theirs_alone() -> None:
    assert _ids() == ["1", "2", "3", "4"]
    assert _ids(person="finn") == ["5"]
    assert _ids(person="nobody") == []


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
    low: int | None, high: int | None, found: list[str]
) -> None:
    days = [None if each is None else DAY + dt.timedelta(each) for each in (low, high)]
    assert _ids(Between("date", *days)) == found


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
def test_a_text_is_found_in_fields_and_in_what_they_name(text: str, found: list[str]) -> None:
    assert _ids(Contains(text, ("provider.name", "date"))) == found


def test_a_text_may_also_be_met_by_values_and_no_field_at_all() -> None:
    also = OneOf("service", ("acupuncture",))
    assert _ids(Contains("anna", ("provider.name",), (also,))) == ["2", "4"]
    assert _ids(Contains("anna", (), (OneOf("id", ()),))) == []


def test_one_of_takes_empty_fields_and_more_values_than_sqlite_binds() -> None:
    assert _ids(OneOf("provider", (None,))) == ["3"]
    assert _ids(OneOf("provider", ("p-zoe", None))) == ["1", "3"]
    many = tuple(f"visit-{number}" for number in range(4, 60_000))
    assert _ids(OneOf("id", many)) == ["4"]


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
def test_rows_are_sorted_and_empty_fields_come_last(keys: tuple[SortKey, ...], order: list[str]) -> None:
    assert _ids(sort=keys) == order


def test_two_keys_may_name_the_same_record() -> None:
    keys = (SortKey("provider.phone"), SortKey("provider.name"))
    assert _ids(sort=keys) == ["2", "1", "4", "3"]


def test_an_order_of_the_tables_own_stays_among_equal_rows() -> None:
    table = Selection(RECORDS.for_person("nora"), "visit", (SortKey("date", descending=True),))
    flags = table.matching([OneOf("id", ("visit-1", "visit-3", "visit-4"))])
    assert table.in_order() == ("visit-4", "visit-3", "visit-2", "visit-1")
    assert table.in_order(flags) == ("visit-4", "visit-3", "visit-1")
    assert table.in_order(flags, (SortKey("date"),)) == ("visit-1", "visit-3", "visit-4")
    assert table.in_order(None, (SortKey("person"),)) == ("visit-4", "visit-3", "visit-2", "visit-1")


def test_rows_are_sorted_by_what_is_told_of_them() -> None:
    table = Selection(RECORDS.for_person("nora"), "visit", (SortKey("date", descending=True),))
    told = table.told("verdict", {"visit-1": 2, "visit-2": 1, "visit-3": 2, "visit-4": 1})
    assert told == [2, 1, 2, 1]
    assert table.in_order_of(told) == ("visit-4", "visit-2", "visit-3", "visit-1")
    assert table.in_order_of(told, descending=True) == ("visit-3", "visit-1", "visit-4", "visit-2")
    assert table.in_order_of(told, table.matching([OneOf("provider", (None,))])) == ("visit-3",)


def test_papers_of_nobody_are_found_for_everybody() -> None:
    papers = [
        Document(f"paper-{owner}", DocumentKind.OTHER, f"{number:032x}", 1, f"{number:064x}", person=owner)
        for number, owner in enumerate(("nora", "finn", None))
    ]
    assert Selection(RecordSet(papers).for_person("nora"), "document").ids == ("paper-None", "paper-nora")


def test_limits_go_with_their_policys_person() -> None:
    made: list[Record] = []
    for owner in ("nora", "finn"):
        made.append(Policy(f"plan-{owner}", owner, "Sample Plan", "S-1", DAY))
        made.append(
            BenefitLimit(f"limit-{owner}", f"plan-{owner}", ("massage",), BenefitPeriod.CALENDAR_YEAR)
        )
    assert Selection(RecordSet(made).for_person("finn"), "benefit_limit").ids == ("limit-finn",)


@pytest.mark.parametrize("field", ["no_such_field", "note", "codes", "charge", "provider.no_such_field"])
def test_a_field_that_cannot_be_sorted_by_is_a_fault_of_the_program(field: str) -> None:
    with pytest.raises(BugError):
        _ids(sort=(SortKey(field),))


_RANDOM = st.lists(
    st.builds(
        Visit,
        id=st.uuids(version=4).map(str),
        person=st.just("nora"),
        date=st.dates(DAY, DAY + dt.timedelta(5)),
        provider=st.sampled_from([None, "p-zoe", "p-anna", "p-gone"]),
        service=st.sampled_from(["massage", "acupuncture"]),
        time=st.none() | st.sampled_from([dt.time(9), dt.time(10)]),
        charge=st.none() | st.builds(Money, st.integers(0, 3), st.sampled_from(["USD", "EUR"])),
    ),
    max_size=30,
)
_NAMES = {"p-zoe": "zoe sample", "p-anna": "anna sample"}


def _name(visit: Visit) -> str | None:
    return _NAMES.get(visit.provider or "")


def _plain(visits: list[Visit], key: str, *, descending: bool) -> list[Visit]:
    """Sort by one field, with nothing clever about it."""
    values = {
        "date": lambda visit: visit.date,
        "time": lambda visit: visit.time,
        "charge.minor": lambda visit: None if visit.charge is None else visit.charge.minor,
        "provider.name": _name,
    }
    value = values[key]
    there = [visit for visit in visits if value(visit) is not None]
    there.sort(key=value, reverse=descending)
    return there + [visit for visit in visits if value(visit) is None]


@given(
    _RANDOM,
    st.lists(
        st.tuples(st.sampled_from(["date", "time", "charge.minor", "provider.name"]), st.booleans()),
        max_size=2,
        unique_by=lambda key: key[0],
    ),
    st.booleans(),
)
def test_orders_are_those_of_plain_sorting(
    visits: list[Visit], sort: list[tuple[str, bool]], late: bool
) -> None:
    base = (("date", True), ("time", True))
    expected = sorted(visits, key=lambda visit: visit.id)
    for key, descending in reversed((*sort, *base)):
        expected = _plain(expected, key, descending=descending)
    after = DAY + dt.timedelta(2)
    if late:
        expected = [visit for visit in expected if visit.date >= after and "anna" in (_name(visit) or "")]
    table = Selection(
        RecordSet([*PROVIDERS, *visits]), "visit", tuple(SortKey(key, descending=down) for key, down in base)
    )
    filters: list[Filter] = [Between("date", after), Contains("ANNA", ("provider.name",))] if late else []
    found = table.in_order(
        table.matching(filters), tuple(SortKey(key, descending=down) for key, down in sort)
    )
    assert found == tuple(visit.id for visit in expected)
