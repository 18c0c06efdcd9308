"""Whether there is a screen to open a window on: asked before Qt is imported, for Qt would abort."""

import socket
import sys
from collections.abc import Mapping
from contextlib import suppress

from vault.services.wording.catalogue import Wording

_NEEDS_SERVER = ("", "xcb", "wayland")
_X_SOCKET = "/tmp/.X11-unix/X"  # noqa: S108 - where X servers listen, by convention


def has_display(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a window can be shown here: a running display server, or a Qt platform that needs none."""
    if not platform.startswith("linux"):
        return True
    chosen = environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0].partition("-")[0]
    if chosen not in _NEEDS_SERVER:
        return True
    if environ.get("WAYLAND_DISPLAY") or environ.get("WAYLAND_SOCKET"):
        return True
    return _answers(environ.get("DISPLAY", ""))


def no_display_text(say: Wording) -> str:
    """Return the sentence that says how to go on without a screen."""
    return say.text(
        "There is no display to open a window on: use the command line (referral-vault --help),"
        " or give the window a screen of its own (xvfb-run referral-vault-app)."
    )


def environment_language(environ: Mapping[str, str]) -> str:
    """Return the language the environment asks for, as long as Qt cannot be asked."""
    asked = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "de" if asked.lower().startswith("de") else "en"


def _answers(display: str) -> bool:
    """Whether an X server listens; one on another computer is taken at its word."""
    host, colon, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not colon or not number.isdecimal():
        return False
    if host not in ("", "unix"):
        return True
    for address in (f"\0{_X_SOCKET}{number}", f"{_X_SOCKET}{number}"):
        with socket.socket(socket.AF_UNIX) as connection, suppress(OSError):
            connection.connect(address)
            return True
    return False
