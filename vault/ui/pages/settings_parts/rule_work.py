"""What the section of rules lets be done away from the window: list, check, keep, delete, set days ahead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import count

from vault.domain.deadlines.due_date import DEFAULT_LEAD_DAYS, LEAD_DAYS, DueKind
from vault.domain.rule_pack import RuleRow
from vault.domain.rule_pack_reading import RulePackError
from vault.open_vault import OpenVault
from vault.services.reminders.rule_store import PackText
from vault.services.wording.catalogue import Wording
from vault.services.wording.deadlines import due_label
from vault.services.wording.errors import error_text
from vault.services.wording.rule_rows import pack_title, rule_confidence, rule_period, rule_start, rule_title

DRAFT_KIND = "rule_pack"
"""The kind a draft of a pack is kept under; its body is the name, a line end, the text."""

_NEW_NAME = "my-rules"
_NEW_ROW = """# {remark}

[[rows]]
id = "{name}-1"
kind = 13
jurisdiction = "*"
value = 90
unit = "day"
anchor = "visit"
source = ""
seen_on = {today}
confidence = "high"
"""


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack as the list tells it; `is_held` means: one's own of this name holds instead."""

    stored: PackText
    title: str
    facts: str
    fault: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class PackTable:
    """A pack to be read: its opening remarks, and its rows as HTML, side by side and below each other."""

    line: PackLine
    remarks: str
    wide: str
    narrow: str


@dataclass(frozen=True, slots=True)
class LeadRow:
    """How many days ahead a kind is announced; `is_own` means: not the usual ones."""

    kind: DueKind
    label: str
    days: tuple[int, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A text that was typed and not saved, and the draft it lies in."""

    name: str
    text: str
    draft: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Everything the section shows."""

    packs: tuple[PackLine, ...]
    leads: tuple[LeadRow, ...]
    unsaved: Unsaved | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with a text, nothing when it can be saved; `draft` is where it was kept."""

    text: str
    fault: str = ""
    line: int | None = None
    draft: str | None = None


def look(say: Wording, vault: OpenVault) -> Found:
    """Return packs, days ahead, and the text that was left unsaved."""
    drafts = [each for each in vault.drafts.list() if each.kind == DRAFT_KIND]
    unsaved = None
    if drafts:
        name, _, text = drafts[0].body.partition("\n")
        unsaved = Unsaved(name, text, drafts[0].id)
    return Found(_lines(vault.rules.listed(), say), _leads(say, vault), unsaved)


def new_pack(packs: tuple[PackLine, ...], today: date, say: Wording) -> Unsaved:
    """Return the beginning of a pack under a free name; it holds only once its source is filled in."""
    taken = {each.stored.name for each in packs}
    name = next(each for number in count(1) if (each := f"{_NEW_NAME}-{number}") not in taken)
    remark = say.text("Fill in what your plan says. The shipped rules show what a row can hold.")
    return Unsaved(name, _NEW_ROW.format(remark=remark, name=name, today=today.isoformat()))


def read_pack(line: PackLine, say: Wording) -> PackTable:
    """Return a pack as it is read."""
    rows = () if line.stored.pack is None else line.stored.pack.rows
    return PackTable(line, _remarks(line.stored.text), _wide(rows, say), _narrow(rows, say))


def check(unsaved: Unsaved, say: Wording, changed: bool, vault: OpenVault) -> Checked:  # noqa: FBT001 - for partial
    """Tell whether a text could be saved, and keep a changed one as a draft."""
    draft = keep_draft(unsaved, vault) if changed else unsaved.draft
    try:
        vault.rules.check(unsaved.name, unsaved.text)
    except RulePackError as error:
        line = error.values["line"]
        place = line if isinstance(line, int) else None
        return Checked(unsaved.text, " ".join(_sentences(error, say)), place, draft)
    return Checked(unsaved.text, draft=draft)


def save(unsaved: Unsaved, vault: OpenVault) -> None:
    """Keep a text as a pack of one's own, and forget its draft; raises what `RuleStore.check` raises."""
    vault.rules.save(unsaved.name, unsaved.text)
    forget(unsaved.draft, vault)


def copy(name: str, vault: OpenVault) -> PackText:
    """Make a shipped pack one's own and return it."""
    vault.rules.copy(name)
    return next(each for each in vault.rules.own() if each.name == name)


def delete(stored: PackText, vault: OpenVault) -> tuple[PackText, ...]:
    """Delete a pack of one's own; return what can be put back."""
    vault.rules.delete(stored.name)
    return (stored,)


def restore(vault: OpenVault) -> tuple[PackText, ...]:
    """Let every shipped pack hold again; return what can be put back."""
    return vault.rules.restore()


def put_back(packs: tuple[PackText, ...], vault: OpenVault) -> None:
    """Undo a deletion."""
    vault.rules.put_back(packs)


def keep_draft(unsaved: Unsaved, vault: OpenVault) -> str:
    """Keep a text that may hold faults; return the id of the draft."""
    return vault.drafts.save(DRAFT_KIND, None, f"{unsaved.name}\n{unsaved.text}", unsaved.draft).id


def forget(draft: str | None, vault: OpenVault) -> None:
    """Forget a draft."""
    if draft is not None:
        vault.drafts.discard(draft)


def set_leads(kinds: tuple[DueKind, ...], days: tuple[int, ...] | None, vault: OpenVault) -> None:
    """Set the days ahead of kinds; None takes the usual ones."""
    for kind in kinds:
        vault.choices.set_leads(kind, days)


def _lines(packs: tuple[PackText, ...], say: Wording) -> tuple[PackLine, ...]:
    held = {each.name for each in packs if each.is_own}
    return tuple(
        PackLine(
            each,
            each.name if each.is_own and not each.replaces else pack_title(each.name, each.pack, say),
            _facts(each, say, is_held=not each.is_own and each.name in held),
            "" if each.fault is None else " ".join(_sentences(each.fault, say)),
            is_held=not each.is_own and each.name in held,
        )
        for each in packs
    )


def _sentences(fault: RulePackError, say: Wording) -> tuple[str, str]:
    told = error_text(fault, say)
    return told.happened, told.next


def _facts(each: PackText, say: Wording, *, is_held: bool) -> str:
    rows = () if each.pack is None else each.pack.rows
    many = say.count(len(rows), "{n} rule", "{n} rules")
    if is_held:
        origin = say.text("came with the program; yours holds instead")
    elif not each.is_own:
        origin = say.text("came with the program")
    else:
        origin = say.text("yours, instead of the shipped one") if each.replaces else say.text("yours")
    places = ", ".join(sorted({row.jurisdiction for row in rows} - {"*"}))
    return " · ".join(part for part in (each.name, places, many, origin) if part)


def _leads(say: Wording, vault: OpenVault) -> tuple[LeadRow, ...]:
    own = vault.choices.read().lead_days
    return tuple(
        LeadRow(
            kind,
            due_label(kind, say),
            own.get(kind, LEAD_DAYS.get(kind, DEFAULT_LEAD_DAYS)),
            is_own=kind in own,
        )
        for kind in DueKind
    )


def _remarks(text: str) -> str:
    """Return the comments a pack begins with."""
    remarks: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        remarks.append(line.lstrip("# ").strip())
    return " ".join(remarks)


def _cells(row: RuleRow, say: Wording) -> tuple[str, ...]:
    return (
        rule_title(row, say),
        rule_period(row, say),
        rule_start(row, say),
        row.source,
        say.short_date(row.seen_on),
        rule_confidence(row, say),
    )


def _heads(say: Wording) -> tuple[str, ...]:
    return (
        say.text("What for"),
        say.text("How long"),
        say.text("Counted from"),
        say.text("Source"),
        say.text("Seen on"),
        say.text("How sure"),
    )


_WIDTHS = (18, 10, 15, 33, 11, 13)
"""Of the columns, in percent."""


def _wide(rows: tuple[RuleRow, ...], say: Wording) -> str:
    if not rows:
        return ""
    heads = "".join(
        f'<td width="{width}%">{_strong(head)}</td>' for head, width in zip(_heads(say), _WIDTHS, strict=True)
    )
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in _marked(row, say))}</tr>" for row in rows)
    return (
        f'<table width="100%" cellspacing="0" cellpadding="4"><thead><tr>{heads}</tr></thead>{lines}</table>'
    )


def _marked(row: RuleRow, say: Wording) -> Iterator[str]:
    title, *others = _cells(row, say)
    yield _strong(title)
    yield from map(escape, others)


def _narrow(rows: tuple[RuleRow, ...], say: Wording) -> str:
    heads = _heads(say)
    parts = []
    for row in rows:
        title, *others = _cells(row, say)
        told = "".join(
            f"<br>{escape(head)}: {escape(cell)}" for head, cell in zip(heads[1:], others, strict=True)
        )
        parts.append(f"<p>{_strong(title)}{told}</p>")
    return "".join(parts)


def _strong(text: str) -> str:
    """Return a text in the weight of headings."""
    return f'<span style="font-weight:600">{escape(text)}</span>'
