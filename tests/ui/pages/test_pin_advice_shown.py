"""Where another choice of papers would support more visits: told on Today and on the visit, done at once."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.desks import Desks
from tests.ui.pages.record_pages import one, show, texts
from tests.ui.walking import clipped
from vault.domain.coverage.pin_advice import Advice, Pin
from vault.domain.records.papers import DocumentKind
from vault.domain.records.visit import Visit
from vault.open_vault import OpenVault
from vault.services.documents.attach import Target
from vault.ui.pages.pinning import PinButton, advice_on, set_pins
from vault.ui.pages.record import RecordPage
from vault.ui.pages.today import TodayPage
from vault.ui.pages.today_advice import TodayAdvice
from vault.ui.widgets.today_row import TodayRow


def with_a_better_choice(desks: Desks) -> tuple[str, str, str]:
    """Enter two referrals and two visits of another service; return the better paper and the visits."""

    def enter(vault: OpenVault) -> tuple[str, str, str]:
        person = desks.ids["nora"]

        def add(kind: str, **values: object) -> str:
            return vault.records.add(kind, {"person": person, **values}).record.id

        common = {
            "referrer": desks.ids["doctor"],
            "authored_on": "2026-09-01",
            "signed": True,
            "visits": 1,
            "conditions": [desks.ids["back"]],
            "necessity": "sample words",
        }
        both = add(
            "referral",
            **common,
            number="S-BOTH",
            services=["acupuncture", "physiotherapy"],
            valid_until="2026-12-31",
        )
        single = add("referral", **common, number="S-ONE", services=["acupuncture"], valid_until="2027-01-31")
        for paper in (both, single):
            target = Target(DocumentKind.REFERRAL, person, ("referral", paper))
            vault.papers.attach_bytes(f"sample paper {paper}".encode(), "scan.bin", target)
        vault.records.edit(desks.ids["plan"], {"requires_auth": "no"})
        planned = {"provider": desks.ids["therapist"], "status": "planned"}
        first = add("visit", date="2026-12-01", service="acupuncture", **planned)
        second = add("visit", date="2026-12-02", service="physiotherapy", **planned)
        return single, first, second

    single, first, second = desks.ask(enter)
    return str(single), str(first), str(second)


def pin(desks: Desks, visit: str) -> str | None:
    found = desks.stored(visit)
    assert isinstance(found, Visit)
    return found.referral


@pytest.fixture
def today(desks: Desks, qtbot: QtBot) -> TodayPage:
    made = TodayPage(desks.desk)
    qtbot.addWidget(made)
    made.resize(1068, 800)
    made.show()
    desks.session.changed.connect(made.show_snapshot)
    return made


def test_today_tells_it_in_one_quiet_row_and_does_it(desks: Desks, today: TodayPage, qtbot: QtBot) -> None:
    single, first, second = with_a_better_choice(desks)
    desks.session.refresh()
    desks.settle()
    qtbot.waitUntil(lambda: one(today, TodayAdvice).isVisible())
    desks.settle()
    (row,) = one(today, TodayAdvice).findChildren(TodayRow)
    assert row.accessibleName() == "Any time, Charge the visit of Dec 1, 2026 to Referral S-ONE"
    assert "1 more visit would be supported; none would be supported less." in texts(row)
    assert clipped(row) == []
    one(row, PinButton).click()
    desks.settle()
    assert pin(desks, first) == single
    assert desks.deeds[-1].text == "Visit on Dec 1, 2026 is charged to Referral S-ONE"
    qtbot.waitUntil(lambda: today.findChildren(PinButton) == [])
    desks.undo()
    assert pin(desks, first) is None
    assert pin(desks, second) is None


def test_today_says_nothing_where_nothing_is_better(desks: Desks, today: TodayPage) -> None:
    desks.session.refresh()
    desks.settle()
    assert not one(today, TodayAdvice).isVisible()


def test_the_visit_tells_it_and_its_page_is_shown_anew(desks: Desks, page: RecordPage) -> None:
    single, first, second = with_a_better_choice(desks)
    show(page, desks, "visit", first)
    assert "Charging this visit to Referral S-ONE instead would support 1 more visit" in texts(page)
    assert clipped(page) == []
    one(page, PinButton).click()
    desks.settle()
    assert pin(desks, first) == single
    show(page, desks, "visit", first)
    assert page.findChildren(PinButton) == []
    show(page, desks, "visit", second)
    assert page.findChildren(PinButton) == []


def test_one_state_is_searched_once(desks: Desks) -> None:
    desks.session.refresh()
    desks.settle()
    judged = desks.session.judged
    assert judged is not None
    found: list[object] = []
    desks.session.advise(judged, desks, found.append)
    assert found == []
    desks.settle()
    desks.session.advise(judged, desks, found.append)
    assert len(found) == 1  # also what is known comes home later, when whoever asked is in its place
    desks.settle()
    assert len(found) == 2
    assert found[0] is found[1]


def test_pins_that_go_together_are_one_deed(desks: Desks) -> None:
    _, first, second = with_a_better_choice(desks)
    paper = desks.ids["referral"]
    changes = desks.ask(lambda vault: set_pins((Pin(first, paper), Pin(second, paper)), vault))
    assert (pin(desks, first), pin(desks, second)) == (paper, paper)
    desks.ask(lambda vault: vault.records.undo(changes))
    assert (pin(desks, first), pin(desks, second)) == (None, None)


def test_advice_takes_along_what_it_stands_on() -> None:
    found = (Advice((Pin("a", "1"),), ("x", "y")), Advice((Pin("b", "2"), Pin("c", "3")), ("y", "z")))
    assert advice_on("a", found) == found[0]
    both = Advice((Pin("a", "1"), Pin("b", "2"), Pin("c", "3")), ("x", "y", "z"))
    assert advice_on("c", found) == both
    assert advice_on("x", found) is None
