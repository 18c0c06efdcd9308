"""The records at hand, as one immutable set: what rules, deadlines and plans are computed from."""

from collections.abc import Iterable, Iterator
from typing import TypeVar, cast

from vault.domain.records.kinds import Record
from vault.domain.records.papers import Document
from vault.domain.records.policy import BenefitLimit, Policy

T = TypeVar("T", bound=Record)


class RecordSet:
    """Live records by class and id; order is by id, so that insertion order never matters."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._by_class: dict[type[Record], dict[str, Record]] = {}
        for record in sorted(records, key=lambda each: each.id):
            self._by_class.setdefault(type(record), {})[record.id] = record
        self._documents: dict[str, tuple[Document, ...]] | None = None

    def __iter__(self) -> Iterator[Record]:
        for rows in self._by_class.values():
            yield from rows.values()

    def all(self, record_class: type[T]) -> tuple[T, ...]:
        """Return every record of a class, ordered by id."""
        return cast("tuple[T, ...]", tuple(self._by_class.get(record_class, {}).values()))

    def get(self, record_class: type[T], record_id: str | None) -> T | None:
        """Return the record with this id, None when there is none."""
        if record_id is None:
            return None
        return cast("T | None", self._by_class.get(record_class, {}).get(record_id))

    def documents_of(self, record_id: str) -> tuple[Document, ...]:
        """Return the papers linked to a record, ordered by id."""
        if self._documents is None:
            linked: dict[str, list[Document]] = {}
            for document in self.all(Document):
                for link in document.links:
                    linked.setdefault(link.record, []).append(document)
            self._documents = {record: tuple(papers) for record, papers in linked.items()}
        return self._documents.get(record_id, ())

    def replacing(self, records: Iterable[tuple[type[Record], str, Record | None]]) -> "RecordSet":
        """Return the set with some records put in, exchanged or, where None, taken out."""
        changed: dict[type[Record], dict[str, Record | None]] = {}
        for record_class, record_id, record in records:
            changed.setdefault(record_class, {})[record_id] = record
        made = RecordSet(())
        made._by_class = dict(self._by_class)
        for record_class, rows in changed.items():
            held: dict[str, Record] = dict(self._by_class.get(record_class, {}))
            added = any(record_id not in held for record_id in rows)
            for record_id, record in rows.items():
                if record is None:
                    held.pop(record_id, None)
                else:
                    held[record_id] = record
            ordered = dict(sorted(held.items())) if added else held
            made._by_class[record_class] = ordered
        return made

    def for_person(self, person_id: str) -> "RecordSet":
        """Return what concerns one person: their own records, their policies' limits, and the shared ones."""
        made = RecordSet(())
        for record_class, rows in self._by_class.items():
            if record_class is BenefitLimit:
                own = {key: row for key, row in rows.items() if self.concerns(row, person_id)}
            else:
                own = {key: row for key, row in rows.items() if _owner(row) in {None, person_id}}
            if own:
                made._by_class[record_class] = own
        return made

    def concerns(self, record: Record, person_id: str) -> bool:
        """Tell whether a record is a person's own, of a policy of theirs, or nobody's."""
        if isinstance(record, BenefitLimit):
            policy = self.get(Policy, record.policy)
            return policy is not None and policy.person == person_id
        return _owner(record) in {None, person_id}


def _owner(record: Record) -> str | None:
    """Return the person a record belongs to, None for one that is everybody's."""
    return getattr(record, "person", None)
