import ctypes
import os
import sys
from types import SimpleNamespace
from typing import Any

import argon2.low_level
import pytest

from tests.fakes.vectors import ARGON2_SALT, KEY, VECTORS, VID, VMK
from vault.domain.errors import InvalidFieldError
from vault.services.keys.derivation import (
    KdfCost,
    default_cost,
    derive_keys,
    device_kek,
    password_bytes,
    password_kek,
    recovery_kek,
)
from vault.services.keys.machine import machine_memory

MIB = 1024
GIB = 1024 * MIB
CHEAP = KdfCost(8 * MIB, 1, 1)


@pytest.mark.parametrize("vector", VECTORS["argon2id"], ids=lambda vector: vector["utf8"])
def test_password_vectors(vector: dict[str, str | int]) -> None:
    password = str(vector["password"])
    assert password_bytes(password).hex() == vector["utf8"]
    cost = KdfCost(int(vector["m"]), int(vector["t"]), int(vector["p"]))
    assert password_kek(password, ARGON2_SALT, cost).hex() == vector["kek"]


@pytest.mark.parametrize("lanes", [1, 4])
def test_another_library_derives_the_same(lanes: int) -> None:
    cost = KdfCost(8 * MIB, 2, lanes)
    other = argon2.low_level.hash_secret_raw(
        b"Sample pass", ARGON2_SALT, 2, 8 * MIB, lanes, 32, argon2.low_level.Type.ID, 19
    )
    assert password_kek("Sample\u2003pass", ARGON2_SALT, cost) == other


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("e\u0301", "\u00e9"),
        ("a\u00a0b", "a b"),
        ("a\u3000b", "a b"),
        ("\u212b", "\u00c5"),
    ],
)
def test_the_same_password_from_another_keyboard(typed: str, meant: str) -> None:
    assert password_bytes(typed) == meant.encode("utf-8")


def test_nothing_else_is_changed_in_a_password() -> None:
    for text in (" a ", "a\tb\n", "\ufb01", "A", "", "\u200b"):
        assert password_bytes(text) == text.encode("utf-8")


def test_a_password_that_is_no_text_is_refused_without_being_repeated() -> None:
    with pytest.raises(InvalidFieldError) as caught:
        password_bytes("Sample\ud800")
    assert caught.value.values == {
        "kind": "vault",
        "field": "password",
        "reason": "not_text",
        "expected": None,
    }
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("cost", "accepted"),
    [
        (CHEAP, True),
        (KdfCost(8 * MIB - 1, 1, 1), False),
        (KdfCost(GIB, 4, 16), True),
        (KdfCost(GIB + 1, 1, 1), False),
        (KdfCost(GIB, 5, 1), False),
        (KdfCost(256 * MIB, 16, 1), True),
        (KdfCost(256 * MIB + 1, 16, 1), False),
        (KdfCost(8 * MIB, 0, 1), False),
        (KdfCost(8 * MIB, 17, 1), False),
        (KdfCost(8 * MIB, 1, 0), False),
        (KdfCost(8 * MIB, 1, 17), False),
    ],
)
def test_bounds_of_the_cost(cost: KdfCost, accepted: bool) -> None:
    assert cost.accepted is accepted
    if not accepted:
        with pytest.raises(InvalidFieldError):
            password_kek("Sample", ARGON2_SALT, cost)


def test_the_default_cost_fits_the_machine() -> None:
    assert default_cost(2 << 30) == KdfCost(256 * MIB, 3, 4)
    assert default_cost((2 << 30) - 1) == KdfCost(64 * MIB, 3, 4)
    assert default_cost() == default_cost(machine_memory())
    assert machine_memory() % os.sysconf("SC_PAGE_SIZE") == 0


def test_windows_is_asked_for_its_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    class Kernel:
        def GlobalMemoryStatusEx(self, reference: Any) -> None:
            assert reference._obj.length == ctypes.sizeof(reference._obj)
            reference._obj.total = 3 << 30

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=Kernel()), raising=False)
    assert machine_memory() == 3 << 30


def test_key_vectors() -> None:
    keys = derive_keys(VMK, VID)
    for purpose, expected in VECTORS["keys"].items():
        assert getattr(keys, purpose).hex() == expected
    assert recovery_kek(bytes(range(16)), VID).hex() == VECTORS["kek"]["recovery key 00..0f"]
    assert device_kek(KEY, VID).hex() == VECTORS["kek"]["device key 00..1f"]


def test_keys_do_not_show() -> None:
    assert repr(derive_keys(VMK, VID)) == "VaultKeys()"
