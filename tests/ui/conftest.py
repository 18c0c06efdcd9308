"""One look for all tests of the window's parts; every test begins with the light theme at 100 %."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.fakes.vaults import SampleVault
from tests.ui.desks import Desks
from tests.ui.holding_bot import HoldingBot
from tests.ui.sample_window import drop_all
from tests.ui.setting import new_look, wording
from vault.services.wording.catalogue import Wording
from vault.ui.theme.look import Look, LookSettings


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen platform say what it does not support of a window manager."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support ", extend=True))


@pytest.fixture(autouse=True)
def _qt_deletes_first(qapp: QApplication) -> Iterator[None]:
    """Let no garbage collection run in a test, and Qt delete its windows before the next one can.

    Collected while Qt still draws it, a window takes the process with it.
    """
    assert qapp is not None
    gc.disable()
    yield
    drop_all()
    gc.enable()


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[HoldingBot]:
    """Return pytest-qt's bot, but one that holds its widgets until Qt has deleted them."""
    assert qapp is not None
    bot = HoldingBot(request)
    yield bot
    bot.let_go()


@pytest.fixture(scope="session")
def the_look(qapp: QApplication) -> Look:
    """Return the look of the whole run."""
    return new_look(qapp)


@pytest.fixture
def look(the_look: Look) -> Iterator[Look]:
    """Return the look, back to its beginning, with nothing of the test before alive."""
    the_look.choose(LookSettings())
    yield the_look
    drop_all()
    the_look.choose(LookSettings())


@pytest.fixture
def desks(qtbot: HoldingBot, sample: SampleVault, look: Look) -> Iterator[Desks]:
    """Return a desk in English over sample records; the person shown is the first of them."""
    made = Desks(qtbot, sample, look)
    yield made
    made.close()


@pytest.fixture
def say() -> Wording:
    """American English."""
    return wording("en")


@pytest.fixture
def german() -> Wording:
    """German."""
    return wording("de")
