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
    """What the desktop shows; `key` comes back when the person clicks it.

    With a `snooze_label` it can also be put off.
    """

    key: str
    title: str
    body: str
    open_label: str
    snooze_label: str = ""


class Notifier(Protocol):
    """Shows notifications on the person's desktop."""

    def show(self, notification: Notification) -> bool:
        """Show it; False when this desktop shows none. May take seconds."""

    def listen(
        self, clicked: Callable[[str, str], None], snoozed: Callable[[str], None] | None = None
    ) -> None:
        """Call `clicked`, on any thread, with the key of each notification the person clicks.

        The second value is the token by which a desktop lets a window come to the front, often empty.
        `snoozed` gets the key of each that was put off.
        """

    def close(self) -> None:
        """Let go of the desktop; closing twice is fine."""


class SecretStore(Protocol):
    """The operating system's keyring: short secrets by name. Every call raises `no_keyring` without one."""

    def get(self, name: str) -> str | None:
        """Return a secret; None when there is none of this name. May take seconds."""

    def put(self, name: str, secret: str) -> None:
        """Keep a secret and see that it can be read back."""

    def remove(self, name: str) -> None:
        """Take a secret away; one that is not there is fine."""
