"""Pages built in slices: in order, a few in each turn, dropped for newer ones, whole at once when needed."""

from collections.abc import Iterator
from time import sleep

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from vault.ui.widgets.slices import Slices

TURN = 0.02
"""Seconds of work that fill a turn."""


class Building:
    """Something built of parts, each taking its time."""

    def __init__(self, parts: int, seconds: float = TURN) -> None:
        self.parts, self.seconds = parts, seconds
        self.built: list[int] = []

    def slices(self) -> Iterator[None]:
        for number in range(self.parts):
            sleep(self.seconds)
            self.built.append(number)
            yield


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    """Return what the slices belong to; a Qt application runs."""
    assert qtbot is not None
    return QObject()


def done(qtbot: QtBot, slices: Slices) -> None:
    qtbot.waitUntil(lambda: not slices.under_way)


def test_a_long_slice_fills_its_turn_and_the_rest_follows_in_order(qtbot: QtBot, owner: QObject) -> None:
    slices, page = Slices(owner), Building(4)
    slices.start(page.slices())
    assert (page.built, slices.under_way) == ([0], True)
    done(qtbot, slices)
    assert page.built == [0, 1, 2, 3]


def test_a_step_that_asks_for_a_pause_ends_its_turn(qtbot: QtBot, owner: QObject) -> None:
    slices, built = Slices(owner), list[int]()

    def steps() -> Iterator[bool]:
        for number in range(3):
            built.append(number)
            yield number < 1

    slices.start(steps())
    assert built == [0]
    done(qtbot, slices)
    assert built == [0, 1, 2]


def test_a_pause_holds_nothing_up_that_is_wanted_now(owner: QObject) -> None:
    slices, built = Slices(owner), list[int]()

    def steps() -> Iterator[bool]:
        for number in range(3):
            built.append(number)
            yield True

    slices.start(steps())
    slices.finish_now()
    assert (built, slices.under_way) == ([0, 1, 2], False)


def test_short_slices_share_a_turn(owner: QObject) -> None:
    slices, page = Slices(owner), Building(3, 0)
    slices.start(page.slices())
    assert (page.built, slices.under_way) == ([0, 1, 2], False)


def test_something_newer_drops_the_rest(qtbot: QtBot, owner: QObject) -> None:
    slices, old, new = Slices(owner), Building(3), Building(2)
    slices.start(old.slices())
    slices.start(new.slices())
    done(qtbot, slices)
    assert (old.built, new.built) == ([0], [0, 1])


def test_what_is_dropped_is_not_built(qtbot: QtBot, owner: QObject) -> None:
    slices, page = Slices(owner), Building(3)
    slices.start(page.slices())
    slices.drop()
    qtbot.wait(50)
    assert (page.built, slices.under_way) == ([0], False)


def test_the_rest_is_built_at_once_when_it_is_needed_now(owner: QObject) -> None:
    slices, page = Slices(owner), Building(3)
    slices.start(page.slices())
    slices.finish_now()
    assert (page.built, slices.under_way) == ([0, 1, 2], False)


def test_a_slice_can_ask_for_all_of_its_page_and_for_another_page(qtbot: QtBot, owner: QObject) -> None:
    slices, other = Slices(owner), Building(2)

    def turning_away() -> Iterator[None]:
        slices.finish_now()
        slices.start(other.slices())
        yield
        pytest.fail("the page was left")

    slices.start(turning_away())
    done(qtbot, slices)
    assert other.built == [0, 1]


def test_a_slice_that_fails_ends_the_building(owner: QObject) -> None:
    slices = Slices(owner)

    def broken() -> Iterator[None]:
        yield
        raise ValueError("sample")

    with pytest.raises(ValueError, match="sample"):
        slices.start(broken())
    assert not slices.under_way
