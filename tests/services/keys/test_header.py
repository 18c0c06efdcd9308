import base64
import hashlib
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.ids import SeededIds
from tests.fakes.vectors import KEY, SALT, SLOT_ID, VECTORS, VID, VMK
from vault.domain.errors import BugError, ExitCode, InvalidFieldError, UserError
from vault.services.keys.derivation import KdfCost, recovery_kek
from vault.services.keys.header import Copy, NewSlot, SlotInfo, create_header, read_copies, rename
from vault.services.keys.header_format import encode_header, parse_header
from vault.services.keys.sealing import seal
from vault.services.keys.slots import DeviceKey, Password, RecoveryKey, Secret, Slot, SlotType

CHEAP = KdfCost(8 * 1024, 1, 1)
TODAY = date(2026, 3, 2)
RECOVERY = RecoveryKey(bytes(range(16)))
VECTOR = VECTORS["header"]["file"].encode("ascii")


def header(*secrets: Secret, name: str = "Sample", seed: int = 7) -> bytes:
    slots = [NewSlot(secret, f"label {number}") for number, secret in enumerate(secrets)]
    return create_header(VID, VMK, name, slots, cost=CHEAP, ids=SeededIds(seed), today=TODAY)


def public(raw: bytes) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(raw.split(b"\n")[1])
    return document


def signed(*lines: bytes) -> bytes:
    """Return the lines with a right line 4: what anyone can do without a key."""
    body = b"".join(line + b"\n" for line in lines)
    return body + hashlib.sha256(body).hexdigest().encode() + b"\n"


def forged(raw: bytes, **changes: object) -> bytes:
    lines = raw.split(b"\n")
    return signed(lines[0], json.dumps({**public(raw), **changes}).encode(), lines[2])


def refusal(primary: bytes | None, backup: bytes | None = None, secret: Secret = RECOVERY) -> str:
    with pytest.raises(UserError) as caught:
        read_copies(primary, backup).unlock(secret)
    assert caught.value.exit_code is ExitCode[caught.value.code.upper()]
    return caught.value.code


def test_the_vector_opens() -> None:
    unlocked = read_copies(VECTOR, VECTOR).unlock(RECOVERY)
    assert (unlocked.vmk, unlocked.vid, unlocked.gen, unlocked.name) == (VMK, VID, 7, "Sample")
    assert unlocked.slots == (SlotInfo(SLOT_ID.hex(), SlotType.RECOVERY, "paper", "2026-01-01"),)
    assert unlocked.good_bytes == VECTOR
    assert unlocked.heal == ()


def test_the_vector_is_made_again_byte_for_byte() -> None:
    context = b"rvault/1 slot\0" + VID + SLOT_ID + b"recovery"
    wrap = seal(recovery_kek(bytes(range(16)), VID), context, VMK, SALT)
    assert wrap.hex() == VECTORS["wrap"]
    slot = Slot(SLOT_ID, SlotType.RECOVERY, None, wrap)
    document = {"gen": 7, "min_reader": 1, "slots": [slot.document()], "vault": VID.hex()}
    assert encode_header(document, json.loads(VECTORS["header"]["private"]), VMK, SALT) == VECTOR


def test_each_secret_opens_a_new_header_and_others_do_not() -> None:
    secrets: list[Secret] = [Password("Sample one"), Password("Sample two"), RECOVERY, DeviceKey(KEY)]
    raw = header(*secrets, name="Überweisungen")
    for secret in secrets:
        unlocked = read_copies(raw, raw).unlock(secret)
        assert (unlocked.vmk, unlocked.gen, unlocked.name) == (VMK, 1, "Überweisungen")
    assert [(slot.type, slot.label, slot.created) for slot in unlocked.slots] == [
        (SlotType.PASSWORD, "label 0", "2026-03-02"),
        (SlotType.PASSWORD, "label 1", "2026-03-02"),
        (SlotType.RECOVERY, "label 2", "2026-03-02"),
        (SlotType.DEVICE, "label 3", "2026-03-02"),
    ]
    for secret in (Password("Sample three"), RecoveryKey(bytes(16)), DeviceKey(bytes(32))):
        assert refusal(raw, raw, secret) == "wrong_password"


def test_the_refusal_says_which_kind_of_secret_was_wrong() -> None:
    raw = header(RECOVERY)
    with pytest.raises(UserError) as caught:
        read_copies(raw, raw).unlock(Password("Sample"))
    assert caught.value.values == {"secret": "password"}


def test_the_file_is_four_ascii_lines_without_name_or_label() -> None:
    raw = header(Password("Sample pass"), RECOVERY, name="Sample name")
    lines = raw.split(b"\n")
    assert len(lines) == 5
    assert lines[0] == b"RVAULT1"
    assert lines[4] == b""
    assert raw.isascii()
    assert list(public(raw)) == ["gen", "min_reader", "slots", "vault"]
    assert list(public(raw)["slots"][0]) == ["id", "type", "kdf", "wrap"]
    assert list(public(raw)["slots"][1]) == ["id", "type", "wrap"]
    assert b"Sample" not in raw + base64.b64decode(lines[2])


def test_secrets_do_not_show() -> None:
    shown = repr([Password("Sample"), RECOVERY, DeviceKey(KEY), read_copies(VECTOR, None).unlock(RECOVERY)])
    assert shown.startswith("[Password(), RecoveryKey(), DeviceKey(), Unlocked(vid=")
    assert "Sample" not in shown
    assert repr(VMK) not in shown


GOOD = header(RECOVERY, Password("Sample"))
OLDER = GOOD
NEW = rename(read_copies(GOOD, None).unlock(RECOVERY), "Renamed", SeededIds(8))
TORN = NEW[: len(NEW) // 2]
FORGED = forged(NEW, gen=99)
STRANGER = forged(header(RecoveryKey(bytes(16)), seed=9), gen=50)
BOTH = (Copy.PRIMARY, Copy.BACKUP)


@pytest.mark.parametrize(
    ("primary", "backup", "good", "heal"),
    [
        (NEW, NEW, NEW, ()),
        (NEW, OLDER, NEW, (Copy.BACKUP,)),
        (OLDER, NEW, NEW, (Copy.PRIMARY,)),
        (NEW, TORN, NEW, (Copy.BACKUP,)),
        (TORN, NEW, NEW, (Copy.PRIMARY,)),
        (NEW, None, NEW, (Copy.BACKUP,)),
        (None, NEW, NEW, (Copy.PRIMARY,)),
        (b"", NEW, NEW, (Copy.PRIMARY,)),
        (FORGED, NEW, NEW, (Copy.PRIMARY,)),
        (NEW, FORGED, NEW, (Copy.BACKUP,)),
        (STRANGER, OLDER, OLDER, (Copy.PRIMARY,)),
    ],
)
def test_the_best_copy_opens_and_the_other_is_to_be_healed(
    primary: bytes | None, backup: bytes | None, good: bytes, heal: tuple[Copy, ...]
) -> None:
    for secret in (RECOVERY, Password("Sample")):
        unlocked = read_copies(primary, backup).unlock(secret)
        assert unlocked.good_bytes == good
        assert unlocked.heal == heal


def test_the_primary_wins_a_tie() -> None:
    other = rename(read_copies(GOOD, None).unlock(RECOVERY), "Other", SeededIds(9))
    assert read_copies(NEW, other).unlock(RECOVERY).name == "Renamed"
    assert read_copies(other, NEW).unlock(RECOVERY).name == "Other"


@pytest.mark.parametrize(
    ("primary", "backup", "code"),
    [
        (None, None, "not_a_vault"),
        (TORN, None, "header_damaged"),
        (None, TORN, "header_damaged"),
        (TORN, TORN, "header_damaged"),
        (b"", b"", "header_damaged"),
        (FORGED, FORGED, "header_damaged"),
        (FORGED, TORN, "header_damaged"),
        (STRANGER, None, "wrong_password"),
        (STRANGER, TORN, "wrong_password"),
        (forged(NEW, min_reader=2), OLDER, "newer_vault"),
        (OLDER, forged(NEW, min_reader=2), "newer_vault"),
        (forged(NEW, min_reader=2, slots="another shape"), None, "newer_vault"),
        (signed(b"RVAULT2", b"another shape"), OLDER, "newer_vault"),
        (signed(b"RVAULT10", b"{}", b""), None, "newer_vault"),
        (b"RVAULT2\n{}\n\nno checksum\n", None, "header_damaged"),
    ],
)
def test_what_is_wrong_is_told_apart(primary: bytes | None, backup: bytes | None, code: str) -> None:
    assert refusal(primary, backup) == code


def test_a_newer_private_part_is_a_newer_vault() -> None:
    parsed = parse_header(GOOD)
    private = {**parsed.open_private(VMK).document, "v": 2}
    assert refusal(encode_header(parsed.public, private, VMK, SALT)) == "newer_vault"


@pytest.mark.parametrize(
    "private", [{}, {"v": 1, "name": 1, "slots": {}}, {"v": 1, "name": "", "slots": {"a": 1}}]
)
def test_a_private_part_of_another_shape_is_damage(private: dict[str, object]) -> None:
    assert refusal(encode_header(parse_header(GOOD).public, private, VMK, SALT)) == "header_damaged"


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_any_changed_byte_is_damage_before_a_secret_is_tried(place: int, change: int) -> None:
    raw = bytearray(GOOD)
    raw[place] ^= change
    with pytest.raises(UserError) as caught:
        read_copies(bytes(raw), None)
    assert caught.value.code == "header_damaged"


@given(st.integers(0, GOOD.rindex(b"\n", 0, -1) - 1), st.integers(1, 255))
def test_any_changed_byte_with_a_right_checksum_never_opens(place: int, change: int) -> None:
    raw = bytearray(GOOD[: GOOD.rindex(b"\n", 0, -1)])
    raw[place] ^= change
    body = bytes(raw) + b"\n"
    assert refusal(body + hashlib.sha256(body).hexdigest().encode() + b"\n") in {
        "wrong_password",
        "header_damaged",
        "newer_vault",
    }


SLOT = public(GOOD)["slots"][1]
KDF = SLOT["kdf"]


def slot(**changes: object) -> list[dict[str, Any]]:
    return [{**SLOT, **changes}]


@pytest.mark.parametrize(
    "changes",
    [
        {"gen": 0},
        {"gen": True},
        {"gen": 1.0},
        {"gen": 2**53},
        {"min_reader": 0},
        {"vault": VID.hex().upper().replace("1", "A")},
        {"vault": VID.hex() + "00"},
        {"vault": "x" * 32},
        {"slots": {}},
        {"slots": ["text"]},
        {"slots": slot() * 2},
        {"slots": slot(id="70")},
        {"slots": slot(type="other")},
        {"slots": slot(type=None)},
        {"slots": slot(kdf=None)},
        {"slots": slot(wrap="")},
        {"slots": slot(wrap="\u00e9")},
        {"slots": slot(wrap=SLOT["wrap"].rstrip("="))},
        {"slots": slot(wrap=SLOT["wrap"] + "\n")},
        {"slots": slot(wrap=SLOT["wrap"][:-2] + ("B=" if SLOT["wrap"][-2] != "B" else "C="))},
        {"slots": slot(kdf={**KDF, "alg": "argon2i"})},
        {"slots": slot(kdf={**KDF, "v": 16})},
        {"slots": slot(kdf={**KDF, "m": 8191})},
        {"slots": slot(kdf={**KDF, "m": 2**21})},
        {"slots": slot(kdf={**KDF, "t": 17})},
        {"slots": slot(kdf={**KDF, "p": 0})},
        {"slots": slot(kdf={**KDF, "salt": "AAAA"})},
        {"slots": [{**SLOT, "id": f"{n:016x}"} for n in range(5)]},
        {"slots": [{**SLOT, "type": "device", "id": f"{n:016x}"} for n in range(17)]},
        {"padding": "x" * 65_536},
    ],
    ids=str,
)
def test_a_public_part_outside_the_format_is_damage(changes: dict[str, object]) -> None:
    assert refusal(forged(GOOD, **changes)) == "header_damaged"


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b"{",
        b"{}{}",
        '{"name":"é"}'.encode(),
        b'{"gen":1,"gen":1}',
        b'{"a":{"b":1,"b":2}}',
        b'{"gen":NaN}',
        b'{"gen":' + b"9" * 5000 + b"}",
        b"[" * 60_000,
    ],
    ids=lambda line: line[:12].decode(),
)
def test_a_second_line_that_is_no_strict_json_is_damage(line: bytes) -> None:
    lines = GOOD.split(b"\n")
    assert refusal(signed(lines[0], line, lines[2])) == "header_damaged"


def test_lines_too_few_or_too_many_are_damage() -> None:
    lines = GOOD.split(b"\n")
    assert refusal(signed(lines[0], lines[1])) == "header_damaged"
    assert refusal(signed(lines[0], lines[1], lines[2], b"")) == "header_damaged"
    assert refusal(GOOD[:-1]) == "header_damaged"
    assert refusal(GOOD.replace(b"\n", b"\r\n")) == "header_damaged"
    assert refusal(signed(lines[0], lines[1], b"====")) == "header_damaged"


def test_a_header_reaches_its_limits_and_no_further() -> None:
    secrets: list[Secret] = [*(Password(f"Sample {n}") for n in range(4)), *[RECOVERY] * 12]
    assert len(parse_header(header(*secrets)).slots) == 16
    for too_many in ([*secrets, RECOVERY], [Password("Sample")] * 5):
        with pytest.raises(BugError):
            header(*too_many)
    with pytest.raises(BugError):
        header()


def test_a_name_too_long_for_the_file_is_refused() -> None:
    with pytest.raises(InvalidFieldError) as caught:
        header(RECOVERY, name="x" * 60_000)
    assert caught.value.values["reason"] == "too_long"


def test_a_rename_keeps_what_it_does_not_know_and_raises_gen() -> None:
    parsed = parse_header(GOOD)
    private = {**parsed.open_private(VMK).document, "later": {"b": [1]}}
    slots = [{**parsed.public["slots"][0], "hint": 1}, *parsed.public["slots"][1:]]
    raw = encode_header({**parsed.public, "gen": 41, "slots": slots, "later": "a"}, private, VMK, SALT)
    renamed = rename(read_copies(raw, raw).unlock(RECOVERY), "Renamed", SeededIds(8))
    assert public(renamed) == {**public(raw), "gen": 42}
    assert parse_header(renamed).open_private(VMK).document == {**private, "name": "Renamed"}
    assert read_copies(renamed, raw).unlock(RECOVERY).name == "Renamed"


def test_two_copies_of_other_vaults_do_not_share_a_derived_key() -> None:
    other = create_header(
        bytes(16), KEY, "Other", [NewSlot(RECOVERY)], cost=CHEAP, ids=SeededIds(3), today=TODAY
    )
    lost = forged(GOOD, gen=9, slots=[{**SLOT, "type": "recovery"}])
    unlocked = read_copies(lost, other).unlock(RECOVERY)
    assert (unlocked.name, unlocked.vmk) == ("Other", KEY)


def test_a_password_on_a_slot_of_another_type_is_a_bug() -> None:
    with pytest.raises(BugError):
        Slot(SLOT_ID, SlotType.RECOVERY, None, b"").kek(Password("Sample"), VID)


@given(st.text(max_size=50), st.lists(st.text(max_size=20), min_size=1, max_size=3))
def test_round_trip(name: str, labels: list[str]) -> None:
    slots = [NewSlot(RECOVERY, label) for label in labels]
    raw = create_header(VID, VMK, name, slots, cost=CHEAP, ids=SeededIds(), today=TODAY)
    unlocked = read_copies(None, raw).unlock(RECOVERY)
    assert unlocked.name == name
    assert [info.label for info in unlocked.slots] == labels
