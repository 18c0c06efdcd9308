"""Which dialog a wish to export opens."""

from PySide6.QtWidgets import QWidget

from vault.ui.desk import Desk
from vault.ui.dialogs.calendar import CalendarDialog
from vault.ui.dialogs.overview import OverviewDialog
from vault.ui.navigation import ExportCalendar, PrintOverview


def export_dialog(
    desk: Desk, request: ExportCalendar | PrintOverview, parent: QWidget
) -> CalendarDialog | OverviewDialog | None:
    """Return the dialog, not open yet; None while there is nobody whose dates could be exported."""
    snapshot = desk.session.snapshot
    if snapshot is None or not snapshot.people:
        return None
    if isinstance(request, ExportCalendar):
        return CalendarDialog(desk, snapshot, parent)
    shown = desk.session.person
    named = snapshot.of_person(request.person) if request.person is not None else None
    person = named.person if named is not None else shown
    return None if person is None else OverviewDialog(desk, person, snapshot.today, parent)
