"""Rules that an attacker has taken over: they answer what our own never would."""

from collections.abc import Iterator, Sequence

Head = dict[str, object]

KIND: Head = {"kind": "bill", "confidence": 0.9, "lang": "en"}
FIELD: Head = {
    "name": "claim",
    "value": "AA-10001",
    "printed": "AA-10001",
    "confidence": 0.97,
    "prefill": True,
    "page": 1,
    "box": [0.1, 0.1, 0.2, 0.2],
    "derived": None,
}

LIES: dict[str, list[Head]] = {
    "nothing": [],
    "no_kind": [FIELD],
    "unknown_kind": [{**KIND, "kind": "recipe"}],
    "kind_as_number": [{**KIND, "kind": 7}],
    "confidence_beyond": [{**KIND, "confidence": 1.5}],
    "confidence_as_text": [{**KIND, "confidence": "0.9"}],
    "unknown_language": [{**KIND, "lang": "xx"}],
    "unknown_field": [KIND, {**FIELD, "name": "password"}],
    "value_as_list": [KIND, {**FIELD, "value": ["AA"]}],
    "value_too_long": [KIND, {**FIELD, "value": "A" * 20_000}],
    "page_beyond": [KIND, {**FIELD, "page": 2}],
    "page_zero": [KIND, {**FIELD, "page": 0}],
    "box_outside": [KIND, {**FIELD, "box": [0.1, 0.1, 1.2, 0.2]}],
    "box_reversed": [KIND, {**FIELD, "box": [0.3, 0.1, 0.2, 0.2]}],
    "prefill_as_text": [KIND, {**FIELD, "prefill": "yes"}],
    "derived_as_number": [KIND, {**FIELD, "derived": 7}],
    "too_many": [KIND, *[FIELD] * 2_001],
}


def read(sources: Sequence[bytes], _args: Head) -> Iterator[tuple[Head, bytes]]:
    """Answer the lie the paper's words name, or the truth."""
    text = bytes(sources[0]).decode()
    lie = next((heads for name, heads in LIES.items() if f'"{name}"' in text), [KIND, FIELD])
    for head in lie:
        yield head, b""
