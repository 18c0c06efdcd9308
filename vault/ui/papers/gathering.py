"""What was dropped or picked, as files to store: folders opened one level, half-written scans awaited."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vault.domain.ports import Progress

QUIET_SECONDS = 0.3
"""A file whose size has not changed for this long is taken as finished."""

LONGEST_SECONDS = 20.0
"""After this long a file is taken as it is: the import says what is wrong with it."""

_EMPTY_SECONDS = 3.0
_LOOK_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files to store, and the names of what was passed over in dropped folders."""

    files: tuple[Path, ...]
    passed_over: tuple[str, ...]


def gather(paths: Sequence[Path]) -> Gathered:
    """Return the files among the paths and those lying directly in the folders among them."""
    files: list[Path] = []
    passed_over: list[str] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        for inner in sorted(_listed(path)):
            if inner.is_file() and not inner.name.startswith("."):
                files.append(inner)
            else:
                passed_over.append(inner.name)
    return Gathered(tuple(dict.fromkeys(files)), tuple(passed_over))


def await_finished(
    files: Sequence[Path],
    progress: Progress,
    *,
    quiet: float = QUIET_SECONDS,
    longest: float = LONGEST_SECONDS,
) -> None:
    """Wait until no file grows any more and none is empty, as a scanner leaves it while it works."""
    began = changed = time.monotonic()
    sizes = _sizes(files)
    while True:
        time.sleep(_LOOK_EVERY)
        progress.step(0, len(files), "papers")
        now, found = time.monotonic(), _sizes(files)
        if found != sizes:
            sizes, changed = found, now
        patience = longest if now - changed < quiet else min(longest, _EMPTY_SECONDS)
        finished = now - changed >= quiet and 0 not in sizes
        if finished or now - began >= patience:
            return


def _listed(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(folder.iterdir())
    except OSError:
        return ()


def _sizes(files: Sequence[Path]) -> tuple[int | None, ...]:
    return tuple(map(_size, files))


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return None
