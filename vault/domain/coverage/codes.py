"""Comparing what is printed on papers: diagnosis codes, and words from an insurer's list."""

from collections.abc import Iterable


def canonical(code: str) -> str:
    """Return a code in capitals without dots and spaces."""
    return "".join(code.upper().replace(".", "").split())


def matches(billed: str, ordered: str) -> bool:
    """Tell whether a billed code equals or extends an ordered one; both canonical."""
    return billed.startswith(ordered)


def accepts(accepted: Iterable[str], found: Iterable[str]) -> bool:
    """Tell whether any of the words found is among those accepted, whatever the case of letters."""
    return not {_folded(word) for word in accepted}.isdisjoint(_folded(word) for word in found)


def _folded(word: str) -> str:
    return " ".join(word.split()).casefold()
