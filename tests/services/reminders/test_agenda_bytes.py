import hashlib
import json
import struct
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.vectors import SALT, VECTORS, VID, VMK
from vault.services.keys.derivation import derive_keys
from vault.services.keys.sealing import SealError, seal, unseal
from vault.services.reminders.agenda import (
    AGENDA_CONTEXT,
    Agenda,
    AgendaItem,
    AgendaLevel,
    decode_agenda,
    encode_agenda,
)

KEY = derive_keys(VMK, VID).agenda
VECTOR = VECTORS["agenda"]
EMPTY = Agenda(7, AgendaLevel.DATES, date(2026, 1, 1), ())
ITEM = AgendaItem("id-1", date(2026, 3, 2), (30, 7, 0), 14, "Sample label")
HEAD = b"RVAGND1\n" + struct.pack("<Q", 7)

ITEMS = st.builds(
    AgendaItem,
    id=st.uuids().map(str),
    due=st.dates(),
    lead=st.lists(st.integers(0, 400), max_size=6).map(tuple),
    kind=st.none() | st.integers(1, 30),
    label=st.none() | st.text(max_size=60),
)
AGENDAS = st.builds(
    Agenda,
    seq=st.integers(0, 2**64 - 1),
    level=st.just(AgendaLevel.LABELS),
    seen=st.dates(),
    items=st.lists(ITEMS, max_size=5).map(tuple),
)


def encode(agenda: Agenda) -> bytes:
    return encode_agenda(agenda, KEY, VID, SALT)


def plain_of(raw: bytes) -> bytes:
    return unseal(KEY, AGENDA_CONTEXT + VID + raw[:16], raw[16:])


def sealed(plain: bytes) -> bytes:
    return HEAD + seal(KEY, AGENDA_CONTEXT + VID + HEAD, plain, SALT)


def test_the_vector_is_written_byte_for_byte() -> None:
    raw = encode(EMPTY)
    assert plain_of(raw)[4:].rstrip(b"\0").decode() == VECTOR["json"]
    assert (len(raw), hashlib.sha256(raw).hexdigest()) == (VECTOR["length"], VECTOR["sha256"])
    assert decode_agenda(raw, KEY, VID) == EMPTY


@given(AGENDAS)
def test_round_trip(agenda: Agenda) -> None:
    raw = encode(agenda)
    assert decode_agenda(raw, KEY, VID) == agenda
    assert len(plain_of(raw)) % 4096 == 0


@pytest.mark.parametrize(
    ("level", "members"),
    [
        (AgendaLevel.DATES, {"id", "due", "lead"}),
        (AgendaLevel.KINDS, {"id", "due", "lead", "kind"}),
        (AgendaLevel.LABELS, {"id", "due", "lead", "kind", "label"}),
    ],
)
def test_no_level_tells_more_than_it_may(level: AgendaLevel, members: set[str]) -> None:
    raw = encode(Agenda(7, level, date(2026, 1, 1), (ITEM,)))
    (length,) = struct.unpack_from("<I", plain_of(raw))
    document = json.loads(plain_of(raw)[4 : 4 + length])
    assert set(document["items"][0]) == members
    assert decode_agenda(raw, KEY, VID).level is level


@pytest.mark.parametrize("excess", [-1, 0, 1])
def test_blocks_are_filled_to_their_edge(excess: int) -> None:
    frame = (
        len(json.dumps({"v": 1, "level": 2, "seen": "2026-01-01", "items": []}, separators=(",", ":"))) + 4
    )
    item = len('{"id":"","due":"2026-03-02","lead":[]}')
    agenda = Agenda(
        7,
        AgendaLevel.LABELS,
        date(2026, 1, 1),
        (AgendaItem("x" * (4096 - frame - item + excess), date(2026, 3, 2), ()),),
    )
    raw = encode(agenda)
    assert len(plain_of(raw)) == (8192 if excess > 0 else 4096)
    assert decode_agenda(raw, KEY, VID) == agenda


@given(st.data())
def test_any_changed_byte_is_refused(data: st.DataObject) -> None:
    raw = bytearray(encode(EMPTY))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealError):
        decode_agenda(bytes(raw), KEY, VID)


def test_another_vault_another_key_and_cuts_are_refused() -> None:
    raw = encode(EMPTY)
    for wrong, key, vid in (
        (raw, KEY, bytes(16)),
        (raw, bytes(32), VID),
        (raw[:-1], KEY, VID),
        (b"", KEY, VID),
    ):
        with pytest.raises(SealError):
            decode_agenda(wrong, key, vid)


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        bytes(4096),
        struct.pack("<I", 2) + b"{}",
        struct.pack("<I", 4093) + bytes(4092),
        struct.pack("<I", 2) + b"{}" + bytes(4090),
        struct.pack("<I", 2) + b"{}" + bytes(4089) + b"\1",
        struct.pack("<I", 2) + b"{}" + bytes(4090 + 4096),
    ],
)
def test_plaintexts_of_another_shape_are_refused(plain: bytes) -> None:
    with pytest.raises(SealError):
        decode_agenda(sealed(plain), KEY, VID)


GOOD = {"v": 1, "level": 2, "seen": "2026-01-01", "items": []}
GOOD_ITEM = {"id": "a", "due": "2026-03-02", "lead": [1], "kind": 1, "label": "Sample"}


@pytest.mark.parametrize(
    "document",
    [
        {**GOOD, "v": 2},
        {**GOOD, "level": 3},
        {**GOOD, "level": "1"},
        {**GOOD, "seen": "20260101"},
        {**GOOD, "seen": "2026-02-30"},
        {**GOOD, "seen": 20260101},
        {**GOOD, "items": {}},
        {**GOOD, "items": [1]},
        {**GOOD, "items": [{**GOOD_ITEM, "id": 1}]},
        {**GOOD, "items": [{**GOOD_ITEM, "due": None}]},
        {**GOOD, "items": [{**GOOD_ITEM, "lead": 1}]},
        {**GOOD, "items": [{**GOOD_ITEM, "lead": ["1"]}]},
        {**GOOD, "items": [{**GOOD_ITEM, "kind": "1"}]},
        {**GOOD, "items": [{**GOOD_ITEM, "label": None}]},
    ],
    ids=str,
)
def test_documents_of_another_shape_are_refused(document: dict[str, Any]) -> None:
    raw = json.dumps(document).encode()
    plain = struct.pack("<I", len(raw)) + raw
    with pytest.raises(SealError):
        decode_agenda(sealed(plain + bytes(-len(plain) % 4096)), KEY, VID)
