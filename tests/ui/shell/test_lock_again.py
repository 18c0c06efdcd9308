"""Locking replaces the process: the same program asks for the password again and brings the form back."""

import os
import subprocess
import sys
from pathlib import Path

from tests.fakes.vaults import PASSWORD, SampleVault
from tests.ui.setting import RESOURCES


def test_the_process_is_replaced_and_the_form_comes_back(sample: SampleVault, tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.shell.lock_driver", str(sample.folder), "--lang", "en"],
        cwd=RESOURCES.parent,
        env=os.environ | {"SAMPLE_PASSWORD": PASSWORD.text, "XDG_CONFIG_HOME": str(tmp_path / "config")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        told, complained = program.communicate(timeout=90)
    finally:
        program.kill()
    assert [line for line in complained.splitlines() if "does not support" not in line] == []
    assert told.splitlines() == [
        f"{program.pid} Locked.",
        "typed Sample Draft Person",
        f"{program.pid} Locked. Forms that were open are kept inside as drafts.",
        "back Sample Draft Person ''",
    ]
    assert program.returncode == 0
    with sample.open() as vault:  # the lock of the folder was let go
        assert {draft.kind for draft in vault.drafts.list()} == {"person"}
