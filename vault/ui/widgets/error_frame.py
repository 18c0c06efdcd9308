"""Something went wrong: what happened, what is safe, what to do; details can be copied."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from vault.domain.coverage.verdict import Verdict
from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.style_sheet import VERDICT_NAMES
from vault.ui.theme.theme import Theme
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import Label
from vault.ui.widgets.link_label import Link, LinkLabel
from vault.ui.widgets.verdict_shape import VerdictMark


@dataclass(frozen=True, slots=True)
class ErrorFacts:
    """The three sentences of an error, and details that hold nothing personal."""

    happened: str
    safe: str
    advice: str = ""
    details: str = ""


class ErrorFrame(QFrame):
    """An error in the page, never a window of its own."""

    def __init__(
        self,
        look: Look,
        say: Wording,
        facts: ErrorFacts,
        buttons: Sequence[Button] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._details = facts.details
        self.setProperty("look", "outline")
        self.setProperty("verdict", VERDICT_NAMES[Verdict.NOT_SUPPORTED])
        mark = VerdictMark(look, say, Verdict.NOT_SUPPORTED, units=1, meaning=say.text("Error"))
        self._row = QHBoxLayout(self)
        self._row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._row.addLayout(self._column, 1)
        self._column.addWidget(Label(look, facts.happened, Role.STRONG))
        sentences = " ".join(part for part in (facts.safe, facts.advice) if part)
        self._column.addWidget(Label(look, sentences))
        self._flow = FlowLayout()
        for button in buttons:
            self._flow.addWidget(button)
        self.copy = LinkLabel(look, Link(say.text("Copy details"), None))
        self.copy.clicked.connect(self._copy)
        self.copy.setVisible(bool(facts.details))
        self._flow.addWidget(self.copy)
        self._column.addLayout(self._flow)
        self.setAccessibleName(f"{facts.happened} {sentences}")
        look.follow(self._restyle)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)

    def _restyle(self, theme: Theme) -> None:
        pad = theme.px(0.8)
        self._row.setContentsMargins(pad, pad, pad, theme.px(0.7))
        self._row.setSpacing(theme.px(0.6))
        self._column.setSpacing(theme.px(0.2))
        self._flow.setContentsMargins(0, theme.px(0.4), 0, 0)
        self._flow.set_gaps(theme.px(0.4), theme.px(0.3))
