"""Faults of the program itself: caught where nobody else does, told once, without personal data."""

import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot

from vault.domain.errors import UserError, VaultError
from vault.services.wording.catalogue import Wording

_FRAMES = 12


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault by its place: `code` names kind and place, `details` the way there; neither holds values."""

    code: str
    details: str


class Faults(QObject):
    """Takes what no one caught; the same place speaks once until it is forgotten."""

    found = Signal(object)
    """A Fault, delivered from the event loop and never from within a paint."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: set[str] = set()
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the faults of slots and of threads from now on."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    @staticmethod
    def uninstall() -> None:
        """Give the hooks back to Python."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def take(self, error: BaseException) -> None:
        """Tell a fault unless its place was told already."""
        self._note(error.__cause__ or error)

    def forget(self) -> None:
        """Tell every place again, once the person has put the message away."""
        self._told.clear()

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._note(error)

    def _uncaught_in_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self._note(found.exc_value)

    def _note(self, error: BaseException) -> None:
        fault = fault_of(type(error), error.__traceback__)
        if fault.code not in self._told:
            self._told.add(fault.code)
            sys.stderr.write(f"fault: {fault.code}\n")
            self._arrived.emit(fault)

    @Slot(object)
    def _tell(self, fault: Fault) -> None:
        self.found.emit(fault)


def fault_of(kind: type[BaseException], trace: TracebackType | None) -> Fault:
    """Return a fault by its kind and the innermost places of its way."""
    places: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    innermost = f" {places[-1].partition(' ')[0]}" if places else ""
    name = f"{kind.__name__}{innermost}"
    return Fault(name, "\n".join([name, *reversed(places[-_FRAMES:])]))


def sentences(error: VaultError, say: Wording) -> tuple[str, str, str, str]:
    """Return what happened, what is safe, what to do, and details that may be copied."""
    from vault.services.wording.errors import error_text

    text = error_text(error, say)
    if isinstance(error, UserError):
        return text.happened, text.safe, text.next, error.code
    cause = error.__cause__ or error
    fault = fault_of(type(cause), cause.__traceback__)
    return text.happened, text.safe, text.next, fault.details
