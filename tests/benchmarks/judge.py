"""Judging 10,000 visits by 500 referrals, 100 authorizations and 20 policies, edits of them, and growth."""

import datetime as dt
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from time import perf_counter

from tests.benchmarks.report import finish, median_ms, within
from vault.domain.coverage.edits import Edit
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import SHIPPED_SERVICES, Record
from vault.domain.records.people import Person
from vault.domain.records.policy import BenefitLimit, BenefitPeriod, Policy
from vault.domain.records.referral import Authorization, Referral
from vault.domain.records.values import Need
from vault.domain.records.visit import Visit
from vault.services.verdicts.judging import judge_all
from vault.services.verdicts.keeping import KeptVerdicts

TODAY = dt.date(2026, 11, 23)
SERVICES = ("massage", "physiotherapy", "manual_therapy")


def records(visits: int) -> Iterator[Record]:
    """Yield a long life of records, the same ones for the same number of visits."""
    chance = random.Random(visits)  # noqa: S311 - the same records at each run
    yield Person("me", "Sample Person")
    yield from SHIPPED_SERVICES
    first_year = TODAY.year - 19
    for year in range(first_year, TODAY.year + 1):
        start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
        policy = f"policy-{year}"
        yield Policy(
            policy, "me", "Sample Plan", "S-1", start, end, requires_referral=Need.YES, requires_auth="6"
        )
        yield BenefitLimit(
            f"limit-{year}", policy, SERVICES, BenefitPeriod.CALENDAR_YEAR, visits=visits // 25
        )
    days = (TODAY - dt.date(first_year, 1, 1)).days

    def day() -> dt.date:
        return dt.date(first_year, 1, 1) + dt.timedelta(chance.randrange(days))

    for number in range(visits // 20):
        written = day()
        yield Referral(
            f"referral-{number}",
            "me",
            written,
            (chance.choice(SERVICES),),
            None,
            signed=True,
            valid_until=written + dt.timedelta(120),
            visits=chance.randrange(6, 40),
            max_gap=chance.choice((None, None, 30)),
        )
    for number in range(visits // 100):
        start = day()
        yield Authorization(
            f"authorization-{number}",
            "me",
            (chance.choice(SERVICES),),
            start=start,
            end=start + dt.timedelta(90),
            units=chance.randrange(4, 20),
        )
    for number in range(visits):
        yield Visit(f"visit-{number}", "me", day(), None, chance.choice(SERVICES))


def edit(kept: KeptVerdicts, chance: random.Random) -> Edit:
    """Return one random change: mostly of visits, else of referrals, authorizations and policies."""
    record_class = chance.choices((Visit, Referral, Authorization, Policy), (150, 35, 10, 5))[0]
    old: Record = chance.choice(kept.records.all(record_class))
    moved = getattr(old, "date", TODAY) + dt.timedelta(chance.randrange(-9, 10))
    match old, chance.randrange(4):
        case Visit(), 0:
            return Edit(old, None)
        case Visit(), 1:
            return Edit(None, replace(old, id=f"visit-new-{chance.random()}", date=moved))
        case Visit(), 2:
            return Edit(old, replace(old, service=chance.choice(SERVICES)))
        case Visit(), _:
            return Edit(old, replace(old, date=moved))
        case Referral(), _:
            return Edit(old, replace(old, visits=chance.randrange(6, 40)))
        case Authorization(), _:
            return Edit(old, replace(old, units=chance.randrange(4, 20)))
        case Policy(), _:
            return Edit(old, replace(old, requires_auth=chance.choice(("6", "yes"))))
        case _:
            return Edit(old, old)


def edits_ms(held: RecordSet, number: int) -> list[float]:
    """Return what each of some random edits took, one after the other, the moved verdicts included."""
    chance, took = random.Random(number), []  # noqa: S311 - the same edits at each run
    kept = KeptVerdicts.of(held, TODAY)
    for _ in range(number):
        change = edit(kept, chance)
        start = perf_counter()
        kept = kept.after([change])
        took.append((perf_counter() - start) * 1_000)
    again = judge_all(kept.records, TODAY)
    assert [each.judgment for each in kept.people] == [each.judgment for each in again]
    return took


def main() -> int:
    """Judge growing numbers of visits, and edit 10,000 of them."""
    took = {}
    for visits in (1_000, 10_000, 100_000):
        held = RecordSet(records(visits))
        assert len(judge_all(held, TODAY)[0].verdicts) == visits
        took[visits] = median_ms(lambda: judge_all(held, TODAY), 5 if visits <= 10_000 else 1)  # noqa: B023
    changes = edits_ms(RecordSet(records(10_000)), 200)
    return finish(
        [
            within("judge 10,000 visits, ms", took[10_000], 500),
            within("growth 1,000 to 10,000 visits, times", took[10_000] / took[1_000], 20),
            within("growth 10,000 to 100,000 visits, times", took[100_000] / took[10_000], 20),
            within("200 edits of 10,000 visits, median ms", median(changes), 20),
            within("200 edits of 10,000 visits, worst ms", max(changes), 500),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
