"""Headings of a page's sections, with a count or a link at their right."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.labels import Label


class SectionHead(QWidget):
    """A heading; at its right a short fact in words, or a widget such as a link."""

    def __init__(
        self,
        look: Look,
        text: str,
        *,
        fact: str = "",
        aside: QWidget | None = None,
        role: Role = Role.H3,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.heading = Label(look, text, role)
        self._fact = Label(look, fact, tone=Tone.TEXT2, wrap=False)
        if not fact:
            self._fact.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.heading, 1)
        self._row.addWidget(self._fact)
        if aside is not None:
            self._row.addWidget(aside)
        look.follow(self._restyle)

    def set_fact(self, text: str) -> None:
        """Say something else at the right."""
        self._fact.setText(text)
        self._fact.setVisible(bool(text))

    def _restyle(self, theme: Theme) -> None:
        self._row.setSpacing(theme.px(0.6))
