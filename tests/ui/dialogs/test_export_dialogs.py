"""The calendar and the overview leave only for where the person says, made off the GUI thread."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.calendar_reader import read_calendar
from tests.fakes.vaults import SampleVault
from tests.ui.open_desk import TODAY, OpenDesk
from tests.ui.walking import clipped, nameless, unreached
from vault.ui.actions import Act
from vault.ui.dialogs.calendar import CalendarDialog
from vault.ui.dialogs.exports import export_dialog
from vault.ui.dialogs.overview import OverviewDialog
from vault.ui.navigation import ExportCalendar, PrintOverview
from vault.ui.theme.look import Look, LookSettings
from vault.ui.window import MainWindow

if TYPE_CHECKING:
    from vault.domain.errors import VaultError


@pytest.fixture
def desk(qtbot: QtBot, sample: SampleVault, look: Look) -> Iterator[OpenDesk]:
    opened = OpenDesk(qtbot, sample, look)
    yield opened.load()
    opened.close()


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(QSize(1280, 800))
    widget.show()
    return widget


@pytest.fixture
def calendar(desk: OpenDesk, host: QWidget) -> CalendarDialog:
    dialog = export_dialog(desk.desk, ExportCalendar(), host)
    assert isinstance(dialog, CalendarDialog)
    dialog.open()
    return dialog


@pytest.fixture
def overview(desk: OpenDesk, host: QWidget) -> OverviewDialog:
    dialog = export_dialog(desk.desk, PrintOverview(), host)
    assert isinstance(dialog, OverviewDialog)
    dialog.open()
    desk.settle()
    return dialog


def save_as(desk: OpenDesk, dialog: CalendarDialog | OverviewDialog, target: Path) -> list[Path]:
    """Press Save, answer where, and return what the dialog says was saved."""
    saved: list[Path] = []
    dialog.saved.connect(saved.append)
    dialog.save.click()
    picker = dialog.picker
    assert isinstance(picker, QFileDialog)
    picker.selectFile(str(target))
    picker.accept()
    desk.settle()
    return saved


def test_a_calendar_tells_least_unless_asked(
    desk: OpenDesk, calendar: CalendarDialog, tmp_path: Path
) -> None:
    target = tmp_path / "dates.ics"
    assert save_as(desk, calendar, target) == [target]
    events = read_calendar(target.read_bytes()).inner
    assert {each["SUMMARY"] for each in events} == {"Referral Vault: something is due"}
    assert not shiboken6.isValid(calendar)


def test_detail_person_and_visits_are_chosen(
    desk: OpenDesk, calendar: CalendarDialog, tmp_path: Path
) -> None:
    calendar.detail.setCurrentIndex(2)
    calendar.person.setCurrentIndex(calendar.person.findData(desk.ids["nora"]))
    calendar.visits.box.setChecked(True)
    save_as(desk, calendar, tmp_path / "dates.ics")
    told = [each["SUMMARY"] for each in read_calendar((tmp_path / "dates.ics").read_bytes()).inner]
    assert "Massage, Sample Street Rehab (Nora Sample)" in told
    assert not any("Finn" in each for each in told)


def test_a_file_that_is_there_is_refused_and_another_name_works(
    desk: OpenDesk, calendar: CalendarDialog, tmp_path: Path
) -> None:
    target = tmp_path / "mine.ics"
    target.write_text("mine")
    assert save_as(desk, calendar, target) == []
    assert target.read_text() == "mine"
    assert calendar.error is not None
    assert calendar.error.isVisible()
    assert calendar.save.isEnabled()
    assert save_as(desk, calendar, tmp_path / "other.ics") == [tmp_path / "other.ics"]


def test_the_names_offered_carry_the_day(calendar: CalendarDialog, overview: OverviewDialog) -> None:
    names = []
    for dialog in (calendar, overview):
        dialog.save.click()
        assert dialog.picker is not None
        names += [Path(each).name for each in dialog.picker.selectedFiles()]
    assert names == [f"Dates {TODAY}.ics", f"Overview {TODAY}.pdf"]


def test_the_overview_is_shown_and_saved_as_it_is(
    desk: OpenDesk, overview: OverviewDialog, tmp_path: Path
) -> None:
    assert overview.sheet.is_drawn
    target = tmp_path / "overview.pdf"
    assert save_as(desk, overview, target) == [target]
    with pikepdf.open(target) as made:
        assert len(made.pages) == 1
        assert str(made.docinfo["/Title"]) == "Overview: Nora Sample"


def test_an_overview_left_alone_writes_nothing(
    desk: OpenDesk, overview: OverviewDialog, tmp_path: Path
) -> None:
    before = desk.ask(lambda vault: vault.info().seq)
    overview.cancel.click()
    desk.settle()
    assert desk.ask(lambda vault: vault.info().seq) == before
    assert list(tmp_path.rglob("*.pdf")) == []


def test_the_overview_is_printed_on_one_page(desk: OpenDesk, host: QWidget, tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"

    def to_file(_parent: QWidget, printer: QPrinter) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return True

    person = desk.session.person
    assert person is not None
    dialog = OverviewDialog(desk.desk, person, TODAY, host, printer=to_file)
    dialog.open()
    desk.settle()
    dialog.print.click()
    desk.settle()
    with pikepdf.open(target) as made:
        assert len(made.pages) == 1
    assert not shiboken6.isValid(dialog)


def test_what_keeps_the_page_from_being_made_is_said(desk: OpenDesk, host: QWidget) -> None:
    desk.ask(lambda vault: vault.records.edit(desk.ids["nora"], {"name": "Sample \u4e2d"}))
    desk.load()
    dialog = export_dialog(desk.desk, PrintOverview(desk.ids["nora"]), host)
    assert isinstance(dialog, OverviewDialog)
    dialog.open()
    desk.settle()
    assert dialog.error is not None
    assert not dialog.save.isEnabled()
    assert not dialog.print.isEnabled()


def test_another_persons_overview_is_theirs(desk: OpenDesk, host: QWidget) -> None:
    dialog = export_dialog(desk.desk, PrintOverview(desk.ids["finn"]), host)
    assert isinstance(dialog, OverviewDialog)
    assert dialog.windowTitle() == "Overview: Finn Sample"
    dialog.open()
    desk.settle()


@pytest.mark.parametrize("scale", [100, 200])
def test_both_are_reached_by_keyboard_and_named(
    desk: OpenDesk, host: QWidget, look: Look, scale: int
) -> None:
    look.choose(LookSettings(scale=scale))
    for request in (ExportCalendar(), PrintOverview()):
        dialog = export_dialog(desk.desk, request, host)
        assert dialog is not None
        dialog.open()
        desk.settle()
        assert nameless(dialog) == []
        assert unreached(dialog) == []
        assert clipped(dialog) == []
        dialog.reject()


@pytest.mark.parametrize(
    ("act", "kind"), [(Act.EXPORT_CALENDAR, CalendarDialog), (Act.PRINT_OVERVIEW, OverviewDialog)]
)
def test_the_window_opens_them_and_shows_where_the_file_lies(
    desk: OpenDesk, qtbot: QtBot, act: Act, kind: type[CalendarDialog | OverviewDialog], tmp_path: Path
) -> None:
    window = MainWindow(desk.desk, "Sample vault")
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.actions_table[act].trigger()
    dialog = window.findChild(kind)
    assert dialog is not None
    desk.settle()
    target = tmp_path / "made"
    (saved,) = save_as(desk, dialog, target)
    assert window.toast.text.text() == f"Saved as {saved.name}"
    asked: list[Path] = []
    window.toast.folder_asked.disconnect()
    window.toast.folder_asked.connect(asked.append)
    window.toast.folder.click()
    assert asked == [saved]
    assert not window.toast.isVisible()


def test_nothing_opens_in_a_vault_without_people(qtbot: QtBot, sample: SampleVault, look: Look) -> None:
    opened = OpenDesk(qtbot, sample, look)
    errors: list[VaultError] = []
    opened.jobs.failed.connect(errors.append)
    assert export_dialog(opened.desk, ExportCalendar(), QWidget()) is None
    opened.close()
