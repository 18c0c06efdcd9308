"""Random coverage cases, made so that ties, used-up papers, gaps and every exception meet often."""

from datetime import date, timedelta
from random import Random
from typing import Any

Record = dict[str, Any]

BASES = (date(2026, 1, 5), date(2024, 2, 19), date(2023, 2, 20))
"""Where a case begins; the last two have a leap day near or after them."""

SPANS = (28, 70, 200, 430)
"""Days over which the visits of a case are spread."""

BOUNDARIES = (0, 7, 91, 365, 366)
"""Days around which visits fall in some cases, so that they lie a limit apart, or a day more or less."""

SERVICES = ("massage", "pt")
THERAPISTS = ("T1", "T2")


class CaseMaker:
    """Makes one case after another from a seed; the same seed makes the same cases."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - tests want the same cases every time
        self._base = BASES[0]
        self._span = 0
        self._trouble = 1.0
        self._edges = 0.0

    def case(self) -> Record:
        """Return the next case; it expects nothing."""
        self._base = self._random.choice(BASES)
        self._span = self._random.choice(SPANS)
        self._trouble = self._random.choice((0.3, 1, 1))
        self._edges = self._random.choice((0, 0, 0.7))
        case: Record = {
            "name": "random",
            "today": str(self._base + timedelta(days=self._number(0, self._span + 40))),
        }
        case["policies"] = self._policies()
        case["referrals"] = [self._referral(n) for n in range(self._random.choice((0, 1, 1, 2, 2, 3)))]
        case["auths"] = [self._authorization(n) for n in range(self._random.choice((0, 0, 1, 1, 2, 3)))]
        case["visits"] = [
            self._visit(n, case["referrals"]) for n in range(self._random.choice((1, 3, 6, 9, 14)))
        ]
        return case

    def _number(self, low: int, high: int) -> int:
        return self._random.randint(low, high)

    def _often(self, share: float) -> bool:
        return self._random.random() < share

    def _day(self, early: int = 0, late: int = 0) -> str:
        return str(self._base + timedelta(days=self._number(-early, self._span + late)))

    def _pick(self, record: Record, share: float, **values: tuple[Any, ...]) -> None:
        """Set each field in a share of the records to one of its values."""
        for name, choices in values.items():
            if self._often(share):
                record[name] = self._random.choice(choices)

    def _odd(self, record: Record, share: float, **values: tuple[Any, ...]) -> None:
        """Do the same for what makes trouble, which a calm case has less of."""
        self._pick(record, share * self._trouble, **values)

    def _services(self, record: Record) -> None:
        self._pick(record, 0.5, services=(["massage", "pt"], ["pt"], ["massage"], ["massage", "pt"]))
        self._odd(record, 0.01, services=([], None))

    def _policies(self) -> list[Record]:
        kind = self._random.choice(("one", "one", "one", "ordered", "unordered", "lapse"))
        if kind == "one":
            start = self._base - timedelta(days=self._number(-5, 90))
            return [self._policy("p", self._random.choice(("2020-02-29", str(start), str(start))), None)]
        if kind == "lapse":
            middle = self._base + timedelta(days=self._number(1, self._span))
            later = middle + timedelta(days=self._number(1, 30))
            return [self._policy("p", self._day(60), str(middle)), self._policy("q", str(later), None)]
        policies = [
            self._policy("p", self._day(90), None),
            self._policy("q", self._day(90), self._day(0, 60)),
        ]
        orders: dict[str, list[tuple[str | None, str | None]]] = {
            "ordered": [("primary", "secondary"), ("secondary", "primary")],
            "unordered": [(None, None), (None, "primary"), ("secondary", None), ("primary", "primary")],
        }
        for policy, order in zip(policies, self._random.choice(orders[kind]), strict=True):
            if order:
                policy["order"] = order
        return policies

    def _policy(self, name: str, start: str, end: str | None) -> Record:
        policy: Record = {"id": name, "start": min(start, end or start)}
        if end:
            policy["end"] = end
        self._pick(policy, 0.5, requires_referral=("yes", "no", "unknown"))
        self._pick(policy, 0.8, requires_auth=("yes", "yes", "no", "unknown", 0, 1, 2, 3))
        self._odd(policy, 0.3, request_days=(0, 7, 30), file_days=(0, 20, 60, 90))
        self._odd(
            policy, 0.1, excluded=(["pt"], ["massage"], []), conditions=(["back"], ["neck", "back"], [])
        )
        self._odd(policy, 0.15, therapist_types=(["lmt"], ["physio", "lmt"], []))
        policy["benefits"] = [self._benefit() for _ in range(self._random.choice((0, 0, 1, 2)))]
        return policy

    def _benefit(self) -> Record:
        periods = ("calendar_year", "plan_year", "rolling_12_months", "episode", "lifetime")
        benefit: Record = {
            "per": self._random.choice(periods),
            "visits": self._random.choice((0, 1, 2, 3, 4, 5, 6)),
        }
        self._services(benefit)
        self._pick(benefit, 0.4, prior_used=(1, 2))
        return benefit

    def _referral(self, number: int) -> Record:
        authored = self._base + timedelta(days=self._number(-20, self._span // 2))
        if self._often(0.1):
            authored -= timedelta(days=self._random.choice((200, 300, 365, 366, 380)))
        referral: Record = {"id": f"r{number}", "authored_on": str(authored)}
        self._services(referral)
        self._pick(referral, 0.7, visits=(0, 1, 2, 3, 4, 5, 6))
        self._pick(referral, 0.5, valid_until=(str(authored + timedelta(days=self._number(5, self._span))),))
        self._odd(referral, 0.15, valid_from=(str(authored + timedelta(days=self._number(0, 20))),))
        self._odd(referral, 0.25, start_by=(str(authored + timedelta(days=self._number(3, 40))),))
        self._odd(referral, 0.25, max_gap=(0, 3, 7, 14, 30), used_elsewhere=(1, 2))
        self._odd(referral, 0.2, performer=THERAPISTS)
        self._pick(referral, 0.3, frequency=({"n": 1, "per": "week"}, {"n": 2, "per": "month"}))
        self._odd(referral, 0.05, signed=(False, None), referrer=(None,), doc=(False, None), visits=(None,))
        self._odd(referral, 0.05, diagnosis=(None,), authored_on=(None,))
        return referral

    def _authorization(self, number: int) -> Record:
        start = self._base + timedelta(days=self._number(-10, self._span // 2))
        authorization: Record = {"id": f"a{number}"}
        self._services(authorization)
        self._pick(authorization, 0.9, start=(str(start),))
        self._pick(authorization, 0.7, end=(str(start + timedelta(days=self._number(5, self._span))),))
        self._pick(authorization, 0.7, units=(0, 1, 2, 3, 4, 6, 8))
        self._pick(authorization, 0.3, unit=("unit15", "visit"), used_elsewhere=(1, 2))
        self._odd(authorization, 0.4, status=("pending", "denied", "withdrawn", "approved"))
        self._odd(authorization, 0.15, provider=THERAPISTS, number=(None,))
        return authorization

    def _visit(self, number: int, referrals: list[Record]) -> Record:
        visit: Record = {"id": f"v{self._number(0, 9)}{number}", "date": self._day(10, 10)}
        edge = self._random.choice([days for days in BOUNDARIES if days <= self._span])
        edge += self._random.choice((-1, 0, 0, 1))
        self._pick(visit, self._edges, date=(str(self._base + timedelta(days=edge)),))
        self._odd(visit, 0.1, status=("no_show", "cancelled", "planned"))
        self._pick(visit, 0.3, service=SERVICES)
        self._pick(visit, 0.3, time=("08:00", "09:30"))
        self._pick(visit, 0.6, provider=THERAPISTS, units=(1, 2, 4))
        self._odd(
            visit, 0.15, provider_type=("lmt", "physio", "student", None), gap_reason=("holiday", "ill", None)
        )
        self._odd(visit, 0.15, condition=("Back", "neck", "stress"), denied=("50", "16", 50, None))
        self._odd(visit, 0.06, cause=("work", "auto", "liability"))
        self._pick(
            visit,
            0.2,
            docs=([], ["cheque"], ["card_receipt"], ["note"], ["itemised_bill"], ["itemised_bill", "cheque"]),
        )
        self._pick(visit, 0.3, filed=(True, False, None, self._day(0, 90)))
        if referrals and self._often(0.12):
            visit["referral"] = self._random.choice(referrals)["id"]
        return visit
