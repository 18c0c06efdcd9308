"""What tests of pages begin with: a desk whose lists are filled, and a record page."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import SampleVault
from tests.ui.desks import Desks
from tests.ui.pages.list_desks import ListDesks
from vault.ui.pages.record import RecordPage
from vault.ui.theme.look import Look


@pytest.fixture
def lists(qtbot: QtBot, sample: SampleVault, look: Look) -> Iterator[ListDesks]:
    """Return a desk in English for the list pages."""
    made = ListDesks(qtbot, sample, look)
    yield made
    made.close()


@pytest.fixture
def page(desks: Desks, qtbot: QtBot) -> RecordPage:
    """Return a record page on the desk; other pages' tests have one of their own."""
    made = RecordPage(desks.desk)
    qtbot.addWidget(made)
    made.resize(1068, 800)
    made.show()
    return made
