"""Unsaved input of a form to and from the vault's drafts."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from vault.domain.errors import NotFoundError
from vault.open_vault import OpenVault
from vault.ui.navigation import EditRecord
from vault.ui.pages.form_parts import DraftSlot, Opened
from vault.ui.session import Session

if TYPE_CHECKING:
    from vault.services.store.drafts import Draft

_START = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Kept:
    """The input of a form; `key` says of which open one, `slot` holds the id of its draft."""

    key: object
    kind: str
    record: str | None
    values: dict[str, Any]
    raw: dict[str, Any]
    slot: DraftSlot
    saved: dt.datetime = _START


def body_of(opened: Opened) -> Kept:
    """Return what an open form holds."""
    request = opened.request
    return Kept(opened.key, request.kind, request.id, opened.form.values(), opened.form.raw(), opened.slot)


def keep_draft(kept: Kept, vault: OpenVault) -> Kept:
    """Store input in place of its earlier draft; a stored record never has two."""
    body = json.dumps({"values": kept.values, "raw": kept.raw}, ensure_ascii=False)
    older = _drafts_of(vault, kept.kind, kept.record)
    draft = vault.drafts.save(kept.kind, kept.record, body, kept.slot.id or (older[0] if older else None))
    for each in older:
        if each != draft.id:
            vault.drafts.discard(each)
    kept.slot.id = draft.id
    return replace(kept, saved=draft.saved)


def discard_draft(slot: DraftSlot, vault: OpenVault) -> None:
    """Forget the draft of a form, also one that was being stored when this was asked."""
    draft, slot.id = slot.id, None
    if draft is not None:
        vault.drafts.discard(draft)


def _drafts_of(vault: OpenVault, kind: str, record: str | None) -> list[str]:
    """Return the drafts of a stored record, the newest first; those of new records are apart."""
    if record is None:
        return []
    return [each.id for each in vault.drafts.list() if (each.kind, each.record_id) == (kind, record)]


def find_draft(session: Session, opened: Opened, owner: QObject, done: Callable[[Kept | None], None]) -> None:
    """Look for the draft of a form: the one asked for, or the newest of the same record."""
    key, slot, request, stored = opened.key, opened.slot, opened.request, dict(opened.stored)

    def find(vault: OpenVault) -> Kept | None:
        found = _asked_for(vault, request) or _newest(vault, request, stored)
        if found is None:
            return None
        if slot.id is None:
            slot.id = found.id  # what is typed meanwhile goes in its place
        return _read(found, key, slot)

    session.read(find, owner, done)


def _asked_for(vault: OpenVault, request: EditRecord) -> "Draft | None":
    if request.draft is None:
        return None
    try:
        return vault.drafts.load(request.draft)
    except NotFoundError:
        return None


def _newest(vault: OpenVault, request: EditRecord, stored: dict[str, Any]) -> "Draft | None":
    """Return the newest draft of the same record; of a new one only that of the same person, unasked."""
    if request.id is None and request.preset:
        return None
    for draft in vault.drafts.list():
        if draft.kind == request.kind and draft.record_id == request.id:
            values = json.loads(draft.body)["values"]
            if request.id is not None or values.get("person") == stored.get("person"):
                return draft
    return None


def _read(draft: "Draft", key: object, slot: DraftSlot) -> Kept:
    body = json.loads(draft.body)
    return Kept(key, draft.kind, draft.record_id, body["values"], body["raw"], slot, draft.saved)
