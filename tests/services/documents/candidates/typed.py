"""Papers typed in letters of one width: text as it looks becomes words with boxes."""

import re
from pathlib import Path

from vault.services.documents.candidates.paper import read_paper
from vault.services.documents.candidates.reading import FieldCandidate, FieldValue, Reading
from vault.services.documents.text_layer import PageText, Word

LETTERS = sorted((Path(__file__).parent / "letters").glob("*.txt"))
_LISTS = ("icd", "procedure", "npi", "npi_invalid")
_LETTER, _LINE, _MARGIN = 0.0095, 0.014, 0.05


def typed(text: str, page: int = 1) -> PageText:
    """Return a page whose words stand where they stand in `text`."""
    words = [
        Word(match[0], _box(row, match.start(), match.end()))
        for row, line in enumerate(text.splitlines())
        for match in re.finditer(r"\S+", line)
    ]
    return PageText(page, 612.0, 792.0, 0, "text", text, tuple(words))


def _box(row: int, first: int, last: int) -> tuple[float, float, float, float]:
    top = _MARGIN + row * _LINE
    return (_MARGIN + first * _LETTER, top, _MARGIN + last * _LETTER, top + 0.012)


def read(text: str) -> Reading:
    """Return the reading of one typed page."""
    return read_paper([typed(text)])


def named(reading: Reading, name: str) -> list[FieldCandidate]:
    """Return the candidates of one field."""
    return [item for item in reading.fields if item.name == name]


def prefilled(text: str, name: str) -> list[FieldValue]:
    """Return the values of one field that would stand in the form."""
    return [item.value for item in named(read(text), name) if item.prefill]


def letter(path: Path) -> tuple[str, dict[str, list[str]], dict[str, list[str]]]:
    """Return a letter's text, its true values and those that may be given or left out."""
    head, _, text = path.read_text(encoding="utf-8").partition("---\n")
    truth: dict[str, list[str]] = {}
    either: dict[str, list[str]] = {}
    for line in head.splitlines():
        key, _, value = line.partition(": ")
        if key.startswith("either "):
            either.setdefault(key.removeprefix("either "), []).append(value)
        else:
            truth[key] = value.split() if key in _LISTS else [value]
    return text, truth, either
