"""The one way rules make candidates: a value with the characters of the run it was read from."""

from dataclasses import dataclass

from vault.services.documents.candidates.dates import Printed
from vault.services.documents.candidates.reading import FieldCandidate, FieldValue
from vault.services.documents.candidates.runs import Run, union

SURE, LIKELY, WEAK = 0.97, 0.8, 0.55
"""Only SURE is prefilled: its label and its shape say the same."""


@dataclass(frozen=True, slots=True)
class Place:
    """Characters `start` to `end` of a run."""

    run: Run
    start: int
    end: int


def candidate(
    name: str, value: FieldValue, place: Place, confidence: float, derived: str | None = None
) -> FieldCandidate:
    """Return a candidate that is not prefilled yet: that is decided when all are known."""
    tokens = place.run.within(place.start, place.end)
    printed = place.run.text[place.start : place.end]
    return FieldCandidate(
        name,
        value,
        printed,
        confidence,
        prefill=False,
        page=tokens[0].page,
        box=union(tokens),
        derived=derived,
    )


def date_candidate(name: str, run: Run, printed: Printed, confidence: float) -> list[FieldCandidate]:
    """Return the candidate of a date; where both orders are possible both, neither sure."""
    place = Place(run, printed.start, printed.end)
    if printed.other is None:
        return [candidate(name, printed.day.isoformat(), place, confidence)]
    note = "order of day and month is not settled"
    return [
        candidate(name, day.isoformat(), place, min(confidence, WEAK), note)
        for day in (printed.day, printed.other)
    ]
