"""The window: pages made when first shown, the way back, people apart, deletes undone by name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.bundle_papers import pdf
from tests.fakes.vaults import SampleVault
from tests.ui.open_desk import OpenDesk
from vault.domain.errors import ExitCode, UserError
from vault.ui.actions import ACTIONS, TEXTS, Act
from vault.ui.navigation import (
    PAGE_OF_KIND,
    DeleteRecord,
    EditRecord,
    GoBack,
    PageId,
    PickPapers,
    ShowPage,
    ShowRecord,
)
from vault.ui.page_stack import PAGES
from vault.ui.pages.attention import counts
from vault.ui.pages.today import TodayPage
from vault.ui.theme.look import Look
from vault.ui.window import MainWindow


@pytest.fixture
def desk(qtbot: QtBot, sample: SampleVault, look: Look) -> Iterator[OpenDesk]:
    opened = OpenDesk(qtbot, sample, look)
    yield opened
    opened.close()


@pytest.fixture
def window(desk: OpenDesk, qtbot: QtBot) -> MainWindow:
    shown = MainWindow(desk.desk, "Sample vault")
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    desk.load()
    return shown


def test_it_opens_on_today_with_the_first_person(window: MainWindow) -> None:
    assert isinstance(window.page, TodayPage)
    assert "Nora Sample" in window.nav.head.accessibleName()
    assert window.windowTitle() == "Sample vault"


@pytest.mark.parametrize("page", [page for page in PageId if page is not PageId.TODAY])
def test_each_page_is_one_action_away(window: MainWindow, desk: OpenDesk, page: PageId) -> None:
    window.actions_table[Act(page)].trigger()
    desk.settle()
    assert window.page is not None
    assert type(window.page).__name__ == PAGES[page][1]


def test_every_action_has_words_and_no_two_share_their_keys() -> None:
    assert {spec.act for spec in ACTIONS} == set(Act) == set(TEXTS)
    keys = [spec.keys for spec in ACTIONS]
    assert len(set(keys)) == len(keys)


def test_every_kind_belongs_to_a_page_of_the_side_bar() -> None:
    from vault.domain.records.kinds import KINDS

    assert set(PAGE_OF_KIND) == set(KINDS)


def test_back_returns_to_where_the_person_was(window: MainWindow, desk: OpenDesk) -> None:
    today = window.page
    desk.desk.go(ShowPage(PageId.VISITS))
    desk.desk.go(ShowRecord("referral", desk.ids["referral"]))
    desk.settle()
    desk.desk.go(GoBack())
    assert type(window.page).__name__ == "VisitsPage"
    desk.desk.go(GoBack())
    assert window.page is today
    desk.desk.go(GoBack())
    assert window.page is today


def test_a_delete_names_its_record_and_undo_brings_it_back(window: MainWindow, desk: OpenDesk) -> None:
    referral = desk.ids["referral"]
    desk.desk.go(ShowRecord("referral", referral))
    desk.settle()
    desk.desk.go(DeleteRecord("referral", referral))
    desk.settle()
    snapshot = desk.session.snapshot
    assert snapshot is not None
    assert referral not in {record.id for record in snapshot.records}
    assert snapshot.trashed == 1
    assert type(window.page).__name__ == "TodayPage"
    undo = window.actions_table[Act.UNDO]
    assert "RF-48213" in undo.text()
    undo.trigger()
    desk.settle()
    assert desk.session.snapshot is not None
    assert referral in {record.id for record in desk.session.snapshot.records}
    redo = window.actions_table[Act.REDO]
    assert redo.isEnabled()
    redo.trigger()
    desk.settle()
    assert desk.session.snapshot is not None
    assert referral not in {record.id for record in desk.session.snapshot.records}


def test_another_person_shows_only_their_own(window: MainWindow, desk: OpenDesk) -> None:
    desk.session.choose_person(desk.ids["finn"])
    desk.settle()
    judged = desk.session.judged
    assert judged is not None
    assert {verdict.visit for verdict in judged.verdicts} == {desk.ids["f01"]}
    assert "Finn Sample" in window.nav.head.accessibleName()
    assert all(desk.ids["v01"] not in item.subjects for item in desk.session.waiting)


def test_a_record_of_one_person_is_left_when_another_is_chosen(window: MainWindow, desk: OpenDesk) -> None:
    desk.desk.go(ShowRecord("referral", desk.ids["referral"]))
    desk.settle()
    desk.session.choose_person(desk.ids["finn"])
    desk.settle()
    assert isinstance(window.page, TodayPage)


def test_the_side_bar_counts_what_waits(desk: OpenDesk, window: MainWindow) -> None:
    found = counts(desk.session)
    assert found[PageId.LETTERS] == 1
    assert found[PageId.INBOX] == 0
    assert found[PageId.TODAY] > 0
    assert window.isVisible()


def test_picked_papers_go_to_the_record_they_were_asked_for(
    window: MainWindow, desk: OpenDesk, tmp_path: Path
) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(pdf("A sample referral"))
    window.papers_in._choose = lambda _window, _say: (scan,)
    desk.desk.go(PickPapers("referral", desk.ids["referral"]))
    desk.qtbot.waitUntil(lambda: not window.papers_in.busy and not desk.jobs.busy, timeout=20_000)
    snapshot = desk.session.snapshot
    assert snapshot is not None
    assert [paper.file_name for paper in snapshot.records.documents_of(desk.ids["referral"])] == ["scan.pdf"]
    assert window.toast.isVisible()


def test_lock_and_close_are_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.locked):
        window.actions_table[Act.LOCK].trigger()
    with qtbot.waitSignal(window.quit_asked):
        window.actions_table[Act.QUIT].trigger()
    with qtbot.waitSignal(window.close_asked):
        window.close()
    assert window.isVisible()


def test_an_error_is_said_without_a_window_of_its_own(window: MainWindow, desk: OpenDesk) -> None:
    desk.jobs.failed.emit(UserError("disk_full", ExitCode.DISK_FULL))
    assert window.toast.isVisible()


def test_the_menu_holds_people_undo_and_every_page(window: MainWindow) -> None:
    window.open_menu()
    texts = [action.text() for action in window._menu.actions() if not action.isSeparator()]
    window._menu.close()
    assert texts[:2] == ["Nora Sample", "Finn Sample"]
    assert "Visits" in texts
    assert any(text.startswith("Undo") for text in texts)


def test_a_draft_left_open_comes_back(window: MainWindow, desk: OpenDesk) -> None:
    desk.ask(lambda vault: vault.drafts.save("visit", None, "{}"))
    window.restore_drafts()
    desk.settle()
    assert type(window.page).__name__ == "FormPage"


def test_questions_left_open_come_back(window: MainWindow, desk: OpenDesk) -> None:
    desk.ask(lambda vault: vault.drafts.save("questions", desk.ids["plan"], '{"parties": {}}'))
    window.restore_drafts()
    desk.settle()
    assert type(window.page).__name__ == "QuestionsPage"
    window.page.finish()  # type: ignore[union-attr]  # the page was just named
    desk.settle()
    safe: list[bool] = []
    window.save_drafts(lambda: safe.append(True))
    desk.settle()
    assert safe == [True]


def test_narrow_windows_have_a_rail(window: MainWindow, desk: OpenDesk) -> None:
    window.resize(900, 600)
    desk.settle()
    assert window.nav.width() < 100


def test_a_new_visit_form_opens_by_its_keys(window: MainWindow, desk: OpenDesk) -> None:
    window.actions_table[Act.NEW_VISIT].trigger()
    desk.settle()
    assert type(window.page).__name__ == "FormPage"
    window.go(EditRecord("visit", desk.ids["v01"]))
    desk.settle()
    assert type(window.page).__name__ == "FormPage"
