"""Locked vaults that are nothing but an agenda, a keyring in memory, and a desktop that remembers."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from tests.fakes.clock import FakeClock
from tests.fakes.ids import SeededIds
from vault.app import resources_folder
from vault.domain.errors import ExitCode, UserError
from vault.domain.ports import Notification
from vault.services.files.layout import VaultLayout
from vault.services.keys.keyring_item import KeyringItem, write_item
from vault.services.reminders.agenda import Agenda, AgendaItem, AgendaLevel, encode_agenda
from vault.services.reminders.reminded import RemindedVault, RemindedVaults
from vault.services.reminders.resident import Resident
from vault.services.wording.catalogue import Wording

LEADS = (30, 14, 7, 3, 1, 0)


def wording(lang: str) -> Wording:
    """Return the words of a language."""
    return Wording.load(lang, resources_folder() / "translations")


class FakeSecrets:
    """A keyring in memory; `works` says whether it answers."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.works = True

    def get(self, name: str) -> str | None:
        """Return a secret."""
        self._answer()
        return self.kept.get(name)

    def put(self, name: str, secret: str) -> None:
        """Keep a secret."""
        self._answer()
        self.kept[name] = secret

    def remove(self, name: str) -> None:
        """Take a secret away."""
        self._answer()
        self.kept.pop(name, None)

    def _answer(self) -> None:
        if not self.works:
            raise UserError("no_keyring", ExitCode.NO_KEYRING)


class FakeDesktop:
    """A Notifier that keeps what it showed; `works` says whether it shows anything."""

    def __init__(self) -> None:
        self.works = True
        self.shown: list[Notification] = []

    def show(self, notification: Notification) -> bool:
        """Keep it."""
        if self.works:
            self.shown.append(notification)
        return self.works

    def listen(
        self, clicked: Callable[[str, str], None], snoozed: Callable[[str], None] | None = None
    ) -> None:
        """Nobody clicks."""

    def close(self) -> None:
        """Nothing to let go of."""

    def taken(self) -> list[str]:
        """Return the texts shown since the last call."""
        texts = [f"{each.title}\n{each.body}" for each in self.shown]
        self.shown.clear()
        return texts


class LockedVaults:
    """A computer with vaults that remind while locked."""

    def __init__(self, folder: Path, today: date) -> None:
        self.folder = folder
        self.clock = FakeClock(day=today)
        self.ids = SeededIds(3)
        self.secrets = FakeSecrets()
        self.desktop = FakeDesktop()
        self.reminded = RemindedVaults(folder / "config")
        self.resident = self.restarted()

    def restarted(self, *only: Path) -> Resident:
        """Return a resident that has just started."""
        self.resident = Resident(
            self.reminded,
            self.secrets,
            self.desktop,
            self.clock,
            self.ids,
            wording,
            frozenset(only) if only else None,
        )
        return self.resident

    def key(self, number: int = 1) -> bytes:
        """Return the agenda's key of a vault."""
        return bytes([number]) * 32

    def add(self, items: Sequence[AgendaItem] = (), number: int = 1, **values: object) -> VaultLayout:
        """Take in a vault with these items and put its key into the keyring."""
        layout = VaultLayout(self.folder / f"vault{number}")
        layout.staging.mkdir(parents=True)
        vid = bytes([number]) * 16
        self.secrets.kept[vid.hex()] = write_item(KeyringItem(self.key(number)))
        self.reminded.put(RemindedVault(vid.hex(), str(layout.folder), "en"))
        self.reminded.change(vid.hex(), **values)
        self.write(items, number)
        return layout

    def write(
        self, items: Sequence[AgendaItem], number: int = 1, level: AgendaLevel = AgendaLevel.LABELS
    ) -> None:
        """Write a vault's agenda as an unlock of today would."""
        agenda = Agenda(1, level, self.clock.today(), tuple(items))
        raw = encode_agenda(agenda, self.key(number), bytes([number]) * 16, self.ids.random(24))
        VaultLayout(self.folder / f"vault{number}").agenda.write_bytes(raw)

    def look(self) -> list[str]:
        """Look once and return what was shown."""
        self.resident.look()
        return self.desktop.taken()

    def entry(self, number: int = 1) -> RemindedVault:
        """Return what the list says of a vault."""
        found = self.reminded.entry((bytes([number]) * 16).hex())
        assert found is not None
        return found


def item(
    due: date, name: str = "one", kind: int | None = 1, label: str | None = "Referral RF-1"
) -> AgendaItem:
    """Return an item with the usual leads."""
    return AgendaItem(name, due, LEADS, kind, label)
