"""Unsaved form input: kept in the file so that it survives a lock, without history."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from vault.domain.errors import NotFoundError
from vault.domain.ports import Clock, IdSource
from vault.services.store.encoding import instant_text, read_instant
from vault.services.store.engine import reading, writing
from vault.services.store.schema import DRAFT, DRAFT_PART, DRAFT_PART_LIMIT

_PART_LETTERS: Final = DRAFT_PART_LIMIT // 4
"""UTF-8 takes at most four bytes for a letter."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One form as it was left: `record_id` None for a new record, `body` whatever text the form keeps."""

    id: str
    kind: str
    record_id: str | None
    saved: datetime
    body: str


class Drafts:
    """The drafts of a vault; each call is a transaction of its own."""

    def __init__(self, engine: sa.Engine, ids: IdSource, clock: Clock) -> None:
        self._engine = engine
        self._ids = ids
        self._clock = clock

    def save(self, kind: str, record_id: str | None, body: str, draft_id: str | None = None) -> Draft:
        """Keep a form's input under a new id, or in place of the draft with this one."""
        draft = Draft(draft_id or self._ids.new_id(), kind, record_id, self._clock.now(), body)
        starts = range(0, max(len(body), 1), _PART_LETTERS)
        parts = [
            {"draft": draft.id, "position": position, "body": body[start : start + _PART_LETTERS]}
            for position, start in enumerate(starts)
        ]
        with writing(self._engine) as connection:
            self._delete(connection, draft.id)
            row = {"id": draft.id, "kind": kind, "record_id": record_id, "saved": instant_text(draft.saved)}
            connection.execute(DRAFT.insert(), row)
            connection.execute(DRAFT_PART.insert(), parts)
        return draft

    def load(self, draft_id: str) -> Draft:
        """Return a draft; NotFoundError when there is none."""
        with reading(self._engine) as connection:
            found = self._read(connection, DRAFT.c.id == draft_id)
        if not found:
            raise NotFoundError(draft_id)
        return found[0]

    def list(self) -> tuple[Draft, ...]:
        """Return every draft, the last saved first."""
        with reading(self._engine) as connection:
            return self._read(connection, sa.true())

    def discard(self, draft_id: str) -> None:
        """Forget a draft; nothing happens when there is none."""
        with writing(self._engine) as connection:
            self._delete(connection, draft_id)

    @staticmethod
    def _delete(connection: sa.Connection, draft_id: str) -> None:
        connection.execute(DRAFT_PART.delete().where(DRAFT_PART.c.draft == draft_id))
        connection.execute(DRAFT.delete().where(DRAFT.c.id == draft_id))

    @staticmethod
    def _read(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> tuple[Draft, ...]:
        chosen = (
            sa.select(DRAFT, DRAFT_PART.c.body)
            .join(DRAFT_PART, DRAFT_PART.c.draft == DRAFT.c.id)
            .where(condition)
            .order_by(DRAFT.c.saved.desc(), DRAFT.c.id.desc(), DRAFT_PART.c.position)
        )
        found: dict[str, Draft] = {}
        bodies: dict[str, list[str]] = {}
        for draft_id, kind, record_id, saved, body in connection.execute(chosen):
            found.setdefault(draft_id, Draft(draft_id, kind, record_id, read_instant(saved), ""))
            bodies.setdefault(draft_id, []).append(body)
        return tuple(
            Draft(each.id, each.kind, each.record_id, each.saved, "".join(bodies[each.id]))
            for each in found.values()
        )
