"""A record's page comes part by part: left, changed and asked for before it is whole."""

from PySide6.QtWidgets import QWidget

from tests.ui import walking
from tests.ui.desks import Desks
from tests.ui.pages.record_pages import editing, one, show, texts
from vault.ui.pages.record import RecordPage
from vault.ui.pages.record_parts.pin_advice import PinAdvicePart
from vault.ui.widgets.notice import Notice

FOOT = "The insurer decides about payment."


def begun(page: RecordPage, desks: Desks, kind: str, key: str) -> None:
    """Open a record's page and stop before it is whole."""
    page.show_record(kind, desks.ids[key])
    assert FOOT not in texts(page)


def test_left_at_once_for_another_record_nothing_of_the_first_stays(desks: Desks, page: RecordPage) -> None:
    begun(page, desks, "referral", "referral")
    show(page, desks, "policy", desks.ids["plan"])
    assert texts(page).count(FOOT) == 1
    assert "RF-48213" not in texts(page)
    assert walking.nameless(page) == []
    assert walking.unreached(page) == []


def test_a_change_while_it_is_built_is_shown_and_only_once(desks: Desks, page: RecordPage) -> None:
    begun(page, desks, "referral", "referral")
    desks.ask(editing(desks.ids["referral"], {"number": "RF-2"}))
    show(page, desks, "referral", desks.ids["referral"])
    said = texts(page)
    assert "RF-2" in said
    assert said.count(FOOT) == 1


def test_built_in_turns_it_has_the_order_and_the_names_it_has_built_at_once(
    desks: Desks, page: RecordPage
) -> None:
    show(page, desks, "referral", desks.ids["referral"])
    at_once = (walking.unreached(page), walking.nameless(page), texts(page), _stops(page))
    show(page, desks, "policy", desks.ids["plan"])
    begun(page, desks, "referral", "referral")
    desks.qtbot.waitUntil(lambda: FOOT in texts(page))
    desks.qtbot.wait(50)
    assert (walking.unreached(page), walking.nameless(page), texts(page), _stops(page)) == at_once


def test_a_part_with_nothing_to_show_stays_hidden(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "visit", desks.ids["v07"])
    part = one(page, PinAdvicePart)
    assert part.isVisible() == bool(part.findChildren(Notice))
    assert not part.isVisible()


def _stops(page: QWidget) -> list[str]:
    """Return what Tab stops at, in its order."""
    stops, each = [], page.nextInFocusChain()
    while each is not None and each is not page:
        if page.isAncestorOf(each) and each.isVisible() and each.focusPolicy().value & 1:
            stops.append(each.accessibleName() or type(each).__name__)
        each = each.nextInFocusChain()
    return stops
