from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.vectors import SALT, VECTORS, VID, VMK
from vault.domain.errors import BugError
from vault.services.backup.manifest import (
    MANIFEST_CONTEXT,
    Manifest,
    ManifestFile,
    decode_manifest,
    encode_manifest,
)
from vault.services.keys.derivation import derive_keys
from vault.services.keys.sealing import SealError, seal, unseal
from vault.services.keys.strict_json import write_json

KEY = derive_keys(VMK, VID).manifest
FILES = (
    ManifestFile("vault.rvault", 700, "0" * 64),
    ManifestFile("records.db", 4096, "ab" * 32),
    ManifestFile("documents/ab/" + "ab" * 16, 5, "cd" * 32),
)
MANIFEST = Manifest(datetime(2026, 3, 2, 9, 30, tzinfo=UTC), 3, 41, FILES)
GOOD: dict[str, Any] = {"v": 1, "utc": "2026-03-02T09:30:00Z", "gen": 3, "seq": 41, "files": []}
GOOD_FILE: dict[str, Any] = {"name": "records.db", "size": 1, "sha256": "0" * 64}

MANIFESTS = st.builds(
    Manifest,
    utc=st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
        lambda moment: moment.replace(microsecond=0)
    ),
    gen=st.integers(1, 2**53 - 1),
    seq=st.integers(0, 2**53 - 1),
    files=st.lists(
        st.builds(
            ManifestFile,
            name=st.binary(min_size=16, max_size=16).map(
                lambda raw: f"documents/{raw.hex()[:2]}/{raw.hex()}"
            ),
            size=st.integers(0, 2**53 - 1),
            sha256=st.binary(min_size=32, max_size=32).map(bytes.hex),
        ),
        max_size=5,
        unique_by=lambda file: file.name,
    ).map(tuple),
)


def sealed(document: dict[str, Any]) -> bytes:
    return seal(KEY, MANIFEST_CONTEXT + VID, write_json(document), SALT)


def test_the_vector() -> None:
    out = bytes.fromhex(VECTORS["manifest"]["out"])
    assert sealed({}) == out
    with pytest.raises(SealError):
        decode_manifest(out, KEY, VID)


@given(MANIFESTS)
def test_round_trip(manifest: Manifest) -> None:
    assert decode_manifest(encode_manifest(manifest, KEY, VID, SALT), KEY, VID) == manifest


def test_the_members_are_those_of_the_format() -> None:
    raw = encode_manifest(MANIFEST, KEY, VID, SALT)
    assert unseal(KEY, MANIFEST_CONTEXT + VID, raw).startswith(
        b'{"v":1,"utc":"2026-03-02T09:30:00Z","gen":3,"seq":41,"files":[{"name":"vault.rvault","size":700,"sha256":'
    )


def test_times_are_told_in_utc_and_need_a_zone() -> None:
    east = datetime(2026, 3, 2, 11, 30, 0, 999, tzinfo=timezone(timedelta(hours=2)))
    raw = encode_manifest(Manifest(east, 3, 41, FILES), KEY, VID, SALT)
    assert decode_manifest(raw, KEY, VID) == MANIFEST
    with pytest.raises(BugError):
        encode_manifest(Manifest(east.replace(tzinfo=None), 3, 41, FILES), KEY, VID, SALT)


@given(st.data())
def test_any_changed_byte_is_refused(data: st.DataObject) -> None:
    raw = bytearray(encode_manifest(MANIFEST, KEY, VID, SALT))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealError):
        decode_manifest(bytes(raw), KEY, VID)


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 2},
        {"utc": "2026-03-02"},
        {"utc": None},
        {"gen": 0},
        {"seq": -1},
        {"files": [GOOD_FILE, GOOD_FILE]},
        {"files": [{**GOOD_FILE, "size": -1}]},
        {"files": [{**GOOD_FILE, "sha256": "0" * 63}]},
        {"files": [{**GOOD_FILE, "sha256": "A" * 64}]},
        *(
            {"files": [{**GOOD_FILE, "name": name}]}
            for name in (
                "",
                "manifest",
                "/records.db",
                "../records.db",
                "records.db\n",
                "documents/ab/../../x",
                "documents/ab/cd" + "0" * 30,
                "documents/ab/" + "AB" * 16,
            )
        ),
    ],
    ids=str,
)
def test_what_no_copy_holds_is_refused(changes: dict[str, Any]) -> None:
    assert decode_manifest(sealed(GOOD), KEY, VID).files == ()
    with pytest.raises(SealError):
        decode_manifest(sealed({**GOOD, **changes}), KEY, VID)
