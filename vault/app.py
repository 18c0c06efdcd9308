"""The composition root: knows where things are and ties the rooms together.

The rooms are imported when they are needed: a first window or a help text must not wait for them.
"""

import datetime as dt
import os
import shutil
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from vault.domain.errors import BugError, ExitCode, UserError
from vault.domain.ports import Clock, IdSource, SecretStore
from vault.system import SystemClock, SystemIds

if TYPE_CHECKING:
    from collections.abc import Callable

    from vault.open_vault import OpenVault
    from vault.services.files.layout import VaultLayout
    from vault.services.files.sandbox.client import Sandbox
    from vault.services.keys.derivation import KdfCost
    from vault.services.keys.header import Unlocked
    from vault.services.keys.slots import Password, Secret
    from vault.services.reminders.locked import LockedReminders
    from vault.services.reminders.reminded import RemindedVaults
    from vault.services.store.database import Database

PARSERS = (
    "vault.services.documents.worker.jobs",
    "vault.services.documents.worker.read",
    "vault.services.bundle.survey",
    "vault.services.bundle.assemble",
    "vault.services.bundle.verify",
)
"""Every module whose functions run in the sealed process."""

_PR_SET_DUMPABLE = 4
_KEY_SIZE, _RECOVERY_SIZE, _VID_SIZE = 32, 16, 16


@dataclass(frozen=True, slots=True)
class Created:
    """A new vault; the recovery text is shown once and kept nowhere."""

    layout: "VaultLayout"
    vid: bytes
    recovery_text: str


class App:
    """One running program: resources, clock, ids, and the sealed process once it is needed."""

    def __init__(
        self,
        resources_folder: Path,
        clock: Clock,
        ids: IdSource,
        local: "Callable[[], Path] | None" = None,
        secrets: SecretStore | None = None,
    ) -> None:
        self.resources = resources_folder
        self.clock = clock
        self.ids = ids
        self._local, self._secrets = local, secrets
        self._sandbox: Sandbox | None = None

    @classmethod
    def on_this_machine(cls, today: dt.date | None = None) -> Self:
        """Return the app with the real clock and randomness; other programs may not look into it."""
        _hide_memory()
        return cls(resources_folder(), SystemClock(today), SystemIds(SystemClock()), _settings_folder)

    @property
    def reminded(self) -> "RemindedVaults | None":
        """The vaults of this computer that remind while they are locked; None where nothing is kept."""
        from vault.services.reminders.reminded import RemindedVaults

        return None if self._local is None else RemindedVaults(self._local())

    @property
    def secrets(self) -> SecretStore:
        """The operating system's keyring."""
        from vault.services.keys.os_keyring import OsKeyring

        return OsKeyring() if self._secrets is None else self._secrets

    def locked_reminders(self) -> "LockedReminders":
        """Return what switches reminders of locked vaults on and off on this computer."""
        from vault.services.files.autostart import Autostart
        from vault.services.files.own_program import start_apart, this_program
        from vault.services.reminders.locked import LockedReminders

        if self.reminded is None:
            raise BugError("an app without local settings has nothing to remind with")
        autostart = Autostart.of_this_person(os.environ)
        program = (*this_program("referral-vault"), "remind")
        return LockedReminders(self.reminded, self.secrets, autostart, program, start_apart)

    def sandbox(self) -> "Sandbox":
        """Return the sealed process, started at the first call: make that before a vault is unlocked."""
        if self._sandbox is None:
            from vault.services.files.sandbox.client import Sandbox

            self._sandbox = Sandbox.start(PARSERS)
        return self._sandbox

    def close(self) -> None:
        """End the sealed process."""
        if self._sandbox is not None:
            self._sandbox.close()
            self._sandbox = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def create(self, folder: Path, password: "Password", cost: "KdfCost", name: str | None = None) -> Created:
        """Make a vault with a password and a recovery slot; the header, which makes it one, comes last."""
        from vault.domain.changes import Put
        from vault.domain.records.kinds import SHIPPED_SERVICES
        from vault.services.files import layout as layouts
        from vault.services.files import reserve
        from vault.services.files.lock import FolderLock
        from vault.services.keys.derivation import derive_keys
        from vault.services.keys.header import NewSlot, create_header
        from vault.services.keys.header_files import write_header_files
        from vault.services.keys.recovery import encode_recovery
        from vault.services.keys.slots import RecoveryKey
        from vault.services.reminders.agenda import Agenda, AgendaLevel
        from vault.services.reminders.agenda_keeping import AgendaKeeper
        from vault.services.store.database import Database, StoreKeys

        if not cost.accepted:
            raise UserError("kdf_cost", ExitCode.USAGE)
        vid, vmk = self.ids.random(_VID_SIZE), self.ids.random(_KEY_SIZE)
        recovery = self.ids.random(_RECOVERY_SIZE)
        keys = derive_keys(vmk, vid)
        header = create_header(
            vid,
            vmk,
            name or folder.name.removesuffix(".rvault"),
            (NewSlot(password), NewSlot(RecoveryKey(recovery))),
            cost=cost,
            ids=self.ids,
            today=self.clock.today(),
        )
        layout = layouts.create(folder)
        with ExitStack() as failed:
            failed.callback(shutil.rmtree, layout.folder, ignore_errors=True)
            with FolderLock(layout):
                layout.write_readme()
                reserve.ensure(layout, self.ids)
                store_keys = StoreKeys(keys.db, keys.history, vid)
                database = Database.create(layout.database, store_keys, 1, self.ids, self.clock)
                try:
                    changes = database.apply([Put(service) for service in SHIPPED_SERVICES])
                finally:
                    database.close()
                agenda = Agenda(changes.seq, AgendaLevel.DATES, self.clock.today(), ())
                AgendaKeeper(layout, keys.agenda, vid, self.ids).keep(agenda)
                write_header_files(layout, header)
            failed.pop_all()
        return Created(layout, vid, encode_recovery(recovery))

    def open(self, path: Path, secret: "Secret") -> "OpenVault":
        """Lock the folder, unlock the header, open the database, heal what a crash left."""
        from vault.open_vault import OpenVault
        from vault.services.files import layout as layouts
        from vault.services.files import reserve
        from vault.services.files.lock import FolderLock
        from vault.services.keys.derivation import derive_keys
        from vault.services.keys.header_files import read_header_files
        from vault.services.store.database import Database, StoreKeys

        layout = layouts.locate(path)
        with ExitStack() as undo:
            layout.refuse_links()
            undo.enter_context(FolderLock(layout))
            unlocked = read_header_files(layout).unlock(secret)
            keys = derive_keys(unlocked.vmk, unlocked.vid)
            store_keys = StoreKeys(keys.db, keys.history, unlocked.vid)
            database = Database.open(layout.database, store_keys, self.ids, self.clock)
            undo.callback(database.close)
            _settle(layout, unlocked, database)
            reserve.ensure(layout, self.ids)
            vault = OpenVault(self, layout, unlocked, keys, database, undo.pop_all())
            vault.empty_old_trash()
            return vault


def _settle(layout: "VaultLayout", unlocked: "Unlocked", database: "Database") -> None:
    """Heal what a crash left; a header older than the records is refused before anything is written."""
    from vault.services.keys.header_files import heal_header_files

    gen = database.gen
    if unlocked.gen < gen:
        raise UserError("rolled_back", ExitCode.ROLLED_BACK)
    layout.empty_staging()
    heal_header_files(layout, unlocked)
    if unlocked.gen > gen:
        database.set_gen(unlocked.gen)
    layout.write_readme()


def resources_folder() -> Path:
    """Return the folder of icons, translations, fonts, rules and templates: in the wheel or the checkout."""
    installed = Path(str(resources.files("vault"))) / "_resources"
    return installed if installed.is_dir() else Path(__file__).resolve().parent.parent / "resources"


def _settings_folder() -> Path:
    from vault.services.local_settings import settings_folder

    return settings_folder()


def _hide_memory() -> None:
    """Keep other programs of the same user from reading our memory, where the system can."""
    if sys.platform == "linux":
        from vault.services.files.sandbox.kernel import prctl

        prctl(_PR_SET_DUMPABLE, 0)
