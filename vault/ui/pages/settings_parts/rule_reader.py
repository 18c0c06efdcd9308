"""A pack of rules to be read: a table, or one rule below the other where there is no room for columns."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QVBoxLayout, QWidget

from vault.ui.desk import Desk
from vault.ui.pages.settings_parts.rule_work import PackTable
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import Label

_COLUMNS_ABOVE, _LEAST_HEIGHT = 36, 12


class PackReader(QWidget):
    """One pack; `back_asked`, and `change_asked` with the PackLine to copy or edit."""

    back_asked = Signal()
    change_asked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: PackTable | None = None
        self._wide: bool | None = None
        look, say = desk.look, desk.say
        self.back = Button(look, say.text("Back to the list"), icon="chevron-left")
        self.change = Button(look, "")
        self.title, self.facts = Label(look, "", Role.H3), Label(look, "", Role.SMALL, Tone.TEXT2)
        self.remarks = Label(look, "", tone=Tone.TEXT2)
        self.table = QTextEdit()
        self.table.setReadOnly(True)
        self.table.setTabChangesFocus(True)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setUndoRedoEnabled(False)
        self.table.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        holder = QWidget()
        self._flow = FlowLayout(holder)
        for button in (self.back, self.change):
            self._flow.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (holder, self.title, self.facts, self.remarks):
            self._column.addWidget(part)
        self._column.addWidget(self.table, 1)
        self.back.clicked.connect(self.back_asked)
        self.change.clicked.connect(self._change)
        look.follow(self._restyle)

    def show_pack(self, table: PackTable) -> None:
        """Show a pack."""
        say, line = self._desk.say, table.line
        self._shown, self._wide = table, None
        self.title.setText(line.title)
        self.facts.setText(line.facts)
        self.remarks.setText(table.remarks)
        self.remarks.setVisible(bool(table.remarks))
        own = line.stored.is_own
        self.change.setText(say.text("Edit") if own else say.text("Make a copy of my own"))
        self.change.setVisible(own or not line.is_held)
        self.change.updateGeometry()
        self.table.setAccessibleName(say.text("The rules of {pack}", pack=line.title))
        self.table.setVisible(bool(table.wide))
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()

    def _write(self) -> None:
        wide = self.width() > self._desk.look.theme.px(_COLUMNS_ABOVE)
        if self._shown is not None and wide is not self._wide:
            self._wide = wide
            self.table.setHtml(self._shown.wide if wide else self._shown.narrow)

    def _change(self) -> None:
        if self._shown is not None:
            self.change_asked.emit(self._shown.line)

    def _restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.px(0.4))
        self._flow.set_gaps(theme.px(0.6), theme.px(0.4))
        self.table.setFont(theme.font(Role.LABEL))
        self.table.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        self._wide = None
        self._write()
