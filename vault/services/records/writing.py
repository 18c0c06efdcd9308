"""Adding, changing, deleting and restoring records; each write is validated and can be undone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vault.domain.changes import Changes, Put, Trash, Untrash
from vault.domain.errors import ExitCode, InvalidFieldError, NotFoundError, UserError
from vault.domain.ports import Clock, IdSource
from vault.domain.records.codec import Reader, record_to_json, to_json
from vault.domain.records.fields import field_of, references_of
from vault.domain.records.identifiers import with_identifiers
from vault.domain.records.kinds import APPEND_ONLY, KINDS, Record, kind_of, known_kind
from vault.domain.records.papers import Bundle, Document, Reminder
from vault.domain.records.people import Provider
from vault.domain.records.validation import validate
from vault.services.store.database import Database
from vault.services.store.repository import Repository

_MADE_BY_THE_VAULT: Mapping[str, frozenset[str]] = {
    "document": frozenset({"blob", "size", "sha256", "added", "pages", "media_type", "unread_reason"}),
}
_NOT_ENTERED = frozenset({"document", "bundle"})


@dataclass(frozen=True, slots=True)
class Written:
    """A record as it is stored now, and what the write touched."""

    record: Record
    changes: Changes


class RecordService:
    """The only way records are written by a person."""

    def __init__(self, database: Database, ids: IdSource, clock: Clock) -> None:
        self._database = database
        self._ids = ids
        self._clock = clock

    def add(self, kind: str, values: Mapping[str, Any]) -> Written:
        """Add a record from JSON values; a missing person is the only one there is."""
        return self._written(self.made(kind, values))

    def made(self, kind: str, values: Mapping[str, Any]) -> Record:
        """Return the record that `add` would store, for `put` to store with others in one transaction."""
        if known_kind(kind) in _NOT_ENTERED:
            raise UserError("kind_not_entered", ExitCode.INVALID_FIELD, kind=kind)
        given = dict(values)
        record_id = self._new_id(kind, given)
        self._fill_in_person(kind, given)
        return Reader(kind, self._ids.new_id).record(record_id, given)

    def edit(self, record_id: str, values: Mapping[str, Any]) -> Written:
        """Change the given fields of a record and leave the others."""
        return self._written(self.edited(record_id, values))

    def edited(self, record_id: str, values: Mapping[str, Any]) -> Record:
        """Return the record that `edit` would store, for `put` to store with others in one transaction."""
        kind, current = self.find(record_id)
        merged = to_json(current)
        fixed = _set_by_the_vault(kind)
        told = record_to_json(current)
        for name in sorted(fixed & values.keys()):
            if values[name] != told[name]:
                raise InvalidFieldError(kind, name, "set_by_the_vault")
        if "visits" in values:
            merged.pop("visits_missing", None)
        merged |= {name: value for name, value in values.items() if name not in fixed}
        merged.pop("id")
        made = Reader(kind, self._ids.new_id).record(current.id, merged)
        if not isinstance(current, Bundle):
            return made
        # What is not named stays to the microsecond, which JSON does not hold: nothing else may change.
        return replace(current, **{name: getattr(made, name) for name in values.keys() - fixed})

    def put(self, records: Sequence[Record]) -> Changes:
        """Store finished records in one transaction, each validated, references among them allowed."""
        return self._put([_completed(record) for record in records])

    def delete(self, record_id: str) -> Changes:
        """Move a record to the trash."""
        kind, record = self.find(record_id)
        self._refuse_append_only(kind)
        return self._database.apply([Trash(kind, record.id)])

    def restore(self, record_id: str, seq: int | None = None) -> Changes:
        """Take a record back from the trash, or put back its version of history number `seq`."""
        with self._database.read() as records:
            kind, found = records.find_prefix(record_id, include_trashed=True)
            in_trash = records.trashed_at(kind, found) is not None
        self._refuse_append_only(kind)
        writes: list[Put | Untrash] = [Untrash(kind, found)] if in_trash else []
        if seq is not None:
            with self._database.history() as history:
                version = history.at(kind, found, seq)
            self._check_references([version])
            writes.append(Put(version))
        elif not in_trash:
            raise UserError("not_in_trash", ExitCode.NOT_FOUND, id=found)
        return self._database.apply(writes)

    def undo(self, changes: Changes) -> Changes:
        """Write the inverse of an earlier write; its own inverse is the redo."""
        return self._database.apply(changes.inverse)

    def find(self, record_id: str) -> tuple[str, Record]:
        """Return kind and live record for an id or the unique beginning of one."""
        with self._database.read() as records:
            kind, found = records.find_prefix(record_id)
            return kind, records.get(kind, found)

    def _written(self, record: Record) -> Written:
        completed = _completed(record)
        return Written(completed, self._put([completed]))

    def _put(self, records: Sequence[Record]) -> Changes:
        for record in records:
            validate(record, self._clock.today())
        self._check_references(records)
        return self._database.apply([Put(record) for record in records])

    def _new_id(self, kind: str, given: dict[str, Any]) -> str:
        """Services are named by the person, all others by the vault."""
        if kind != "service":
            if "id" in given:
                raise InvalidFieldError(kind, "id", "set_by_the_vault")
            return self._ids.new_id()
        if "id" not in given:
            raise InvalidFieldError(kind, "id", "required", "massage")
        field = field_of(KINDS[kind], "id")
        record_id = given.pop("id")
        if field is not None:
            record_id = Reader(kind, self._ids.new_id).value(field, record_id)
        with self._database.read() as records:
            if record_id in {service.id for service in records.list(kind, include_trashed=True)}:
                raise InvalidFieldError(kind, "id", "taken")
        return str(record_id)

    def _fill_in_person(self, kind: str, given: dict[str, Any]) -> None:
        field = field_of(KINDS[kind], "person")
        if field is None or not field.required or "person" in given:
            return
        with self._database.read() as records:
            people = records.list("person")
        if len(people) == 1:
            given["person"] = people[0].id

    def _check_references(self, finished: Sequence[Record]) -> None:
        """Every record pointed at must live, or be written in the same transaction."""
        known = {(kind_of(record), record.id) for record in finished}
        with self._database.read() as records:
            for record in finished:
                known |= _stored_references(records, record)
                for path, kind, target in _all_references(record):
                    if (kind, target) not in known and not _lives(records, kind, target):
                        raise InvalidFieldError(kind_of(record), path, "no_such_record", f"id of a {kind}")
                    known.add((kind, target))

    def _refuse_append_only(self, kind: str) -> None:
        if kind in APPEND_ONLY:
            raise UserError("append_only", ExitCode.INVALID_FIELD, kind=kind)


def _completed(record: Record) -> Record:
    return with_identifiers(record) if isinstance(record, Provider) else record


def _set_by_the_vault(kind: str) -> frozenset[str]:
    """Return the names in a record's JSON that nobody edits; a paper's `kind` is a field of its own."""
    named = {"id", "kind"} if field_of(KINDS[kind], "kind") is None else {"id"}
    return _MADE_BY_THE_VAULT.get(kind, frozenset()) | named


def _all_references(record: Record) -> Iterator[tuple[str, str, str]]:
    """Yield (path, kind, id) of every reference, those of links and reminders to any kind included."""
    yield from references_of(record)
    if isinstance(record, Document):
        for link in record.links:
            yield "links.record", link.kind, link.record
    if isinstance(record, Reminder) and record.subject_kind is not None and record.subject is not None:
        yield "subject", record.subject_kind, record.subject


def _stored_references(records: Repository, record: Record) -> set[tuple[str, str]]:
    """Return what the stored version points at: it may stay, though it has gone to the trash since."""
    try:
        stored = records.get(kind_of(record), record.id)
    except NotFoundError:
        return set()
    return {(kind, target) for _, kind, target in _all_references(stored)}


def _lives(records: Repository, kind: str, record_id: str) -> bool:
    if kind not in KINDS:
        return False
    try:
        records.get(kind, record_id)
    except NotFoundError:
        return False
    return True
