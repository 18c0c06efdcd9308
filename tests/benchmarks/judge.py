"""Judging 10,000 visits by 500 referrals, 100 authorizations and 20 policies; and how it grows."""

import datetime as dt
import random
import sys
from collections.abc import Iterator

from tests.benchmarks.report import finish, median_ms, within
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import SHIPPED_SERVICES, Record
from vault.domain.records.people import Person
from vault.domain.records.policy import BenefitLimit, BenefitPeriod, Policy
from vault.domain.records.referral import Authorization, Referral
from vault.domain.records.values import Need
from vault.domain.records.visit import Visit
from vault.services.verdicts.judging import judge_all

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


def main() -> int:
    """Judge growing numbers of visits."""
    took = {}
    for visits in (1_000, 10_000, 100_000):
        held = RecordSet(records(visits))
        assert len(judge_all(held, TODAY)[0].verdicts) == visits
        took[visits] = median_ms(lambda: judge_all(held, TODAY), 3 if visits <= 10_000 else 1)  # noqa: B023
    return finish(
        [
            within("judge 10,000 visits, ms", took[10_000], 1_000),
            within("growth 1,000 to 10,000 visits, times", took[10_000] / took[1_000], 20),
            within("growth 10,000 to 100,000 visits, times", took[100_000] / took[10_000], 20),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
