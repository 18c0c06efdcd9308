"""Rule F3: what an itemized bill must say for an insurer to take it, and what the bill of a visit lacks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vault.domain.coverage.policy import is_us_plan
from vault.domain.coverage.turn import Desk, Turn, comma
from vault.domain.coverage.verdict import Hit, Verdict
from vault.domain.records.money import Bill, BillForm, BillLine
from vault.domain.records.people import Provider
from vault.domain.records.policy import Policy
from vault.domain.records.visit import Visit


@dataclass(frozen=True, slots=True)
class _Checked:
    """A bill and what it lacks for one visit, in the order in which an insurer asks."""

    bill: Bill
    lacks: tuple[str, ...]


def bill_hit(desk: Desk, turn: Turn, policy: Policy, bills: Iterable[Bill]) -> Hit | None:
    """Return F3 where even the best of a visit's itemized bills lacks something; scans are not read."""
    visit = turn.visit
    checked = [
        _Checked(bill, tuple(_lacks(desk, visit, bill, us_plan=is_us_plan(policy))))
        for bill in bills
        if bill.form is BillForm.ITEMIZED
    ]
    best = min(checked, key=lambda each: len(each.lacks), default=None)
    if best is None or not best.lacks:
        return None
    return turn.hit(
        "F3",
        Verdict.AT_RISK,
        "16",
        desk.evidence("bill", best.bill.id),
        missing=best.lacks[0],
        fix="complete_bill",
        lacks=comma(best.lacks),
        provider=desk.provider(best.bill.provider or visit.provider),
    )


def _lacks(desk: Desk, visit: Visit, bill: Bill, *, us_plan: bool) -> Iterator[str]:
    """Yield what is missing; who treated is taken from the visit where the bill names nobody."""
    lines = [line for line in bill.lines if line.visit == visit.id]
    provider = desk.records.get(Provider, bill.provider or visit.provider)
    held = {
        "service_date": all(line.date is not None for line in lines),
        "code": all(line.code is not None for line in lines),
        "charge": all(line.charge is not None for line in lines),
        "provider": provider is not None,
        "identifier": provider is None or bool(provider.identifiers),
        "patient": bill.person == visit.person,
        "diagnosis": not us_plan or _names_diagnosis(lines, visit),
        "units": not us_plan or all(line.units is not None for line in lines),
    }
    return (name for name, there in held.items() if not there)


def _names_diagnosis(lines: Iterable[BillLine], visit: Visit) -> bool:
    """Tell whether each line, or the visit as billed, names what was treated."""
    return bool(visit.diagnoses) or all(line.diagnosis is not None for line in lines)
