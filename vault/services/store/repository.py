"""Reading records: one, many, all that live, and what lies in the trash."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from vault.domain.errors import ExitCode, NotFoundError, UserError
from vault.domain.records.fields import field_of
from vault.domain.records.kinds import KINDS, Record
from vault.services.store.encoding import read_instant
from vault.services.store.rows import Condition, read_records, read_records_of
from vault.services.store.schema import table_of


@dataclass(frozen=True, slots=True)
class Trashed:
    """A record in the trash and when it went there."""

    kind: str
    record: Record
    at: datetime


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many records of a kind live, how many lie in the trash."""

    kind: str
    live: int
    trashed: int


def _live(kind: str) -> Condition:
    return table_of(kind).c.trashed_at.is_(None)


def _concerns(kind: str, person: str) -> Condition:
    """Return the condition that a record is a person's, or belongs to nobody."""
    table = table_of(kind)
    field = field_of(KINDS[kind], "person")
    if field is not None:
        own: Condition = table.c.person == person
        return sa.or_(own, table.c.person.is_(None)) if field.nullable else own
    if kind == "benefit_limit":
        policy = table_of("policy")
        return table.c.policy.in_(sa.select(policy.c.id).where(policy.c.person == person))
    return sa.true()


class Repository:
    """The records as seen by one connection: one state of the database throughout."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self, kind: str, record_id: str, *, include_trashed: bool = False) -> Record:
        """Return a record; NotFoundError if there is none, or one in the trash that was not asked for."""
        condition = table_of(kind).c.id == record_id
        found = read_records(
            self._connection, kind, condition if include_trashed else condition & _live(kind)
        )
        if not found:
            raise NotFoundError(record_id)
        return found[0]

    def list(
        self, kind: str, person: str | None = None, *, include_trashed: bool = False
    ) -> tuple[Record, ...]:
        """Return the records of a kind by id; with a person theirs and those that belong to nobody."""
        condition: Condition = sa.true() if include_trashed else _live(kind)
        if person is not None:
            condition &= _concerns(kind, person)
        return read_records(self._connection, kind, condition)

    def rows(self, kind: str, ids: Sequence[str]) -> tuple[Record, ...]:
        """Return the records with these ids in this order, those in the trash too; gone ones are left out."""
        return read_records_of(self._connection, kind, ids)

    def load_all(self) -> Iterator[Record]:
        """Yield every live record, as RecordSet takes them."""
        for kind in KINDS:
            yield from read_records(self._connection, kind, _live(kind))

    def trash(self) -> tuple[Trashed, ...]:
        """Return what lies in the trash, what went there last first."""
        found: list[Trashed] = []
        for kind in KINDS:
            table = table_of(kind)
            chosen = sa.select(table.c.id, table.c.trashed_at).where(table.c.trashed_at.is_not(None))
            moments = dict(list(self._connection.execute(chosen)))
            if moments:
                records = read_records(self._connection, kind, table.c.trashed_at.is_not(None))
                found += (Trashed(kind, each, read_instant(moments[each.id])) for each in records)
        return tuple(sorted(found, key=lambda each: (each.at, each.record.id), reverse=True))

    def trashed_at(self, kind: str, record_id: str) -> datetime | None:
        """Return when a record went to the trash; None when it lives or is not there."""
        table = table_of(kind)
        moment = self._connection.scalar(sa.select(table.c.trashed_at).where(table.c.id == record_id))
        return None if moment is None else read_instant(moment)

    def find_prefix(self, prefix: str, *, include_trashed: bool = False) -> tuple[str, str]:
        """Return (kind, id) of the record with this id, or else the only one whose id starts so.

        Raises NotFoundError, or `ambiguous_id` when several ids start so.
        """
        end = prefix + "\U0010ffff"
        parts = []
        for kind in KINDS:
            table = table_of(kind)
            part = sa.select(sa.literal(kind), table.c.id).where(table.c.id >= prefix, table.c.id < end)
            parts.append(part if include_trashed else part.where(_live(kind)))
        found = self._connection.execute(sa.union_all(*parts).order_by(sa.text("2")).limit(2)).all()
        if not prefix or not found:
            raise NotFoundError(prefix)
        kind, record_id = found[0]
        if len(found) > 1 and record_id != prefix:
            raise UserError("ambiguous_id", ExitCode.NOT_FOUND, id=prefix)
        return kind, record_id

    def document_of_content(self, sha256: str) -> tuple[str, bool] | None:
        """Return the id of the paper with this content and whether it is in the trash; None if not held."""
        table = table_of("document")
        chosen = sa.select(table.c.id, table.c.trashed_at).where(table.c.sha256 == sha256)
        found = self._connection.execute(chosen).first()
        return None if found is None else (found[0], found[1] is not None)

    def counts(self) -> tuple[KindCount, ...]:
        """Return how many records of each kind there are."""
        found = []
        for kind in KINDS:
            table = table_of(kind)
            row = self._connection.execute(
                sa.select(sa.func.count(), sa.func.count(table.c.trashed_at)).select_from(table)
            ).one()
            found.append(KindCount(kind, row[0] - row[1], row[1]))
        return tuple(found)
