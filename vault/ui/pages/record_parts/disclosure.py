"""A line of the log of what left: the papers and facts in it, and the identical file once more."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from vault.domain.errors import VaultError
from vault.domain.records.papers import Bundle
from vault.open_vault import OpenVault
from vault.services.bundle.keeping import save
from vault.services.wording.errors import error_text
from vault.ui.navigation import ShowPaper
from vault.ui.pages.record_parts.layout import Group
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.sent_button import SentButton
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.error_frame import ErrorFacts, ErrorFrame
from vault.ui.widgets.labels import Label
from vault.ui.widgets.link_label import Link


def disclosure_parts(room: RecordRoom, bundle: Bundle) -> list[QWidget]:
    """Return what was in a bundle, what was said not to be held, and the way to the same file."""
    say = room.say
    papers = Group(room, say.text("Papers in it"))
    for paper in bundle.papers:
        pages = say.count(paper.pages, "{n} page", "{n} pages")
        papers.add_link(Link(paper.title, ShowPaper(paper.document)), pages, "file-text")
    if not bundle.papers:
        papers.add_text(say.text("No paper; the facts alone."))
    facts = Group(room, say.text("Facts stated"))
    for fact in bundle.facts:
        facts.add_text(f"{fact.label}: {fact.value}", Tone.TEXT)
    parts: list[QWidget] = [SaveAgain(room, bundle), papers, facts]
    if bundle.sent_on is None:
        parts.insert(0, SentButton(room.desk, bundle))
    if bundle.not_held:
        lacking = Group(room, say.text("Said not to be held"))
        for words in bundle.not_held:
            lacking.add_text(words)
        parts.append(lacking)
    return parts


class SaveAgain(QWidget):
    """Saves the very bytes that left, to a place the person chooses."""

    def __init__(self, room: RecordRoom, bundle: Bundle) -> None:
        super().__init__()
        self._room, self._bundle = room, bundle
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.button = Button(room.look, room.say.text("Save the identical file again…"), icon="download")
        self.button.clicked.connect(self._choose)
        self._column.addWidget(self.button)
        self._answer: QWidget | None = None

    def save_to(self, target: Path) -> None:
        """Save the file to a path."""
        bundle = self._bundle

        def write(vault: OpenVault) -> str:
            save(vault.bundles.bytes_of(bundle), target)
            return target.name

        self.button.setEnabled(False)
        self._room.desk.session.read(write, self, self._saved, self._failed)

    def _choose(self) -> None:
        say = self._room.say
        name = say.text("Bundle") + ".pdf"
        chosen, _ = QFileDialog.getSaveFileName(
            self, say.text("Save the identical file again…"), name, "*.pdf"
        )
        if chosen:
            self.save_to(Path(chosen))

    def _saved(self, name: str) -> None:
        self._tell(
            Label(self._room.look, self._room.say.text("Saved as {name}.", name=name), tone=Tone.TEXT2)
        )

    def _failed(self, error: VaultError) -> None:
        text = error_text(error, self._room.say)
        facts = ErrorFacts(text.happened, text.safe, text.next)
        self._tell(ErrorFrame(self._room.look, self._room.say, facts))

    def _tell(self, answer: QWidget) -> None:
        self.button.setEnabled(True)
        if self._answer is not None:
            self._column.removeWidget(self._answer)
            self._answer.hide()
            self._answer.deleteLater()
        self._answer = answer
        self._column.addWidget(answer)
