"""Worked cases: a file of records without personal data and the verdicts somebody expects of them."""

import datetime as dt
import json
from dataclasses import dataclass

from vault.domain.coverage.judge import judge
from vault.domain.coverage.verdict import Hit, Verdict, VisitVerdict
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.services.interchange.case_fields import CaseFields, case_invalid
from vault.services.interchange.case_format import CASE_FIELDS
from vault.services.interchange.case_records import CaseRecords

_DEFAULT_TODAY = dt.date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict with its rules as cases write them: R5:176, or the bare id without a code."""

    visit: str
    verdict: Verdict
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One worked case; `expected` is None where it expects nothing."""

    name: str
    today: dt.date
    fields: CaseFields
    expected: tuple[Outcome, ...] | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A visit judged otherwise than expected."""

    expected: Outcome
    found: Outcome


@dataclass(frozen=True, slots=True)
class CaseResult:
    """The verdicts of a case, its records, and what differs; `differences` is None without `expect`.

    `ignored` are paths of fields that the format does not name.
    """

    name: str
    records: tuple[Record, ...]
    verdicts: tuple[VisitVerdict, ...]
    differences: tuple[Difference, ...] | None
    ignored: tuple[str, ...] = ()


def read_cases(text: str) -> tuple[Case, ...]:
    """Return the cases of a file; raise UserError `case_invalid` with case, path and reason."""
    try:
        cases = json.loads(text)
    except (ValueError, RecursionError):
        raise case_invalid("", "", "not_json") from None
    if not isinstance(cases, list):
        raise case_invalid("", "", "not_a_list")
    return tuple(_case(number, each) for number, each in enumerate(cases))


def records_of(case: Case) -> tuple[Record, ...]:
    """Return the records a case describes, those it takes for granted included."""
    return tuple(CaseRecords(case.fields))


def judge_cases(text: str) -> tuple[CaseResult, ...]:
    """Return the verdicts of every case of a file, in its order."""
    return tuple(_result(case) for case in read_cases(text))


def rule_text(hit: Hit) -> str:
    """Return a hit as cases write it."""
    return hit.rule if hit.carc is None else f"{hit.rule}:{hit.carc}"


def _case(number: int, value: object) -> Case:
    path = f"[{number}]"
    if not isinstance(value, dict):
        raise case_invalid("", path, "not_an_object")
    name = value.get("name")
    if not isinstance(name, str):
        raise case_invalid("", f"{path}.name", "required")
    fields = CaseFields.of(name, "", value, CASE_FIELDS)
    return Case(name, fields.day("today") or _DEFAULT_TODAY, fields, _expected(fields))


def _expected(fields: CaseFields) -> tuple[Outcome, ...] | None:
    if not fields.has("expect"):
        return None
    expect = fields.data["expect"]
    if not isinstance(expect, dict):
        raise fields.refused("expect", "not_an_object")
    return tuple(_outcome(fields, visit, value) for visit, value in expect.items())


def _outcome(fields: CaseFields, visit: str, value: object) -> Outcome:
    match value:
        case [str(verdict), [*rules]] if verdict in Verdict.__members__:
            return Outcome(visit, Verdict[verdict], tuple(sorted(str(rule) for rule in rules)))
        case _:
            raise fields.refused(f"expect.{visit}", "not_an_outcome", '["SUPPORTED", []]')


def _result(case: Case) -> CaseResult:
    records = records_of(case)
    verdicts = judge(RecordSet(records), case.today)
    found = {
        each.visit: Outcome(each.visit, each.verdict, tuple(sorted(rule_text(hit) for hit in each.hits)))
        for each in verdicts
    }
    if case.expected is None:
        return CaseResult(case.name, records, verdicts, None, tuple(case.fields.ignored))
    for expected in case.expected:
        if expected.visit not in found:
            raise case.fields.refused(f"expect.{expected.visit}", "unknown_reference", expected.visit)
    differences = tuple(
        Difference(expected, found[expected.visit])
        for expected in case.expected
        if found[expected.visit] != expected
    )
    return CaseResult(case.name, records, verdicts, differences, tuple(case.fields.ignored))
