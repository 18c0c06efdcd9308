"""Talks to the keyring, once, in a process of its own: its library is large, slow and may wait forever."""

import json
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Referral Vault"

_BACKENDS = {
    "win32": (("keyring.backends.Windows", "WinVaultKeyring"),),
    "darwin": (("keyring.backends.macOS", "Keyring"),),
}
_FREE_DESKTOP = (("keyring.backends.SecretService", "Keyring"), ("keyring.backends.kwallet", "DBusKeyring"))
"""Only keyrings of the operating system, by class: the library alone would take a plain file as well."""


def answer(asked: TextIO, told: TextIO, platform: str) -> int:
    """Do what one line of JSON asks and tell the result as another; the exit code is 0 if it was done."""
    request = json.loads(asked.readline())
    try:
        keyring = _backend(platform)
        value = None if keyring is None else _done(keyring, request)
    except Exception:  # noqa: BLE001 - whatever a keyring raises, it is none to rely on; its text may hold the secret
        return 1
    if keyring is None:
        return 1
    told.write(json.dumps({"secret": value}) + "\n")
    told.flush()
    return 0


def _done(keyring: "KeyringBackend", request: dict[str, str]) -> str | None:
    name = request["name"]
    if request["do"] == "put":
        keyring.set_password(SERVICE, name, request["secret"])
    known = keyring.get_password(SERVICE, name)
    if request["do"] == "remove" and known is not None:
        keyring.delete_password(SERVICE, name)
        known = keyring.get_password(SERVICE, name)
    return known


def _backend(platform: str) -> "KeyringBackend | None":
    """Return the system's keyring, None when none of those we trust is there."""
    for module, name in _BACKENDS.get(platform, _FREE_DESKTOP):
        try:
            found = getattr(import_module(module), name)
        except ImportError:
            continue
        if found.viable:
            keyring: KeyringBackend = found()
            return keyring
    return None
