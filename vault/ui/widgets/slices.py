"""Building a page slice by slice, so that the window answers between one slice and the next."""

from collections.abc import Iterator

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

_TURN_MS = 15
"""How long a turn goes on taking steps: each further turn costs a repaint, a long one the next key press."""

SHORT_TURN_MS = 6
"""For what is styled and laid out after each turn at a cost of its own, such as the fields of a form."""


class Slices(QObject):
    """Takes some steps of an iterator in each turn of the event loop; a new iterator drops the old one.

    A step that yields True ends its turn: what it made is styled, laid out and painted before the next one.
    """

    def __init__(self, parent: QObject, turn_ms: int = _TURN_MS) -> None:
        super().__init__(parent)
        self._turn_ms = turn_ms
        self._parts: Iterator[bool | None] | None = None
        self._stepping = False
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._take_turn)

    @property
    def under_way(self) -> bool:
        """Whether something is still to be built."""
        return self._parts is not None

    def start(self, parts: Iterator[bool | None]) -> None:
        """Build the first slices now and the further ones in turns of their own."""
        self._parts = parts
        self._take_turn()

    def drop(self) -> None:
        """Build nothing further."""
        self._parts = None
        self._turn.stop()

    def finish_now(self) -> None:
        """Build at once whatever is missing; within a slice there is nothing to hasten."""
        while self._parts is not None and not self._stepping:
            self._step()

    def _take_turn(self) -> None:
        if self._stepping:  # a slice began something else, and the turn it is part of goes on with that
            return
        spent = QElapsedTimer()
        spent.start()
        paused = False
        while self._parts is not None and not paused and spent.elapsed() < self._turn_ms:
            paused = self._step()
        if self._parts is not None:
            self._turn.start()

    def _step(self) -> bool:
        """Take a step; True when it asks for a pause."""
        parts, paused = self._parts, False
        if parts is None or self._stepping:
            return paused
        self._stepping = True
        try:
            paused = bool(next(parts))
        except StopIteration:
            if self._parts is parts:
                self.drop()
        except BaseException:
            self.drop()
            raise
        finally:
            self._stepping = False
        return paused
