"""Storing what a form holds, with the deed named for undo."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from vault.domain.changes import Changes
from vault.domain.errors import VaultError
from vault.domain.records.codec import Reader
from vault.domain.records.papers import DocumentKind
from vault.open_vault import OpenVault
from vault.services.wording.catalogue import Wording
from vault.services.wording.titles import title_of
from vault.ui.desk import Desk
from vault.ui.pages.form_parts import Opened
from vault.ui.papers.filing import file_paper

_TOGETHER = (frozenset({"visits", "visits_missing"}),)
"""Fields that are told together, for one of them alone would change the other."""


def save_record(
    desk: Desk,
    opened: Opened,
    owner: QObject,
    done: Callable[[Opened, Changes], None],
    failed: Callable[[Opened, VaultError], None],
) -> None:
    """Store a new record, or the fields of one that were changed."""
    values = opened.form.values()

    def written(changes: Changes) -> None:
        done(opened, changes)

    def refused(error: VaultError) -> None:
        failed(opened, error)

    desk.session.write(_deed(opened, values, desk.say), _work(opened, values), owner, refused, written)


def _work(opened: Opened, values: dict[str, Any]) -> Callable[[OpenVault], Changes]:
    request = opened.request
    if request.id is not None:
        record_id, changed = request.id, changed_fields(opened.stored, values)
        return lambda vault: vault.records.edit(record_id, changed).changes
    told = {name: value for name, value in values.items() if name != "id"}
    if request.kind == "service":
        told["id"] = short_name(str(told.get("name", "")))
    return partial(_add, request.kind, told, request.paper)


def _add(kind: str, values: dict[str, Any], paper: str | None, vault: OpenVault) -> Changes:
    """Add a record, and file the paper it was made from with it: one deed."""
    written = vault.records.add(kind, values)
    if paper is None:
        return written.changes
    return written.changes.then(file_paper(paper, DocumentKind.OTHER, (kind, written.record.id), vault))


def changed_fields(stored: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Return the values that differ from what is stored."""
    names = {name for name, value in values.items() if stored.get(name) != value and name != "id"}
    for group in _TOGETHER:
        if names & group:
            names |= group & values.keys()
    return {name: values[name] for name in sorted(names)}


def short_name(name: str) -> str:
    """Return the id of a service by its name: `Myofascial release` is `myofascial_release`."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:60] or "service"


def _deed(opened: Opened, values: dict[str, Any], say: Wording) -> str:
    kind, record_id = opened.request.kind, opened.request.id
    told = {name: value for name, value in values.items() if name != "id"}
    record = Reader(kind, _stand_in).record(record_id or "new", told)
    title = title_of(record, say)
    if opened.is_new:
        return say.text("{record} added", record=title)
    return say.text("{record} changed", record=title)


def _stand_in() -> str:
    return "00000000-0000-7000-8000-000000000000"
