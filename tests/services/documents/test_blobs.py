import errno
import hashlib
import os
import struct
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes.ids import SeededIds
from tests.fakes.vectors import SALT, VECTORS, VID, VMK
from vault.domain.errors import BugError, ExitCode, UserError
from vault.services.documents.blobs import BLOB_CONTEXT, BlobStore, StoredBlob, padme
from vault.services.files.layout import VaultLayout, create
from vault.services.keys.derivation import derive_keys
from vault.services.keys.sealing import seal

KEY = derive_keys(VMK, VID).blob
CONTENT = b"hello vault"
SHA256 = hashlib.sha256(CONTENT).digest()
VECTOR = VECTORS["document"]


class FixedIds(SeededIds):
    """Gives out the id and the salt of the vector."""

    def random(self, size: int) -> bytes:
        return {16: bytes.fromhex(VECTOR["id"]), 24: SALT}[size]


@pytest.fixture
def layout(tmp_path: Path) -> VaultLayout:
    return create(tmp_path / "Sample.rvault")


@pytest.fixture
def store(layout: VaultLayout) -> BlobStore:
    return BlobStore(layout, KEY, VID, SeededIds())


def path_of(layout: VaultLayout, blob: StoredBlob) -> Path:
    return layout.documents / blob.id[:2] / blob.id


def reason(store: BlobStore, blob: StoredBlob) -> str:
    with pytest.raises(UserError) as caught:
        store.open(blob.id, blob.size, blob.sha256)
    assert (caught.value.code, caught.value.exit_code) == ("document_damaged", ExitCode.DOCUMENT_DAMAGED)
    assert caught.value.values["id"] == blob.id
    return str(caught.value.values["reason"])


@pytest.mark.parametrize(("length", "padded"), VECTORS["padme"].items())
def test_padme_vectors(length: str, padded: int) -> None:
    assert padme(int(length)) == padded


@given(st.integers(8, 1 << 50))
def test_padme_grows_by_at_most_an_eighth_and_is_stable(length: int) -> None:
    assert length <= padme(length) <= length * 1.125
    assert padme(padme(length)) == padme(length)


def test_the_vector_is_written_byte_for_byte(layout: VaultLayout) -> None:
    store = BlobStore(layout, KEY, VID, FixedIds())
    blob = store.put(CONTENT, len(CONTENT))
    assert blob == StoredBlob(VECTOR["id"], 11, SHA256)
    assert path_of(layout, blob).read_bytes().hex() == VECTOR["file"]
    assert store.open(blob.id, blob.size, blob.sha256) == CONTENT


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=30_000), max_size=8))
def test_round_trip(layout: VaultLayout, parts: list[bytes]) -> None:
    store = BlobStore(layout, KEY, VID, SeededIds())
    content = b"".join(parts)
    blob = store.put(iter(parts), len(content))
    assert blob.sha256 == hashlib.sha256(content).digest()
    assert store.open(blob.id, blob.size, blob.sha256) == content
    assert b"".join(store.stream(blob.id, blob.size, blob.sha256)) == content


def test_a_file_is_private_padded_and_alone(layout: VaultLayout, store: BlobStore) -> None:
    blob = store.put(bytes(1 << 20), 1 << 20)
    path = path_of(layout, blob)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    plain = padme((1 << 20) + 8)
    assert path.stat().st_size == 24 + 56 + plain + 16 * (plain // 16384 + 1)
    assert list(layout.staging.iterdir()) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_changed_byte_is_damage(layout: VaultLayout, data: st.DataObject) -> None:
    store = BlobStore(layout, KEY, VID, FixedIds())
    blob = store.put(CONTENT, len(CONTENT))
    raw = bytearray(path_of(layout, blob).read_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    path_of(layout, blob).write_bytes(raw)
    assert reason(store, blob) in {"name", "seal"}


def test_what_is_wrong_is_named(layout: VaultLayout, store: BlobStore) -> None:
    blob, other = store.put(CONTENT, 11), store.put(b"other", 5)
    assert reason(store, StoredBlob(blob.id, 12, SHA256)) == "length"
    assert reason(store, StoredBlob(blob.id, 11, other.sha256)) == "content"
    assert reason(BlobStore(layout, bytes(32), VID, SeededIds()), blob) == "seal"
    assert reason(BlobStore(layout, KEY, bytes(16), SeededIds()), blob) == "seal"
    path = path_of(layout, blob)
    path.write_bytes(path.read_bytes() + b"\0")
    assert reason(store, blob) == "seal"
    path.write_bytes(path_of(layout, other).read_bytes())
    assert reason(store, blob) == "name"
    path.write_bytes(b"")
    assert reason(store, blob) == "name"
    path.unlink()
    assert reason(store, blob) == "missing"
    path.mkdir(exist_ok=True)
    assert reason(store, blob) == "unreadable"
    path.rmdir()
    path.symlink_to(path_of(layout, other))
    assert reason(store, blob) == "unreadable"


def test_a_linked_folder_of_documents_is_not_followed(
    layout: VaultLayout, store: BlobStore, tmp_path: Path
) -> None:
    blob = store.put(CONTENT, 11)
    folder = path_of(layout, blob).parent
    folder.rename(tmp_path / "outside")
    folder.symlink_to(tmp_path / "outside")
    assert reason(store, blob) == "unreadable"
    with pytest.raises(UserError) as caught:
        store.delete(blob.id)
    assert caught.value.code == "vault_has_links"
    assert (tmp_path / "outside" / blob.id).exists()


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        (b"", "length"),
        (bytes(7), "length"),
        (struct.pack("<Q", 11) + CONTENT + b"\1", "padding"),
        (struct.pack("<Q", 11) + CONTENT, "length"),
        (struct.pack("<Q", 11) + CONTENT + bytes(2), "length"),
        (struct.pack("<Q", 11) + CONTENT[:-1], "length"),
        (struct.pack("<Q", 11) + CONTENT + bytes(20_000), "length"),
    ],
)
def test_a_writer_that_erred_is_found_out(layout: VaultLayout, plain: bytes, expected: str) -> None:
    blob = StoredBlob(VECTOR["id"], 11, SHA256)
    head = b"RVBLOB1\n" + bytes.fromhex(blob.id)
    path = path_of(layout, blob)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(head + seal(KEY, BLOB_CONTEXT + VID + head, plain, SALT))
    assert reason(BlobStore(layout, KEY, VID, SeededIds()), blob) == expected


@pytest.mark.parametrize("size", [10, 12])
def test_a_source_that_changes_while_it_is_read_is_refused(
    layout: VaultLayout, store: BlobStore, size: int
) -> None:
    with pytest.raises(UserError) as caught:
        store.put([CONTENT], size)
    assert (caught.value.code, caught.value.values) == ("source_changed", {"expected": size, "found": 11})
    assert list(layout.staging.iterdir()) == []
    assert store.ids_on_disk() == ()


def test_ids_on_disk_and_delete(layout: VaultLayout, store: BlobStore) -> None:
    blobs = [store.put(bytes([number]), 1) for number in range(5)]
    folder = path_of(layout, blobs[0]).parent
    (folder / "notes.txt").write_text("Sample")
    (folder / ("0" * 32 if folder.name != "00" else "1" * 32)).write_text("Sample")
    (layout.documents / "notes.txt").write_text("Sample")
    assert store.ids_on_disk() == tuple(sorted(blob.id for blob in blobs))
    assert store.delete(blobs[0].id) is True
    assert store.delete(blobs[0].id) is False
    assert blobs[0].id not in store.ids_on_disk()


@pytest.mark.parametrize("name", ["", "../../../etc/passwd", "A" * 32, "0" * 33])
def test_only_ids_become_paths(store: BlobStore, name: str) -> None:
    with pytest.raises(BugError):
        store.open(name, 0, b"")
    with pytest.raises(BugError):
        store.delete(name)


def test_large_documents_take_little_memory(store: BlobStore) -> None:
    part = bytes(1 << 20)
    size = 40 << 20

    def parts() -> Iterator[bytes]:
        for _ in range(40):
            yield part + b""

    tracemalloc.start()
    try:
        blob = store.put(parts(), size)
        assert sum(len(piece) for piece in store.stream(blob.id, blob.size, blob.sha256)) == size
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 << 20


def test_a_failing_folder_leaves_nothing_in_staging(
    layout: VaultLayout, store: BlobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "planted")

    for folder in layout.documents.iterdir():
        folder.rmdir()
    with monkeypatch.context() as patch:
        patch.setattr(os, "mkdir", full)
        with pytest.raises(UserError, match="disk_full"):
            store.put(CONTENT, len(CONTENT))
    assert list(layout.staging.iterdir()) == []


@pytest.mark.parametrize("size", [0, 100, 1 << 22, (1 << 22) + 1, 5_000_000])
def test_short_and_long_documents_are_hashed_alike(store: BlobStore, size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    blob = store.put(content[:size], size)
    assert blob.sha256 == hashlib.sha256(content[:size]).digest()
    assert store.open(blob.id, blob.size, blob.sha256) == content[:size]


def test_a_document_longer_than_told_is_left_at_once(store: BlobStore) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield bytes(1000)

    with pytest.raises(UserError, match="source_changed"):
        store.put(endless(), 1500)
