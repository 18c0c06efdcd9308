"""Runs commands in this process, on a vault with sample records."""

import io
import os
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.fakes.vaults import PASSWORD, VaultMaker
from tests.paths.command_line import Done
from vault.app import resources_folder
from vault.cli.main import main
from vault.services.interchange.sample import add_sample

TODAY = date(2026, 11, 24)


class Runner:
    """Runs a command as `main` does, with a secret through a pipe."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(
        self,
        *arguments: str | Path,
        secret: str | bytes | None = PASSWORD.text,
        option: str = "--password-fd",
        stdin: str = "",
    ) -> Done:
        """Run a command; without a secret none is offered."""
        words = [str(word) for word in arguments]
        self._monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        if secret is None:
            return self._run(words)
        reading, writing = os.pipe()
        os.write(writing, secret.encode() if isinstance(secret, str) else secret)
        os.close(writing)
        try:
            return self._run([*words, option, str(reading)])
        finally:
            os.close(reading)

    def _run(self, words: list[str]) -> Done:
        self._capsys.readouterr()
        code = main(words)
        said = self._capsys.readouterr()
        return Done(code, said.out, said.err)


class Filled:
    """A vault with the sample records, and their ids by the names they have in the sample."""

    def __init__(self, folder: Path, ids: dict[str, str], recovery_text: str) -> None:
        self.folder = folder
        self.ids = ids
        self.recovery_text = recovery_text

    def copy(self, folder: Path) -> "Filled":
        """Return a vault of its own in `folder`."""
        shutil.copytree(self.folder, folder)
        return Filled(folder, self.ids, self.recovery_text)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return Runner(monkeypatch, capsys)


@pytest.fixture(scope="session")
def read_only(vault_maker: VaultMaker, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """Return a filled vault that tests only read."""
    made = vault_maker.copy(tmp_path_factory.mktemp("filled") / "Sample.rvault")
    made.clock.day = TODAY
    with made.open() as vault:
        ids = add_sample(vault.records, resources_folder() / "sample", TODAY)
    return Filled(made.folder, ids, made.recovery_text)


@pytest.fixture
def filled(read_only: Filled, tmp_path: Path) -> Filled:
    """Return a filled vault of this test."""
    return read_only.copy(tmp_path / "Sample.rvault")
