"""The sealed manifest of a saved copy: each file by name, size and SHA-256; a reader takes no other."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from vault.domain.errors import BugError
from vault.services.keys.sealing import SealError, seal, unseal
from vault.services.keys.strict_json import (
    member_integer,
    member_objects,
    member_text,
    read_json,
    write_json,
)

MANIFEST_CONTEXT = b"rvault/1 manifest\0"

_TIME = "%Y-%m-%dT%H:%M:%SZ"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"vault\.rvault|records\.db|documents/([0-9a-f]{2})/\1[0-9a-f]{30}")


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """One file of a saved copy: its path inside, its size in bytes, its SHA-256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a saved copy holds, when it was made and of which state (header gen, history seq)."""

    utc: datetime
    gen: int
    seq: int
    files: tuple[ManifestFile, ...]


def encode_manifest(manifest: Manifest, key: bytes, vid: bytes, salt: bytes) -> bytes:
    """Return the sealed manifest; times are cut to seconds."""
    if manifest.utc.tzinfo is None:
        raise BugError("a manifest needs a time with its zone")
    document = {
        "v": 1,
        "utc": manifest.utc.astimezone(UTC).strftime(_TIME),
        "gen": manifest.gen,
        "seq": manifest.seq,
        "files": [{"name": file.name, "size": file.size, "sha256": file.sha256} for file in manifest.files],
    }
    return seal(key, MANIFEST_CONTEXT + vid, write_json(document), salt)


def decode_manifest(raw: bytes, key: bytes, vid: bytes) -> Manifest:
    """Return the manifest, or raise SealError: not whole, not this vault's, or naming what no copy holds."""
    document = read_json(unseal(key, MANIFEST_CONTEXT + vid, raw))
    member_integer(document, "v", low=1, high=1)
    files = tuple(_read_file(file) for file in member_objects(document, "files"))
    if len({file.name for file in files}) != len(files):
        raise SealError("files")
    return Manifest(
        utc=_member_time(document),
        gen=member_integer(document, "gen", low=1),
        seq=member_integer(document, "seq"),
        files=files,
    )


def _read_file(document: dict[str, Any]) -> ManifestFile:
    name, sha256 = member_text(document, "name"), member_text(document, "sha256")
    # Names become paths at a restore: only those of a vault, none that leads elsewhere.
    if not _NAME.fullmatch(name) or not _SHA256.fullmatch(sha256):
        raise SealError("files")
    return ManifestFile(name, member_integer(document, "size"), sha256)


def _member_time(document: dict[str, Any]) -> datetime:
    try:
        return datetime.strptime(member_text(document, "utc"), _TIME).replace(tzinfo=UTC)
    except ValueError:
        raise SealError("utc") from None
