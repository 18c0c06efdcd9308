"""Amounts of a counter as people write them: visits, units, hours, money."""

from vault.domain.coverage.verdict import Counter, CountUnit
from vault.domain.records.values import Money
from vault.services.wording.catalogue import Wording

_MINUTES_AN_HOUR = 60


def counter_amount(value: int, counter: Counter, say: Wording) -> str:
    """Return an amount in the unit of a counter."""
    match counter.unit:
        case CountUnit.MONEY if counter.currency is not None:
            return say.money(Money(value, counter.currency))
        case CountUnit.MINUTE:
            hours, minutes = divmod(value, _MINUTES_AN_HOUR)
            return (
                say.text("{hours} h {minutes} min", hours=hours, minutes=minutes)
                if minutes
                else say.text("{hours} h", hours=hours)
            )
        case CountUnit.UNIT15:
            return say.count(value, "{n} unit", "{n} units")
        case _:
            return str(value)
