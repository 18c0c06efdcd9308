"""Words in a row that are read as one text, with the way back from a character to its place on the page."""

from bisect import bisect_right
from dataclasses import dataclass

from vault.services.documents.text_layer import Box


@dataclass(frozen=True, slots=True)
class Token:
    """One word with its page number and the index of the cell that holds it."""

    text: str
    page: int
    box: Box
    cell: int


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens joined to one text by single spaces; `starts` holds the offset of each token in it."""

    tokens: tuple[Token, ...]
    text: str
    starts: tuple[int, ...]

    @property
    def page(self) -> int:
        """Page of the first token."""
        return self.tokens[0].page

    @property
    def box(self) -> Box:
        """Box around all tokens."""
        return union(self.tokens)

    def token_at(self, position: int) -> int:
        """Index of the token that holds the character at `position`."""
        return max(0, bisect_right(self.starts, position) - 1)

    def cell_end(self, position: int) -> int:
        """Offset where the cell of the character at `position` ends."""
        index = self.token_at(position)
        cell = self.tokens[index].cell
        while index + 1 < len(self.tokens) and self.tokens[index + 1].cell == cell:
            index += 1
        return self.starts[index] + len(self.tokens[index].text)

    def within(self, start: int, end: int) -> tuple[Token, ...]:
        """Tokens that the characters `start` to `end` touch."""
        return self.tokens[self.token_at(start) : self.token_at(max(start, end - 1)) + 1]


def union(tokens: tuple[Token, ...]) -> Box:
    """Box around tokens; those on another page than the first are left out."""
    boxes = [token.box for token in tokens if token.page == tokens[0].page]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def run_of(tokens: tuple[Token, ...]) -> Run:
    """One text of tokens; a word broken by a hyphen at a cell's end is joined to its rest without a space."""
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for index, token in enumerate(tokens):
        if index and not _broken(tokens[index - 1], token):
            parts.append(" ")
            length += 1
        starts.append(length)
        parts.append(token.text)
        length += len(token.text)
    return Run(tokens, "".join(parts), tuple(starts))


def _broken(before: Token, after: Token) -> bool:
    text = before.text
    return before.cell != after.cell and len(text) > 1 and text[-1] == "-" and text[-2].isalnum()
