"""The page of one record, whatever its kind: is it all right, why, and what to do now."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.open_vault import Snapshot
from vault.services.wording.titles import kind_word
from vault.ui.desk import Desk
from vault.ui.navigation import PageId, ShowPage
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.page import Page
from vault.ui.pages.record_parts.content import Place, content
from vault.ui.pages.record_parts.heads import head
from vault.ui.pages.record_parts.layout import Columns, Footnote, Sheet
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.theme.metrics import Breadth
from vault.ui.widgets.empty_state import EmptyState
from vault.ui.widgets.page import PageBody
from vault.ui.widgets.slices import SHORT_TURN_MS, Slices

_SHOWN_OR_HIDDEN = Qt.WidgetAttribute.WA_WState_ExplicitShowHide


class RecordPage(Page):
    """Shows a record; it is built anew when the record or anything around it changes."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._kind, self._id = "", ""
        self._breadth = Breadth.NORMAL
        self._shown: tuple[str, str, Snapshot] | None = None
        self._body: PageBody | None = None
        self._slices = Slices(self, SHORT_TURN_MS)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_record(self, kind: str, record_id: str) -> None:
        """Show another record."""
        self._kind, self._id = kind, record_id
        if self.desk.session.snapshot is not None:
            self.show_snapshot(self.desk.session.snapshot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        if not self._id:
            return
        if (
            self._shown is not None
            and self._shown[:2] == (self._kind, self._id)
            and self._shown[2] is snapshot
        ):
            return
        same = self._shown is not None and self._shown[:2] == (self._kind, self._id)
        scrolled = self._body.verticalScrollBar().value() if same and self._body is not None else 0
        self._shown = (self._kind, self._id, snapshot)
        room = RecordRoom.of(self.desk, snapshot, self._kind, self._id)
        if room is None:
            self._slices.drop()
            self._fill_gone(self._replace(kind_word(self._kind, self.desk.say)))
            return
        body = self._replace(room.title(room.kind, room.record.id))
        self._slices.start(self._fill(body, room, scrolled))

    def finish(self) -> None:
        """Build at once what is still to come of the page."""
        self._slices.finish_now()

    def set_breadth(self, breadth: Breadth) -> None:
        self._breadth = breadth
        if self._body is not None:
            self._body.set_breadth(breadth)

    def record_in_view(self) -> tuple[str, str] | None:
        """Return the record papers dropped now belong to."""
        return (self._kind, self._id) if self._id and self._kind not in {"document", "bundle"} else None

    def _fill(self, body: PageBody, room: RecordRoom, scrolled: int) -> Iterator[None]:
        """Build part by part where they stand: moving a finished page would style it anew."""
        look = self.desk.look
        body.add(head(room))
        sheet = Sheet(look, body.widget())
        body.add(sheet, gap=0.2)
        body.finish()
        yield
        columns: Columns | None = None
        for place, part in content(room):
            if place is Place.ACROSS:
                sheet.add(part)
            else:
                if columns is None:
                    columns = Columns(look, sheet)
                    sheet.add(columns)
                columns.add(part, right=place is Place.RIGHT)
            if not part.testAttribute(_SHOWN_OR_HIDDEN):
                part.show()  # styled within its step; the layout would show several in the same turn
            yield
        foot = Sheet(look, body.widget())
        foot.add(Footnote(room))
        body.add(foot, gap=0.6)
        if scrolled:
            yield  # the layout learns the page's length first
            body.verticalScrollBar().setValue(scrolled)

    def _fill_gone(self, body: PageBody) -> None:
        say = self.desk.say
        trash = GoButton(self.desk, say.text("Open the trash"), ShowPage(PageId.TRASH), icon="trash-2")
        title = say.text("This record is not here any more")
        words = say.text("If it was deleted, it lies in the trash and can be taken back out.")
        body.add(EmptyState(self.desk.look, "trash-2", title, words, [trash]))
        body.finish()

    def _replace(self, name: str) -> PageBody:
        """Return a new body in place of the old one."""
        old = self._body
        self._body = body = PageBody(self.desk.look, name)
        body.set_breadth(self._breadth)
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._column.addWidget(body)
        return body
