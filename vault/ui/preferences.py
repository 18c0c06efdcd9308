"""The choices of this computer as the window's parts take them."""

from enum import StrEnum
from typing import TypeVar

from vault.services.local_settings import Preferences
from vault.services.reminders.notice_words import Detail
from vault.ui.theme.look import ContrastChoice, LookSettings, SchemeChoice

T = TypeVar("T", bound=StrEnum)


class OnClose(StrEnum):
    """What closing the window of an open vault does."""

    ASK = "ask"
    BACKGROUND = "background"
    QUIT = "quit"


def look_settings(chosen: Preferences) -> LookSettings:
    """Return the look that was chosen; a word nobody knows counts as the default."""
    return LookSettings(
        _known(SchemeChoice, chosen.scheme, SchemeChoice.SYSTEM),
        _known(ContrastChoice, chosen.contrast, ContrastChoice.SYSTEM),
        chosen.scale,
    )


def notice_detail(chosen: Preferences) -> Detail:
    """Return how much a notification tells; a word nobody knows tells least."""
    return _known(Detail, chosen.notice_detail, Detail.COUNT)


def on_close(chosen: Preferences) -> OnClose:
    """Return what closing the window does; a word nobody knows counts as not answered yet."""
    return _known(OnClose, chosen.on_close, OnClose.ASK)


def _known(choices: type[T], word: str, default: T) -> T:
    return choices(word) if word in {str(each) for each in choices} else default
