"""One gettext mechanism for window, command line, notifications and bundle; the language is an argument."""

import datetime as dt
import gettext
from decimal import Decimal
from pathlib import Path

from vault.domain.errors import BugError
from vault.domain.records.values import Money
from vault.services.wording.po_file import read_translations

LANGUAGES = ("en", "de")
_LOCALES = {"en": "en_US", "de": "de_DE"}
_DATES = {"en": "EEE, MMM d, y", "de": "EEE, d. MMM y"}
_LONG_DATES = {"en": "MMMM d, y", "de": "d. MMMM y"}
_FULL_DATES = {"en": "EEEE, MMMM d, y", "de": "EEEE, d. MMMM y"}
_SHORT_DATES = {"en": "MMM d, y", "de": "d. MMM y"}

Value = str | int | bool | dt.date | dt.time | dt.datetime | Money | None


class Wording:
    """Sentences, dates and money in one language."""

    def __init__(self, lang: str, translations: gettext.NullTranslations) -> None:
        self.lang = lang
        self.locale = _LOCALES[lang]
        self._translations = translations

    @classmethod
    def load(cls, lang: str, folder: Path) -> "Wording":
        """Load the catalogue of a language; English is the language of the message ids."""
        if lang not in LANGUAGES:
            raise BugError(f"no wording in this language: {lang}")
        path = folder / f"{lang}.po"
        if lang == "en" or not path.exists():
            return cls(lang, gettext.NullTranslations())
        return cls(lang, read_translations(path.read_text(encoding="utf-8")))

    def text(self, msgid: str, **values: Value) -> str:
        """Return the sentence for a message id with its values filled in as this language writes them."""
        return self._translations.gettext(msgid).format(**self._written(values))

    def count(self, n: int, singular: str, plural: str, **values: Value) -> str:
        """Return the singular or plural sentence for `n`, which fills `{n}`."""
        return self._translations.ngettext(singular, plural, n).format(**self._written({"n": n, **values}))

    def date(self, value: dt.date) -> str:
        """Return a date with its weekday: `Sun, Apr 4, 2027`."""
        return self._formatted(value, _DATES)

    def full_date(self, value: dt.date) -> str:
        """Return a date as a heading: `Monday, November 23, 2026`."""
        return self._formatted(value, _FULL_DATES)

    def long_date(self, value: dt.date) -> str:
        """Return a date as in a letter: `November 23, 2026`."""
        return self._formatted(value, _LONG_DATES)

    def short_date(self, value: dt.date) -> str:
        """Return a date as in a table: `Nov 23, 2026`."""
        return self._formatted(value, _SHORT_DATES)

    def date_range(self, start: dt.date | None, end: dt.date | None) -> str:
        """Return a range, either end of which may be open."""
        if start is not None and end is not None:
            return self.text("{start} to {end}", start=self.short_date(start), end=self.short_date(end))
        if start is not None:
            return self.text("from {start}", start=self.short_date(start))
        return self.text("until {end}", end=self.short_date(end)) if end is not None else self.text("open")

    def money(self, value: Money) -> str:
        """Return an amount: `$120.00`, `120,00 €`."""
        from babel.numbers import format_currency, get_currency_precision

        amount = Decimal(value.minor).scaleb(-get_currency_precision(value.currency))
        return format_currency(amount, value.currency, locale=self.locale)

    def decimal(self, value: float) -> str:
        """Return a number with one decimal: `12.5`, `12,5`."""
        from babel.numbers import format_decimal

        return format_decimal(value, "#,##0.0", locale=self.locale)

    def time(self, value: dt.time) -> str:
        """Return a time of day: `2:30 PM`, `14:30`."""
        from babel.dates import format_time

        return format_time(value, "short", locale=self.locale)

    def instant(self, value: dt.datetime) -> str:
        """Return an instant as date and time in UTC, whatever zone it comes in."""
        value = value.astimezone(dt.UTC) if value.tzinfo is not None else value
        return f"{self.short_date(value.date())} {self.time(value.time())} UTC"

    def _formatted(self, value: dt.date, patterns: dict[str, str]) -> str:
        from babel.dates import format_date

        return format_date(value, patterns[self.lang], locale=self.locale)

    def _written(self, values: dict[str, Value]) -> dict[str, str | int]:
        written: dict[str, str | int] = {}
        for name, value in values.items():
            if isinstance(value, dt.datetime):
                written[name] = self.instant(value)
            elif isinstance(value, dt.date):
                written[name] = self.short_date(value)
            elif isinstance(value, dt.time):
                written[name] = self.time(value)
            elif isinstance(value, Money):
                written[name] = self.money(value)
            else:
                written[name] = "" if value is None else value
        return written
