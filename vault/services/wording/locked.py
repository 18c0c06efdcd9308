"""Whether reminders come while a vault is locked, in sentences: what was found, not what was wanted."""

from collections.abc import Mapping
from typing import Protocol

from vault.services.wording.catalogue import Wording

AUTOSTART: Mapping[str, str] = {
    "installed": "The program that reminds starts with your session.",
    "gone": "No program that reminds starts with your session.",
    "broken": "What starts with your session points to a program that is no longer there.",
}


class Found(Protocol):
    """What was found of one vault's reminders."""

    @property
    def on(self) -> bool:
        """Whether it reminds while locked."""

    @property
    def plain_day(self) -> bool:
        """Whether one bare day stands in clear instead."""

    @property
    def key_is_kept(self) -> bool | None:
        """Whether the keyring holds the reminders' key; None: it does not answer."""

    @property
    def autostart(self) -> str:
        """`installed`, `gone` or `broken`."""


def locked_lines(found: Found, say: Wording) -> tuple[str, ...]:
    """Return the sentences, the answer first."""
    told = [
        say.text("This vault reminds you while it is locked.")
        if found.on
        else say.text("This vault does not remind you while it is locked.")
    ]
    if found.plain_day:
        told.append(say.text("There is no keyring: only the next due day is known, without a word about it."))
    elif found.key_is_kept is None:
        told.append(say.text("The keyring does not answer."))
    elif found.key_is_kept:
        told.append(say.text("The keyring holds the key of its reminders."))
    else:
        told.append(say.text("The keyring holds nothing of it."))
    told.append(say.text(AUTOSTART[str(found.autostart)]))
    return tuple(told)
