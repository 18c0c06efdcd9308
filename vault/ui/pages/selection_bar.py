"""The bar below a table: how many rows are selected, what they come to, and what can be done with them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from vault.services.wording.catalogue import Wording
from vault.ui.models.table_binding import RowAction, TableBinding
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.labels import Label
from vault.ui.widgets.page_head import ActionRow


class SelectionBar(QFrame):
    """Shown while rows are selected."""

    def __init__(
        self, look: Look, say: Wording, binding: TableBinding, actions: Sequence[RowAction], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self._say, self._binding = say, binding
        self._buttons = {action: Button(look, action.text, icon=action.icon) for action in actions}
        for button in self._buttons.values():
            button.clicked.connect(self._run)
        self.count = Label(look, role=Role.STRONG, wrap=False)
        self.sum = Label(look, tone=Tone.TEXT2, wrap=False)
        self.action_row = ActionRow(look, say, tuple(self._buttons.values()))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.count)
        self._row.addWidget(self.sum)
        self._row.addWidget(self.action_row, 1)
        self.hide()
        look.follow(self._restyle)

    def show_selection(self, count: int) -> None:
        """Say how many rows are selected; the sum follows when it is known."""
        self.count.setText(self._say.count(count, "{n} selected", "{n} selected"))
        self.sum.setText("")
        for action, button in self._buttons.items():
            button.set_not_ready("" if action.fits(count) else self._reason(action))
        self.setVisible(count > 0)

    def show_sum(self, text: str) -> None:
        """Say what the selected rows come to."""
        self.sum.setText(text)

    def refuse(self, action: RowAction, reason: str) -> None:
        """Say why an action cannot be taken with these rows, or with an empty reason that it can."""
        self._buttons[action].set_not_ready(reason)

    def _reason(self, action: RowAction) -> str:
        return self._say.count(action.most, "Select {n} row for this.", "Select at most {n} rows for this.")

    def _run(self) -> None:
        pressed = self.sender()
        for action, button in self._buttons.items():
            if button is pressed:
                self._binding.run(action)
                return

    def _restyle(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(1.2), theme.px(0.5), theme.px(1.2), theme.px(0.5))
        self._row.setSpacing(theme.px(0.6))
