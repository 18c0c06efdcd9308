"""Work off the GUI thread: one store lane, one pool, results home by one queued signal.

A job whose owner is gone drops its result; progress is polled, never signaled.
"""

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from vault.domain.errors import BugError, Cancelled, VaultError

T = TypeVar("T")
_POOL_SIZE = 2


class Lane(Enum):
    """Where a job runs: the one thread that owns the database, or the pool for everything else."""

    STORE = "store"
    POOL = "pool"


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job is, in units people count."""

    done: int
    total: int
    unit: str


class JobProgress:
    """The Progress of a job: keeps the last step for whoever polls, ends the work when it was cancelled."""

    def __init__(self) -> None:
        self._last: Step | None = None
        self._stop = threading.Event()

    def step(self, done: int, total: int, unit: str) -> None:
        """Keep the step; raise Cancelled once the person stopped the job."""
        self._last = Step(done, total, unit)
        if self._stop.is_set():
            raise Cancelled

    @property
    def last(self) -> Step | None:
        """The last step told, None before the first."""
        return self._last

    def cancel(self) -> None:
        """End the work at its next step."""
        self._stop.set()


@dataclass(frozen=True, slots=True)
class _Outcome:
    ticket: int
    value: Any = None
    error: VaultError | None = None


@dataclass(frozen=True, slots=True)
class _Waiting:
    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[VaultError], None] | None


class Jobs(QObject):
    """Sends work away and brings results home on the GUI thread."""

    failed = Signal(object)
    """A VaultError that no job's own handler took."""

    _home = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tickets = itertools.count(1)
        self._waiting: dict[int, _Waiting] = {}
        self._over = False
        self._lanes = {
            Lane.STORE: ThreadPoolExecutor(1, "store"),
            Lane.POOL: ThreadPoolExecutor(_POOL_SIZE, "pool"),
        }
        self._home.connect(self._arrived, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: Lane,
        work: Callable[[JobProgress], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[VaultError], None] | None = None,
    ) -> JobProgress:
        """Run `work` in a lane; `done` or `failed` is called on the GUI thread while `owner` lives.

        After `shut_down` nothing runs: a widget closed last may still ask, and nobody waits for it.
        """
        ticket, progress = next(self._tickets), JobProgress()
        if self._over:
            return progress
        self._waiting[ticket] = _Waiting(owner, done, failed)
        future: Future[T] = self._lanes[lane].submit(work, progress)
        future.add_done_callback(lambda finished: self._home.emit(_outcome(ticket, finished)))
        return progress

    @property
    def busy(self) -> bool:
        """Whether any job has not come home yet."""
        return bool(self._waiting)

    def shut_down(self) -> None:
        """Let running work end and take no more; called before the application quits."""
        self._over = True
        self._waiting.clear()
        for lane in self._lanes.values():
            lane.shutdown(wait=True, cancel_futures=True)

    @Slot(object)
    def _arrived(self, outcome: _Outcome) -> None:
        waiting = self._waiting.pop(outcome.ticket, None)
        if waiting is None or not shiboken6.isValid(waiting.owner):
            return
        if outcome.error is None:
            waiting.done(outcome.value)
        elif waiting.failed is not None:
            waiting.failed(outcome.error)
        elif not isinstance(outcome.error, Cancelled):
            self.failed.emit(outcome.error)


def _outcome(ticket: int, finished: "Future[Any]") -> _Outcome:
    if finished.cancelled():
        return _Outcome(ticket, error=Cancelled())
    error = finished.exception()
    if error is None:
        return _Outcome(ticket, finished.result())
    if isinstance(error, VaultError):
        return _Outcome(ticket, error=error)
    fault = BugError(f"{type(error).__name__} in a job")
    fault.__cause__ = error
    return _Outcome(ticket, error=fault)
