"""Random records of one person with everything a rule reads, and random edits of them."""

from dataclasses import replace
from datetime import date, time, timedelta
from random import Random
from typing import Any

from tests.fakes.coverage_records import PERSON, TODAY
from vault.domain.coverage.edits import Edit
from vault.domain.record_set import RecordSet
from vault.domain.records.fields import fields_of
from vault.domain.records.kinds import SHIPPED_SERVICES, Record
from vault.domain.records.letters import Appeal, AppealOutcome, InsurerRequest, RequestItem
from vault.domain.records.money import Bill, BillForm, BillLine, Claim, ClaimStatus, Eob, EobLine
from vault.domain.records.papers import Document, DocumentKind, DocumentLink
from vault.domain.records.people import Identifier, IdentifierType, Person, Provider
from vault.domain.records.policy import BenefitLimit, BenefitPeriod, FiledBy, PlanType, Policy
from vault.domain.records.referral import (
    Authorization,
    AuthorizationStatus,
    Condition,
    Referral,
    ReferralStatus,
    TreatmentPlan,
)
from vault.domain.records.values import Cause, Frequency, Money, Need, Per, Unit
from vault.domain.records.visit import Visit, VisitStatus

SERVICES = ("massage", "physiotherapy")


class Life:
    """Makes records; the same seed makes the same ones."""

    def __init__(self, seed: int, *, days: int = 500) -> None:
        self.random = Random(seed)  # noqa: S311 - tests want the same lives every time
        self._first = TODAY - timedelta(days - 40)
        self._days = days
        self._made = 0

    def records(self, visits: int = 12) -> list[Record]:
        """Return a whole life."""
        kinds = [(_PROVIDER, 2), (_CONDITION, 2), (_POLICY, 2), (_LIMIT, 2), (_REFERRAL, 4)]
        kinds += [(_AUTHORIZATION, 3), (_VISIT, visits), (_CLAIM, 1), (_BILL, 2), (_EOB, 1)]
        kinds += [(_APPEAL, 1), (_REQUEST, 1), (_PLAN, 1), (_PAPER, 4)]
        made: list[Record] = [Person(PERSON, "Sample Person"), *SHIPPED_SERVICES]
        for kind, number in kinds:
            fewest = int(kind in (_POLICY, _REFERRAL))
            number = self.random.randint(fewest, number)  # noqa: PLW2901 - at most so many
            made += [self._record(kind, f"{kind}{at}") for at in range(number)]
        return made

    def edit(self, records: RecordSet) -> Edit:
        """Return a record added, changed or taken away; visits are edited most."""
        kind = self.random.choice([_VISIT] * 8 + list(_MADE))
        held = [each for each in records if each.id.startswith(kind) and each.id[len(kind) :].isdecimal()]
        if not held or self.random.random() < 0.2:
            self._made += 1
            return Edit(None, self._record(kind, f"{kind}{100 + self._made}"))
        old = self.random.choice(held)
        if self.random.random() < 0.2:
            return Edit(old, None)
        new = self._record(kind, old.id)
        if self.random.random() < 0.7:  # one field of it, as a person edits
            name = self.random.choice([each.name for each in fields_of(type(old)) if each.name != "id"])
            new = replace(old, **{name: getattr(new, name)})  # type: ignore[type-var]  # all are dataclasses
        return Edit(old, new)

    def _record(self, kind: str, record_id: str) -> Record:
        made: Record = getattr(self, f"_{kind}")(record_id)
        return made

    def _day(self) -> date:
        return self._first + timedelta(self.random.randrange(self._days))

    def _maybe(self, value: Any, chance: float = 0.5) -> Any:
        return value if self.random.random() < chance else None

    def _id(self, kind: str, most: int) -> str:
        return f"{kind}{self.random.randrange(most)}"

    def _services(self) -> tuple[str, ...]:
        return self.random.choice([SERVICES[:1], SERVICES[1:], SERVICES])

    def _provider(self, record_id: str) -> Provider:
        number = Identifier("i", self.random.choice(list(IdentifierType)), "1234567893")
        return Provider(
            record_id,
            f"Sample {self.random.randrange(3)}",
            types=self.random.choice([(), ("lmt",), ("dc",)]),
            identifiers=self.random.choice([(), (number,)]),
            registered=self.random.choice(list(Need)),
        )

    def _condition(self, record_id: str) -> Condition:
        return Condition(
            record_id,
            PERSON,
            self.random.choice(["back", "knee"]),
            self._maybe("M54.5"),
            cause=self.random.choice(list(Cause)),
        )

    def _policy(self, record_id: str) -> Policy:
        choice = self.random.choice
        return Policy(
            record_id,
            PERSON,
            "Sample Insurer",
            "SAMPLE",
            self._day() - timedelta(choice([0, self._days])),
            self._maybe(self._day(), 0.3),
            plan_type=choice([PlanType.ERISA, PlanType.OTHER]),
            filed_by=choice(list(FiledBy)),
            file_days=self._maybe(choice([30, 400])),
            requires_referral=choice([Need.YES, Need.YES, Need.NO, Need.UNKNOWN]),
            requires_auth=choice(["no", "yes", "yes", "unknown", "2", "4"]),
            request_days=self._maybe(choice([7, 400])),
            therapist_types=choice([(), ("lmt",)]),
            referrer_types=choice([(), ("lmt",)]),
            excluded=choice([(), (), ("physiotherapy",)]),
            conditions=choice([(), ("back",)]),
        )

    def _limit(self, record_id: str) -> BenefitLimit:
        return BenefitLimit(
            record_id,
            self._id(_POLICY, 2),
            self._services(),
            self.random.choice(list(BenefitPeriod)),
            visits=self._maybe(self.random.randint(0, 6), 0.8),
            unit=self.random.choice([Unit.VISIT, Unit.VISIT, Unit.UNIT15]),
            prior_used=self.random.randint(0, 2),
            units_per_day=self._maybe(3),
        )

    def _referral(self, record_id: str) -> Referral:
        choice, written = self.random.choice, self._day()
        return Referral(
            record_id,
            PERSON,
            self._maybe(written, 0.9),
            self._services(),
            self._maybe(self._id(_PROVIDER, 2)),
            signed=choice([True, True, False]),
            status=choice([ReferralStatus.ACTIVE] * 4 + [ReferralStatus.REVOKED]),
            valid_from=self._maybe(self._day(), 0.2),
            valid_until=self._maybe(written + timedelta(choice([-5, 20, 60, 120])), 0.8),
            start_by=self._maybe(written + timedelta(20), 0.2),
            max_gap=self._maybe(choice([10, 30]), 0.3),
            visits=self._maybe(self.random.randint(0, 5), 0.7),
            used_elsewhere=choice([0, 0, 1]),
            frequency=self._maybe(Frequency(1, choice(list(Per)), choice([1, 3]))),
            performer=self._maybe(self._id(_PROVIDER, 2)),
            diagnosis=choice([(), ("M54.5",)]),
            conditions=choice([(), (self._id(_CONDITION, 2),)]),
        )

    def _authorization(self, record_id: str) -> Authorization:
        choice, start = self.random.choice, self._day()
        return Authorization(
            record_id,
            PERSON,
            self._services(),
            status=choice([*[AuthorizationStatus.APPROVED] * 3, *AuthorizationStatus]),
            number=self._maybe("SAMPLE"),
            policy=self._maybe(self._id(_POLICY, 2)),
            start=self._maybe(start, 0.8),
            end=self._maybe(start + timedelta(choice([20, 90])), 0.8),
            units=self._maybe(self.random.randint(0, 5), 0.8),
            unit=choice([Unit.VISIT, Unit.VISIT, Unit.UNIT15]),
            provider=self._maybe(self._id(_PROVIDER, 2), 0.3),
        )

    def _visit(self, record_id: str) -> Visit:
        choice = self.random.choice
        return Visit(
            record_id,
            PERSON,
            self._day(),
            self._maybe(self._id(_PROVIDER, 2)),
            choice(SERVICES),
            time=self._maybe(time(choice([8, 16]))),
            status=choice([VisitStatus.COMPLETED] * 5 + [VisitStatus.PLANNED] * 2 + [VisitStatus.NO_SHOW]),
            units=self._maybe(choice([1, 2]), 0.8),
            diagnoses=choice([(), ("M54.50",), ("M25",)]),
            condition=self._maybe(self._id(_CONDITION, 2)),
            referral=self._maybe(self._id(_REFERRAL, 4), 0.2),
            authorization=self._maybe(self._id(_AUTHORIZATION, 3), 0.1),
            gap_reason=self._maybe("ill", 0.3),
            filed_by=self._maybe(FiledBy.ME),
            note=self._maybe(f"note {self.random.random()}"),
        )

    def _claim(self, record_id: str) -> Claim:
        visits = tuple({self._id(_VISIT, 12) for _ in range(4)})
        status = self.random.choice(list(ClaimStatus))
        return Claim(record_id, PERSON, "C-1", self._id(_POLICY, 2), visits, status, self._maybe(self._day()))

    def _bill(self, record_id: str) -> Bill:
        lines = tuple(
            BillLine(f"l{at}", self._id(_VISIT, 12), self._maybe(self._day()), self._maybe("S-1"), units=2)
            for at in range(3)
        )
        form = self.random.choice([BillForm.ITEMIZED, BillForm.CHECK])
        return Bill(record_id, PERSON, lines, form, provider=self._maybe(self._id(_PROVIDER, 2)))

    def _eob(self, record_id: str) -> Eob:
        lines = tuple(
            EobLine(
                f"l{at}",
                self._id(_VISIT, 12),
                paid=self._maybe(Money(100, "USD")),
                denied=self.random.random() < 0.5,
                reason_code="50",
            )
            for at in range(3)
        )
        return Eob(record_id, PERSON, lines, claim_number="C-1")

    def _appeal(self, record_id: str) -> Appeal:
        return Appeal(record_id, PERSON, self._id(_EOB, 1), outcome=self.random.choice(list(AppealOutcome)))

    def _request(self, record_id: str) -> InsurerRequest:
        start = self._day()
        kind = self._maybe(DocumentKind.PROGRESS_NOTE)
        item = RequestItem("i", "Notes", kind, self._maybe(start), self._maybe(start + timedelta(40)))
        claim = self._maybe(self._id(_CLAIM, 1))
        return InsurerRequest(
            record_id, PERSON, start, start, (item,), claim=claim, due=self._maybe(self._day())
        )

    def _plan(self, record_id: str) -> TreatmentPlan:
        conditions = self.random.choice([(), (self._id(_CONDITION, 2),)])
        return TreatmentPlan(record_id, PERSON, "Walk", conditions, next_review=self._maybe(self._day()))

    def _paper(self, record_id: str) -> Document:
        kind, most = self.random.choice([("referral", 4), ("visit", 12), ("bill", 2), ("policy", 2)])
        link = DocumentLink("l", kind, self._id(kind, most))
        kinds = [DocumentKind.REFERRAL, DocumentKind.ITEMIZED_BILL, DocumentKind.PROGRESS_NOTE]
        return Document(
            record_id,
            self.random.choice(kinds),
            "0" * 32,
            1,
            "0" * 64,
            person=PERSON,
            dated=self._maybe(self._day()),
            links=(link,),
        )


_PROVIDER, _CONDITION, _POLICY, _LIMIT, _REFERRAL = "provider", "condition", "policy", "limit", "referral"
_AUTHORIZATION, _VISIT, _CLAIM, _BILL, _EOB = "authorization", "visit", "claim", "bill", "eob"
_APPEAL, _REQUEST, _PLAN, _PAPER = "appeal", "request", "plan", "paper"
_MADE = (
    *(_PROVIDER, _CONDITION, _POLICY, _LIMIT, _REFERRAL, _AUTHORIZATION, _VISIT, _CLAIM, _BILL, _EOB),
    *(_APPEAL, _REQUEST, _PLAN, _PAPER),
)
