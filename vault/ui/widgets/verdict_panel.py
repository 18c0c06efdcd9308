"""The answer at the top of a record: the shape, a heading, one sentence, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from vault.domain.coverage.verdict import Verdict
from vault.services.wording.catalogue import Wording
from vault.services.wording.verdicts import verdict_heading
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import LINE
from vault.ui.theme.style_sheet import VERDICT_NAMES
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.card import SplitCard
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import Divider, Label
from vault.ui.widgets.link_label import LinkedText
from vault.ui.widgets.verdict_shape import VerdictMark

_PANEL_UNITS, _PAGE_UNITS = 1.6, 2.0
_UNDER_BELOW = 24
"""Units of width below which the buttons stand under the words."""


@dataclass(frozen=True, slots=True)
class PanelFacts:
    """A verdict, its one sentence, and a heading where the verdict's own does not fit."""

    verdict: Verdict
    sentence: str
    heading: str = ""
    planned: bool = False


class VerdictPanel(QFrame):
    """Tinted by the verdict, with buttons at the right."""

    def __init__(
        self,
        look: Look,
        say: Wording,
        facts: PanelFacts,
        buttons: Sequence[QWidget] = (),
        *,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._large, self._buttons = look, large, tuple(buttons)
        self._under = False
        self.setProperty("look", "head" if large else "verdict")
        self.setProperty("verdict", VERDICT_NAMES[facts.verdict])
        heading = facts.heading or verdict_heading(facts.verdict, say)
        self._row = QHBoxLayout(self)
        units = _PAGE_UNITS if large else _PANEL_UNITS
        mark = VerdictMark(look, say, facts.verdict, planned=facts.planned, units=units)
        self._row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop if large else Qt.AlignmentFlag.AlignVCenter)
        self._words = words = QVBoxLayout()
        words.addStretch(1)
        words.addWidget(Label(look, heading, Role.H2 if large else Role.H3))
        sentence = Label(look, facts.sentence)
        if not facts.sentence:
            sentence.hide()
        words.addWidget(sentence)
        words.addStretch(1)
        self._row.addLayout(words, 1)
        for button in buttons:
            self._row.addWidget(button)
        self.setAccessibleName(f"{heading}. {facts.sentence}".strip())
        look.follow(self._restyle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        under = self.width() < self._look.theme.px(_UNDER_BELOW)
        if under == self._under:
            return
        self._under = under
        for button in self._buttons:
            if under:
                self._row.removeWidget(button)
                self._words.insertWidget(self._words.count() - 1, button, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                self._words.removeWidget(button)
                self._row.addWidget(button)

    def _restyle(self, theme: Theme) -> None:
        across, down = (1.1, 1.0) if self._large else (1.05, 0.7)
        self._row.setContentsMargins(theme.px(across), theme.px(down), theme.px(0.9), theme.px(down))
        self._row.setSpacing(theme.px(0.8))
        self._words.setSpacing(theme.px(0.2))


class ProblemPanel(QFrame):
    """The panel of a visit that is not supported: what to do now, and what a claim would meet."""

    def __init__(
        self,
        look: Look,
        say: Wording,
        facts: PanelFacts,
        fixes: Sequence[QWidget],
        advice: str,
        likely: LinkedText | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "outline")
        self.setProperty("verdict", VERDICT_NAMES[facts.verdict])
        column = QVBoxLayout(self)
        column.setContentsMargins(LINE, LINE, LINE, LINE)
        column.setSpacing(0)
        column.addWidget(VerdictPanel(look, say, facts, large=True))
        column.addWidget(Divider())
        panes: list[QWidget] = [_FixPane(look, say, fixes, advice)]
        if likely is not None:
            panes.append(_TextPane(look, say.text("If you claim it anyway"), likely))
        split = SplitCard(look, panes, (2, 1)[: len(panes)], stack_below=36)
        split.setProperty("look", "inner")
        column.addWidget(split)


class _TextPane(QWidget):
    def __init__(self, look: Look, heading: str, body: QWidget) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.addWidget(Label(look, heading, Role.STRONG, Tone.TEXT2))
        self._column.addWidget(body)
        self._column.addStretch(1)
        look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self._column.setContentsMargins(theme.px(1), theme.px(0.7), theme.px(1), theme.px(0.7))
        self._column.setSpacing(theme.px(0.4))


class _FixPane(_TextPane):
    def __init__(self, look: Look, say: Wording, fixes: Sequence[QWidget], advice: str) -> None:
        buttons = QWidget()
        self._flow = FlowLayout(buttons)
        for fix in fixes:
            self._flow.addWidget(fix)
        super().__init__(look, say.text("What you can do"), buttons)
        words = Label(look, advice, tone=Tone.TEXT2)
        words.setVisible(bool(advice))
        self._column.insertWidget(2, words)

    def _restyle(self, theme: Theme) -> None:
        super()._restyle(theme)
        self._flow.set_gaps(theme.px(0.6), theme.px(0.4))
