"""A desk over sample records for every test of forms."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import SampleVault
from tests.ui.forms.desks import Desks
from vault.ui.pages.form import FormPage
from vault.ui.theme.look import Look


@pytest.fixture
def desks(qtbot: QtBot, sample: SampleVault, look: Look) -> Iterator[Desks]:
    """Return a desk in English; the person shown is the first of the sample."""
    made = Desks(qtbot, sample, look)
    yield made
    made.close()


@pytest.fixture
def page(desks: Desks, qtbot: QtBot) -> FormPage:
    """Return a form page on the desk."""
    made = FormPage(desks.desk)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    return made
