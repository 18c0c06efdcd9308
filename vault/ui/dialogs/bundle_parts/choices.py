"""The left side of the bundle dialog: what kind, for whom, what for, and which papers leave."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from vault.domain.bundle_plan import BundleOrder, Profile
from vault.services.wording.catalogue import Wording
from vault.ui.dialogs.bundle_parts.preset import KIND_TEXTS, KINDS, Offer, OfferedPaper, purpose
from vault.ui.dialogs.bundle_parts.ticks import TickRow
from vault.ui.navigation import MakeBundle
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import Breadth
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.choice import Choice
from vault.ui.widgets.field import Field
from vault.ui.widgets.labels import Label
from vault.ui.widgets.page import PageBody

_TYPING_MS = 500
_SHORTEST = 10
_LONGEST_NAME, _LONGEST_WORDS = 200, 500


class Choices(QFrame):
    """Holds the person's choices; `changed` comes once they have settled."""

    changed = Signal()

    def __init__(
        self, look: Look, say: Wording, offer: Offer, request: MakeBundle, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._say, self._offer, self._request = look, say, offer, request
        self._incomplete = False
        self._own_purpose = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_TYPING_MS)
        self._settle.timeout.connect(self.changed)
        self.body = PageBody(look, say.text("What leaves"), parent=self)
        self.body.set_breadth(Breadth.NARROW)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.body)
        self.kind_choice = Choice(look)
        self.kind_choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind_choice.setMinimumContentsLength(_SHORTEST)
        self.kind_choice.addItems([say.text(KIND_TEXTS[kind]) for kind in KINDS])
        self.recipient_field = QLineEdit(offer.recipient)
        self.recipient_field.setMaxLength(_LONGEST_NAME)
        self.purpose = QPlainTextEdit()
        self.purpose.setTabChangesFocus(True)
        self.front = TickRow(look, say.text("Cover and index"), fixed=True)
        self._statement = TickRow(look, say.text("Statement of dates"), fixed=True)
        self._papers = {paper.document: self._new_row(paper) for paper in offer.papers}
        self.diagnosis = TickRow(
            look, say.text("Diagnosis"), note=say.text("Printed in the statement of dates only when ticked")
        )
        self._lay_out()
        self._put_purpose()
        self.kind_choice.currentIndexChanged.connect(self._kind_changed)
        self.recipient_field.textEdited.connect(self._typed)
        self.purpose.textChanged.connect(self._purpose_typed)
        for row in (*self._papers.values(), self.diagnosis):
            row.toggled.connect(self._ticked)
        look.follow(self._restyle)

    @property
    def recipient(self) -> str:
        """Who gets the file, as typed."""
        return self.recipient_field.text().strip()

    @property
    def kind(self) -> str:
        """The kind of bundle: RD, R or D."""
        return tuple(KINDS)[self.kind_choice.currentIndex()]

    def order(self) -> BundleOrder:
        """Return the choices as the plan takes them."""
        ticked = {document: row.box.isChecked() for document, row in self._papers.items()}
        sensitive = {paper.document for paper in self._offer.papers if paper.sensitive}
        return BundleOrder(
            profiles=KINDS[self.kind],
            referral=self._request.referral,
            recipient=self.recipient,
            purpose=self.purpose.toPlainText()[:_LONGEST_WORDS],
            request=self._request.request,
            diagnosis=self.diagnosis.box.isChecked(),
            sensitive=frozenset(each for each in sensitive if ticked[each]),
            left_out=frozenset(each for each, on in ticked.items() if not on and each not in sensitive),
            incomplete=self._incomplete,
        )

    def lacking(self) -> str:
        """Say in the field what still has to be entered, and return it; empty when nothing."""
        nobody = "" if self.recipient else self._say.text("Enter who gets the file.")
        no_reason = (
            "" if self.purpose.toPlainText().strip() else self._say.text("Enter what the file is for.")
        )
        self.to.warn(nobody)
        self._for.warn(no_reason)
        return nobody or no_reason

    def is_untouched(self) -> bool:
        """Whether the focus still is where it was put at the beginning."""
        return self.kind_choice.hasFocus() or not self.isAncestorOf(self.focusWidget() or self)

    def paper_row(self, document: str) -> TickRow:
        """Return the row of a paper."""
        return self._papers[document]

    def tick_papers(self) -> None:
        """Tick every paper of the referral."""
        for row in self._papers.values():
            row.box.setChecked(True)

    def go_on_without(self) -> None:
        """Let the file leave without its main paper."""
        self._incomplete = True
        self.changed.emit()

    def show_pages(self, front: int, statement: int, papers: dict[str, int]) -> None:
        """Show how many pages each part turned out to have."""
        self._count(self.front, front)
        self._count(self._statement, statement)
        for document, row in self._papers.items():
            if document in papers:
                self._count(row, papers[document])

    def _new_row(self, paper: OfferedPaper) -> TickRow:
        note = self._say.text("Marked sensitive: tick to include") if paper.sensitive else ""
        row = TickRow(self._look, paper.title, note=note)
        row.box.setChecked(not paper.sensitive)
        if paper.pages is not None:
            self._count(row, paper.pages)
        return row

    def _count(self, row: TickRow, pages: int) -> None:
        row.set_pages(pages, self._say.count(pages, "{n} page", "{n} pages"))

    def _lay_out(self) -> None:
        look, say, body = self._look, self._say, self.body
        self.to = Field(look, say, say.text("To"), self.recipient_field)
        self._for = Field(look, say, say.text("What for"), self.purpose)
        body.add(Field(look, say, say.text("What kind of bundle"), self.kind_choice))
        body.add(self.to)
        body.add(self._for)
        body.add(Label(look, say.text("These pages leave"), Role.STRONG, Tone.TEXT2), gap=0.2)
        for row in (self.front, self._statement, *self._papers.values(), self.diagnosis):
            body.add(row)
        body.finish()
        self._show_rows()

    def _show_rows(self) -> None:
        profiles = KINDS[self.kind]
        states, copies = Profile.STATEMENT in profiles, Profile.REFERRAL_COPY in profiles
        self._statement.setVisible(states)
        self.diagnosis.setVisible(states and self._offer.names_diagnosis)
        for row in self._papers.values():
            row.setVisible(copies)

    def _put_purpose(self) -> None:
        if not self._own_purpose:
            self.purpose.blockSignals(True)  # noqa: FBT003 - Qt's signature
            self.purpose.setPlainText(purpose(self.kind, self._say, answers=self._offer.answers))
            self.purpose.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _kind_changed(self) -> None:
        self._incomplete = False
        self._put_purpose()
        self._show_rows()
        self.changed.emit()

    def _typed(self) -> None:
        self._settle.start()

    def _purpose_typed(self) -> None:
        self._own_purpose = True
        self._settle.start()

    def _ticked(self) -> None:
        self._settle.stop()
        self.changed.emit()

    def _restyle(self, theme: Theme) -> None:
        self.purpose.setFixedHeight(theme.px(3.9))
