"""Queries are values: equal ones are equal, and typed text falls into words."""

import datetime as dt

import pytest

from vault.domain.query import Between, Contains, OneOf, Query, SortKey, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [("", ()), ("   ", ()), ("massage", ("massage",)), (" oct  sample\tlane ", ("oct", "sample", "lane"))],
)
def test_a_typed_text_falls_into_words(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


def test_equal_queries_are_equal_and_can_be_keys() -> None:
    def made() -> Query:
        return Query(
            "visit",
            "person-1",
            (
                Between("date", dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
                Contains("x", ("provider.name",), (OneOf("service", ("massage", None)),)),
            ),
            (SortKey("date", descending=True), SortKey("service", ranks=("massage",))),
        )

    assert made() == made()
    assert len({made(), made()}) == 1


def test_a_query_without_a_person_asks_for_everybody() -> None:
    assert Query("visit").person is None
    assert (Query("visit").filters, Query("visit").sort) == ((), ())
