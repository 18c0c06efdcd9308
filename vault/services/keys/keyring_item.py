"""The one item of a vault in the keyring: a device key if there is one, and the agenda's key."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field

from vault.domain.errors import BugError
from vault.services.keys.sealing import KEY_SIZE

_VERSION = "v1"


@dataclass(frozen=True, slots=True)
class KeyringItem:
    """What the keyring holds of a vault, 32 bytes each; never the password or the master key. Silent repr."""

    agenda: bytes = field(repr=False)
    device: bytes | None = field(default=None, repr=False)


def write_item(item: KeyringItem) -> str:
    """Return the item as `v1.<device key or empty>.<agenda key>`, both base64url without padding."""
    if len(item.agenda) != KEY_SIZE or len(item.device or bytes(KEY_SIZE)) != KEY_SIZE:
        raise BugError("keys in the keyring have 32 bytes")
    return ".".join((_VERSION, _encoded(item.device or b""), _encoded(item.agenda)))


def read_item(text: str | None) -> KeyringItem | None:
    """Return the item a text holds, None when it is none."""
    version, *keys = (text or "").split(".")
    if version != _VERSION or len(keys) != len(("device", "agenda")):
        return None
    device, agenda = (_decoded(key) for key in keys)
    if agenda is None or len(agenda) != KEY_SIZE or device is None or len(device) not in (0, KEY_SIZE):
        return None
    return KeyringItem(agenda, device or None)


def _encoded(key: bytes) -> str:
    return urlsafe_b64encode(key).rstrip(b"=").decode("ascii")


def _decoded(text: str) -> bytes | None:
    try:
        key = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return None
    return key if _encoded(key) == text else None
