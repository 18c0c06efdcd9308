"""Small vaults for tests: cheap to unlock, with ids and a clock that repeat."""

import shutil
from pathlib import Path

from tests.fakes.clock import FakeClock
from tests.fakes.ids import SeededIds
from vault.app import PARSERS, App, Created, resources_folder
from vault.domain.records.papers import Document
from vault.open_vault import OpenVault
from vault.services.files.sandbox.client import Sandbox
from vault.services.keys.derivation import KdfCost
from vault.services.keys.slots import Password

CHEAP = KdfCost(8 * 1024, 1, 1)
PASSWORD = Password("sample password")


class SharingApp(App):
    """An app whose sealed process serves all tests of a run; starting one takes half a second."""

    def __init__(self, clock: FakeClock, ids: SeededIds, shared: "SharedSandbox") -> None:
        super().__init__(resources_folder(), clock, ids)
        self._shared = shared

    def sandbox(self) -> Sandbox:
        """Return the one of the run."""
        return self._shared.started()

    def close(self) -> None:
        """Leave it to the others."""


class SharedSandbox:
    """A sealed process that is started when the first test needs it."""

    def __init__(self) -> None:
        self._sandbox: Sandbox | None = None

    def started(self) -> Sandbox:
        """Return it, started at the first call."""
        if self._sandbox is None:
            self._sandbox = Sandbox.start(PARSERS)
        return self._sandbox

    def close(self) -> None:
        """End it."""
        if self._sandbox is not None:
            self._sandbox.close()


class SampleVault:
    """A closed vault in a folder, and an app with a clock of its own to open it with."""

    def __init__(self, folder: Path, recovery_text: str, shared: SharedSandbox) -> None:
        self.folder = folder
        self.recovery_text = recovery_text
        self.clock = FakeClock()
        self.app = SharingApp(self.clock, SeededIds(8), shared)

    def open(self) -> OpenVault:
        """Open it with its password."""
        return self.app.open(self.folder, PASSWORD)

    def files(self) -> dict[str, bytes]:
        """Return the bytes of every file by its name, the lock aside; only while it is closed."""
        found = (path for path in sorted(self.folder.rglob("*")) if path.is_file() and path.name != "lock")
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in found}


class VaultMaker:
    """Hands out copies of one new vault, for making one takes a second."""

    def __init__(self, template: Path) -> None:
        self.shared = SharedSandbox()
        app = App(resources_folder(), FakeClock(), SeededIds())
        self.created: Created = app.create(template, PASSWORD, CHEAP, "Sample vault")

    def copy(self, folder: Path) -> SampleVault:
        """Return a vault of its own in `folder`."""
        shutil.copytree(self.created.layout.folder, folder)
        return SampleVault(folder, self.created.recovery_text, self.shared)


def content_of(vault: OpenVault, document: Document) -> bytes:
    """Return the bytes of a stored paper, verified."""
    return vault.blobs.open(document.blob, document.size, bytes.fromhex(document.sha256))
