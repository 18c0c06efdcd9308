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
from vault.ui.pages.form_parts import Opened
from vault.ui.session import Session

if TYPE_CHECKING:
    from vault.services.store.drafts import Draft

_START = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Kept:
    """The input of a form; `key` says of which open one, `draft` is its id once it is stored."""

    key: object
    kind: str
    record: str | None
    values: dict[str, Any]
    raw: dict[str, Any]
    draft: str | None = None
    saved: dt.datetime = _START


def body_of(opened: Opened) -> Kept:
    """Return what an open form holds."""
    request = opened.request
    return Kept(opened.key, request.kind, request.id, opened.form.values(), opened.form.raw(), opened.draft)


def keep_draft(kept: Kept, vault: OpenVault) -> Kept:
    """Store input in place of its earlier draft."""
    body = json.dumps({"values": kept.values, "raw": kept.raw}, ensure_ascii=False)
    draft = vault.drafts.save(kept.kind, kept.record, body, kept.draft)
    return replace(kept, draft=draft.id, saved=draft.saved)


def find_draft(session: Session, opened: Opened, owner: QObject, done: Callable[[Kept | None], None]) -> None:
    """Look for the draft of a form: the one asked for, or the newest of the same record."""
    key, request, stored = opened.key, opened.request, dict(opened.stored)

    def find(vault: OpenVault) -> Kept | None:
        found = _asked_for(vault, request) or _newest(vault, request, stored)
        return None if found is None else _read(found, key)

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


def _read(draft: "Draft", key: object) -> Kept:
    body = json.loads(draft.body)
    return Kept(key, draft.kind, draft.record_id, body["values"], body["raw"], draft.id, draft.saved)
