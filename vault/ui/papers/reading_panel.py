"""What was read from a paper, beside it: fields to check, what filing will do, and the next step."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from vault.domain.records.papers import Document, DocumentKind
from vault.ui.desk import Desk
from vault.ui.papers.checking import CheckedPaper
from vault.ui.papers.field_list import FieldList
from vault.ui.papers.looker import is_looked_at
from vault.ui.papers.stages import file_text, kind_of_paper, paper_facts, paper_title
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.key_hint import KeyHint, KeyHints
from vault.ui.widgets.labels import Divider, IconMark, Label
from vault.ui.widgets.page import PageBody

_LEAST_WIDTH = 13
_FOOT_SCROLLS_BELOW = 31


class ReadingPanel(QFrame):
    """The fields of the paper in view and the buttons that file it."""

    file_asked = Signal()
    later_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look, say = desk.look, desk.say
        self._desk = desk
        self._body = PageBody(look, say.text("What was read"))
        self._title = Label(look, "", Role.H2)
        self._facts = Label(look, "", tone=Tone.TEXT2)
        self._note = Label(look, "", tone=Tone.TEXT2)
        self.fields = FieldList(desk)
        self._hints = KeyHints(
            look,
            (
                KeyHint(("Enter",), say.text("accept")),
                KeyHint(("F2",), say.text("correct")),
                KeyHint((say.text("Del"),), say.text("not on the paper")),
            ),
        )
        self.file = Button(look, say.text("File this paper"), kind=ButtonKind.FILLED)
        self.later = Button(look, say.text("Decide later"))
        self._left = Label(look, "", Role.SMALL, Tone.TEXT2)
        self._lay_out()
        self.fields.all_checked.connect(self._go_to_button)
        self.fields.changed.connect(self.show_state)
        self.file.clicked.connect(self.file_asked)
        self.later.clicked.connect(self.later_asked)
        look.follow(self._restyle)

    def show_paper(self, document: Document, paper: CheckedPaper | None, *, keep_rows: bool) -> None:
        """Show a paper; `keep_rows` leaves the fields as they are while only the facts changed."""
        say = self._desk.say
        title = paper_title(document, paper, say)
        self._title.setText(title)
        facts = (file_text(document, title), paper_facts(document, say, self._desk.app.clock.today()))
        self._facts.setText(" · ".join(part for part in facts if part))
        if not keep_rows:
            self.fields.show_paper(paper or CheckedPaper(None, ()))
        note = self._note_of(document, paper)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._hints.setVisible(not note)
        self._show_plan(document, paper)
        self.show_state(paper or CheckedPaper(None, ()))

    def show_state(self, paper: CheckedPaper) -> None:
        """Say how much is left to check."""
        say, total = self._desk.say, len(paper.fields)
        if not total:
            self._left.setText("")
        elif paper.to_check:
            left = say.text("{n} of {total} to check.", n=paper.to_check, total=total)
            self._left.setText(f"{left} {say.text('What you do not check stays empty.')}")
        else:
            self._left.setText(say.text("Everything is checked."))

    def focus_first(self) -> None:
        """Begin to check, or go to the button when there is nothing to check."""
        if self.fields.rows:
            self.fields.focus_first()
        else:
            self._go_to_button()

    def _go_to_button(self) -> None:
        self.file.setFocus()
        self._body.ensureWidgetVisible(self.file)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._desk.look.theme.px(_LEAST_WIDTH), self._desk.look.theme.px(8))

    def _note_of(self, document: Document, paper: CheckedPaper | None) -> str:
        say = self._desk.say
        if not is_looked_at(document):
            return say.text("It is stored safely; its pages are being looked at.")
        if document.unread_reason is not None:
            return say.text("Nothing could be read from it. You can file it all the same.")
        if not document.has_text_layer:
            return say.text("It is a picture without text. You can file it and type in what it says.")
        if paper is None:
            return say.text("It is being read.")
        return "" if paper.fields else say.text("No field was found on it. You can file it all the same.")

    def _show_plan(self, document: Document, paper: CheckedPaper | None) -> None:
        say = self._desk.say
        new = kind_of_paper(document, paper) is DocumentKind.REFERRAL
        first = (
            say.text("A new referral opens, filled with what you accepted")
            if new
            else say.text("You choose the record it belongs to")
        )
        self._first.setText(first)

    def _lay_out(self) -> None:
        look, say = self._desk.look, self._desk.say
        self._head = QVBoxLayout()
        self._head.addWidget(self._title)
        self._head.addWidget(self._facts)
        self._body.column.addLayout(self._head)
        self._body.add(Divider(), gap=0.4)
        self._body.add(self._note)
        self._body.add(self.fields)
        self._body.add(self._hints)
        self._body.finish()
        self._foot = QWidget()
        self._foot_column = QVBoxLayout(self._foot)
        self._foot_column.addWidget(Label(look, say.text("When you file it"), Role.STRONG))
        self._first = Label(look)
        linked = Label(look, say.text("The paper is linked to it and leaves the inbox"))
        self._lines: list[QHBoxLayout] = []
        for icon, words in (("file-plus", self._first), ("link", linked)):
            line = QHBoxLayout()
            line.addWidget(IconMark(look, icon, units=0.9))
            line.addWidget(words, 1)
            self._lines.append(line)
            self._foot_column.addLayout(line)
        self._buttons = FlowLayout()
        self._buttons.addWidget(self.file)
        self._buttons.addWidget(self.later)
        self._foot_column.addLayout(self._buttons)
        self._foot_column.addWidget(self._left)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._body, 1)
        self._column.addWidget(self._foot)
        self._foot_inside = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_foot()

    def _place_foot(self) -> None:
        """Let the foot scroll with the fields where there is little height."""
        inside = self.height() < self._desk.look.theme.px(_FOOT_SCROLLS_BELOW)
        if inside != self._foot_inside:
            self._foot_inside = inside
            (self._body.column if inside else self._column).addWidget(self._foot)
            self._restyle(self._desk.look.theme)

    def _restyle(self, theme: Theme) -> None:
        side = 0 if self._foot_inside else theme.px(1.6)
        self._head.setSpacing(theme.px(0.15))
        self._foot_column.setContentsMargins(side, theme.px(0.4), side, theme.px(0.8))
        self._foot_column.setSpacing(theme.px(0.4))
        self._buttons.set_gaps(theme.px(0.6), theme.px(0.4))
        for line in self._lines:
            line.setSpacing(theme.px(0.5))
        self._place_foot()
