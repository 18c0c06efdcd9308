"""The command `rules`: which periods the dates come from, and packs of one's own."""

from argparse import Namespace
from contextlib import nullcontext
from pathlib import Path

from vault.app import App
from vault.cli.opening import opened
from vault.cli.output import Output, table
from vault.domain.deadlines.due_date import DueKind
from vault.domain.errors import ExitCode, UserError
from vault.domain.records.codec import to_json
from vault.domain.rule_pack import RuleRow
from vault.domain.rule_pack_reading import RulePackError
from vault.open_vault import OpenVault
from vault.services.reminders.rule_store import PackText, find_pack, shipped_texts
from vault.services.wording.catalogue import Wording
from vault.services.wording.deadlines import due_label
from vault.services.wording.errors import error_text
from vault.services.wording.units import counted


def rules_command(options: Namespace, app: App, say: Wording) -> Output:
    """List packs, print one, or change those of a vault."""
    changes = any((options.set, options.delete, options.leads, options.tax_filed))
    if options.vault is None and changes:
        raise UserError("usage", ExitCode.USAGE, detail=say.text("Which vault? Name it before the options."))
    with nullcontext() if options.vault is None else opened(options, app, say) as vault:
        if vault is not None and changes:
            return _change(vault, options, say)
        packs = vault.rules.listed() if vault is not None else shipped_texts(app.resources / "rules")
        return _list(packs, say) if options.pack is None else _print(find_pack(packs, options.pack), say)


def _change(vault: OpenVault, options: Namespace, say: Wording) -> Output:
    if options.set is not None:
        name = options.pack or options.set.stem
        pack = vault.rules.save(name, _text(name, options.set))
        text = say.count(
            len(pack.rows), "Kept {name} with {n} rule.", "Kept {name} with {n} rules.", name=name
        )
        return Output({"pack": name, "rows": len(pack.rows)}, (text,))
    if options.delete is not None:
        vault.rules.delete(options.delete)
        return Output(
            {"pack": options.delete, "deleted": True}, (say.text("Deleted {name}.", name=options.delete),)
        )
    if options.leads is not None:
        kind, days = options.leads
        if kind not in set(DueKind):
            detail = say.text("There is no kind of date with the number {kind}.", kind=kind)
            raise UserError("usage", ExitCode.USAGE, detail=detail)
        vault.choices.set_leads(DueKind(kind), days)
        return Output(
            {"kind": kind, "lead_days": None if days is None else list(days)},
            (say.text("Set for {label}.", label=due_label(kind, say)),),
        )
    year, day = options.tax_filed
    vault.choices.set_tax_filed(year, day)
    return Output({"year": year, "filed": to_json(day)}, (say.text("Set for {label}.", label=str(year)),))


def _text(name: str, path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise RulePackError(name, "unreadable") from None


def _list(packs: tuple[PackText, ...], say: Wording) -> Output:
    rows = [(each.name, _origin(each, say), _state(each, say)) for each in packs]
    document = [
        {
            "pack": each.name,
            "own": each.is_own,
            "replaces_shipped": each.replaces,
            "rows": None if each.pack is None else len(each.pack.rows),
            "fault": None if each.fault is None else error_text(each.fault, say).happened,
        }
        for each in packs
    ]
    return Output(document, table(rows))


def _print(each: PackText, say: Wording) -> Output:
    rows = () if each.pack is None else each.pack.rows
    document = {
        "pack": each.name,
        "own": each.is_own,
        "text": each.text,
        "rows": [
            {**to_json(row), "label": due_label(row.kind, say), "period": _period(row, say)} for row in rows
        ],
    }
    return Output(document, tuple(each.text.splitlines()))


def _period(row: RuleRow, say: Wording) -> str:
    return counted(row.value, str(row.unit), say)


def _origin(each: PackText, say: Wording) -> str:
    if not each.is_own:
        return say.text("came with the program")
    return say.text("yours, instead of the shipped one") if each.replaces else say.text("yours")


def _state(each: PackText, say: Wording) -> str:
    if each.fault is not None:
        return error_text(each.fault, say).happened
    rows = 0 if each.pack is None else len(each.pack.rows)
    return say.count(rows, "{n} rule", "{n} rules")
