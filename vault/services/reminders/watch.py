"""When to look at the dates: at the local civil days, hourly, after a suspend, a clock change, a new file."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from queue import Empty, SimpleQueue

from vault.domain.ports import Clock
from vault.services.reminders.resident import Looked, Resident
from vault.services.reminders.time_zone import follow_time_zone

TICK_SECONDS = 20.0
"""No sleep is longer: a suspend or a clock that was set is noticed within it."""

_EVERY_SECONDS = 3600.0
_AGAIN_SECONDS = 60.0
_JUMP_SECONDS = 45.0


class Wish(Enum):
    """What somebody outside asks of the watch."""

    OPEN = "open"
    SNOOZE = "snooze"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish, the key of the notification it concerns, and the desktop's token for a window to come up."""

    wish: Wish
    key: str = ""
    token: str = ""


class Watch:
    """Decides when it is time, by the wall clock and by the time that really passed."""

    def __init__(self, clock: Clock, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._elapsed = clock, elapsed
        self._seen = (clock.now(), elapsed())
        self._day = ""
        self._files: tuple[object, ...] | None = None
        self._due_at = 0.0

    def is_time(self, files: tuple[object, ...]) -> bool:
        """Whether to look now; `files` differs once a file that matters was written."""
        follow_time_zone()
        now, elapsed, today = self._clock.now(), self._elapsed(), str(self._clock.today())
        before, at = self._seen
        jumped = abs((now - before).total_seconds() - (elapsed - at)) > _JUMP_SECONDS
        wanted = jumped or today != self._day or files != self._files or elapsed >= self._due_at
        self._seen, self._day, self._files = (now, elapsed), today, files
        return wanted

    def looked(self, looked: Looked) -> None:
        """Take note of a look; one that could not tell everything is repeated soon."""
        seconds = _EVERY_SECONDS if looked.shown else _AGAIN_SECONDS
        self._due_at = self._elapsed() + (0 if looked.waits else seconds)


def reside(
    resident: Resident, watch: Watch, asked: "SimpleQueue[Asked]", opened: Callable[[Asked], None]
) -> None:
    """Look whenever it is time until asked to stop, or until no vault is left to watch."""
    while resident.vaults():
        if watch.is_time(resident.signature()):
            watch.looked(resident.look())
        try:
            wish = asked.get(timeout=TICK_SECONDS)
        except Empty:
            continue
        if wish.wish is Wish.STOP:
            return
        if wish.wish is Wish.SNOOZE:
            resident.snooze(wish.key)
        else:
            opened(wish)
