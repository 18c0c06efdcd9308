"""The agenda's file: written anew when what it says would differ, and compared by a check."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from vault.domain.errors import UserError
from vault.domain.ports import IdSource
from vault.services.files.durable import durable_write
from vault.services.files.layout import VaultLayout
from vault.services.files.reading import open_regular
from vault.services.keys.sealing import SALT_SIZE, SealError
from vault.services.reminders.agenda import Agenda, decode_agenda, encode_agenda

MOST_BYTES = 64 << 20
"""No agenda is larger: a reader takes no more into memory."""


class AgendaFault(StrEnum):
    """What is wrong with an agenda: the first two are damage, the others what a crash leaves."""

    UNREADABLE = "agenda_unreadable"
    AHEAD = "agenda_ahead"
    MISSING = "agenda_missing"
    DIFFERS = "agenda_differs"


def read_agenda(layout: VaultLayout, key: bytes, vid: bytes) -> Agenda | None:
    """Return the agenda of a vault, None when there is none; SealError when it is not whole."""
    try:
        with open_regular(layout.agenda) as stream:
            raw = stream.read(MOST_BYTES)
    except FileNotFoundError:
        return None
    except (OSError, UserError):
        raise SealError("file") from None
    return decode_agenda(raw, key, vid)


class AgendaKeeper:
    """Keeps one open vault's agenda; only whoever holds the folder's lock may write it."""

    def __init__(self, layout: VaultLayout, key: bytes, vid: bytes, ids: IdSource) -> None:
        self._layout, self._key, self._vid, self._ids = layout, key, vid, ids

    def keep(self, agenda: Agenda) -> bool:
        """Write the agenda durably unless the file says the same already; True if written."""
        try:
            stored = read_agenda(self._layout, self._key, self._vid)
        except SealError:
            stored = None
        if stored is not None and replace(stored, seq=agenda.seq) == agenda and stored.seq <= agenda.seq:
            return False
        raw = encode_agenda(agenda, self._key, self._vid, self._ids.random(SALT_SIZE))
        durable_write(self._layout.agenda, raw, self._layout.staging)
        return True

    def check(self, rebuilt: Agenda) -> Iterator[AgendaFault]:
        """Compare the file with an agenda made anew; the day it was written does not count."""
        try:
            stored = read_agenda(self._layout, self._key, self._vid)
        except SealError:
            yield AgendaFault.UNREADABLE
            return
        if stored is None:
            yield AgendaFault.MISSING
        elif stored.seq > rebuilt.seq:
            yield AgendaFault.AHEAD
        elif (stored.level, stored.items) != (rebuilt.level, rebuilt.items):
            yield AgendaFault.DIFFERS
