"""The edge an input has while something is wrong with it."""

from PySide6.QtWidgets import QWidget


def warn_field(field: QWidget, *, on: bool) -> None:
    """Give an input the edge of a warning, or take it away."""
    field.setProperty("warned", on)
    field.style().unpolish(field)
    field.style().polish(field)
    field.update()
