"""Holds what the second child found in the file against what the plan promised."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from vault.services.files.sandbox.rung import Answer

_PAGE_NUMBERS = re.compile(r"([0-9]+)(–[0-9]+)?")
_LARGEST_SIDES = (78 * 72.0, 101 * 72.0)
_MOST_DIFFERENCE = 3.0


class ProblemCode(StrEnum):
    """What is wrong with an assembled file."""

    ANSWER = "answer"
    PAGES = "pages"
    SIZE = "size"
    ROTATION = "rotation"
    LABEL = "label"
    NUMBER = "number"
    PAPER = "paper"
    LINKS = "links"
    BOOKMARKS = "bookmarks"
    ANNOTATIONS = "annotations"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and the page it is on, None for the file."""

    code: ProblemCode
    page: int | None = None


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page of a paper as it must appear: on which page, its size in points, its look in small."""

    page: int
    width: float
    height: float
    small: bytes


@dataclass(frozen=True, slots=True)
class Expected:
    """What the file must hold: the strip of each page, where links lead in order, bookmarks, papers."""

    strips: tuple[str, ...]
    links: tuple[int, ...]
    bookmarks: tuple[tuple[str, int], ...]
    laid: tuple[LaidPage, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link as found: the page it leads to and the words it lies on."""

    target: int
    text: str


@dataclass(frozen=True, slots=True)
class VerifiedPage:
    """A page as found."""

    page: int
    width: float
    height: float
    rotation: int
    label: str
    strip: str
    links: tuple[Link, ...]
    annotations: int
    small: bytes


@dataclass(frozen=True, slots=True)
class Verified:
    """The file as found."""

    pages: tuple[VerifiedPage, ...]
    count: int
    bookmarks: tuple[tuple[str, int], ...]
    forbidden: tuple[str, ...]


def read_answers(answers: Iterable[Answer]) -> Verified | None:
    """Return the answers of the verifying child, None when their shape is not as promised."""
    pages: list[VerifiedPage] = []
    for answer in answers:
        match answer.head:
            case {"pages": int(count), "bookmarks": list(bookmarks), "forbidden": list(forbidden)}:
                listed = tuple(_bookmark(each) for each in bookmarks)
                return Verified(tuple(pages), count, listed, tuple(map(str, forbidden)))
        page = _page(answer)
        if page is None:
            return None
        pages.append(page)
    return None


def compare(expected: Expected, verified: Verified) -> tuple[Problem, ...]:
    """Return everything in which the file differs from the plan."""
    total = len(expected.strips)
    if verified.count != total or [each.page for each in verified.pages] != list(range(1, total + 1)):
        return (Problem(ProblemCode.PAGES),)
    laid = {each.page: each for each in expected.laid}
    problems = [
        Problem(code, page.page)
        for page, strip in zip(verified.pages, expected.strips, strict=True)
        for code in _page_problems(page, strip, laid.get(page.page))
    ]
    found = [link for page in verified.pages for link in page.links]
    if _collapsed(link.target for link in found) != _collapsed(expected.links):
        problems.append(Problem(ProblemCode.LINKS))
    if verified.bookmarks != expected.bookmarks:
        problems.append(Problem(ProblemCode.BOOKMARKS))
    if verified.forbidden:
        problems.append(Problem(ProblemCode.FORBIDDEN))
    return tuple(problems)


def _page_problems(page: VerifiedPage, strip: str, laid: LaidPage | None) -> Iterator[ProblemCode]:
    sides = sorted((page.width, page.height))
    if any(side > most for side, most in zip(sides, _LARGEST_SIDES, strict=True)):
        yield ProblemCode.SIZE
    if page.rotation:
        yield ProblemCode.ROTATION
    if page.label != str(page.page):
        yield ProblemCode.LABEL
    if page.strip != strip:
        yield ProblemCode.NUMBER
    if page.annotations or (laid is not None and page.links):
        yield ProblemCode.ANNOTATIONS
    if laid is not None and _differ(laid.small, page.small):
        yield ProblemCode.PAPER
    numbers = ((_PAGE_NUMBERS.fullmatch(link.text), link.target) for link in page.links)
    if any(found is not None and int(found[1]) != target for found, target in numbers):
        yield ProblemCode.LINKS


def _differ(first: bytes, second: bytes) -> bool:
    """Tell whether two pages in small are different pages."""
    if len(first) != len(second) or not first:
        return True
    difference = sum(abs(a - b) for a, b in zip(first, second, strict=True)) / len(first)
    return difference > _MOST_DIFFERENCE


def _collapsed(targets: Iterable[int]) -> list[int]:
    """Return the targets in order, one for each run of links to the same page."""
    kept: list[int] = []
    for target in targets:
        if kept[-1:] != [target]:
            kept.append(target)
    return kept


def _bookmark(value: object) -> tuple[str, int]:
    match value:
        case [str(title), int(page)]:
            return title, page
    return "", 0


def _page(answer: Answer) -> VerifiedPage | None:
    match answer.head:
        case {
            "page": int(page),
            "size": [float() | int() as width, float() | int() as height],
            "rotation": int(rotation),
            "label": str(label),
            "strip": str(strip),
            "links": list(links),
            "annotations": int(annotations),
        }:
            found = tuple(_link(each) for each in links)
            return VerifiedPage(page, width, height, rotation, label, strip, found, annotations, answer.body)
    return None


def _link(value: object) -> Link:
    match value:
        case [int(target), str(text)]:
            return Link(target, text)
    return Link(0, "")
