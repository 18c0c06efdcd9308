"""Hostile text: no pattern and no rule needs more than a time that grows with its length."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

from vault.services.documents import candidates
from vault.services.documents.candidates.paper import read_paper
from vault.services.documents.text_layer import PageText, Word

_FRAGMENTS = (
    "a", "A", "1", "Ä", "a ", "1 ", ". ", "1/1/", "01.02.", "$1,", "1.", "-", "(", "(a ", "X ", "Aa ",
    "valid for ", "within 1 ", "visits within ", "treatment ", "claim no no no ", "january 1",
    "2 times ", "1 to ", "M54.", "A1.", "Dr. med. ", "12345 ", "total (inc. ", "you owe ",
    "reichen sie a ", "last day to a ", "expenses ", "date of the ", "1,2,",
)  # fmt: skip
_LETTERS, _SECONDS = 4_000, 0.5
_MEGABYTE = 1_000_000


def _patterns(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from _patterns(tuple(value.values()))
    elif isinstance(value, tuple):
        for item in value:
            yield from _patterns(item)
    else:
        for name in ("rule", "label"):
            yield from _patterns(getattr(value, name, ()))


def _rooms() -> list[str]:
    return [f"{candidates.__name__}.{found.name}" for found in pkgutil.iter_modules(candidates.__path__)]


@pytest.mark.parametrize("room", _rooms(), ids=lambda name: name.rpartition(".")[2])
def test_no_pattern_of_a_room_is_slow_on_any_fragment(room: str) -> None:
    for name, value in vars(importlib.import_module(room)).items():
        for pattern in _patterns(value) if name.isupper() else ():
            for fragment in _FRAGMENTS:
                text = fragment * (_LETTERS // len(fragment))
                since = time.perf_counter()
                assert sum(1 for _ in pattern.finditer(text)) <= len(text) + 1
                assert time.perf_counter() - since < _SECONDS, (name, fragment)


def _pages(phrase: str, columns: int) -> list[PageText]:
    words = phrase.split() * (_MEGABYTE // len(phrase))
    pages = []
    for number, first in enumerate(range(0, len(words), 10_000), 1):
        placed = tuple(
            Word(word, _box(index % columns / columns, index // columns * columns / 10_000, 0.9 / columns))
            for index, word in enumerate(words[first : first + 10_000])
        )
        pages.append(PageText(number, 612, 792, 0, "text", "", placed))
    return pages


def _box(left: float, top: float, width: float) -> tuple[float, float, float, float]:
    return (left, min(top, 0.999), left + width, min(top + 0.0008, 1.0))


@pytest.mark.parametrize("columns", [1, 2000])
@pytest.mark.parametrize(
    "phrase",
    [
        "valid for 90 days from date signed ",
        "Member ID: A1 22 ",
        "Dr. Ada Sample MD ",
        "M54.50 12345 massage NPI 1234567893 ",
    ],
)
def test_a_megabyte_of_one_phrase_is_read_in_seconds(phrase: str, columns: int) -> None:
    since = time.process_time()
    read_paper(_pages(phrase, columns))
    assert time.process_time() - since < 15
