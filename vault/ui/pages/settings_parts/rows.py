"""A row of a settings card: what it sets, a word about it, and the control at its right or below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.choice import Choice
from vault.ui.widgets.labels import Label

_UNDER_BELOW = 26


class SettingRow(QWidget):
    """A label, a hint under it, and a control; the control goes below when the row is narrow."""

    def __init__(
        self, look: Look, label: str, control: QWidget, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._control = look, control
        self._under = False
        self.label = Label(look, label)
        self.hint = Label(look, hint, Role.SMALL, Tone.TEXT2)
        if not hint:
            self.hint.hide()
        self.label.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(label)
        control.setAccessibleDescription(hint)
        self._words = QVBoxLayout()
        self._words.addWidget(self.label)
        self._words.addWidget(self.hint)
        self._grid = QGridLayout(self)
        self._grid.addLayout(self._words, 0, 0)
        self._grid.addWidget(control, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        self._grid.setColumnStretch(0, 1)
        look.follow(self._restyle)

    def say_hint(self, text: str) -> None:
        """Say something else under the label."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        self._control.setAccessibleDescription(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        under = self.width() < self._look.theme.px(_UNDER_BELOW)
        if under == self._under:
            return
        self._under = under
        self._grid.removeWidget(self._control)
        if under:
            self._grid.addWidget(self._control, 1, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._grid.addWidget(self._control, 0, 1, Qt.AlignmentFlag.AlignVCenter)

    def _restyle(self, theme: Theme) -> None:
        self._grid.setContentsMargins(theme.px(1), theme.px(0.5), theme.px(1), theme.px(0.5))
        self._grid.setHorizontalSpacing(theme.px(1))
        self._grid.setVerticalSpacing(theme.px(0.4))
        self._words.setSpacing(theme.px(0.1))
        self.setMinimumHeight(theme.px(2.8))
        self._arrange()


class TickSetting(QWidget):
    """A tick with its words and a hint under them."""

    def __init__(self, look: Look, label: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(label)
        self.hint = Label(look, hint, Role.SMALL, Tone.TEXT2)
        if not hint:
            self.hint.hide()
        self.box.setAccessibleDescription(hint)
        self._grid = QGridLayout(self)
        self._grid.addWidget(self.box, 0, 0, 1, 2)
        self._grid.addWidget(self.hint, 1, 1)
        self._grid.setColumnStretch(1, 1)
        look.follow(self._restyle)

    def say_hint(self, text: str) -> None:
        """Say something else under the tick."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        self.box.setAccessibleDescription(text)

    def _restyle(self, theme: Theme) -> None:
        self._grid.setContentsMargins(theme.px(1), theme.px(0.6), theme.px(1), theme.px(0.6))
        self._grid.setSpacing(0)
        self._grid.setVerticalSpacing(theme.px(0.1))
        self._grid.setColumnMinimumWidth(0, theme.px(0.9) + theme.px(0.6))


class KeyedChoice(Choice):
    """A choice whose entries have keys."""

    def __init__(self, look: Look, entries: Sequence[tuple[str, str]], chosen: str) -> None:
        super().__init__(look)
        for key, text in entries:
            self.addItem(text, key)
        self.setCurrentIndex(max(0, self.findData(chosen)))

    @property
    def key(self) -> str:
        """The key of the chosen entry."""
        return str(self.currentData())
