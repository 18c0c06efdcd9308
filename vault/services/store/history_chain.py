"""The chain of the history: each entry's code covers the one before, so none can be changed or left out."""

import hashlib
import hmac
import struct

FIRST_PREVIOUS = bytes(32)


def history_mac(  # noqa: PLR0913, PLR0917 - the fields of one entry
    key: bytes,
    previous: bytes,
    seq: int,
    utc: str,
    entity: str,
    entity_id: str,
    action: str,
    sha: bytes,
) -> bytes:
    """Return the 32-byte code of entry `seq`; `previous` is the code before it, `sha` SHA-256 of its row."""
    parts = [previous, struct.pack("<Q", seq)]
    for text in (utc, entity, entity_id, action):
        raw = text.encode("utf-8")
        parts += (struct.pack("<I", len(raw)), raw)
    return hmac.new(key, b"".join([*parts, sha]), hashlib.sha256).digest()
