"""The packs of rules in a list: what each holds, and what can be done with it."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from vault.ui.desk import Desk
from vault.ui.pages.settings_parts.rule_work import PackLine
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.card import ListCard
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import Label
from vault.ui.widgets.notice import InlineWarning
from vault.ui.widgets.slices import Slices

_BESIDE_ABOVE = 34


class PackRow(QWidget):
    """One pack; each signal carries its PackLine."""

    view_asked = Signal(object)
    copy_asked = Signal(object)
    edit_asked = Signal(object)
    delete_asked = Signal(object)

    def __init__(self, desk: Desk, line: PackLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look, say = desk.look, desk.say
        self.line, self._look = line, look
        self.view = Button(look, say.text("View"), icon="eye", small=True)
        self.copy = Button(look, say.text("Make a copy of my own"), icon="copy", small=True)
        self.edit = Button(look, say.text("Edit"), icon="pencil", small=True)
        self.delete = Button(look, say.text("Delete"), icon="trash-2", small=True)
        own = line.stored.is_own
        self.copy.setVisible(not own and not line.is_held)
        for button in (self.edit, self.delete):
            button.setVisible(own)
        name = line.stored.name
        for button in (self.view, self.copy, self.edit, self.delete):
            button.setAccessibleName(say.text("{deed}: {pack}", deed=button.text(), pack=name))
        self.trouble = InlineWarning(look, say, "")
        self.trouble.set_text(line.fault)
        holder = QWidget()
        self._flow = FlowLayout(holder)
        for button in (self.view, self.copy, self.edit, self.delete):
            self._flow.addWidget(button)
        self._words = QVBoxLayout()
        self._words.addWidget(Label(look, line.title, Role.STRONG))
        self._words.addWidget(Label(look, line.facts, Role.SMALL, Tone.TEXT2))
        self._words.addWidget(self.trouble)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.addLayout(self._words, 1)
        self._box.addWidget(holder)
        self.view.clicked.connect(self._view)
        self.copy.clicked.connect(self._copy)
        self.edit.clicked.connect(self._edit)
        self.delete.clicked.connect(self._delete)
        look.follow(self._restyle)

    def minimumSizeHint(self) -> QSize:
        """Leave the width to the page: what does not fit side by side goes below."""
        return QSize(1, super().minimumSizeHint().height())

    def arrange(self, width: int) -> None:
        """Put the buttons beside the words when the row is so many pixels wide, else below them."""
        beside = width > self._look.theme.px(_BESIDE_ABOVE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(way)

    def _view(self) -> None:
        self.view_asked.emit(self.line)

    def _copy(self) -> None:
        self.copy_asked.emit(self.line)

    def _edit(self) -> None:
        self.edit_asked.emit(self.line)

    def _delete(self) -> None:
        self.delete_asked.emit(self.line)

    def _restyle(self, theme: Theme) -> None:
        self._box.setContentsMargins(theme.px(1), theme.px(0.5), theme.px(1), theme.px(0.5))
        self._box.setSpacing(theme.px(0.4))
        self._words.setSpacing(theme.px(0.1))
        self._flow.set_gaps(theme.px(0.4), theme.px(0.3))


class PackList(QWidget):
    """The list, and below it the way back to what came with the program; signals carry a PackLine."""

    view_asked = Signal(object)
    copy_asked = Signal(object)
    edit_asked = Signal(object)
    delete_asked = Signal(object)
    new_asked = Signal()
    restore_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        look, say = desk.look, desk.say
        self.rows: tuple[PackRow, ...] = ()
        self._packs: tuple[PackLine, ...] | None = None
        self._slices = Slices(self)
        self.restore = Button(look, say.text("Restore the shipped rules"), icon="rotate-cw")
        self._card = ListCard(look)
        holder = QWidget()
        self._flow = FlowLayout(holder)
        self.new = Button(look, say.text("New rules of my own"), icon="plus")
        for button in (self.new, self.restore):
            self._flow.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(
            Label(
                look,
                say.text(
                    "Dates that no paper prints are worked out by these rules."
                    " A date printed on a paper always comes before them."
                ),
                tone=Tone.TEXT2,
            )
        )
        self._column.addWidget(self._card)
        self._column.addWidget(holder)
        self.new.clicked.connect(self.new_asked)
        self.restore.clicked.connect(self.restore_asked)
        look.follow(self._restyle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def show_packs(self, packs: Sequence[PackLine]) -> None:
        """Show these packs; nothing is built anew when they are the same."""
        if tuple(packs) == self._packs:
            return
        self._packs = tuple(packs)
        self._slices.start(self._build(self._packs))

    def _build(self, packs: tuple[PackLine, ...]) -> Iterator[None]:
        """Make the rows one by one; the card is shown with all of them, so that none is painted squeezed."""
        self._card.hide()
        self._card.clear()
        self.rows = ()  # those before are gone: nothing may arrange them any more
        rows = []
        for line in packs:
            rows.append(self._made_row(line))
            yield
        self.rows = tuple(rows)
        self._card.show()
        held = any(line.is_held for line in packs)
        say = self._desk.say
        self.restore.set_not_ready(
            "" if held else say.text("None of your packs stands in for a shipped one.")
        )

    def _made_row(self, line: PackLine) -> PackRow:
        row = PackRow(self._desk, line)
        row.arrange(self.width())
        row.view_asked.connect(self.view_asked)
        row.copy_asked.connect(self.copy_asked)
        row.edit_asked.connect(self.edit_asked)
        row.delete_asked.connect(self.delete_asked)
        self._card.add_row(row)
        return row

    def focus_first(self) -> None:
        """Go on with the keyboard from the list: its first row, what can be begun while there is none."""
        (self.rows[0].view if self.rows and self._card.isVisible() else self.new).setFocus()

    def row(self, name: str, *, own: bool) -> PackRow:
        """Return the row of a pack."""
        return next(
            each for each in self.rows if each.line.stored.name == name and each.line.stored.is_own is own
        )

    def _arrange(self) -> None:
        for row in self.rows:
            row.arrange(self.width())

    def _restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.px(0.6))
        self._flow.set_gaps(theme.px(0.6), theme.px(0.4))
        self._arrange()
