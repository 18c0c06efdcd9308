"""Reminders while vaults are locked: reads their sealed agendas alone, tells what is due, once each.

While a vault is open, whoever has it open tells; what was told is shared in a sealed file.
"""

import itertools
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vault.domain.errors import UserError
from vault.domain.ports import Clock, IdSource, Notification, Notifier, SecretStore
from vault.services.files.layout import VaultLayout
from vault.services.files.lock import is_held
from vault.services.keys.keyring_item import read_item
from vault.services.keys.sealing import SealError
from vault.services.reminders.agenda import Agenda
from vault.services.reminders.agenda_items import agenda_things
from vault.services.reminders.agenda_keeping import read_agenda
from vault.services.reminders.locked_words import agenda_text, plain_text, unlock_text
from vault.services.reminders.notice_words import NoticeText
from vault.services.reminders.plan import Notice, Thing, after, plan, put_off
from vault.services.reminders.reminded import RemindedVault, RemindedVaults
from vault.services.reminders.told_outside import ToldOutside
from vault.services.wording.catalogue import LANGUAGES, Wording

OLD_DAYS = 30
"""An agenda written longer ago than this may lack dates."""

ASK_DAYS = 7
"""A person is asked to unlock at most once in as many days."""

_TARGETS_KEPT = 50


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at the agendas led to: dates told, and whether the desktop took every notification.

    `waits` says that something is untold in a vault somebody has open just now.
    """

    told: int = 0
    shown: bool = True
    waits: bool = False


@dataclass(frozen=True, slots=True)
class _Target:
    vault: RemindedVault
    things: tuple[Thing, ...]


class Resident:
    """Tells what the agendas of the reminded vaults hold; all calls come from one thread."""

    def __init__(
        self,
        reminded: RemindedVaults,
        secrets: SecretStore,
        notifier: Notifier,
        clock: Clock,
        ids: IdSource,
        wording: Callable[[str], Wording],
        only: frozenset[Path] | None = None,
    ) -> None:
        self._reminded, self._secrets, self._notifier = reminded, secrets, notifier
        self._clock, self._ids, self._wording, self._only = clock, ids, wording, only
        self._keys: dict[str, bytes] = {}
        self._targets: dict[str, _Target] = {}
        self._numbers = itertools.count(1)

    def vaults(self) -> tuple[RemindedVault, ...]:
        """Return the vaults that are watched."""
        found = self._reminded.all()
        return tuple(each for each in found if self._only is None or Path(each.folder) in self._only)

    def signature(self) -> tuple[object, ...]:
        """Return what differs once the list or an agenda was written anew."""
        told: list[object] = [self._reminded.signature()]
        for each in self.vaults():
            try:
                found = VaultLayout(Path(each.folder)).agenda.stat()
            except OSError:
                told.append(None)
            else:
                told.append((found.st_mtime_ns, found.st_size, found.st_ino))
        return tuple(told)

    def look(self) -> Looked:
        """Tell what is due now in every vault that nobody has open."""
        looks = [self._look(each) for each in self.vaults()]
        return Looked(
            sum(each.told for each in looks),
            all(each.shown for each in looks),
            any(each.waits for each in looks),
        )

    def snooze(self, key: str) -> None:
        """Tell the dates of a notification once more tomorrow."""
        target = self._targets.get(key)
        log = None if target is None else self._told_log(target.vault)
        if target is not None and log is not None:
            log.keep(put_off(log.read(), target.things, self._clock.today()))

    def folder_of(self, key: str) -> Path | None:
        """Return the vault a notification was about."""
        target = self._targets.get(key)
        return None if target is None else Path(target.vault.folder)

    def _look(self, vault: RemindedVault) -> Looked:
        today = self._clock.today()
        log, agenda = self._told_log(vault), self._agenda(vault)
        things = () if agenda is None else agenda_things(agenda)
        told = {} if log is None else log.read()
        notices = plan(things, told, today)
        asks = _asks(vault, agenda, today)
        plain = agenda is None and _plain_day_due(vault, today)
        if not (notices or asks or plain):
            return Looked()
        if is_held(VaultLayout(Path(vault.folder))):
            return Looked(waits=True)
        say = self._wording(vault.lang if vault.lang in LANGUAGES else LANGUAGES[0])
        if agenda is not None and log is not None and notices:
            if not self._show(vault, agenda_text(notices, agenda, today, say), say, notices):
                return Looked(shown=False)
            log.keep(after(told, notices, things, today))
        if plain:
            if not self._show(vault, plain_text(say), say):
                return Looked(shown=False)
            self._reminded.change(vault.vid, day_told=today)
        elif asks:
            if not self._show(vault, unlock_text(say), say):
                return Looked(len(notices), shown=False)
            self._reminded.change(vault.vid, asked=today)
        return Looked(len(notices))

    def _agenda(self, vault: RemindedVault) -> Agenda | None:
        """Return a vault's agenda; None without its key, without its file, or when they do not fit."""
        key = self._key(vault)
        if key is None:
            return None
        try:
            return read_agenda(VaultLayout(Path(vault.folder)), key, bytes.fromhex(vault.vid))
        except SealError:
            self._keys.pop(vault.vid, None)  # the vault may have got new keys: the keyring is asked again
            return None

    def _key(self, vault: RemindedVault) -> bytes | None:
        if vault.vid not in self._keys:
            with suppress(UserError):
                item = read_item(self._secrets.get(vault.vid))
                if item is not None:
                    self._keys[vault.vid] = item.agenda
        return self._keys.get(vault.vid)

    def _told_log(self, vault: RemindedVault) -> ToldOutside | None:
        key = self._key(vault)
        if key is None:
            return None
        return ToldOutside(self._reminded.folder, key, bytes.fromhex(vault.vid), self._ids)

    def _show(
        self, vault: RemindedVault, text: NoticeText, say: Wording, notices: Sequence[Notice] = ()
    ) -> bool:
        key = f"{vault.vid}:{next(self._numbers)}"
        snooze = say.text("Tomorrow again") if notices else ""
        self._targets[key] = _Target(vault, tuple(each.thing for each in notices))
        for old in list(self._targets)[:-_TARGETS_KEPT]:
            del self._targets[old]
        return self._notifier.show(Notification(key, text.title, text.body, say.text("Open"), snooze))


def _asks(vault: RemindedVault, agenda: Agenda | None, today: date) -> bool:
    """Whether the person is to be asked to unlock; the clock may have been set back since the last time."""
    old = agenda is None or (today - agenda.seen).days >= OLD_DAYS
    return old and (vault.asked is None or abs((today - vault.asked).days) >= ASK_DAYS)


def _plain_day_due(vault: RemindedVault, today: date) -> bool:
    if not vault.plain_day or vault.next_day is None:
        return False
    return today >= vault.next_day and vault.day_told != today
