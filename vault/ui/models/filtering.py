"""What narrows a list, as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filtering:
    """What is asked for; an empty choice means all, no chips mean all too."""

    text: str = ""
    choice: str = ""
    chips: frozenset[str] = frozenset()

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text.strip() or self.choice or self.chips)


@dataclass(frozen=True, slots=True)
class Option:
    """One of a choice: its key and its words."""

    key: str
    text: str
