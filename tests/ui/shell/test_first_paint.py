"""The first window is painted before anything heavy is loaded, which comes while the person types."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.vaults import SampleVault
from tests.ui.setting import RESOURCES

SCRIPT = """
import sys
from vault.__main__ import main_app
from vault.ui import shell
from vault.ui.dialogs.first_run.window import FirstRun
from vault.ui.dialogs.start_window import StartWindow
for kind in (StartWindow, FirstRun):
    def paint(self, event, real=kind.paintEvent):
        first = not self._painted
        real(self, event)
        if first:
            print("painted", *sys.modules, flush=True)
    kind.paintEvent = paint
def warmed(self, nothing):
    print("warm", *sys.modules, flush=True)
    self.quit()
shell.Shell._warmed = warmed
sys.exit(main_app())
"""
HEAVY = (
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "keyring",
    "cryptography",
    "pikepdf",
    "PIL",
    "babel",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "vault.open_vault",
    "vault.ui.window",
)


@pytest.mark.parametrize("with_vault", [True, False])
def test_nothing_heavy_is_loaded_before_the_first_picture(
    sample: SampleVault, tmp_path: Path, with_vault: bool
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT, *([str(sample.folder)] if with_vault else [])],
        cwd=RESOURCES.parent,
        env=os.environ | {"XDG_CONFIG_HOME": str(tmp_path / "config")},
        capture_output=True,
        text=True,
        check=True,
        timeout=90,
    )
    painted, warm = (set(line.split()[1:]) for line in told.stdout.splitlines())
    assert [name for name in HEAVY if name in painted] == []
    assert {"sqlalchemy", "cryptography", "babel", "vault.ui.window"} <= warm
