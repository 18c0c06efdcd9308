"""From all candidates to an ordered reading: the best of each field first, prefilled only without a rival."""

from collections.abc import Iterable
from dataclasses import replace

from vault.services.documents.candidates.reading import FIELDS, FieldCandidate

_LISTS = frozenset(("icd", "procedure", "npi", "npi_invalid"))
_PREFILL = 0.9
_RIVAL = 0.9
_KIND_SURE = 0.6
_BY_KIND = frozenset((
    "valid_from", "valid_to", "valid_to_printed", "visits", "visit_limit", "deadline", "deadline_days",
    "dos_from", "dos_to", "billed", "allowed", "paid", "owe", "frequency",
))  # fmt: skip


def best(found: Iterable[FieldCandidate], name: str) -> FieldCandidate | None:
    """Return the first candidate of a field once ranked."""
    ranked = _single([item for item in found if item.name == name])
    return ranked[0] if ranked else None


def rank(found: Iterable[FieldCandidate], kind_confidence: float) -> tuple[FieldCandidate, ...]:
    """All candidates in the order of the fields, each value once."""
    grouped: dict[str, list[FieldCandidate]] = {}
    for item in found:
        grouped.setdefault(item.name, []).append(item)
    ordered: list[FieldCandidate] = []
    for name in FIELDS:
        items = grouped.get(name, [])
        ranked = _listed(items) if name in _LISTS else _single(items)
        if name in _BY_KIND and kind_confidence < _KIND_SURE:
            ranked = [replace(item, prefill=False) for item in ranked]
        ordered += ranked
    return tuple(ordered)


def _listed(items: list[FieldCandidate]) -> list[FieldCandidate]:
    unique = _unique(items)
    return [replace(item, prefill=item.confidence >= _PREFILL) for item in unique]


def _single(items: list[FieldCandidate]) -> list[FieldCandidate]:
    unique = sorted(_unique(items), key=lambda item: -item.confidence)
    if not unique:
        return []
    rival = len(unique) > 1 and unique[1].confidence >= _RIVAL
    first = replace(unique[0], prefill=unique[0].confidence >= _PREFILL and not rival)
    return [first, *unique[1:]]


def _unique(items: list[FieldCandidate]) -> list[FieldCandidate]:
    kept: dict[object, FieldCandidate] = {}
    for item in items:
        key = item.value.casefold() if isinstance(item.value, str) else item.value
        if key not in kept or kept[key].confidence < item.confidence:
            kept[key] = item
    return list(kept.values())
