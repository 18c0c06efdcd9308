"""The only way records are written: one transaction with its history; the answer says what undoes it."""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from vault.domain.changes import Action, Change, Changes, Put, Remove, Trash, Untrash, Write
from vault.domain.errors import ExitCode, NotFoundError, UserError
from vault.domain.ports import Clock, IdSource
from vault.domain.records.kinds import APPEND_ONLY, Record, kind_of
from vault.domain.records.papers import Bundle
from vault.services.store.encoding import instant_text, read_instant
from vault.services.store.engine import writing
from vault.services.store.faults import DanglingReferenceError
from vault.services.store.history_log import HistoryLog
from vault.services.store.mapping import RecordRows, Texts, hashes_in, record_reader, to_rows
from vault.services.store.row_writer import RowWriter
from vault.services.store.rows import ids_in_history, load_rows_of, load_texts
from vault.services.store.tombstones import RowIds

Key = tuple[str, str]
Done = tuple[Action, tuple[Write, ...]]
"""What a write did and the writes that undo it."""


def key_of(write: Write) -> Key:
    """Return (kind, id) of the record a write is about."""
    if isinstance(write, Put):
        return kind_of(write.record), write.record.id
    return write.kind, write.id


class UnitOfWork:
    """Applies writes, each call in a transaction of its own."""

    def __init__(self, engine: sa.Engine, history_key: bytes, ids: IdSource, clock: Clock) -> None:
        self._engine = engine
        self._history_key = history_key
        self._ids = ids
        self._clock = clock

    def apply(self, writes: Sequence[Write]) -> Changes:
        """Write all or nothing; the answer's inverse, applied at once, restores every row.

        Raises NotFoundError (a record that is not there is trashed, removed or named by another),
        `still_referenced`, `append_only`, `already_exists`, `record_too_long`, `disk_full`.
        """
        try:
            with writing(self._engine) as connection:
                log = HistoryLog(connection, self._history_key, self._clock.now())
                return _Transaction(connection, log, self._ids).run(writes)
        except DanglingReferenceError as error:
            removed = {key_of(write) for write in writes if isinstance(write, Remove)}
            table, missing = error.table, (error.kind, error.record_id)
        if missing in removed:
            values = {"kind": missing[0], "id": missing[1], "by": table}
            raise UserError("still_referenced", ExitCode.STILL_REFERENCED, **values)
        raise NotFoundError(missing[1])


class _Transaction:
    """The states of the records one call touches, from what is stored to what will be."""

    def __init__(self, connection: sa.Connection, log: HistoryLog, ids: IdSource) -> None:
        self._connection = connection
        self._log = log
        self._writer = RowWriter(connection, log)
        self._row_ids = RowIds(connection, log, ids)
        self._states: dict[Key, RecordRows] = {}
        self._texts: dict[bytes, str] = {}
        self._known: set[str] = set()

    def run(self, writes: Sequence[Write]) -> Changes:
        self._load(writes)
        items: list[Change] = []
        inverse: list[Write] = []
        for write in writes:
            done = self._apply(write)
            if done is not None:
                action, undo = done
                items.append(Change(*key_of(write), action))
                inverse[:0] = undo
        self._writer.write()
        return Changes(tuple(items), tuple(inverse), self._log.seq)

    def _load(self, writes: Sequence[Write]) -> None:
        wanted: dict[str, list[str]] = {}
        for kind, record_id in map(key_of, writes):
            wanted.setdefault(kind, []).append(record_id)
        hashes: list[bytes] = []
        for kind, ids in wanted.items():
            for record_id, rows in load_rows_of(self._connection, kind, ids).items():
                self._states[kind, record_id] = rows
                hashes += hashes_in(kind, rows)
        self._texts = load_texts(self._connection, hashes)
        self._known = ids_in_history(self._connection, (key_of(write)[1] for write in writes))

    def _apply(self, write: Write) -> Done | None:
        key = key_of(write)
        old = self._states.get(key)
        match write:
            case Put(record=record):
                return self._put(key, record, old)
            case Trash(at=at):
                moment = self._log.utc if at is None else instant_text(at)
                return self._move(key, old, moment)
            case Untrash():
                return self._move(key, old, None)
            case Remove():
                return self._remove(key, old)

    def _put(self, key: Key, record: Record, old: RecordRows | None) -> Done | None:
        known = old is not None or record.id in self._known
        ids = self._row_ids.of_known(record.id, old) if known else self._row_ids.of_new()
        new, texts = to_rows(record, old, ids)
        action = Action.ADDED if old is None else Action.CHANGED
        kept = old if key[0] in APPEND_ONLY and new != old else None
        if kept is not None and not _adds_only(self._read(key, kept), record):
            raise _append_only(key)
        if not self._writer.change(key[0], old, new, action):
            return None
        self._writer.keep_texts({sha: body for sha, body in texts.items() if sha not in self._texts})
        undo: Write = Remove(*key) if old is None else Put(self._read(key, old))
        self._become(key, new, texts)
        return action, () if key[0] in APPEND_ONLY and old is None else (undo,)

    def _move(self, key: Key, old: RecordRows | None, trashed_at: str | None) -> Done | None:
        if old is None:
            raise NotFoundError(key[1])
        if key[0] in APPEND_ONLY:
            raise _append_only(key)
        was = old.root["trashed_at"]
        if (was is None) == (trashed_at is None):
            return None
        action = Action.RESTORED if trashed_at is None else Action.TRASHED
        new = old.trashed(trashed_at)
        self._writer.change(key[0], old, new, action)
        self._become(key, new, {})
        return action, (_back_to_trash(key, was) if isinstance(was, str) else Untrash(*key),)

    def _remove(self, key: Key, old: RecordRows | None) -> Done:
        if old is None:
            raise NotFoundError(key[1])
        if key[0] in APPEND_ONLY:
            raise _append_only(key)
        self._writer.change(key[0], old, None, Action.REMOVED)
        undo: tuple[Write, ...] = (Put(self._read(key, old)),)
        was = old.root["trashed_at"]
        if isinstance(was, str):
            undo += (_back_to_trash(key, was),)
        del self._states[key]
        return Action.REMOVED, undo

    def _read(self, key: Key, rows: RecordRows) -> Record:
        return record_reader(key[0])(rows, self._texts)

    def _become(self, key: Key, rows: RecordRows, texts: Texts) -> None:
        self._states[key] = rows
        self._texts.update(texts)
        self._known.add(key[1])


def _adds_only(old: Record, new: Record) -> bool:
    """Tell whether nothing differs but when and how a bundle was sent, which is known only later."""
    return (
        isinstance(old, Bundle)
        and isinstance(new, Bundle)
        and replace(old, sent_on=new.sent_on, channel=new.channel) == new
    )


def _append_only(key: Key) -> UserError:
    return UserError("append_only", ExitCode.INVALID_FIELD, kind=key[0], id=key[1])


def _back_to_trash(key: Key, moment: str) -> Trash:
    return Trash(*key, at=read_instant(moment))
