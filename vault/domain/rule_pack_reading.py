"""Reading a rule pack: every fault of a file a user may have edited, with its row, field and reason."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from typing import Any

from vault.domain.errors import ExitCode, UserError, Value
from vault.domain.period import PeriodUnit, Roll
from vault.domain.records.policy import PlanType
from vault.domain.rule_pack import (
    ANCHORS,
    BY_VISITS,
    CASES,
    COUNTED_BACK,
    EXTENDED,
    Anchor,
    Case,
    Confidence,
    Counting,
    RulePack,
    RuleRow,
)

_SAID = ("pack", "reason", "field", "expected")


class RulePackError(UserError):
    """A rule pack does not hold: which field of which row and why.

    `where` tells the row by its id (`row`), its number from 1 (`index`) and its `line`, and the `other` row
    it stands against.
    """

    def __init__(
        self,
        pack: str,
        reason: str,
        *,
        field: str | None = None,
        expected: str | None = None,
        **where: Value,
    ) -> None:
        unknown: dict[str, Value] = {"row": None, "index": None, "line": None, "other": None}
        super().__init__(
            "rule_pack_invalid",
            ExitCode.INVALID_FIELD,
            pack=pack,
            field=field,
            reason=reason,
            expected=expected,
            **unknown | where,
        )

    def on_line(self, line: int) -> "RulePackError":
        """Return the same fault with the line it stands on."""
        values = {**self.values, "line": line}
        pack, reason, field, expected = (values.pop(name) for name in _SAID)
        return RulePackError(
            str(pack),
            str(reason),
            field=None if field is None else str(field),
            expected=None if expected is None else str(expected),
            **values,
        )


class _FieldError(Exception):
    """What is wrong with a value, before the row it stands in is known."""

    def __init__(
        self, field: str, reason: str, expected: str | None = None, other: str | None = None
    ) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason
        self.expected = expected
        self.other = other


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
    "jurisdiction": _text(r"\*|[A-Z]{2}(-[A-Z0-9]{1,3})?", "US, US-WA or *"),
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
    "case": _choice(Case),
    "extension": _whole(1, 3_650),
    "visits": _whole(1, 999),
}


def _parse_row(table: object) -> RuleRow:
    if not isinstance(table, Mapping):
        raise _FieldError("rows", "wrong_type", "[[rows]]")
    for name in table:
        if name not in _CHECKS:
            raise _FieldError(str(name), "unknown_field", ", ".join(_CHECKS))
    for entry in fields(RuleRow):
        if entry.default is MISSING and entry.name not in table:
            raise _FieldError(entry.name, "missing")
    return RuleRow(**{name: _CHECKS[name](name, value) for name, value in table.items()})


def _check_together(row: RuleRow, before: Sequence[RuleRow]) -> None:
    """Refuse fields that contradict each other, and a row that says the same as one before it."""
    if row.id in {each.id for each in before}:
        raise _FieldError("id", "duplicate_id")
    if row.effective.is_empty():
        raise _FieldError("effective_to", "dates_reversed", f"{row.effective_from} or later")
    if row.anchor not in ANCHORS[row.kind]:
        raise _FieldError("anchor", "anchor_not_for_kind", ", ".join(sorted(ANCHORS[row.kind])))
    if row.presumed_receipt and row.anchor is not Anchor.RECEIVED:
        raise _FieldError("anchor", "presumed_needs_received", Anchor.RECEIVED)
    if (row.count is Counting.BEFORE) != (row.kind in COUNTED_BACK):
        right = Counting.BEFORE if row.kind in COUNTED_BACK else f"{Counting.WITHIN}, {Counting.VALID_FOR}"
        raise _FieldError("count", "not_for_kind", right)
    if row.case is not None and row.case not in CASES.get(row.kind, ()):
        raise _FieldError("case", "not_for_kind", ", ".join(sorted(CASES.get(row.kind, ()))) or None)
    for field, given, kinds in (("extension", row.extension, EXTENDED), ("visits", row.visits, BY_VISITS)):
        if given and row.kind not in kinds:
            raise _FieldError(field, "not_for_kind")
    same = next((each for each in before if row.overlaps(each)), None)
    if same is not None:
        raise _FieldError("effective_from", "overlaps", other=same.id)


def parse_pack(name: str, mapping: Mapping[str, object], lines: Sequence[int] = ()) -> RulePack:
    """Read a mapping whose `rows` begin at `lines` of its file; RulePackError names the first fault.

    A pack without rows is empty: it says what the person may fill in.
    """
    for key in mapping:
        if key != "rows":
            raise RulePackError(name, "unknown_field", field=key, expected="rows")
    tables = mapping.get("rows", [])
    if not isinstance(tables, list):
        raise RulePackError(name, "no_rows", field="rows", expected="[[rows]]")
    rows: list[RuleRow] = []
    for index, table in enumerate(tables):
        try:
            row = _parse_row(table)
            _check_together(row, rows)
            rows.append(row)
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
                other=error.other,
            ) from None
    return RulePack(name, tuple(rows))
