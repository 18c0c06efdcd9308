"""A desk over sample records for every test of forms."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.desks import Desks
from vault.ui.pages.form import FormPage


@pytest.fixture
def page(desks: Desks, qtbot: QtBot) -> FormPage:
    """Return a form page on the desk."""
    made = FormPage(desks.desk)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    return made
