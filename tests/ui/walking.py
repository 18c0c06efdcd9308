"""What is wrong with a page for eyes, ears and fingers: clipped words, nameless controls, tab traps."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QScrollArea, QWidget


def clipped(page: QWidget) -> list[str]:
    """Return the texts that do not fit into their widgets."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel) and widget.text():
            wrapped = widget.wordWrap()
            needed = widget.heightForWidth(widget.width()) if wrapped else widget.sizeHint().height()
            too_wide = widget.minimumSizeHint().width() > widget.width()
            if too_wide or needed > widget.height():
                found.append(f"{widget.text()}: {widget.width()}x{widget.height()}, needs {needed} high")
        elif isinstance(widget, QAbstractButton) and not isinstance(widget.parent(), QLineEdit):
            hint = widget.sizeHint()
            if hint.width() > widget.width() or hint.height() > widget.height():
                found.append(f"{widget.text() or widget.accessibleName()}: {widget.size()}, needs {hint}")
    return found


def too_wide(page: QWidget) -> list[str]:
    """Return the scrolled parts that are wider than what is seen of them."""
    found = []
    for area in page.findChildren(QScrollArea):
        inside, seen = area.widget(), area.viewport().width()
        if area.isVisible() and inside is not None and inside.width() > seen:
            found.append(f"{type(inside).__name__}: {inside.width()} in {seen}")
    return found


def cut_off(page: QWidget) -> list[str]:
    """Return the texts and buttons that stick out of what they are in."""
    found = []
    for widget in page.findChildren(QWidget):
        parent = widget.parentWidget()
        shows_words = isinstance(widget, QLabel | QAbstractButton) and widget.isVisible()
        if shows_words and parent is not None and not parent.rect().contains(widget.geometry()):
            found.append(
                f"{widget.accessibleName() or type(widget).__name__}: {widget.geometry()} in {parent.rect()}"
            )
    return found


def nameless(page: QWidget) -> list[str]:
    """Return the widgets the keyboard reaches that a screen reader has no name for."""
    found = []
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy().value & 1 and widget.isVisible() and widget.focusProxy() is None:  # by Tab
            seen = QAccessible.queryAccessibleInterface(widget)
            if seen is None or not seen.text(QAccessible.Text.Name):
                found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def unreached(page: QWidget) -> list[str]:
    """Return the widgets that Tab, pressed often enough, does not come to."""
    wanted = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy().value & 1
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
    ]
    seen: set[QWidget] = set()
    for _ in range(4 * len(wanted) + 8):
        focus = page.focusWidget()
        if focus is not None:
            seen.add(focus)
        QTest.keyClick(focus or page, Qt.Key.Key_Tab)
    return [f"{type(widget).__name__} {widget.accessibleName()}" for widget in wanted if widget not in seen]
