"""One field of a reading: its number, what was read, what the person says of it, where to correct it."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from vault.ui.desk import Desk
from vault.ui.papers.checking import CheckedField, FieldState
from vault.ui.papers.field_words import DATES, label_text, read_value, value_text
from vault.ui.theme.focus_ring import OWN_FOCUS_PROPERTY
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import RING
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.date_field import DateField
from vault.ui.widgets.labels import IconMark, Label
from vault.ui.widgets.link_label import Link, LinkLabel
from vault.ui.widgets.painting import rounded, text_width
from vault.ui.widgets.warned import warn_field

_STATES: dict[FieldState, str] = {
    FieldState.TO_CHECK: "to check",
    FieldState.ACCEPTED: "accepted",
    FieldState.ABSENT: "not on the paper",
}


class NumberTag(QWidget):
    """The number that stands on the paper's box too."""

    def __init__(self, look: Look, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._number, self._tone = look, number, Tone.TEXT2
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def set_tone(self, tone: Tone) -> None:
        """Fill it with another color of the theme."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        width = text_width(theme.font(Role.SMALL_STRONG), str(self._number)) + theme.px(0.4)
        return QSize(max(theme.px(0.9), width), theme.px(0.9))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        fill = theme.color(self._tone)
        rounded(painter, QRectF(self.rect()), theme.metrics.chip_radius, fill=fill)
        painter.setFont(theme.font(Role.SMALL_STRONG))
        painter.setPen(theme.color(Tone.GLYPH))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()
        self.update()


class FieldRow(QFrame):
    """Enter accepts, F2 corrects, Del says it is not on the paper; the links do the same."""

    entered = Signal(object)
    """The field's number, when the focus comes to it."""

    said = Signal(object)
    """The CheckedField as the person left it."""

    def __init__(self, desk: Desk, field: CheckedField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look, say = desk.look, desk.say
        self._desk, self.field, self._current = desk, field, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(OWN_FOCUS_PROPERTY, True)  # noqa: FBT003 - Qt's own signature
        self._tag = NumberTag(look, field.number)
        self._label = Label(look, label_text(field.name, say), tone=Tone.TEXT2)
        self._value = Label(look, "", Role.BUTTON)
        self._mark = IconMark(look, "check", units=0.9)
        self._state = Label(look, "", Role.SMALL_STRONG, Tone.LINK, wrap=False)
        self._printed = Label(look, "", Role.SMALL, Tone.TEXT2)
        self._editor = self._new_editor()
        self.accept = LinkLabel(look, Link(say.text("Accept"), None), Role.SMALL)
        self.correct = LinkLabel(look, Link(say.text("Correct"), None), Role.SMALL)
        self.absent = LinkLabel(look, Link(say.text("Not on the paper"), None), Role.SMALL)
        self._links = QWidget()
        self._lay_out()
        self.accept.clicked.connect(self._accept)
        self.correct.clicked.connect(self.edit)
        self.absent.clicked.connect(self._say_absent)
        self._editor.hide()
        self.show_field(field, current=False)
        look.follow(self._restyle)

    @property
    def editor(self) -> QLineEdit:
        """Where a correction is typed; hidden until it is asked for."""
        return self._editor

    def show_field(self, field: CheckedField, *, current: bool) -> None:
        """Show the field as it is now."""
        say = self._desk.say
        self.field, self._current = field, current
        gone = field.state is FieldState.ABSENT
        value = value_text(field.name, field.value, say)
        self._value.setText(value)
        self._value.set_tone(Tone.TEXT3 if gone else Tone.TEXT)
        self._mark.setVisible(field.state is FieldState.ACCEPTED)
        self._state.setText(say.text(_STATES[field.state]))
        self._state.setVisible(field.state is not FieldState.ACCEPTED)
        self._state.set_tone(Tone.TEXT3 if gone else Tone.LINK)
        self._tag.set_tone(Tone.LINK if current or field.state is FieldState.TO_CHECK else Tone.TEXT2)
        self._printed.setText(say.text("printed as “{printed}”", printed=field.printed))
        for part in (self._printed, self._links):
            part.setVisible(current)
        name = label_text(field.name, say)
        self.setAccessibleName(f"{field.number}, {name}: {value}, {say.text(_STATES[field.state])}")
        if not current:
            self._close_editor()
        self.update()

    def edit(self) -> None:
        """Open the correction."""
        if isinstance(self._editor, DateField):
            self._editor.set_value(_as_date(self.field.value))
        else:
            self._editor.setText(value_text(self.field.name, self.field.value, self._desk.say))
        self._editor.show()
        self._editor.setFocus()
        self._editor.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(self.field.number)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, editing = event.key(), self._editor.isVisible()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self._commit if editing else self._accept)()
        elif key == Qt.Key.Key_Escape and editing:
            self._close_editor()
        elif key == Qt.Key.Key_F2 and not editing:
            self.edit()
        elif key == Qt.Key.Key_Delete and not editing:
            self._say_absent()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not editing:
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._desk.look.theme
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        fill = theme.color(Tone.SELECT) if self._current else None
        edge = theme.color(Tone.LINK) if self.hasFocus() else None
        rounded(painter, QRectF(self.rect()), theme.metrics.radius, fill=fill, edge=edge, width=RING)

    def _new_editor(self) -> QLineEdit:
        name = label_text(self.field.name, self._desk.say)
        if self.field.name in DATES:
            return DateField(self._desk.look, self._desk.say, self._desk.app.clock, name)
        editor = QLineEdit()
        editor.setAccessibleName(name)
        return editor

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._tag, 0, 0, top)
        self._grid.addWidget(self._label, 0, 1, top)
        self._grid.addWidget(self._value, 0, 2, top)
        self._grid.addWidget(self._mark, 0, 3, top)
        self._grid.addWidget(self._state, 0, 4, top)
        self._grid.addWidget(self._editor, 1, 1, 1, 4)
        self._grid.addWidget(self._printed, 2, 1, 1, 4)
        self._grid.addWidget(self._links, 3, 1, 1, 4)
        self._grid.setColumnStretch(1, 4)
        self._grid.setColumnStretch(2, 6)
        self._link_row = QHBoxLayout(self._links)
        self._link_row.setContentsMargins(0, 0, 0, 0)
        for link in (self.accept, self.correct, self.absent):
            link.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys do the same on the row itself
            self._link_row.addWidget(link)
        self._link_row.addStretch(1)

    def _accept(self) -> None:
        self._say(FieldState.ACCEPTED)

    def _say_absent(self) -> None:
        self._say(FieldState.ABSENT)

    def _say(self, state: FieldState) -> None:
        self.said.emit(_with(self.field, state))

    def _commit(self) -> None:
        say = self._desk.say
        value = read_value(self.field.name, self._editor.text(), say, self._desk.app.clock.today())
        warn_field(self._editor, on=value is None)
        if value is None:
            self._printed.setText(
                say.text("This is not understood; write it as the paper does, or press Esc.")
            )
            return
        self._close_editor()
        self.said.emit(_with(self.field, FieldState.ACCEPTED, value))

    def _close_editor(self) -> None:
        if self._editor.isVisible():
            had_focus = self._editor.hasFocus()
            warn_field(self._editor, on=False)
            self._editor.hide()
            if had_focus:
                self.setFocus()

    def _restyle(self, theme: Theme) -> None:
        self._grid.setContentsMargins(theme.px(0.5), theme.px(0.4), theme.px(0.5), theme.px(0.4))
        self._grid.setHorizontalSpacing(theme.px(0.45))
        self._grid.setVerticalSpacing(theme.px(0.25))
        self._link_row.setSpacing(theme.px(0.8))


def _with(field: CheckedField, state: FieldState, value: str | int | None = None) -> CheckedField:
    if value is None:
        return replace(field, state=state)
    return replace(field, state=state, value=value, corrected=True)


def _as_date(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
