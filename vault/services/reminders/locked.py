"""Switches reminders while locked on and off: the key in the keyring, the list, the program at login."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vault.domain.errors import UserError
from vault.domain.ports import SecretStore
from vault.services.files.autostart import Autostart, AutostartState
from vault.services.keys.keyring_item import KeyringItem, read_item, write_item
from vault.services.reminders.reminded import RemindedVault, RemindedVaults
from vault.services.reminders.told_outside import ToldOutside


@dataclass(frozen=True, slots=True)
class LockedState:
    """What is so for one vault; `key_is_kept` None: the keyring does not answer."""

    on: bool
    plain_day: bool
    key_is_kept: bool | None
    autostart: AutostartState
    place: Path | None

    @property
    def works(self) -> bool:
        """Whether reminders will come while the vault is locked."""
        return (
            self.on
            and self.autostart is AutostartState.INSTALLED
            and (self.key_is_kept is True or self.plain_day)
        )

    @property
    def is_gone(self) -> bool:
        """Whether nothing of it is left on this computer, as far as that can be seen."""
        return not self.on and not self.key_is_kept


class LockedReminders:
    """Everything outside the vault that makes its reminders come while it is locked; may take seconds."""

    def __init__(
        self,
        reminded: RemindedVaults,
        secrets: SecretStore,
        autostart: Autostart,
        program: Sequence[str],
        start: Callable[[Sequence[str]], None],
    ) -> None:
        self._reminded, self._secrets, self._autostart = reminded, secrets, autostart
        self._program, self._start = tuple(program), start

    def switch_on(
        self, folder: Path, vid: bytes, agenda_key: bytes, lang: str, *, plain_day: bool = False
    ) -> LockedState:
        """Make the vault remind while locked, from now on and after each login.

        Raises no_keyring, nothing having been done, unless a `plain_day` in clear is allowed instead.
        """
        try:
            self._secrets.put(vid.hex(), write_item(KeyringItem(agenda_key)))
        except UserError:
            if not plain_day:
                raise
        else:
            plain_day = False
        self._reminded.put(RemindedVault(vid.hex(), str(folder), lang, plain_day))
        self._autostart.install(self._program)
        self._start(self._program)
        return self.state(vid)

    def switch_off(self, vid: bytes) -> LockedState:
        """Take the vault's key out of the keyring and forget it; without others the program goes too."""
        self._reminded.drop(vid.hex())
        ToldOutside.path(self._reminded.folder, vid).unlink(missing_ok=True)
        if not self._reminded.all():
            self._autostart.remove()
        try:
            self._secrets.remove(vid.hex())
        except UserError:
            if self._key_is_kept(vid):
                raise
        return self.state(vid)

    def state(self, vid: bytes) -> LockedState:
        """Say what is so, as it is found and not as it was wanted."""
        entry = self._reminded.entry(vid.hex())
        return LockedState(
            entry is not None,
            entry is not None and entry.plain_day,
            self._key_is_kept(vid),
            self._autostart.state(),
            self._autostart.place,
        )

    def _key_is_kept(self, vid: bytes) -> bool | None:
        try:
            return read_item(self._secrets.get(vid.hex())) is not None
        except UserError:
            return None
