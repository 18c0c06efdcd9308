"""Typed text falls into words."""

import pytest

from vault.domain.query import words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [("", ()), ("   ", ()), ("massage", ("massage",)), (" oct  sample\tlane ", ("oct", "sample", "lane"))],
)
def test_a_typed_text_falls_into_words(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words
