"""Heads are cleaned on arrival, whatever JSON an attacker finds."""

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault.services.files.sandbox import wire

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    if isinstance(value, dict):
        return [text for pair in value.items() for item in pair for text in strings(item)]
    return []


@settings(max_examples=100)
@given(st.dictionaries(st.text(), JSON))
def test_no_string_keeps_what_is_not_for_showing(head: dict[str, object]) -> None:
    for text in strings(wire.parse_head(json.dumps(head).encode())):
        assert not [c for c in text if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"]
        text.encode("utf-8")


@settings(max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf"])))
def test_other_text_stays_as_it_is(text: str) -> None:
    assert wire.clean(text) == text


@pytest.mark.parametrize("encoded", [b"", b"null", b'"text"', b"{", b'{"a": Infinity}', b'{"a": -Infinity}'])
def test_anything_but_an_object_is_refused(encoded: bytes) -> None:
    with pytest.raises(wire.HeadError):
        wire.parse_head(encoded)
