"""A desk over a real vault for tests of papers."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import SampleVault
from tests.ui.open_desk import OpenDesk
from vault.ui.theme.look import Look


@pytest.fixture
def opened(qtbot: QtBot, sample: SampleVault, look: Look) -> Iterator[OpenDesk]:
    """Return an open desk whose first snapshot is there."""
    desk = OpenDesk(qtbot, sample, look)
    yield desk.load()
    desk.close()
