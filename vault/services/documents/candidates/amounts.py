"""Amounts of money as printed, with their currency."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vault.services.documents.candidates.setting import Setting

_SIGN = r"(?:US\$|CA\$|CAD|AUD|USD|GBP|EUR|CHF|C\$|A\$|[$€£])"
_NUMBER = r"(?:\d{1,3}(?:[,.' ]\d{3}){1,3}|\d{1,7})[.,]\d{2}"
_AMOUNT = re.compile(
    rf"(?<![\w.,/-])(?P<minus>[-–]?)(?P<before>{_SIGN}) ?(?P<a>{_NUMBER})(?![\w%]|[.,/-]\d)"
    rf"|(?<![\w.,/$€£-])(?P<b>{_NUMBER})(?: ?(?P<after>{_SIGN}))?(?![\w%]|[.,/-]\d|\.[, ])"
)
_CODES = {"$": "", "€": "EUR", "£": "GBP", "US$": "USD", "CA$": "CAD", "C$": "CAD", "A$": "AUD"}


@dataclass(frozen=True, slots=True)
class Amount:
    """`currency` is None where nothing says it."""

    start: int
    end: int
    cents: int
    currency: str | None
    marked: bool

    @property
    def canonical(self) -> str:
        """As `USD 75.00`."""
        return f"{self.currency} {self.cents // 100}.{self.cents % 100:02d}"


def find_amounts(text: str, setting: Setting) -> Iterator[Amount]:
    """All amounts with two decimals."""
    for match in _AMOUNT.finditer(text):
        if not match["minus"]:
            yield _read(match, setting)


def amount_at(text: str, position: int, setting: Setting) -> Amount | None:
    """Return the amount that begins exactly at `position`."""
    match = _AMOUNT.match(text, position)
    return _read(match, setting) if match and not match["minus"] else None


def _read(match: re.Match[str], setting: Setting) -> Amount:
    sign = match["before"] or match["after"]
    digits = re.sub(r"\D", "", match["a"] or match["b"])
    currency = _home(setting) if sign is None else _CODES.get(sign, sign) or setting.dollar
    return Amount(match.start(), match.end(), int(digits), currency, sign is not None)


def _home(setting: Setting) -> str | None:
    return {"UK": "GBP", "DE": "EUR"}.get(setting.country or "", setting.dollar)
