"""Reading a rule pack: every fault of a file a user may have edited, with its row, field and reason."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from typing import Any

from vault.domain.errors import ExitCode, UserError
from vault.domain.period import DateRange, PeriodUnit, Roll
from vault.domain.records.policy import PlanType
from vault.domain.rule_pack import ANCHORS, Anchor, Confidence, Counting, RulePack, RuleRow


class RulePackError(UserError):
    """A rule pack does not hold: in which row (`row` its id, `index` from 1, `line`), which field and why."""

    def __init__(
        self,
        pack: str,
        reason: str,
        *,
        expected: str | None = None,
        field: str | None = None,
        row: str | None = None,
        index: int | None = None,
        line: int | None = None,
    ) -> None:
        super().__init__(
            "rule_pack_invalid",
            ExitCode.INVALID_FIELD,
            pack=pack,
            row=row,
            index=index,
            line=line,
            field=field,
            reason=reason,
            expected=expected,
        )


class _FieldError(Exception):
    """What is wrong with a value, before the row it stands in is known."""

    def __init__(self, field: str, reason: str, expected: str | None = None) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason
        self.expected = expected


_Check = Callable[[str, object], Any]


def _typed(field: str, value: object, wanted: type, expected: str) -> None:
    if type(value) is not wanted:  # a truth value is no number, an instant is no day
        raise _FieldError(field, "wrong_type", expected)


def _text(pattern: str, expected: str) -> _Check:
    def check(field: str, value: object) -> str:
        _typed(field, value, str, expected)
        if not re.fullmatch(pattern, str(value)):
            raise _FieldError(field, "bad_pattern", expected)
        return str(value)

    return check


def _whole(low: int, high: int) -> _Check:
    expected = f"{low} to {high}"

    def check(field: str, value: object) -> object:
        _typed(field, value, int, expected)
        if value not in range(low, high + 1):
            raise _FieldError(field, "out_of_range", expected)
        return value

    return check


def _choice(options: type[StrEnum]) -> _Check:
    expected = ", ".join(options)

    def check(field: str, value: object) -> StrEnum:
        _typed(field, value, str, expected)
        if value not in list(options):
            raise _FieldError(field, "not_one_of", expected)
        return options(str(value))

    return check


def _kind(field: str, value: object) -> object:
    expected = ", ".join(map(str, ANCHORS))
    _typed(field, value, int, expected)
    if value not in ANCHORS:
        raise _FieldError(field, "not_one_of", expected)
    return value


def _day(field: str, value: object) -> object:
    _typed(field, value, date, "a date like 2026-11-23")
    return value


def _flag(field: str, value: object) -> object:
    _typed(field, value, bool, "true, false")
    return value


_CHECKS: dict[str, _Check] = {
    "id": _text(r"[a-z0-9][a-z0-9_-]{0,59}", "us-erisa-appeal"),
    "kind": _kind,
    "jurisdiction": _text(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", "US or US-WA"),
    "value": _whole(1, 36_500),
    "unit": _choice(PeriodUnit),
    "anchor": _choice(Anchor),
    "source": _text(r"(?s)\S.{1,499}", "a law, rule or page"),
    "seen_on": _day,
    "confidence": _choice(Confidence),
    "plan_type": _choice(PlanType),
    "effective_from": _day,
    "effective_to": _day,
    "count": _choice(Counting),
    "roll": _choice(Roll),
    "urgent": _flag,
    "arrival": _flag,
    "presumed_receipt": _whole(0, 60),
}


def _parse_row(table: object, taken: set[str]) -> RuleRow:
    if not isinstance(table, Mapping):
        raise _FieldError("rows", "wrong_type", "[[rows]]")
    for name in table:
        if name not in _CHECKS:
            raise _FieldError(str(name), "unknown_field", ", ".join(_CHECKS))
    for entry in fields(RuleRow):
        if entry.default is MISSING and entry.name not in table:
            raise _FieldError(entry.name, "missing")
    row = RuleRow(**{name: _CHECKS[name](name, value) for name, value in table.items()})
    if row.id in taken:
        raise _FieldError("id", "duplicate_id")
    if DateRange(row.effective_from, row.effective_to).is_empty():
        raise _FieldError("effective_to", "dates_reversed", f"{row.effective_from} or later")
    if row.anchor not in ANCHORS[row.kind]:
        raise _FieldError("anchor", "anchor_not_for_kind", ", ".join(sorted(ANCHORS[row.kind])))
    if row.presumed_receipt and row.anchor is not Anchor.RECEIVED:
        raise _FieldError("anchor", "presumed_needs_received", Anchor.RECEIVED)
    return row


def parse_pack(name: str, mapping: Mapping[str, object], lines: Sequence[int] = ()) -> RulePack:
    """Read a mapping whose `rows` begin at `lines` of its file; RulePackError names the first fault."""
    for key in mapping:
        if key != "rows":
            raise RulePackError(name, "unknown_field", field=key, expected="rows")
    tables = mapping.get("rows")
    if not isinstance(tables, list) or not tables:
        raise RulePackError(name, "no_rows", field="rows", expected="[[rows]]")
    rows: list[RuleRow] = []
    for index, table in enumerate(tables):
        try:
            rows.append(_parse_row(table, {row.id for row in rows}))
        except _FieldError as error:
            row_id = table.get("id") if isinstance(table, Mapping) else None
            raise RulePackError(
                name,
                error.reason,
                expected=error.expected,
                field=error.field,
                row=row_id if isinstance(row_id, str) else None,
                index=index + 1,
                line=lines[index] if index < len(lines) else None,
            ) from None
    return RulePack(name, tuple(rows))
