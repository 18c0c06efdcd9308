"""A labelled input: its label above, a hint or a warning below; and forms of one or two columns."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.labels import Label
from vault.ui.widgets.notice import InlinePointer, InlineWarning
from vault.ui.widgets.warned import warn_field

_TWO_COLUMNS_ABOVE = 30


class Field(QWidget):
    """One input with its label, which also names it; a warning never blocks."""

    def __init__(
        self,
        look: Look,
        say: Wording,
        label: str,
        control: QWidget,
        *,
        hint: str = "",
        wide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.control, self.is_wide = control, wide
        self.label = Label(look, label, Role.LABEL, Tone.TEXT2)
        self.label.setBuddy(control)
        self._hint = Label(look, hint, Role.SMALL, Tone.TEXT3)
        self._hint.setVisible(bool(hint))
        self._warning = InlineWarning(look, say, "")
        self._warning.hide()
        self._pointer = InlinePointer(look)
        if not control.accessibleName():
            control.setAccessibleName(label)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.label, self._pointer, control, self._hint, self._warning):
            self._column.addWidget(part)
        self._column.addStretch(1)
        look.follow(self._restyle)

    @property
    def warning(self) -> str:
        """What the field warns of now."""
        return self._warning.text.text()

    def warn(self, text: str) -> None:
        """Warn of something; an empty text takes the warning away."""
        self._warning.set_text(text)
        warn_field(self.control, on=bool(text))
        self._describe()

    @property
    def pointed(self) -> str:
        """What is said of the field because it is the one that was asked for."""
        return self._pointer.text.text()

    def point(self, text: str) -> None:
        """Mark the field as the one that was asked for; an empty text takes the mark away."""
        self._pointer.set_text(text)
        self._describe()

    def _describe(self) -> None:
        """Tell a screen reader what the marks tell the eye: the input that has the keyboard says it."""
        told = " ".join(text for text in (self.pointed, self.warning) if text)
        for part in (self.control, self.control.focusProxy()):
            if isinstance(part, QComboBox):
                _describe_choice(part, told)
            elif part is not None:
                part.setAccessibleDescription(told)

    def _restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.px(0.25))


def _describe_choice(box: QComboBox, told: str) -> None:
    """Tell a choice's label too: on Linux it is called by its value; one typed into is heard in its line."""
    name, line = box.accessibleName(), box.lineEdit()
    box.setAccessibleDescription(". ".join(text for text in (name, told) if text))
    if line is not None:
        line.setAccessibleDescription(told)


class FormGrid(QWidget):
    """Fields in two columns above 30 L, in one below; a wide field takes a whole line."""

    def __init__(self, look: Look, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._fields = look, tuple(fields)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        look.follow(self._restyle)

    @property
    def columns(self) -> int:
        """How many columns there are now."""
        return self._columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() > self._look.theme.px(_TWO_COLUMNS_ABOVE) else 1
        if columns == self._columns:
            return
        self._columns = columns
        row = column = 0
        for field in self._fields:
            self._grid.removeWidget(field)
            span = columns if field.is_wide else 1
            if column + span > columns:
                row, column = row + 1, 0
            self._grid.addWidget(field, row, column, 1, span)
            column += span
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)

    def _restyle(self, theme: Theme) -> None:
        self._grid.setHorizontalSpacing(theme.px(0.8))
        self._grid.setVerticalSpacing(theme.px(0.7))
        self._columns = 0
        self._arrange()
