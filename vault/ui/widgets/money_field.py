"""An amount of money that may be empty, typed with or without the currency's sign."""

import re

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from vault.domain.records.values import Money
from vault.services.wording.catalogue import Wording
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.widgets.painting import text_width
from vault.ui.widgets.warned import warn_field

_WIDEST = 9_999_900
_MOST_MINOR = 99_999_999_999


def read_money(text: str, lang: str, currency: str) -> Money | None:
    """Return the amount a text means in a currency, None where it means none."""
    from babel.numbers import get_currency_precision

    digits = get_currency_precision(currency)
    point, group = (",", ".") if lang == "de" else (".", ",")
    typed = re.sub(r"[\s\u00a0\u202f$€£]", "", text.upper().replace(currency, ""))
    whole = rf"(-?)(\d{{1,3}}(?:{re.escape(group)}\d{{3}})+|\d+)"
    found = re.fullmatch(rf"{whole}(?:{re.escape(point)}(\d{{1,{max(1, digits)}}}))?", typed)
    if found is None or (digits == 0 and found[3]):
        return None
    minor = int(found[2].replace(group, "") + (found[3] or "").ljust(digits, "0")[:digits])
    if minor > _MOST_MINOR:
        return None
    return Money(-minor if found[1] else minor, currency)


class MoneyField(QLineEdit):
    """An amount in one currency; `edited` fires when the meaning changes."""

    edited = Signal()

    def __init__(
        self, look: Look, say: Wording, name: str, currency: str = "USD", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._say, self._currency = look, say, currency
        self._value: Money | None = None
        self.setAccessibleName(name)
        self.setAccessibleDescription(say.text("An amount in {currency}", currency=currency))
        self.setPlaceholderText(say.money(Money(0, currency)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self._read)
        look.follow(self._restyle)

    @property
    def value(self) -> Money | None:
        """The amount meant; None when the field is empty or says no amount."""
        return self._value

    @property
    def is_understood(self) -> bool:
        """Whether what is typed is an amount or nothing."""
        return self._value is not None or not self.text().strip()

    def set_value(self, value: Money | None) -> None:
        """Show an amount, or an empty field."""
        self._value = value
        if value is not None:
            self._currency = value.currency
        self.setText("" if value is None else self._say.money(value))
        warn_field(self, on=False)

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        widest = self._say.money(Money(_WIDEST, self._currency))
        return QSize(text_width(self.font(), widest) + theme.px(1.4), theme.metrics.control)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._value is not None:
            self.setText(self._say.money(self._value))
        warn_field(self, on=not self.is_understood)
        super().focusOutEvent(event)

    def _read(self, text: str) -> None:
        value = read_money(text, self._say.lang, self._currency)
        if value != self._value:
            self._value = value
            self.edited.emit()

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()
