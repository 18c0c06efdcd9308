"""Step 3: the recovery key, shown this once: print it, save it, and give one group of it back."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPageSize, QPdfWriter
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit

from vault.ui.dialogs.first_run.step import Step
from vault.ui.dialogs.recovery_sheet import RecoveryFacts, paint_sheet
from vault.ui.lobby import Lobby
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.card import Card
from vault.ui.widgets.field import Field
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import Label

_PER_LINE = 4
_ALIKE = str.maketrans("OIL", "011")
_ASK = (
    "To see that it is written down: type the first group",
    "To see that it is written down: type the second group",
    "To see that it is written down: type the third group",
    "To see that it is written down: type the fourth group",
    "To see that it is written down: type the fifth group",
    "To see that it is written down: type the sixth group",
    "To see that it is written down: type the seventh group",
)


class RecoveryStep(Step):
    """Holds the key only while the step is needed; `forget` empties it."""

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        look, say = lobby.look, lobby.say
        self._facts: RecoveryFacts | None = None
        self._asked = 0
        self._groups: list[Label] = []
        self._card = Card(look)
        self._grid = QGridLayout()
        self._card.column.addLayout(self._grid)
        self.print_button = Button(look, say.text("Print…"), icon="printer")
        self.save_button = Button(look, say.text("Save as PDF…"), icon="download")
        buttons = FlowLayout()
        buttons.set_gaps(look.theme.px(0.4), look.theme.px(0.4))
        for button in (self.print_button, self.save_button):
            buttons.addWidget(button)
        self.answer = QLineEdit()
        self.answer.setMaxLength(20)
        self._answer_field: Field | None = None
        note = say.text(
            "Keep it on paper, away from this computer. Whoever has it can open the vault; without it and"
            " without the password nobody can."
        )
        self.column.addWidget(self._card)
        self.column.addLayout(buttons)
        self.column.addWidget(Label(look, note, tone=Tone.TEXT2))
        self.column.addStretch(1)
        self.said = Label(look, "", tone=Tone.TEXT2)
        self.said.hide()
        self.column.insertWidget(2, self.said)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._ask_file)
        self.answer.textChanged.connect(self.changed)
        self.setFocusProxy(self.print_button)
        look.follow(self._restyle)

    def show_key(self, facts: RecoveryFacts, asked: int) -> None:
        """Show a key and ask for one of its groups, counted from 0."""
        look, say = self.lobby.look, self.lobby.say
        self._facts, self._asked = facts, asked
        for number, group in enumerate(facts.groups):
            label = Label(look, group, Role.H1, wrap=False)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._groups.append(label)
            self._grid.addWidget(label, number // _PER_LINE, number % _PER_LINE)
        spoken = say.text("Recovery key: {key}", key=" ".join(facts.groups))
        self._card.setAccessibleName(spoken)
        self._answer_field = Field(look, say, say.text(_ASK[asked]), self.answer)
        self.column.insertWidget(self.column.count() - 1, self._answer_field)

    def forget(self) -> None:
        """Let go of the key: labels, answer and all."""
        self._facts = None
        self.answer.clear()
        self._card.setAccessibleName("")
        for label in self._groups:
            label.clear()

    def heading(self) -> str:
        return self.lobby.say.text("Your recovery key")

    def sentence(self) -> str:
        return self.lobby.say.text("It opens the vault when the password is lost. It is shown only now.")

    def next_text(self) -> str:
        return self.lobby.say.text("I have written it down")

    def missing(self) -> str:
        say = self.lobby.say
        if self._facts is None:
            return ""
        typed = self.answer.text().strip().upper().translate(_ALIKE)
        if not typed:
            return say.text("Type the group that is asked for.")
        return "" if typed == self._facts.groups[self._asked] else say.text("This is another group.")

    def save_pdf(self, path: Path) -> None:
        """Write the sheet as a PDF the person asked for."""
        if self._facts is None:
            return
        writer = QPdfWriter(str(path))
        writer.setPageSize(
            QPageSize(QPageSize.PageSizeId.Letter if _letter(self.lobby) else QPageSize.PageSizeId.A4)
        )
        writer.setTitle(self.lobby.say.text("Recovery key"))
        writer.setCreator("Referral Vault")
        if paint_sheet(writer, self._facts, self.lobby.say, self._fonts()):
            self._tell(self.lobby.say.text("Saved. Print it, and then delete the file."))
        else:
            self._tell(
                self.lobby.say.text("The file could not be written. Choose another place, or print it.")
            )

    @Slot()
    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        if self._facts is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            paint_sheet(printer, self._facts, self.lobby.say, self._fonts())

    @Slot()
    def _ask_file(self) -> None:
        say = self.lobby.say
        dialog = QFileDialog(
            self, say.text("Save the recovery key"), say.text("recovery key") + ".pdf", "PDF (*.pdf)"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._file_chosen)
        dialog.open()

    @Slot(str)
    def _file_chosen(self, name: str) -> None:
        self.save_pdf(Path(name))

    def _fonts(self) -> Path:
        return self.lobby.app.resources / "fonts"

    def _tell(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()

    def _restyle(self, theme: Theme) -> None:
        self._grid.setHorizontalSpacing(theme.px(1.2))
        self._grid.setVerticalSpacing(theme.px(0.6))


def _letter(lobby: Lobby) -> bool:
    return lobby.say.lang == "en"
