from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.vectors import VECTORS
from vault.domain.errors import BugError, ExitCode, UserError
from vault.services.keys.recovery import decode_recovery, encode_recovery

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SAMPLES = [bytes(range(16)), bytes.fromhex("9f3c0a7be1d24456b8fa01337c5e62d9")]


def refusal(text: str) -> UserError:
    with pytest.raises(UserError) as caught:
        decode_recovery(text)
    assert (caught.value.code, caught.value.exit_code) == ("recovery_key_typo", ExitCode.WRONG_PASSWORD)
    return caught.value


@pytest.mark.parametrize(("key", "text"), VECTORS["recovery_text"].items())
def test_vectors(key: str, text: str) -> None:
    assert encode_recovery(bytes.fromhex(key)) == text
    assert decode_recovery(text).hex() == key


@given(st.binary(min_size=16, max_size=16))
def test_round_trip(key: bytes) -> None:
    assert decode_recovery(encode_recovery(key)) == key


@pytest.mark.parametrize("key", SAMPLES)
def test_every_wrong_symbol_is_caught(key: bytes) -> None:
    text = encode_recovery(key).replace("-", "")
    for place, right in enumerate(text):
        for wrong in ALPHABET.replace(right, ""):
            refusal(text[:place] + wrong + text[place + 1 :])


@pytest.mark.parametrize("key", SAMPLES)
def test_every_swap_of_two_symbols_is_caught(key: bytes) -> None:
    text = encode_recovery(key).replace("-", "")
    for left, right in combinations(range(len(text)), 2):
        if text[left] != text[right]:
            swapped = list(text)
            swapped[left], swapped[right] = text[right], text[left]
            refusal("".join(swapped))


def test_what_people_write_instead_is_read() -> None:
    assert decode_recovery(" ooog 4or4 om3o e2o9 i85g r38e lzbp.\n") == bytes(range(16))


def test_only_ascii_letters_count() -> None:
    text = encode_recovery(SAMPLES[1])
    assert decode_recovery("\u017f\u0131\uff21" + text + "u") == SAMPLES[1]


@pytest.mark.parametrize(
    "text", ["", "000G", encode_recovery(SAMPLES[0])[:-1], encode_recovery(SAMPLES[0]) + "0"]
)
def test_a_wrong_number_of_symbols_is_told_without_the_symbols(text: str) -> None:
    found = len(text.replace("-", ""))
    assert refusal(text).values == {"symbols": found, "expected": 28}


def test_a_check_outside_its_range_is_refused() -> None:
    number = 4093 * 4093  # divisible, but its low 12 bits are no check that an encoder writes
    while number & 4095 < 4093:
        number += 4093
    text = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(28)))
    refusal(text)


def test_a_key_of_another_length_is_a_bug() -> None:
    with pytest.raises(BugError):
        encode_recovery(bytes(15))
