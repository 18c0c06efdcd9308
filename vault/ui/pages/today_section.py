"""A section of Today: what is nearest to today at first, all of it on request."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtWidgets import QWidget

from vault.domain.today import TodayItem
from vault.services.wording.catalogue import Wording
from vault.ui.theme.look import Look
from vault.ui.widgets.card import ListCard
from vault.ui.widgets.link_label import Link, LinkLabel
from vault.ui.widgets.today_row import RowColumns, TodayRow

FIRST = 20
"""How many rows are there unasked: of hundreds, those nearest to today can still be helped."""
_ROWS_AT_ONCE = 4


class TodaySection:
    """The card of a section, rows in the order of their days, and a link to all where some are left out."""

    def __init__(
        self, look: Look, say: Wording, items: Sequence[TodayItem], columns: RowColumns, today: dt.date
    ) -> None:
        self._items, self._columns = items, columns
        self._near = sorted(range(len(items)), key=lambda place: abs(items[place].day - today))
        self._places: list[int] = []
        self._rows: list[TodayRow] = []
        self.card = ListCard(look)
        self.all: LinkLabel | None = None
        if len(items) > FIRST:
            self.all = LinkLabel(look, Link(say.text("All {n}", n=len(items)), items[0].section))

    def build(self, make: Callable[[TodayItem], TodayRow], *, whole: bool) -> Iterator[None]:
        """Add the rows nearest to today, or all that are not there yet; yields after a few."""
        wanted = sorted({*(self._near if whole else self._near[:FIRST])} - {*self._places})
        for count, place in enumerate(wanted, 1):
            row = self._add(place, make(self._items[place]))
            self._columns.take([row])
            if count == 1 and self.all is not None and self.all.hasFocus() and row.fix is not None:
                row.show()  # the layout would show it a turn later, and the keyboard would not get there
                row.fix.setFocus()
            if count % _ROWS_AT_ONCE == 0:
                yield
        if self.all is not None:
            self.all.setVisible(len(self._rows) < len(self._items))

    @property
    def last_fix(self) -> QWidget | None:
        """The button of the last row."""
        return self._rows[-1].fix if self._rows else None

    def _add(self, place: int, row: TodayRow) -> TodayRow:
        """Put a row where its day belongs, for the eye and for Tab."""
        at = bisect_left(self._places, place)
        self.card.insert_row(at, row)
        before: QWidget | None = None
        if at:
            before = self._rows[at - 1].fix
        elif self._rows and (after := self._rows[0].fix) is not None:
            before = after.previousInFocusChain()
        if before is not None and row.fix is not None:
            QWidget.setTabOrder(before, row.fix)
        self._places.insert(at, place)
        self._rows.insert(at, row)
        return row
