"""Whether Caps Lock is on, which Qt does not tell: asked of the system, else concluded from the keys."""

import ctypes
import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_CORE_KEYBOARD = 0x100
_VK_CAPITAL = 0x14


class CapsLock:
    """Watches the keys; `on` None means that nobody knows yet."""

    def __init__(self) -> None:
        self._ask = _system_answer()
        self._concluded: bool | None = None

    @property
    def on(self) -> bool | None:
        """Whether it is on."""
        return self._concluded if self._ask is None else self._ask()

    def see(self, event: QKeyEvent) -> None:
        """Conclude from a pressed key: a capital letter without Shift, or a small one with it."""
        text, shift = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_CapsLock and self._concluded is not None:
            self._concluded = not self._concluded
        elif len(text) == 1 and text.isalpha() and text.lower() != text.upper():
            self._concluded = text.isupper() != shift


def _system_answer() -> Callable[[], bool] | None:
    if sys.platform == "win32":
        return lambda: bool(ctypes.windll.user32.GetKeyState(_VK_CAPITAL) & 1)
    if QGuiApplication.platformName() == "xcb":
        return _x_answer()
    return None


def _x_answer() -> Callable[[], bool] | None:
    """Return the question to the X server, on a connection of its own; None without the library."""
    try:
        library = ctypes.CDLL("libX11.so.6")
    except OSError:
        return None
    library.XOpenDisplay.restype = ctypes.c_void_p
    library.XkbGetIndicatorState.argtypes = (ctypes.c_void_p, ctypes.c_uint, ctypes.POINTER(ctypes.c_uint))
    display = library.XOpenDisplay(None)
    if not display:
        return None

    def answer() -> bool:
        state = ctypes.c_uint()
        library.XkbGetIndicatorState(display, _CORE_KEYBOARD, ctypes.byref(state))
        return bool(state.value & 1)

    return answer
