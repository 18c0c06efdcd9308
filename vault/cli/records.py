"""Commands that enter, show and change records."""

import json
import sys
from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from vault.app import App
from vault.cli.opening import opened
from vault.cli.output import Output, lines, table
from vault.domain.errors import ExitCode, InvalidFieldError, UserError
from vault.domain.records.codec import record_to_json, to_json
from vault.domain.records.fields import Shape, field_of, fields_of
from vault.domain.records.kinds import KINDS, Record, kind_of, known_kind
from vault.domain.records.referral import Referral, ReferralStatus
from vault.domain.renewal import renewal_values
from vault.services.wording.catalogue import Wording


def add_command(options: Namespace, app: App, say: Wording) -> Output:
    """Add a record; print its id."""
    kind = known_kind(options.kind)
    values = _values(kind, options)
    with opened(options, app, say) as vault:
        written = vault.records.add(kind, values)
        document = {"id": written.record.id, "kind": kind, "seq": written.changes.seq}
        return Output(document, lines(written.record.id))


def edit_command(options: Namespace, app: App, say: Wording) -> Output:
    """Change fields of a record."""
    with opened(options, app, say) as vault:
        kind, _ = vault.records.find(options.id)
        written = vault.records.edit(options.id, _values(kind, options))
        document = {"id": written.record.id, "kind": kind, "seq": written.changes.seq}
        return Output(document, lines(written.record.id))


def renew_command(options: Namespace, app: App, say: Wording) -> Output:
    """Add a renewal of a referral; until the date of its own paper is entered it is a draft."""
    told = dict(assignment("referral", text) for text in options.set)
    with opened(options, app, say) as vault:
        kind, old = vault.records.find(options.id)
        if not isinstance(old, Referral):
            raise InvalidFieldError(kind, "id", "no_such_record", "id of a referral")
        dated = told.get("authored_on") is not None
        status = ReferralStatus.ACTIVE if dated else ReferralStatus.DRAFT
        own = {"authored_on": None, "signed": None, "status": status.value}
        written = vault.records.add("referral", {**renewal_values(old), **own, **told})
        document = {"id": written.record.id, "renewal_of": old.id, "seq": written.changes.seq}
        return Output(document, lines(written.record.id))


def delete_command(options: Namespace, app: App, say: Wording) -> Output:
    """Move a record to the trash."""
    with opened(options, app, say) as vault:
        changes = vault.records.delete(options.id)
        change = changes.items[0]
        document = {"id": change.id, "kind": change.kind, "seq": changes.seq}
        text = say.text("Moved to the trash. `restore {id}` brings it back.", id=change.id)
        return Output(document, lines(text))


def restore_command(options: Namespace, app: App, say: Wording) -> Output:
    """Take a record from the trash or put an earlier version back."""
    with opened(options, app, say) as vault:
        changes = vault.records.restore(options.id, options.version)
        kind, record = vault.records.find(options.id)
        document = {"id": record.id, "kind": kind, "seq": changes.seq}
        return Output(document, lines(say.text("Restored: {id}", id=record.id)))


def list_command(options: Namespace, app: App, say: Wording) -> Output:
    """List the records of a kind."""
    kind = known_kind(options.kind)
    with opened(options, app, say) as vault:
        records = list(vault.list(kind))
        if options.trash:
            records = [each.record for each in vault.trash() if each.kind == kind]
        rows = [(record.id, headline(record, say)) for record in records]
        return Output([record_to_json(record) for record in records], table(rows))


def show_command(options: Namespace, app: App, say: Wording) -> Output:
    """Show a record, or every version it had."""
    with opened(options, app, say) as vault:
        if options.history:
            return _history(vault.versions(options.id), say)
        _, record = vault.records.find(options.id)
        document = record_to_json(record)
        rows = [(name, _plain(value)) for name, value in document.items() if value not in (None, [])]
        return Output(document, table(rows))


def _history(versions: Any, say: Wording) -> Output:
    document = [
        {
            "seq": version.seq,
            "utc": to_json(version.utc),
            "action": version.action,
            "record": None if version.record is None else record_to_json(version.record),
        }
        for version in versions
    ]
    rows = [(str(each.seq), say.instant(each.utc), str(each.action)) for each in versions]
    return Output(document, table(rows))


_TELLING = (
    "name",
    "words",
    "insurer",
    "title",
    "number",
    "date",
    "authored_on",
    "dated",
    "received_on",
    "plan_name",
    "status",
    "recipient",
    "service",
    "label",
)
"""Fields a person knows a record by, in the order they are told."""


def headline(record: Record, say: Wording) -> str:
    """Return the few values a person knows a record by."""
    held = {field.name for field in fields_of(type(record))}
    values = [getattr(record, name) for name in _TELLING if name in held]
    return ", ".join(say.text("{value}", value=value) for value in values if value is not None) or kind_of(
        record
    )


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _values(kind: str, options: Namespace) -> Mapping[str, Any]:
    if options.set:
        return dict(assignment(kind, text) for text in options.set)
    try:
        values = json.loads(sys.stdin.read())
    except (ValueError, RecursionError):
        raise UserError("invalid_json", ExitCode.INVALID_FIELD) from None
    if not isinstance(values, dict):
        raise UserError("invalid_json", ExitCode.INVALID_FIELD)
    return values


def assignment(kind: str, text: str) -> tuple[str, Any]:
    """Read FIELD=VALUE: text as it stands, lists by commas, everything else as JSON."""
    name, equals, value = text.partition("=")
    if not equals:
        raise UserError("usage", ExitCode.USAGE, detail=f"--set {text}: FIELD=VALUE")
    field = field_of(KINDS[kind], name)
    if field is None:
        right = ", ".join(each.name for each in fields_of(KINDS[kind]))
        raise InvalidFieldError(kind, name, "unknown_field", right)
    if value in {"", "null"}:
        return name, [] if field.shape is Shape.LIST else None
    if field.shape is Shape.LIST and not value.startswith("["):
        return name, [member.strip() for member in value.split(",")]
    if field.shape in (Shape.LIST, Shape.VALUE, Shape.INTEGER, Shape.BOOLEAN):
        try:
            return name, json.loads(value)
        except (ValueError, RecursionError):
            return name, value
    return name, value
