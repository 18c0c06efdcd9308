"""A section of a form under its heading; a folded one opens on demand, or when it says something."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.services.wording.fields import section_title
from vault.ui.forms.editor import FormRoom
from vault.ui.forms.layouts import Section
from vault.ui.theme.theme import Theme
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.field import Field, FormGrid
from vault.ui.widgets.section import SectionHead


class SectionFrame(QWidget):
    """Heading, fields, and for a folded section the button that opens it."""

    def __init__(self, room: FormRoom, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room, self._section = room, section
        self._fields: list[Field] = []
        self._grid: FormGrid | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._head: QWidget | None = None
        self.unfold: Button | None = None
        if section.folded:
            self.unfold = Button(
                room.look, room.say.text("More fields"), kind=ButtonKind.QUIET, icon="chevron-down"
            )
            self.unfold.clicked.connect(self._open)
            self._column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        if section.code:
            self._head = SectionHead(room.look, section_title(section.code, room.say))
            self._column.addWidget(self._head)
        room.look.follow(self._restyle)

    def add(self, field: Field) -> None:
        """Add a field below the others."""
        field.setParent(self)  # until it is laid out it must not stand, nor end, by itself
        self._fields.append(field)

    def finish(self) -> None:
        """Lay the fields out."""
        if self._section.code and len(self._fields) == 1 and not self._section.folded:
            self._fields[0].label.hide()  # the heading says it
        self._grid = FormGrid(self._room.look, self._fields, self)
        self._column.addWidget(self._grid)
        self._show(on=not self._section.folded)

    @property
    def is_laid_out(self) -> bool:
        """Whether the fields have their places."""
        return self._grid is not None

    @property
    def is_open(self) -> bool:
        """Whether the fields are in view."""
        return self._grid is not None and not self._grid.isHidden()

    def open_if(self, *, entered: bool) -> None:
        """Open a folded section that says something; an open one stays open."""
        if entered and not self.is_open:
            self._show(on=True)

    def _open(self) -> None:
        self._show(on=True)
        if self._fields:
            self._fields[0].control.setFocus()

    def _show(self, *, on: bool) -> None:
        for part in (self._grid, self._head):
            if part is not None:
                part.setVisible(on)
        if self.unfold is not None:
            self.unfold.setVisible(not on)

    def _restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.px(0.6))
