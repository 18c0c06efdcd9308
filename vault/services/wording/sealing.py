"""How well papers are sealed off when they are opened, in words."""

from vault.services.wording.catalogue import Wording

RUNGS: dict[str, str] = {
    "A": "Papers are opened in a sealed process.",
    "B": "Papers are opened in a sealed process (one layer of two).",
    "C": "Partly sealed: a hostile file could contact other programs on this computer.",
    "D": "This system cannot seal off file reading; papers are stored but not opened.",
}


def rung_text(rung: str, say: Wording) -> str:
    """Return how well papers are sealed off."""
    return say.text(RUNGS[rung])
