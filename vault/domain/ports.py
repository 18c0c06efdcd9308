"""What the services need from the outside world, as small protocols: real ones in app.py, fakes in tests."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; the only source of it."""

    def now(self) -> datetime:
        """Return the instant, in UTC with tzinfo set."""

    def today(self) -> date:
        """Return the civil date where the person is."""


class IdSource(Protocol):
    """Makes ids and random bytes."""

    def new_id(self) -> str:
        """Return a new UUIDv7 in canonical text form."""

    def random(self, size: int) -> bytes:
        """Return `size` bytes of cryptographic randomness."""


class Progress(Protocol):
    """Told how far a long action is; raises Cancelled when the person stopped it."""

    def step(self, done: int, total: int, unit: str) -> None:
        """Report `done` of `total` in units people count (`pages`, `papers`, `visits`, `bytes`)."""


class NoProgress:
    """Progress nobody watches."""

    def step(self, done: int, total: int, unit: str) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class Notification:
    """What the desktop shows; `key` comes back when the person clicks it."""

    key: str
    title: str
    body: str
    open_label: str


class Notifier(Protocol):
    """Shows notifications on the person's desktop."""

    def show(self, notification: Notification) -> bool:
        """Show it; False when this desktop shows none. May take seconds."""

    def listen(self, clicked: Callable[[str, str], None]) -> None:
        """Call `clicked`, on any thread, with the key of each notification the person clicks.

        The second value is the token by which a desktop lets a window come to the front, often empty.
        """

    def close(self) -> None:
        """Let go of the desktop; closing twice is fine."""
