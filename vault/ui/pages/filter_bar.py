"""What narrows a list: words, a choice of one, and chips with their counts."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from vault.services.wording.catalogue import Wording
from vault.ui.models.filtering import Filtering, Option
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.chips import Chip, ChipButton
from vault.ui.widgets.choice import Choice
from vault.ui.widgets.flow_layout import FlowLayout

_PAUSE = 120
_FIELD_UNITS = 10.3


class FilterBar(QWidget):
    """Parts side by side that wrap; `changed` carries the Filtering, `left` that the field is done with."""

    changed = Signal(object)
    left = Signal()

    def __init__(
        self,
        look: Look,
        say: Wording,
        name: str,
        *,
        choice: tuple[str, str] | None = None,
        chips: Sequence[Chip] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`choice` is the name of the choice and the words for all of it."""
        super().__init__(parent)
        self._look = look
        self._all = choice[1] if choice is not None else ""
        self._flow = FlowLayout(self)
        self.field = QLineEdit()
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name)
        self.field.setClearButtonEnabled(True)
        self.field.addAction(look.icons.icon("search", self._tint), QLineEdit.ActionPosition.LeadingPosition)
        self.field.installEventFilter(self)
        self._flow.addWidget(self.field)
        self.choice: Choice | None = None
        if choice is not None:
            self.choice = Choice(look, choice[0])
            self.choice.addItem(choice[1], "")
            self._flow.addWidget(self.choice)
            self.choice.currentIndexChanged.connect(self._tell)
        self.chips = tuple(ChipButton(look, say, chip) for chip in chips)
        for chip in self.chips:
            self._flow.addWidget(chip)
            chip.toggled.connect(self._tell)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._tell)
        self.field.textChanged.connect(self._pause.start)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.follow(self._restyle)

    def filtering(self) -> Filtering:
        """Return what is asked for now."""
        choice = self.choice.currentData() if self.choice is not None else ""
        chips = frozenset(chip.key for chip in self.chips if chip.isChecked())
        return Filtering(self.field.text(), str(choice or ""), chips)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other choices; the chosen one stays if it is among them."""
        choice = self.choice
        if choice is None or [str(choice.itemData(n)) for n in range(1, choice.count())] == [
            option.key for option in options
        ]:
            return
        chosen = choice.currentData()
        with QSignalBlocker(choice):
            choice.clear()
            choice.addItem(self._all, "")
            for option in options:
                choice.addItem(option.text, option.key)
            choice.setCurrentIndex(max(0, choice.findData(chosen)))
        self._fit()
        if choice.currentData() != chosen:
            self._tell()

    def set_counts(self, counts: Sequence[tuple[str, int]]) -> None:
        """Show how many rows each chip stands for."""
        by_key = dict(counts)
        for chip in self.chips:
            chip.set_count(by_key.get(chip.key, 0))

    def clear(self) -> None:
        """Ask for everything again."""
        parts = [self.field, *self.chips, *((self.choice,) if self.choice is not None else ())]
        quiet = [QSignalBlocker(part) for part in parts]
        self.field.clear()
        for chip in self.chips:
            chip.setChecked(False)
        if self.choice is not None:
            self.choice.setCurrentIndex(0)
        for each in quiet:
            each.unblock()
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self.field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._pause.stop()
                self._tell()
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

    def _tell(self, _value: object = None) -> None:
        self.changed.emit(self.filtering())

    def _tint(self, _mode: QIcon.Mode, _state: QIcon.State) -> QColor:
        return self._look.theme.color(Tone.TEXT3)

    def _restyle(self, theme: Theme) -> None:
        self.field.setFixedWidth(max(theme.px(_FIELD_UNITS), self._field_width(theme)))
        self._flow.set_gaps(theme.px(0.4), theme.px(0.4))
        self._fit()

    def _field_width(self, theme: Theme) -> int:
        words = self.field.fontMetrics().horizontalAdvance(self.field.placeholderText())
        return words + theme.px(3.2)

    def _fit(self) -> None:
        if self.choice is not None:
            self.choice.setMinimumWidth(self._look.theme.px(5.9))
            self.choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.updateGeometry()
