"""Whole records of given ids, as a table takes those in view."""

import datetime as dt

from vault.domain.changes import Put
from vault.domain.records.kinds import SHIPPED_SERVICES
from vault.domain.records.people import Person
from vault.domain.records.values import Money
from vault.domain.records.visit import Visit
from vault.services.store.database import Database

FIRST = Visit("visit-1", "nora", dt.date(2026, 11, 3), None, "massage", charge=Money(9_000, "USD"))
NEXT = Visit("visit-3", "nora", dt.date(2026, 11, 5), None, "massage")
TOLD = Visit("visit-9", "nora", dt.date(2026, 11, 6), None, "massage", note="A sample note. " * 200)


def test_rows_come_in_the_order_of_the_ids_with_their_texts_and_gone_ones_are_left_out(
    database: Database,
) -> None:
    person = Person("nora", "Nora Sample")
    database.apply([Put(each) for each in (*SHIPPED_SERVICES, person, FIRST, NEXT, TOLD)])
    with database.read() as records:
        found = records.rows("visit", ("visit-3", "no-such-visit", "visit-9", "visit-1"))
    assert found == (NEXT, TOLD, FIRST)
