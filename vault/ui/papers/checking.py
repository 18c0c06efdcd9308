"""The fields found on a paper while a person checks them: accepted, corrected, or not on the paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from vault.services.documents.candidates.reading import FieldCandidate, FieldValue
from vault.services.documents.text_layer import Box

_SEVERAL = frozenset({"icd", "procedure", "npi"})
_NOT_SHOWN = frozenset({"lang", "valid_to_printed"})


class FieldState(Enum):
    """What the person has said of a field."""

    TO_CHECK = "to_check"
    ACCEPTED = "accepted"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class CheckedField:
    """One field with its number on page and list; `value` is what is believed now."""

    number: int
    name: str
    value: FieldValue
    printed: str
    page: int
    box: Box
    state: FieldState
    derived: str | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """All fields of a paper, numbered as they stand on its pages."""

    kind: str | None
    fields: tuple[CheckedField, ...]
    ends_as_printed: bool = True

    @property
    def to_check(self) -> int:
        """How many fields nobody has looked at yet."""
        return sum(field.state is FieldState.TO_CHECK for field in self.fields)

    def accepted(self) -> tuple[CheckedField, ...]:
        """Return the fields that hold."""
        return tuple(field for field in self.fields if field.state is FieldState.ACCEPTED)

    def with_field(self, changed: CheckedField) -> "CheckedPaper":
        """Return the paper with what the person said of a field."""
        fields = tuple(changed if each.number == changed.number else each for each in self.fields)
        return replace(self, fields=fields)

    def next_to_check(self, after: int) -> int | None:
        """Return the number of the next field to check after one, going round."""
        waiting = [field.number for field in self.fields if field.state is FieldState.TO_CHECK]
        return next((number for number in waiting if number > after), waiting[0] if waiting else None)


def checked_paper(kind: str | None, candidates: Sequence[FieldCandidate]) -> CheckedPaper:
    """Return the fields to be checked: the likeliest of each name, certain ones accepted already."""
    chosen = sorted(_chosen(candidates), key=_place)
    fields = tuple(_checked(number, candidate) for number, candidate in enumerate(chosen, 1))
    printed = next((each.value for each in candidates if each.name == "valid_to_printed"), True)
    return CheckedPaper(kind, fields, ends_as_printed=bool(printed))


def _chosen(candidates: Iterable[FieldCandidate]) -> list[FieldCandidate]:
    chosen: dict[tuple[str, FieldValue], FieldCandidate] = {}
    for each in sorted(candidates, key=_doubt):
        if each.name in _NOT_SHOWN:
            continue
        key = (each.name, each.value if each.name in _SEVERAL else "")
        chosen.setdefault(key, each)
    return list(chosen.values())


def _doubt(candidate: FieldCandidate) -> float:
    return -candidate.confidence


def _place(candidate: FieldCandidate) -> tuple[int, float, float]:
    left, top, _, _ = candidate.box
    return candidate.page, round(top, 2), left


def _checked(number: int, candidate: FieldCandidate) -> CheckedField:
    state = FieldState.ACCEPTED if candidate.prefill else FieldState.TO_CHECK
    return CheckedField(
        number,
        candidate.name,
        candidate.value,
        candidate.printed,
        candidate.page,
        candidate.box,
        state,
        candidate.derived,
    )
