"""The columns of the visits: date, verdict and why, who treated, the papers it uses, the charge."""

from collections import Counter
from collections.abc import Mapping

from vault.domain.coverage.verdict import Finding, Verdict
from vault.domain.query import SortKey
from vault.domain.records.referral import Authorization, Referral
from vault.domain.records.values import Money
from vault.domain.records.visit import Visit, VisitStatus
from vault.services.wording.catalogue import Wording
from vault.services.wording.verdicts import hit_sentence, verdict_word
from vault.ui.models.columns import TableColumn, date_sample, widest
from vault.ui.models.facts import DASH, Facts, finding_of, main_hit, shown_verdict
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.table_roles import VerdictCell
from vault.ui.widgets.verdict_shape import planned_word

_NUMBER = "RF-48213"


def visit_columns(say: Wording) -> tuple[TableColumn, ...]:
    """Return the columns in their order."""
    return (
        TableColumn(
            "date",
            say.text("Date"),
            date_sample(say),
            _date,
            keys=(SortKey("date"), SortKey("time")),
        ),
        TableColumn(
            "verdict",
            say.text("Verdict"),
            widest(verdict_word(each, say) for each in Verdict),
            _word,
            ranks=_verdict_ranks,
            verdict=_cell,
            spoken=_spoken,
        ),
        TableColumn(
            "why",
            say.text("Why"),
            say.text("Itemized bill missing"),
            _why,
            order=_why_order,
            tone=_quiet,
            takes_rest=True,
        ),
        TableColumn(
            "service",
            say.text("Service"),
            say.text("Physiotherapy"),
            _service,
            keys=(SortKey("service.name"),),
            hidden_when_narrow=True,
        ),
        TableColumn(
            "therapist",
            say.text("Therapist"),
            "Sample Street R",
            _therapist,
            keys=(SortKey("provider.name"),),
            tone=_quiet,
            hidden_when_narrow=True,
            gives_way=1,
        ),
        TableColumn(
            "referral",
            say.text("Referral"),
            _NUMBER,
            _referral,
            order=_referral_order,
            tone=_quiet,
            gives_way=2,
        ),
        TableColumn(
            "authorization",
            say.text("Authorization"),
            say.text("not needed"),
            _authorization,
            order=_authorization_order,
            tone=_quiet,
            hidden_when_narrow=True,
        ),
        TableColumn(
            "charge",
            say.text("Charge"),
            say.money(Money(999_900, "USD")),
            _charge,
            keys=(SortKey("charge.currency"), SortKey("charge.minor")),
            right=True,
        ),
    )


def charged_sum(facts: Facts, ids: tuple[str, ...]) -> str:
    """Return what visits were charged, by currency: `$240.00 charged`."""
    sums: Counter[str] = Counter()
    for each in ids:
        visit = facts.records.get(Visit, each)
        if visit is not None and visit.charge is not None:
            sums[visit.charge.currency] += visit.charge.minor
    if not sums:
        return ""
    amounts = ", ".join(facts.say.money(Money(minor, currency)) for currency, minor in sorted(sums.items()))
    return facts.say.text("{amount} charged", amount=amounts)


def charged_referral(facts: Facts, visit_id: str) -> str | None:
    """Return the referral a visit uses, or would use."""
    each = facts.verdicts.get(visit_id)
    return None if each is None else finding_of(each).referral


def _finding(visit_id: str, facts: Facts) -> Finding | None:
    each = facts.verdicts.get(visit_id)
    return None if each is None else finding_of(each)


def _is_planned(row: Visit, facts: Facts) -> bool:
    return row.status is VisitStatus.PLANNED and row.date >= facts.today


def _date(row: Visit, facts: Facts) -> str:
    return facts.say.short_date(row.date)


def _word(row: Visit, facts: Facts) -> str:
    return verdict_word(shown_verdict(facts.verdicts.get(row.id)), facts.say)


def _spoken(row: Visit, facts: Facts) -> str:
    verdict = shown_verdict(facts.verdicts.get(row.id))
    return planned_word(verdict, facts.say, planned=_is_planned(row, facts))


def _cell(row: Visit, facts: Facts) -> VerdictCell:
    return VerdictCell(shown_verdict(facts.verdicts.get(row.id)), _is_planned(row, facts))


def _verdict_ranks(facts: Facts) -> Mapping[str, int]:
    return facts.shown


def _why(row: Visit, facts: Facts) -> str:
    finding = _finding(row.id, facts)
    hit = None if finding is None else main_hit(finding)
    if hit is not None:
        return hit_sentence(hit, facts.say)
    return facts.say.text("Planned") if _is_planned(row, facts) else ""


def _why_order(visit_id: str, facts: Facts) -> str:
    """Put equal reasons together; the sentences of 100,000 visits would take seconds to write."""
    finding = _finding(visit_id, facts)
    hit = None if finding is None else main_hit(finding)
    return "" if hit is None else hit.rule


def _service(row: Visit, facts: Facts) -> str:
    return facts.service(row.service)


def _therapist(row: Visit, facts: Facts) -> str:
    return facts.provider(row.provider)


def _referral(row: Visit, facts: Facts) -> str:
    finding = _finding(row.id, facts)
    if finding is None or finding.verdict is Verdict.NOT_COUNTED:
        return DASH
    found = facts.records.get(Referral, finding.referral)
    if found is None:
        return facts.say.text("none") if any(each.rule.startswith("R") for each in finding.hits) else DASH
    return found.number or (DASH if found.authored_on is None else facts.say.short_date(found.authored_on))


def _referral_order(visit_id: str, facts: Facts) -> str:
    found = facts.records.get(Referral, charged_referral(facts, visit_id))
    return "" if found is None else found.number or found.id


def _authorization(row: Visit, facts: Facts) -> str:
    finding = _finding(row.id, facts)
    if finding is None or finding.verdict is Verdict.NOT_COUNTED:
        return DASH
    found = facts.records.get(Authorization, finding.authorization)
    if found is not None:
        return found.number or (DASH if found.start is None else facts.say.short_date(found.start))
    if any(each.rule.startswith("A") for each in finding.hits):
        return facts.say.text("none")
    return DASH if any(each.rule.startswith("P") for each in finding.hits) else facts.say.text("not needed")


def _authorization_order(visit_id: str, facts: Facts) -> str:
    finding = _finding(visit_id, facts)
    found = None if finding is None else facts.records.get(Authorization, finding.authorization)
    return "" if found is None else found.number or found.id


def _charge(row: Visit, facts: Facts) -> str:
    return DASH if row.charge is None else facts.say.money(row.charge)


def _quiet(_row: Visit, _facts: Facts) -> Tone:
    return Tone.TEXT2
