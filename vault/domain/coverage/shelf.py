"""Papers of one service as time goes by: which are open on a day, in the order in which they are charged."""

from bisect import insort
from collections.abc import Callable, Iterable
from datetime import date
from typing import Generic, Protocol, TypeVar

Key = tuple[int, date, date, str]
"""Order of charging: pending last, then the end, then the older, then the id."""


class Paper(Protocol):
    """A paper with its days: known from `enter`, usable from `start` to `end`."""

    @property
    def enter(self) -> date:
        """The first day on which it exists."""

    @property
    def start(self) -> date:
        """The first day on which it can be used, not before `enter`."""

    @property
    def end(self) -> date:
        """The last day on which it can be used."""

    @property
    def key(self) -> Key:
        """Its place in the order of charging."""

    def is_spent(self) -> bool:
        """Tell whether nothing is left of it."""


P = TypeVar("P", bound=Paper)


def key_of(paper: Paper) -> Key:
    """Return a paper's place in the order of charging."""
    return paper.key


class Shelf(Generic[P]):
    """Papers sorted as days pass: each moves once, so a long run of days costs little.

    `live` and `aside` together are the papers open on the day turned to, each in the order of charging;
    `aside` are those already found to have nothing left.
    """

    def __init__(self, papers: Iterable[P]) -> None:
        self._papers = sorted(papers, key=lambda paper: paper.enter)
        self._first_of_rest: list[P] = []
        for paper in reversed(self._papers):
            self._first_of_rest.append(min((paper, *self._first_of_rest[-1:]), key=key_of))
        self._first_of_rest.reverse()
        self.restart()

    def restart(self) -> None:
        """Go back to before the first day, with nothing found used up."""
        self._day = date.min
        self._entered = 0
        self._waiting: list[P] = []
        self._next_start = date.max
        self._next_end = date.max
        self.live: list[P] = []
        self.aside: list[P] = []
        self._ended: list[P] = []

    def turn_to(self, day: date) -> None:
        """Bring the shelf to a day; an earlier day than the last one starts over."""
        if day < self._day:
            self.restart()
        self._day = day
        entered = self._entered
        while entered < len(self._papers) and self._papers[entered].enter <= day:
            entered += 1
        if entered > self._entered or self._next_start <= day:
            self._waiting += self._papers[self._entered : entered]
            self._entered = entered
            self._open()
        if self._next_end < day:
            self._close()

    def _open(self) -> None:
        started = [paper for paper in self._waiting if paper.start <= self._day]
        self._waiting = [paper for paper in self._waiting if paper.start > self._day]
        self._next_start = min((paper.start for paper in self._waiting), default=date.max)
        for paper in started:
            insort(self.live, paper, key=key_of)
            self._next_end = min(self._next_end, paper.end)

    def _close(self) -> None:
        past = [paper for paper in (*self.live, *self.aside) if paper.end < self._day]
        self.live = [paper for paper in self.live if paper.end >= self._day]
        self.aside = [paper for paper in self.aside if paper.end >= self._day]
        self._next_end = min((paper.end for paper in (*self.live, *self.aside)), default=date.max)
        self._ended = [min((*past, *self._ended), key=key_of)]

    def first(self, fits: Callable[[P], bool]) -> P | None:
        """Return the first open paper that fits; those that nothing is left of are taken aside."""
        spent: list[P] = []
        fitting: P | None = None
        for paper in self.live:
            if paper.is_spent():
                spent.append(paper)
            elif fits(paper):
                fitting = paper
                break
        for paper in spent:
            self.live.remove(paper)
            insort(self.aside, paper, key=key_of)
        return fitting

    def closed(self) -> tuple[P, ...]:
        """Return what is not open: the first that ended, the first to come, the first not yet written."""
        waiting = sorted(self._waiting, key=key_of)[:1]
        return (*self._ended, *waiting, *self._first_of_rest[self._entered : self._entered + 1])
