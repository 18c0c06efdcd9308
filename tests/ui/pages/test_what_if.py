"""What if: the section of a referral, the page of its own, what a day says, the visit that is then added."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.desks import TODAY, Desks
from tests.ui.pages.record_pages import assert_nothing_clipped, button, one, show
from vault.domain.coverage.verdict import Verdict
from vault.ui.navigation import EditRecord, ShowWhatIf
from vault.ui.pages.record import RecordPage
from vault.ui.pages.visits import VisitsPage
from vault.ui.pages.what_if import WhatIfPage
from vault.ui.pages.what_if_pane import WhatIfPane


@pytest.fixture
def whatif(desks: Desks, qtbot: QtBot) -> Iterator[WhatIfPage]:
    made = WhatIfPage(desks.desk)
    qtbot.addWidget(made)
    made.resize(1068, 900)
    made.show()
    yield made
    desks.settle()


def look_at(page: WhatIfPage, desks: Desks, service: str | None = None) -> WhatIfPane:
    page.suppose(ShowWhatIf(service))
    assert desks.session.snapshot is not None
    page.show_snapshot(desks.session.snapshot)
    desks.settle()
    assert page.pane is not None
    return page.pane


def spoken(pane: WhatIfPane, row: int) -> str:
    return str(pane.months.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_referral_shows_the_days_to_come(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "referral", desks.ids["referral"])
    pane = one(page, WhatIfPane)
    day = pane.months.day
    assert day is not None
    assert day.day == TODAY
    assert "charged to Referral RF-48213" in spoken(pane, 0)
    assert day.verdict is Verdict.AT_RISK
    assert "The last visit your papers support at this rhythm: " in pane.lasts.text()
    assert "See the doctor for a renewal now." in pane.lasts.text()
    assert pane.found.text().startswith("Rhythm: a visit every 7 days, the median of the last ")
    assert_nothing_clipped(desks.qtbot, page)


def test_the_verdict_of_a_day_is_told_with_the_first_rule_that_fails(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "referral", desks.ids["referral"])
    pane = one(page, WhatIfPane)
    pane.months.setFocus()
    QTest.keyClick(pane.months, Qt.Key.Key_PageDown)
    assert pane.mark.accessibleName() == "Not supported (planned)"
    assert pane.day.text().startswith("Wed, Dec 23, 2026: Not supported")
    assert pane.reason.text()
    assert pane.reason.text() in spoken(pane, 30)


def test_enter_on_a_day_opens_a_new_visit_on_it(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "referral", desks.ids["referral"])
    pane = one(page, WhatIfPane)
    QTest.keyClick(pane.months, Qt.Key.Key_Down)
    QTest.keyClick(pane.months, Qt.Key.Key_Return)
    request = desks.asked[-1]
    preset = {
        "date": "2026-11-30",
        "service": "massage",
        "person": desks.ids["nora"],
        "provider": desks.ids["therapist"],
    }
    assert request == EditRecord("visit", preset=preset)
    desks.asked.clear()
    button(page, "Add a visit on this day…").click()
    assert desks.asked == [request]


def test_a_referral_that_is_used_up_supports_no_visit_to_come(desks: Desks, page: RecordPage) -> None:
    old = desks.ids["old_referral"]
    desks.ask(lambda vault: vault.records.edit(old, {"status": "completed"}))
    show(page, desks, "referral", old)
    assert page.findChildren(WhatIfPane) == []


def test_the_page_shows_the_usual_service_and_offers_the_others(desks: Desks, whatif: WhatIfPage) -> None:
    look_at(whatif, desks)
    choice = whatif.choice
    assert choice is not None
    assert choice.currentData() == "massage"
    assert choice.isVisible() == (choice.count() > 1)
    assert choice.accessibleName() == "Service"
    choice.setCurrentIndex(choice.count() - 1)
    choice.activated.emit(choice.count() - 1)
    assert desks.asked == [ShowWhatIf(str(choice.currentData()))]


def test_a_service_without_any_paper_is_looked_at_too(desks: Desks, whatif: WhatIfPage) -> None:
    pane = look_at(whatif, desks, "acupuncture")
    assert pane.lasts.text() == "No rhythm of visits is known yet, so nothing is projected."
    assert pane.found.text() == ""
    assert not pane.found.isVisible()


def test_a_change_of_the_papers_changes_the_days(desks: Desks, whatif: WhatIfPage) -> None:
    before = look_at(whatif, desks)
    assert "Referral RF-48213" in spoken(before, 1)
    desks.ask(lambda vault: vault.records.delete(desks.ids["referral"]))
    desks.session.refresh()
    desks.settle()
    after = look_at(whatif, desks)
    assert after is not before
    assert "RF-48213" not in spoken(after, 1)


def test_the_months_are_turned_by_buttons(desks: Desks, whatif: WhatIfPage) -> None:
    pane = look_at(whatif, desks)
    assert not pane.earlier.isEnabled()
    assert pane.later.accessibleName() == "6 months later"
    pane.later.click()
    assert pane.months.first_month.isoformat() == "2027-05-01"
    assert pane.earlier.isEnabled()
    pane.earlier.click()
    assert pane.months.first_month.isoformat() == "2026-11-01"


def test_the_page_follows_the_keyboard(desks: Desks, whatif: WhatIfPage, qtbot: QtBot) -> None:
    whatif.resize(700, 400)
    pane = look_at(whatif, desks)
    qtbot.wait(50)
    whatif.activateWindow()
    pane.months.setFocus()
    for _ in range(5):
        QTest.keyClick(pane.months, Qt.Key.Key_PageDown)
    place = pane.months.visualRect(pane.months.currentIndex()).center()
    at = pane.months.viewport().mapTo(whatif, place)
    assert 0 < at.y() < whatif.height()


def test_the_list_of_visits_leads_there(desks: Desks, qtbot: QtBot) -> None:
    visits = VisitsPage(desks.desk)
    qtbot.addWidget(visits)
    button(visits, "What if…").click()
    assert desks.asked == [ShowWhatIf()]
    desks.settle()
