"""Step 5: the first referral, as a scan, typed in, or not yet."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout

from vault.ui.dialogs.first_run.step import Step
from vault.ui.lobby import Lobby
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.labels import IconMark, Label


class DropPlace(QFrame):
    """A dashed field that takes files."""

    dropped = Signal(object)

    def __init__(self, look: Look, heading: str, sentence: str, button: Button) -> None:
        super().__init__()
        self.setProperty("look", "drop")
        self.setAcceptDrops(True)
        center = Qt.AlignmentFlag.AlignHCenter
        self._column = QVBoxLayout(self)
        self._title, words = Label(look, heading, Role.H3), Label(look, sentence, tone=Tone.TEXT2)
        for label in (self._title, words):
            label.setAlignment(center)
        self._column.addStretch(1)
        self._column.addWidget(IconMark(look, "upload", units=1.6), 0, center)
        self._column.addWidget(self._title)
        self._column.addWidget(words)
        self._column.addWidget(button, 0, center)
        self._column.addStretch(1)
        look.follow(self._restyle)

    def say(self, heading: str) -> None:
        """Say something else in bold."""
        self._title.setText(heading)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(tuple(paths))

    def _restyle(self, theme: Theme) -> None:
        side = theme.px(1.2)
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(theme.px(0.4))
        self.setMinimumHeight(theme.px(12))


class ReferralStep(Step):
    """Takes a scan; it is stored in the vault and its form opened when the step is left."""

    typing = Signal()
    """The person wants to type the referral in."""

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        look, say = lobby.look, lobby.say
        self.papers: tuple[Path, ...] = ()
        self.browse_button = Button(look, say.text("Choose a file…"), icon="plus")
        self.place = DropPlace(
            look,
            say.text("Drop a scan or a phone photo here"),
            say.text(
                "A PDF or a picture. It is stored encrypted; the file where it lies now stays as it is."
            ),
            self.browse_button,
        )
        self.type_button = Button(look, say.text("Type it in"), icon="pencil")
        self.column.addWidget(self.place)
        self.column.addWidget(self.type_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.browse_button.clicked.connect(self._browse)
        self.place.dropped.connect(self.take)
        self.type_button.clicked.connect(self.typing)
        self.setFocusProxy(self.browse_button)

    def heading(self) -> str:
        return self.lobby.say.text("Add your referral")

    def sentence(self) -> str:
        return self.lobby.say.text(
            "The paper your doctor wrote for the treatment. Everything else counts from it."
        )

    def next_text(self) -> str:
        return self.lobby.say.text("Save and finish")

    def quiet_text(self) -> str:
        return self.lobby.say.text("I have no referral yet")

    def missing(self) -> str:
        return "" if self.papers else self.lobby.say.text("Drop the paper, or choose another way.")

    @Slot(object)
    def take(self, papers: Sequence[Path]) -> None:
        """Take these files instead of those before."""
        self.papers = tuple(papers)
        say = self.lobby.say
        heading = say.count(
            len(self.papers), "{n} paper: {name}", "{n} papers, the first is {name}", name=self.papers[0].name
        )
        self.place.say(heading)
        self.browse_button.setText(say.text("Choose another file…"))
        self.browse_button.updateGeometry()
        self.changed.emit()

    @Slot()
    def _browse(self) -> None:
        dialog = QFileDialog(self, self.lobby.say.text("Choose the scan of the referral"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._picked)
        dialog.open()

    @Slot(list)
    def _picked(self, files: list[str]) -> None:
        if files:
            self.take([Path(name) for name in files])
