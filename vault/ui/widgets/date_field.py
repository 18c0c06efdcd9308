"""A date that may be empty, typed as people type it or picked from a calendar (Alt+Down)."""

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from vault.domain.period import DateRange
from vault.domain.ports import Clock
from vault.services.wording.catalogue import Wording
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.calendar_popup import CalendarPopup
from vault.ui.widgets.date_text import read_date
from vault.ui.widgets.painting import text_width
from vault.ui.widgets.warned import warn_field

_WIDEST_DATE = date(2028, 9, 30)


class DateField(QLineEdit):
    """One date; `edited` fires when the meaning changes, not with every key."""

    edited = Signal()

    def __init__(
        self,
        look: Look,
        say: Wording,
        clock: Clock,
        name: str,
        *,
        empty_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._say, self._clock = look, say, clock
        self._value: date | None = None
        self._start: date | None = None
        self._range = DateRange()
        self._popup: CalendarPopup | None = None
        self._warned = False
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            say.text("Type a date such as 9/14, or +90d; Alt+Down opens the calendar")
        )
        self.setPlaceholderText(empty_text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        icon = look.icons.icon("calendar-days", self._tint)
        self._pick = self.addAction(icon, QLineEdit.ActionPosition.TrailingPosition)
        self._pick.setText(say.text("Open the calendar"))
        self._pick.setToolTip(say.text("Open the calendar"))
        self._pick.triggered.connect(self.open_calendar)
        self.textEdited.connect(self._read)
        look.follow(self._restyle)

    @property
    def value(self) -> date | None:
        """The date meant; None when the field is empty or says no date."""
        return self._value

    @property
    def is_understood(self) -> bool:
        """Whether what is typed is a date or nothing."""
        return self._value is not None or not self.text().strip()

    def set_value(self, value: date | None) -> None:
        """Show a date, or an empty field."""
        self._value = value
        self.setText("" if value is None else self._say.short_date(value))
        self._warn(on=False)

    def set_start(self, start: date | None) -> None:
        """Count periods such as `12 weeks` from this day on."""
        self._start = start

    def set_range(self, days: DateRange) -> None:
        """Paint this range in the calendar."""
        self._range = days

    def open_calendar(self) -> None:
        """Open the calendar under the field."""
        if self._popup is None:
            self._popup = CalendarPopup(self._look, self._say, self)
            self._popup.picked.connect(self._take)
        day = self._value or self._start or self._clock.today()
        self._popup.open_below(self, day, self._range)

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        words = max(
            text_width(self.font(), each)
            for each in (self._say.short_date(_WIDEST_DATE), self.placeholderText())
        )
        return QSize(words + theme.px(1.2) + theme.px(1.3), theme.metrics.control)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.open_calendar()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle()
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._settle()
        super().focusOutEvent(event)

    def _read(self, text: str) -> None:
        self._warn(on=False)
        value = read_date(text, self._say.lang, self._clock.today(), start=self._start)
        if value != self._value:
            self._value = value
            self.edited.emit()

    def _settle(self) -> None:
        """Write out the date that was meant, or warn that none was understood."""
        if self._value is not None:
            self.setText(self._say.short_date(self._value))
        self._warn(on=not self.is_understood)

    def _take(self, value: object) -> None:
        if isinstance(value, date):
            self.set_value(value)
            self.edited.emit()
            self.setFocus()

    def _warn(self, *, on: bool) -> None:
        if on != self._warned:
            self._warned = on
            warn_field(self, on=on)

    def _tint(self, _mode: QIcon.Mode, _state: QIcon.State) -> QColor:
        return self._look.theme.color(Tone.TEXT2 if self.isEnabled() else Tone.TEXT3)

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()
