"""A pack of one's own as text: checked after each pause, its fault marked, saved only when it holds."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontDatabase,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from vault.domain.coverage.verdict import Verdict
from vault.domain.errors import VaultError
from vault.ui.desk import Desk
from vault.ui.errors import sentences
from vault.ui.pages.settings_parts.rule_leaving import LeaveBar
from vault.ui.pages.settings_parts.rule_work import Checked, Unsaved, check, forget, save
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import Label
from vault.ui.widgets.verdict_shape import VerdictMark

_PAUSE_MS, _LEAST_HEIGHT = 400, 12


class PackEditor(QWidget):
    """One text at a time; `saved` and `left` carry the name of the pack."""

    saved = Signal(str)
    left = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._name, self._stored = "", ""
        self._draft: str | None = None
        self._checked: Checked | None = None
        self._save_then, self._leave_then = False, False
        look, say = desk.look, desk.say
        self.back = Button(look, say.text("Back to the list"), icon="chevron-left")
        self.save_button = Button(look, say.text("Save"), kind=ButtonKind.FILLED, icon="check")
        self.title = Label(look, "", Role.H3)
        self.state = Label(look, "", tone=Tone.TEXT2)
        self.to_fault = Button(look, say.text("Go to the line"), small=True)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(say.text("The rules as text"))
        self.text.setTabChangesFocus(True)
        self.place = Label(look, "", Role.SMALL, Tone.TEXT2)
        self.leave_bar = LeaveBar(desk)
        self.leave_bar.hide()
        self._mark = VerdictMark(look, say, Verdict.NOT_SUPPORTED, units=0.8, meaning=say.text("Error"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._pause.timeout.connect(self._check)
        self.text.textChanged.connect(self._typed)
        self.text.cursorPositionChanged.connect(self._tell_place)
        self.back.clicked.connect(self.leave)
        self.save_button.clicked.connect(self.save)
        self.to_fault.clicked.connect(self._go_to_fault)
        self.leave_bar.save_asked.connect(self._save_and_leave)
        self.leave_bar.discard_asked.connect(self._discard)
        self.leave_bar.stay_asked.connect(self._stay)
        look.follow(self._restyle)

    @property
    def is_changed(self) -> bool:
        """Whether something is typed that is not saved."""
        return bool(self._name) and self.text.toPlainText() != self._stored

    def open(self, title: str, name: str, stored: str, unsaved: Unsaved | None = None) -> None:
        """Show a stored pack, or what was typed of it and not saved."""
        self._name, self._stored = name, stored
        self._draft = None if unsaved is None else unsaved.draft
        self._checked, self._save_then, self._leave_then = None, False, False
        self.title.setText(self._desk.say.text("Your rules: {pack}", pack=title))
        self.leave_bar.hide()
        self.text.setPlainText(stored if unsaved is None else unsaved.text)
        self._check()
        self._tell_place()

    def leave(self) -> bool:
        """Leave unless something is not saved, which is asked about first; tell whether it was left."""
        if self.is_changed:
            self.leave_bar.ask(can_save=self._checked is None or not self._checked.fault)
            return False
        self._leave()
        return True

    def save(self) -> None:
        """Save what is typed, as soon as it is known to hold."""
        if not self.is_changed:
            return
        text = self.text.toPlainText()
        if self._checked is None or self._checked.text != text:
            self._save_then = True
            self._pause.stop()
            self._check()
        elif not self._checked.fault:
            self._save_then = False
            unsaved = Unsaved(self._name, text, self._draft)
            self._desk.session.read(partial(save, unsaved), self, partial(self._kept, text), self._failed)

    def keep(self) -> Unsaved | None:
        """Return what is typed and not saved, for a draft."""
        return Unsaved(self._name, self.text.toPlainText(), self._draft) if self.is_changed else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Save):
            self.save()
            return
        super().keyPressEvent(event)

    def _typed(self) -> None:
        self._save_then = False
        self.leave_bar.hide()
        self.save_button.set_not_ready(self._desk.say.text("Being checked…"))
        self._pause.start()

    def _check(self) -> None:
        unsaved = Unsaved(self._name, self.text.toPlainText(), self._draft)
        work = partial(check, unsaved, self._desk.say, self.is_changed)
        self._desk.session.read(work, self, self._tell, self._failed)

    def _tell(self, checked: Checked) -> None:
        self._draft = checked.draft
        if checked.text != self.text.toPlainText():  # typed on since; another check is on its way
            return
        say = self._desk.say
        self._checked = checked
        self._show_fault(checked)
        if checked.fault:
            self._save_then = self._leave_then = False
            self.save_button.set_not_ready(checked.fault)
        else:
            self.save_button.set_not_ready("" if self.is_changed else say.text("Nothing was changed yet."))
        if self._save_then:
            self.save()

    def _show_fault(self, checked: Checked) -> None:
        say = self._desk.say
        self._mark.setVisible(bool(checked.fault))
        self.to_fault.setVisible(checked.line is not None)
        self.state.setText(checked.fault or say.text("These rules hold; they can be saved."))
        self.state.set_tone(Tone.NO if checked.fault else Tone.TEXT2)
        self.text.setAccessibleDescription(checked.fault)
        self._paint_line(checked.line)

    def _paint_line(self, line: int | None) -> None:
        marks = []
        if line is not None:
            mark = QTextEdit.ExtraSelection()
            style = QTextCharFormat()
            style.setBackground(self._desk.look.theme.color(Tone.NO_TINT))
            style.setProperty(QTextFormat.Property.FullWidthSelection, True)  # noqa: FBT003 - Qt's own way
            mark.format = style
            mark.cursor = self._at(line)
            marks.append(mark)
        self.text.setExtraSelections(marks)

    def _at(self, line: int) -> QTextCursor:
        """Return a cursor in a line; the last one when there are fewer."""
        document = self.text.document()
        block = document.findBlockByNumber(min(line, document.blockCount()) - 1)
        return QTextCursor(block)

    def _go_to_fault(self) -> None:
        if self._checked is not None and self._checked.line is not None:
            self.text.setTextCursor(self._at(self._checked.line))
            self.text.centerCursor()
            self.text.setFocus()

    def _tell_place(self) -> None:
        line, lines = self.text.textCursor().blockNumber() + 1, self.text.blockCount()
        self.place.setText(self._desk.say.text("Line {line} of {lines}", line=line, lines=lines))

    def _kept(self, text: str, _nothing: None) -> None:
        self._stored, self._draft = text, None
        self.leave_bar.hide()
        self.save_button.set_not_ready(self._desk.say.text("Nothing was changed yet."))
        self.saved.emit(self._name)
        if self._leave_then and not self.is_changed:
            self._leave()

    def _failed(self, error: VaultError) -> None:
        self._save_then = self._leave_then = False
        happened, safe, advice, _ = sentences(error, self._desk.say)
        self._show_fault(Checked("", " ".join(part for part in (happened, safe, advice) if part)))

    def _save_and_leave(self) -> None:
        self._leave_then = True
        self.save()

    def _discard(self) -> None:
        self._desk.session.read(partial(forget, self._draft), self, _nothing_more)
        self.text.setPlainText(self._stored)
        self._leave()

    def _stay(self) -> None:
        self.leave_bar.hide()
        self.text.setFocus()

    def _leave(self) -> None:
        name, self._name = self._name, ""
        self._pause.stop()
        self.leave_bar.hide()
        self.left.emit(name)

    def _lay_out(self) -> None:
        holder = QWidget()
        self._flow = FlowLayout(holder)
        for button in (self.back, self.save_button):
            self._flow.addWidget(button)
        self._told = QHBoxLayout()
        self._told.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._told.addWidget(self.state, 1)
        self._told.addWidget(self.to_fault, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(holder)
        self._column.addWidget(self.leave_bar)
        self._column.addWidget(self.title)
        self._column.addLayout(self._told)
        self._column.addWidget(self.text, 1)
        self._column.addWidget(self.place)
        self.save_button.setToolTip(self._desk.say.text("Save (Ctrl+S)"))

    def _restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.px(0.4))
        self._told.setSpacing(theme.px(0.4))
        self._flow.set_gaps(theme.px(0.6), theme.px(0.4))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(theme.font(Role.LABEL).pointSizeF())
        self.text.setFont(font)
        self.text.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        self._paint_line(None if self._checked is None else self._checked.line)


def _nothing_more(_done: None) -> None:
    return
