"""Progress bars for long work, on stderr, silent when it is not a terminal."""

import sys
from types import TracebackType
from typing import Any, Self


class Bar:
    """A Progress that draws with tqdm; nothing is imported where nobody looks."""

    def __init__(self, units: dict[str, str]) -> None:
        self._units = units
        self._bar: Any = None
        self._visible = sys.stderr.isatty()

    def step(self, done: int, total: int, unit: str) -> None:
        """Draw `done` of `total`; the unit is written in the person's language."""
        if not self._visible:
            return
        if self._bar is None or self._bar.total != total:
            from tqdm import tqdm

            self.close()
            self._bar = tqdm(
                total=total, unit=f" {self._units.get(unit, unit)}", file=sys.stderr, leave=False
            )
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Take the bar off the screen."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
