"""The records that a worked case describes, so that cases and vaults are judged by the same function."""

import re
from collections.abc import Iterator
from dataclasses import replace

from vault.domain.coverage.policy import held_on
from vault.domain.records.kinds import SHIPPED_SERVICES, Record
from vault.domain.records.money import Claim, ClaimStatus, Eob, EobLine
from vault.domain.records.papers import Document, DocumentKind, DocumentLink
from vault.domain.records.people import Person, Provider, Role
from vault.domain.records.policy import BenefitLimit, BenefitPeriod, Order, Policy
from vault.domain.records.referral import Authorization, AuthorizationStatus, Condition, Referral
from vault.domain.records.values import Cause, Frequency, Need, Per, Unit
from vault.domain.records.visit import Service, Visit, VisitStatus
from vault.services.interchange.case_fields import CaseFields
from vault.services.interchange.case_format import (
    AUTHORIZATION_FIELDS,
    BENEFIT_FIELDS,
    FREQUENCY_FIELDS,
    PAPERS,
    POLICY_FIELDS,
    REFERRAL_FIELDS,
    VISIT_FIELDS,
)

_PERSON = "sample-person"
_MASSAGE = ("massage",)
_SHIPPED = {service.id: service for service in SHIPPED_SERVICES}
_NOT_NAMED = ("service not named",)


class CaseRecords:
    """The records of one case; whatever it takes for granted is made up and called a sample."""

    def __init__(self, case: CaseFields) -> None:
        self._case = case
        self._made: dict[tuple[type[Record], str], Record] = {}
        self._papers = 0
        self._put(case, Person(_PERSON, "Sample Person"))
        for fields in case.many("policies", POLICY_FIELDS):
            self._policy(fields)
        for fields in case.many("referrals", REFERRAL_FIELDS):
            self._referral(fields)
        for fields in case.many("auths", AUTHORIZATION_FIELDS):
            self._authorization(fields)
        for fields in case.many("visits", VISIT_FIELDS):
            self._visit(fields)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._made.values())

    def _put(self, fields: CaseFields, record: Record) -> None:
        place = (type(record), record.id)
        if place in self._made:
            raise fields.refused("id", "already_used")
        self._made[place] = record

    def _service(self, printed: str) -> str:
        """Return the id of a service, made where the case speaks of it for the first time."""
        service = re.sub(r"[^a-z0-9]+", "_", printed.lower()).strip("_") or "other"
        self._made.setdefault((Service, service), _SHIPPED.get(service) or Service(service, printed))
        return service

    def _services(self, services: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of services; a paper that lacks them names one that no visit has."""
        return tuple(dict.fromkeys(self._service(each) for each in services or _NOT_NAMED))

    def _provider(self, name: str | None, role: Role) -> str | None:
        if name is None:
            return None
        self._made.setdefault((Provider, name), Provider(name, f"Sample provider {name}", roles=(role,)))
        return name

    def _condition(self, words: str | None) -> str | None:
        if words is None:
            return None
        known = (each for each in self._made.values() if isinstance(each, Condition) and each.words == words)
        condition = next(known, None) or Condition(f"sample-condition-{len(self._made)}", _PERSON, words)
        self._made[Condition, condition.id] = condition
        return condition.id

    def _paper(self, kind: DocumentKind, owner_kind: str, owner: str) -> None:
        """Link a paper to a record; no bytes stand behind it."""
        self._papers += 1
        number = self._papers
        paper = Document(
            f"sample-paper-{number}",
            kind,
            blob=f"{number:032x}",
            size=1,
            sha256=f"{number:064x}",
            title="Sample paper",
            person=_PERSON,
            links=(DocumentLink(f"sample-link-{number}", owner_kind, owner),),
        )
        self._made[Document, paper.id] = paper

    def _policy(self, fields: CaseFields) -> None:
        policy = Policy(
            fields.required_text("id"),
            _PERSON,
            insurer=f"Sample insurer {fields.required_text('id')}",
            member_id="SAMPLE-1",
            start=fields.required_day("start"),
            end=fields.day("end"),
            order=None if fields.text("order") is None else fields.choice("order", Order, Order.PRIMARY),
            file_days=fields.count("file_days"),
            requires_referral=fields.choice("requires_referral", Need, Need.YES),
            requires_auth=_authorization_need(fields),
            request_days=fields.count("request_days"),
            therapist_types=fields.texts("therapist_types"),
            excluded=tuple(self._service(each) for each in fields.texts("excluded")),
            conditions=fields.texts("conditions"),
        )
        self._put(fields, policy)
        for number, benefit in enumerate(fields.many("benefits", BENEFIT_FIELDS)):
            if benefit.count("visits") is None:
                continue
            limit = BenefitLimit(
                f"{policy.id}-benefit-{number}",
                policy.id,
                self._services(benefit.texts("services", _MASSAGE)),
                _required_period(benefit),
                visits=benefit.count("visits"),
                prior_used=benefit.count("prior_used") or 0,
            )
            self._put(benefit, limit)

    def _referral(self, fields: CaseFields) -> None:
        referral = fields.required_text("id")
        self._put(
            fields,
            Referral(
                referral,
                _PERSON,
                authored_on=fields.day("authored_on"),
                services=self._services(fields.texts("services", _MASSAGE)),
                referrer=self._present_provider(fields, "referrer", Role.REFERRER),
                signed=fields.is_present("signed"),
                valid_from=fields.day("valid_from"),
                valid_until=fields.day("valid_until"),
                start_by=fields.day("start_by"),
                max_gap=fields.count("max_gap"),
                visits=fields.count("visits"),
                visits_missing=not fields.is_present("visits"),
                used_elsewhere=fields.count("used_elsewhere") or 0,
                frequency=_frequency(fields.one("frequency", FREQUENCY_FIELDS)),
                performer=self._provider(fields.text("performer"), Role.THERAPIST),
                diagnosis=_diagnosis(fields),
            ),
        )
        if fields.is_present("doc"):
            self._paper(DocumentKind.REFERRAL, "referral", referral)

    def _present_provider(self, fields: CaseFields, name: str, role: Role) -> str | None:
        """Return a provider that is present unless the case says otherwise, named or not."""
        if fields.data.get(name, True) is True:
            return self._provider("sample-referrer", role)
        return self._provider(fields.text(name), role)

    def _authorization(self, fields: CaseFields) -> None:
        identifier = fields.required_text("id")
        self._put(
            fields,
            Authorization(
                identifier,
                _PERSON,
                self._services(fields.texts("services", _MASSAGE)),
                status=fields.choice("status", AuthorizationStatus, AuthorizationStatus.APPROVED),
                number=fields.text("number") if fields.has("number") else f"SAMPLE-{identifier}",
                start=fields.day("start"),
                end=fields.day("end"),
                units=fields.count("units"),
                unit=fields.choice("unit", Unit, Unit.VISIT),
                used_elsewhere=fields.count("used_elsewhere") or 0,
                provider=self._provider(fields.text("provider"), Role.THERAPIST),
            ),
        )

    def _visit(self, fields: CaseFields) -> None:
        pinned = fields.text("referral")
        if pinned is not None and (Referral, pinned) not in self._made:
            raise fields.refused("referral", "unknown_reference", pinned)
        visit = Visit(
            fields.required_text("id"),
            _PERSON,
            date=fields.required_day("date"),
            provider=self._provider(fields.text("provider"), Role.THERAPIST),
            service=self._service(fields.text("service") or _MASSAGE[0]),
            time=fields.time("time"),
            status=fields.choice("status", VisitStatus, VisitStatus.COMPLETED),
            provider_type=fields.text("provider_type"),
            units=fields.count("units"),
            condition=self._condition(fields.text("condition")),
            cause=fields.choice("cause", Cause, Cause.ILLNESS),
            referral=pinned,
            gap_reason=fields.text("gap_reason"),
        )
        policy = self._policy_on(visit)
        if not fields.has("provider_type") and policy is not None and policy.therapist_types:
            visit = replace(visit, provider_type=policy.therapist_types[0])
        self._put(fields, visit)
        for paper in fields.texts("docs", ("itemized_bill",)):
            self._paper(PAPERS.get(paper, DocumentKind.OTHER), "visit", visit.id)
        if policy is not None:
            self._claim(fields, visit, policy)
        self._denial(fields, visit)

    def _policy_on(self, visit: Visit) -> Policy | None:
        """Return the policy whose rules apply to a visit."""
        policies = tuple(each for each in self._made.values() if isinstance(each, Policy))
        return next(iter(held_on(policies, visit.date).policies), None)

    def _claim(self, fields: CaseFields, visit: Visit, policy: Policy) -> None:
        if not fields.data.get("filed"):
            return
        filed_on = None if fields.data["filed"] is True else fields.required_day("filed")
        claim = Claim(
            f"sample-claim-{visit.id}",
            _PERSON,
            number=None,
            policy=policy.id,
            visits=(visit.id,),
            status=ClaimStatus.SUBMITTED,
            submitted_on=filed_on,
        )
        self._put(fields, claim)

    def _denial(self, fields: CaseFields, visit: Visit) -> None:
        denied = fields.data.get("denied")
        code = str(denied) if type(denied) is int else fields.text("denied")
        if code is not None:
            line = EobLine(f"sample-eob-line-{visit.id}", visit.id, denied=True, reason_code=code)
            self._put(fields, Eob(f"sample-eob-{visit.id}", _PERSON, lines=(line,)))


def _authorization_need(fields: CaseFields) -> str:
    need = fields.data.get("requires_auth", Need.NO.value)
    written = str(need) if isinstance(need, int | str) and not isinstance(need, bool) else ""
    if written in set(Need):
        return written
    if not written.isdecimal():
        raise fields.refused("requires_auth", "not_a_choice", "yes, no, unknown, 6")
    return str(int(written)) if int(written) else Need.YES.value


def _required_period(fields: CaseFields) -> BenefitPeriod:
    fields.required_text("per")
    return fields.choice("per", BenefitPeriod, BenefitPeriod.CALENDAR_YEAR)


def _frequency(fields: CaseFields | None) -> Frequency | None:
    if fields is None:
        return None
    n = fields.count("n", 1)
    if n is None:
        raise fields.refused("n", "required")
    fields.required_text("per")
    return Frequency(
        n, fields.choice("per", Per, Per.WEEK), fields.count("every", 1) or 1, fields.count("low", 1)
    )


def _diagnosis(fields: CaseFields) -> tuple[str, ...]:
    value = fields.data.get("diagnosis", True)
    if value is True:
        return ("SAMPLE",)
    return (value,) if isinstance(value, str) and value.strip() else fields.texts("diagnosis")
