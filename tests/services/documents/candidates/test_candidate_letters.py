"""Letters of every kind in many wordings: the kind is right and nothing wrong is prefilled."""

from pathlib import Path

import pytest

from tests.services.documents.candidates.typed import LETTERS, letter, read

_LEAST_RECALL = 0.9


def _given(text: str) -> list[tuple[str, str]]:
    return [(item.name, _written(item.value)) for item in read(text).fields if item.prefill]


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_the_kind_is_right(path: Path) -> None:
    text, truth, _ = letter(path)
    assert [read(text).kind] == truth["kind"]


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_nothing_wrong_is_prefilled(path: Path) -> None:
    text, truth, either = letter(path)
    right = {(name, value) for known in (truth, either) for name, values in known.items() for value in values}
    assert [item for item in _given(text) if item not in right] == []


def test_most_of_what_is_stated_is_prefilled() -> None:
    stated = found = 0
    for path in LETTERS:
        text, truth, _ = letter(path)
        given = set(_given(text))
        wanted = [(name, value) for name, values in truth.items() if name != "kind" for value in values]
        stated += len(wanted)
        found += sum(item in given for item in wanted)
    assert found >= _LEAST_RECALL * stated
