"""What a benchmark says: each figure beside a peer or a limit, as a table or as JSON; exit 1 over a limit."""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: `ours` and `peer` in the unit of the name, `ratio` = ours / peer, at most `limit`."""

    name: str
    ours: float
    peer: float
    ratio: float
    limit: float

    @property
    def holds(self) -> bool:
        """Whether the figure is within its limit."""
        return self.ratio <= self.limit


def against(name: str, ours: float, peer: float, limit: float) -> Line:
    """Compare with a peer measured in the same run; the limit is a ratio."""
    return Line(name, round(ours, 4), round(peer, 4), round(ours / peer, 3), limit)


def within(name: str, ours: float, most: float) -> Line:
    """Compare with a fixed limit: the ratio is the share of it that was used."""
    return Line(name, round(ours, 4), most, round(ours / most, 3), 1.0)


def median_ms(work: Callable[[], object], rounds: int) -> float:
    """Return the median duration of some rounds in milliseconds."""
    return statistics.median(times_ms(work, rounds))


def times_ms(work: Callable[[], object], rounds: int) -> list[float]:
    """Return the duration of each round in milliseconds."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def finish(lines: Iterable[Line]) -> int:
    """Print the figures and return the exit code."""
    figures = list(lines)
    if "--json" in sys.argv:
        print(json.dumps([asdict(line) for line in figures], indent=1))
    else:
        for line in figures:
            mark = "" if line.holds else "  OVER"
            print(f"{line.name:<52} {line.ours:>10} {line.peer:>10} {line.ratio:>7} <= {line.limit}{mark}")
    return 0 if all(line.holds for line in figures) else 1
