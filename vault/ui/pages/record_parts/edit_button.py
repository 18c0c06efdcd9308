"""A button that changes a record at once."""

from collections.abc import Mapping
from typing import Any

from vault.ui.desk import Desk
from vault.ui.widgets.buttons import Button, ButtonKind


class EditButton(Button):
    """Changes fields of a record at once; undo is offered."""

    def __init__(
        self,
        desk: Desk,
        text: str,
        record_id: str,
        values: Mapping[str, Any],
        deed: str,
        *,
        kind: ButtonKind = ButtonKind.PLAIN,
    ) -> None:
        super().__init__(desk.look, text, kind=kind)
        self._desk, self._record, self._values, self._deed = desk, record_id, dict(values), deed
        self.clicked.connect(self._write)

    def _write(self) -> None:
        self.setEnabled(False)
        record, values = self._record, self._values
        self._desk.session.write(
            self._deed, lambda vault: vault.records.edit(record, values).changes, self._desk.session
        )
