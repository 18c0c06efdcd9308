"""What the unlock window is built of loads nothing that reads records, dates or the vault."""

import os
import subprocess
import sys

from tests.ui.setting import RESOURCES

SCRIPT = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication([])
from tests.ui.setting import new_look, wording
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.field import Field
from vault.ui.widgets.labels import Label
from vault.ui.widgets.link_label import Link, LinkLabel
look, say = new_look(app), wording("en")
Field(look, say, "Password", QLineEdit()).warn("Caps Lock is on.")
Label(look, "Sample vault"), Button(look, "Unlock"), LinkLabel(look, Link("Use the recovery key", 1))
print(*sys.modules)
"""
HEAVY = (
    "babel",
    "sqlalchemy",
    "keyring",
    "cryptography",
    "vault.domain.records.kinds",
    "vault.services.store",
)


def test_the_first_window_waits_for_nothing_heavy() -> None:
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=RESOURCES.parent,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(told.stdout.split())
    assert "vault.ui.widgets.field" in loaded
    assert [name for name in HEAVY if name in loaded] == []
