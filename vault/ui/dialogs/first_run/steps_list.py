"""The side of the first run: where the person is, and what comes."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vault.services.wording.catalogue import Wording
from vault.ui.dialogs.parts import AppMark
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.labels import IconMark, Label
from vault.ui.widgets.painting import text_width

_WIDTH = 13.2


class StepMark(QWidget):
    """The round mark of a step: a number, or a check once it is done."""

    def __init__(self, look: Look, number: int) -> None:
        super().__init__()
        self._look, self._number = look, number
        self._done = self._here = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def show_state(self, *, done: bool, here: bool) -> None:
        """Show a check, the number of the step in view, or that of one to come."""
        self._done, self._here = done, here
        self.update()

    def sizeHint(self) -> QSize:
        side = self._look.theme.px(1.2)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled = self._done or self._here
        tone = Tone.ACCENT if self._here else Tone.TEXT3
        painter.setPen(Qt.PenStyle.NoPen if filled else theme.color(Tone.EDGE))
        painter.setBrush(theme.color(tone) if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        ink = theme.color((Tone.ON_ACCENT if self._here else Tone.GLYPH) if filled else Tone.TEXT2)
        if self._done and not self._here:
            gap = self.width() // 5
            self._look.icons.paint(painter, "check", self.rect().adjusted(gap, gap, -gap, -gap), ink)
            return
        painter.setPen(ink)
        painter.setFont(theme.font(Role.SMALL_STRONG))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()
        self.update()


class StepsList(QFrame):
    """Names every step; the one in view is bold, those before it have a check."""

    def __init__(self, look: Look, say: Wording, names: Sequence[str]) -> None:
        super().__init__()
        self._say, self._names = say, tuple(names)
        self.setProperty("look", "nav")
        self._column = QVBoxLayout(self)
        self._head = QHBoxLayout()
        self._head.addWidget(AppMark(look, 1.6), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(look, "Referral Vault", Role.STRONG))
        self._setting_up = Label(look, "", Role.SMALL, Tone.TEXT2)
        words.addWidget(self._setting_up)
        self._head.addLayout(words, 1)
        self._column.addLayout(self._head)
        self._marks: list[StepMark] = []
        self._labels: list[Label] = []
        self._rows: list[QHBoxLayout] = []
        for number, name in enumerate(self._names, 1):
            row = QHBoxLayout()
            mark, label = StepMark(look, number), Label(look, name)
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label, 1)
            self._marks.append(mark)
            self._labels.append(label)
            self._rows.append(row)
            self._column.addLayout(row)
        self._column.addStretch(1)
        self._foot = QHBoxLayout()
        self._foot.addWidget(IconMark(look, "shield-check", units=0.9), 0, Qt.AlignmentFlag.AlignTop)
        promise = say.text(
            "Everything stays encrypted in one folder on this computer. Nothing is sent anywhere."
        )
        self._foot.addWidget(Label(look, promise, Role.SMALL, Tone.TEXT2), 1)
        self._column.addLayout(self._foot)
        look.follow(self._restyle)

    def show_step(self, step: int, vault: str) -> None:
        """Show that this step, counted from 0, is in view."""
        for index, (mark, label) in enumerate(zip(self._marks, self._labels, strict=True)):
            mark.show_state(done=index < step, here=index == step)
            label.set_role(Role.STRONG if index == step else Role.BODY)
            label.set_tone(Tone.TEXT if index == step else Tone.TEXT2)
        self._setting_up.setText(self._say.text("Setting up “{vault}”", vault=vault) if vault else "")
        place = self._say.text(
            "Step {step} of {steps}: {name}", step=step + 1, steps=len(self._names), name=self._names[step]
        )
        self.setAccessibleName(place)

    def _restyle(self, theme: Theme) -> None:
        side = theme.px(1.2)
        bold = theme.font(Role.STRONG)
        longest = max(text_width(bold, word) for name in self._names for word in name.split())
        self.setFixedWidth(max(theme.px(_WIDTH), 2 * side + theme.px(1.9) + longest))
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(theme.px(0.8))
        self._head.setSpacing(theme.px(0.5))
        self._head.setContentsMargins(0, 0, 0, theme.px(0.6))
        self._foot.setSpacing(theme.px(0.5))
        for row in self._rows:
            row.setSpacing(theme.px(0.6))
