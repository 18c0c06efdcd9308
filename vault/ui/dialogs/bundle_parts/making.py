"""The bundle in the making: made anew at each choice without being logged, kept and saved when asked."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from vault.domain.bundle_plan import BundlePlan
from vault.domain.errors import Cancelled, VaultError
from vault.open_vault import OpenVault
from vault.services.bundle.export import ExportResult
from vault.services.bundle.keeping import Exported, refuse_target, save
from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.jobs import JobProgress, Step

_POLL_MS = 100


@dataclass(frozen=True, slots=True)
class Made:
    """A finished bundle that has not left, and the plan it was made from."""

    plan: BundlePlan
    result: ExportResult


@dataclass(frozen=True, slots=True)
class Left:
    """A bundle that was kept and logged; `error` says why its file could not be written."""

    exported: Exported
    target: Path
    error: VaultError | None = None


class BundleMaking(QObject):
    """One bundle at a time; what an earlier choice made is dropped."""

    made = Signal(object)
    """A Made."""

    refused = Signal(object)
    """The VaultError that keeps the bundle from being made."""

    progressed = Signal(object)
    """A Step, ten times a second at most."""

    left = Signal(object)
    """A Left."""

    save_refused = Signal(object)
    """The VaultError that kept the file from leaving; nothing was logged."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._number = 0
        self._progress: JobProgress | None = None
        self._told: Step | None = None
        self._made: Made | None = None
        self._exported: Exported | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def ready(self) -> Made | None:
        """The bundle that may leave, None while there is none."""
        return self._made

    def make(self, plan: BundlePlan) -> None:
        """Make the bundle of a plan instead of the one before."""
        self.drop()
        work = partial(_make, plan, self._desk.say)
        number = self._number
        self._progress = self._desk.session.long_work(
            work, self, partial(self._take, number), partial(self._not_made, number)
        )
        self._timer.start()

    def drop(self) -> None:
        """Stop what is being made and forget what was made."""
        self._number += 1
        self._timer.stop()
        self._made = self._exported = self._told = None
        if self._progress is not None:
            self._progress.cancel()
            self._progress = None

    def save_to(self, target: Path) -> None:
        """Keep and log the bundle, once, and write its file; an existing file is never replaced."""
        if self._made is None:
            return
        work = partial(_leave, self._made, self._exported, target)
        self._desk.session.read(work, self, self._has_left, self.save_refused.emit)

    def _take(self, number: int, made: Made) -> None:
        if number == self._number:
            self._timer.stop()
            self._progress = None
            self._made = made
            self.made.emit(made)

    def _not_made(self, number: int, error: VaultError) -> None:
        if number == self._number and not isinstance(error, Cancelled):
            self._timer.stop()
            self._progress = None
            self.refused.emit(error)

    def _has_left(self, left: Left) -> None:
        self._exported = left.exported
        self._desk.session.refresh()
        self.left.emit(left)

    def _poll(self) -> None:
        last = None if self._progress is None else self._progress.last
        if last is not None and last != self._told:
            self._told = last
            self.progressed.emit(last)


def _make(plan: BundlePlan, say: Wording, vault: OpenVault, progress: JobProgress) -> Made:
    return Made(plan, vault.make_bundle(plan, say, progress))


def _leave(made: Made, exported: Exported | None, target: Path, vault: OpenVault) -> Left:
    """Keep, log, write, in this order: nothing leaves unlogged, and a second try adds no second line."""
    refuse_target(target)
    if exported is None:
        exported = vault.bundles.keep(made.plan, made.result)
    try:
        save(made.result.data, target)
    except VaultError as error:
        return Left(exported, target, error)
    return Left(exported, target)
