from datetime import date, datetime

import pytest

from vault.domain.errors import ExitCode
from vault.domain.period import PeriodUnit, Roll
from vault.domain.records.policy import PlanType
from vault.domain.rule_pack import (
    Anchor,
    Case,
    Confidence,
    Counting,
    RuleBook,
    RulePack,
    RuleRow,
    Situation,
    replaced,
)
from vault.domain.rule_pack_reading import RulePackError, parse_pack

ROW: dict[str, object] = {
    "id": "xx-appeal",
    "kind": 16,
    "jurisdiction": "US",
    "plan_type": "erisa",
    "effective_from": date(2020, 1, 1),
    "effective_to": date(2030, 12, 31),
    "value": 6,
    "unit": "month",
    "anchor": "received",
    "count": "valid_for",
    "roll": "forward",
    "presumed_receipt": 5,
    "urgent": True,
    "arrival": True,
    "source": "A sample law, section 1",
    "seen_on": date(2026, 11, 24),
    "confidence": "low",
}
KINDS = "1, 2, 3, 5, 6, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 24, 25, 26, 27, 29, 30"


def parse(*rows: object, lines: tuple[int, ...] = ()) -> RulePack:
    return parse_pack("sample", {"rows": list(rows)}, lines)


def test_a_full_row_is_read() -> None:
    assert parse(ROW).rows == (
        RuleRow(
            id="xx-appeal",
            kind=16,
            jurisdiction="US",
            value=6,
            unit=PeriodUnit.MONTH,
            anchor=Anchor.RECEIVED,
            source="A sample law, section 1",
            seen_on=date(2026, 11, 24),
            confidence=Confidence.LOW,
            plan_type=PlanType.ERISA,
            effective_from=date(2020, 1, 1),
            effective_to=date(2030, 12, 31),
            count=Counting.VALID_FOR,
            roll=Roll.FORWARD,
            urgent=True,
            arrival=True,
            presumed_receipt=5,
        ),
    )


@pytest.mark.parametrize(
    ("field", "value", "reason", "expected"),
    [
        ("id", 7, "wrong_type", "us-erisa-appeal"),
        ("id", "Has Spaces", "bad_pattern", "us-erisa-appeal"),
        ("kind", "16", "wrong_type", KINDS),
        ("kind", 99, "not_one_of", KINDS),
        ("jurisdiction", "America", "bad_pattern", "US, US-WA or *"),
        ("value", 0, "out_of_range", "1 to 36500"),
        ("value", 36_501, "out_of_range", "1 to 36500"),
        ("value", True, "wrong_type", "1 to 36500"),
        ("value", 1.5, "wrong_type", "1 to 36500"),
        ("unit", "moon", "not_one_of", "hour, day, week, month, year, weekday"),
        ("unit", 3, "wrong_type", "hour, day, week, month, year, weekday"),
        ("anchor", "authored", "anchor_not_for_kind", "notice, received"),
        ("source", " ", "bad_pattern", "a law, rule or page"),
        ("seen_on", "2026-11-24", "wrong_type", "a date like 2026-11-23"),
        ("seen_on", datetime(2026, 11, 24), "wrong_type", "a date like 2026-11-23"),  # noqa: DTZ001 - as TOML gives
        ("confidence", "sure", "not_one_of", "high, medium, low"),
        ("effective_to", date(2019, 12, 31), "dates_reversed", "2020-01-01 or later"),
        ("urgent", 1, "wrong_type", "true, false"),
        ("presumed_receipt", 61, "out_of_range", "0 to 60"),
        ("case", "after_service", "not_for_kind", None),
        ("extension", 30, "not_for_kind", None),
        ("visits", 6, "not_for_kind", None),
        ("count", "before", "not_for_kind", "within, valid_for"),
        ("note", "x", "unknown_field", "ids"),
    ],
)
def test_a_wrong_field_is_named_with_its_row_reason_and_what_is_right(
    field: str, value: object, reason: str, expected: str | None
) -> None:
    with pytest.raises(RulePackError) as caught:
        parse({**ROW, "id": "first"}, {**ROW, field: value}, lines=(4, 21))
    values = caught.value.values
    assert caught.value.code == "rule_pack_invalid"
    assert caught.value.exit_code is ExitCode.INVALID_FIELD
    assert (values["pack"], values["index"], values["line"]) == ("sample", 2, 21)
    assert (values["field"], values["reason"]) == (field, reason)
    assert values["row"] == (None if value == 7 else value if field == "id" else "xx-appeal")
    if field == "note":
        expected = str(values["expected"])
        assert set(expected.split(", ")) == {*ROW, "case", "extension", "visits"}
    assert values["expected"] == expected


@pytest.mark.parametrize(
    "field",
    ["id", "kind", "jurisdiction", "value", "unit", "anchor", "source", "seen_on", "confidence"],
)
def test_what_a_row_must_have_is_asked_for(field: str) -> None:
    with pytest.raises(RulePackError) as caught:
        parse({name: value for name, value in ROW.items() if name != field})
    assert (caught.value.values["field"], caught.value.values["reason"]) == (field, "missing")
    assert caught.value.values["line"] is None


def test_ids_are_unique_in_a_pack() -> None:
    with pytest.raises(RulePackError) as caught:
        parse(ROW, ROW)
    assert (caught.value.values["reason"], caught.value.values["index"]) == ("duplicate_id", 2)


def test_a_presumed_receipt_needs_a_receipt_to_presume() -> None:
    with pytest.raises(RulePackError) as caught:
        parse({**ROW, "anchor": "notice"})
    assert caught.value.values["reason"] == "presumed_needs_received"


def test_a_row_that_is_no_table_is_refused() -> None:
    with pytest.raises(RulePackError) as caught:
        parse("row")
    assert (caught.value.values["reason"], caught.value.values["row"]) == ("wrong_type", None)


@pytest.mark.parametrize("mapping", [{}, {"rows": []}])
def test_a_pack_may_be_empty(mapping: dict[str, object]) -> None:
    assert parse_pack("sample", mapping) == RulePack("sample", ())


def test_rows_are_a_list() -> None:
    with pytest.raises(RulePackError) as caught:
        parse_pack("sample", {"rows": "x"})
    assert caught.value.values["reason"] == "no_rows"


def test_a_pack_holds_nothing_but_rows() -> None:
    with pytest.raises(RulePackError) as caught:
        parse_pack("sample", {"rows": [ROW], "row": []})
    assert (caught.value.values["field"], caught.value.values["reason"]) == ("row", "unknown_field")


def _row(row_id: str, **changed: object) -> dict[str, object]:
    base = {"id": row_id, "kind": 16, "jurisdiction": "US", "value": 30, "unit": "day", "anchor": "notice"}
    return {**base, "source": "A sample law", "seen_on": date(2026, 1, 1), "confidence": "low", **changed}


def _chosen(rows: list[dict[str, object]], **changed: object) -> str | None:
    facts: dict[str, object] = {
        "kind": 16,
        "jurisdiction": "US",
        "plan_type": PlanType.ERISA,
        "day": date(2026, 6, 1),
    }
    situation = Situation(**{**facts, **changed})  # type: ignore[arg-type]  # mixed values
    row = RuleBook(parse(each) for each in rows).row(situation)
    return row.id if row else None


def test_a_row_holds_from_its_first_to_its_last_day() -> None:
    rows = [_row("old", effective_to=date(2026, 5, 31)), _row("new", effective_from=date(2026, 6, 1))]
    assert _chosen(rows, day=date(2026, 5, 31)) == "old"
    assert _chosen(rows, day=date(2026, 6, 1)) == "new"


def test_the_newest_of_two_rows_in_force_is_chosen() -> None:
    rows = [
        _row("new", effective_from=date(2026, 1, 1)),
        _row("old", effective_from=date(2025, 1, 1)),
        _row("open"),
    ]
    assert _chosen(rows) == "new"


@pytest.mark.parametrize(
    "changed", [{"kind": 14}, {"jurisdiction": "DE"}, {"jurisdiction": None}, {"jurisdiction": "USA"}]
)
def test_another_kind_or_place_has_no_row(changed: dict[str, object]) -> None:
    assert _chosen([_row("us")], **changed) is None


def test_the_plan_comes_before_the_place_and_the_place_before_urgency() -> None:
    rows = [
        _row("country"),
        _row("state", jurisdiction="US-WA"),
        _row("plan", plan_type="fep"),
        _row("urgent", urgent=True),
    ]
    assert _chosen(rows, jurisdiction="US-WA", urgent=True) == "state"
    assert _chosen(rows, jurisdiction="US-WA", plan_type=PlanType.FEP) == "plan"
    assert _chosen(rows, urgent=True) == "urgent"
    assert _chosen(rows) == "country"


def test_without_a_row_for_urgency_the_common_one_holds() -> None:
    assert _chosen([_row("common")], urgent=True) == "common"


def test_a_later_pack_wins_over_an_equal_row() -> None:
    shipped, edited = parse(_row("shipped")), parse(_row("edited"))
    situation = Situation(16, "US", PlanType.ERISA, date(2026, 6, 1))
    chosen = RuleBook([shipped, edited]).row(situation)
    assert chosen is not None
    assert chosen.id == "edited"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({"effective_to": date(2026, 5, 31)}, {"effective_from": date(2026, 5, 31)}),
        ({"plan_type": "fep", "urgent": True}, {"plan_type": "fep", "urgent": True}),
        ({"kind": 17, "anchor": "filed", "case": "after_service"},) * 2,
    ],
)
def test_two_rows_for_the_same_facts_are_refused(first: dict[str, object], second: dict[str, object]) -> None:
    with pytest.raises(RulePackError) as caught:
        parse(_row("a", **first), _row("b", **second))
    values = caught.value.values
    assert (values["row"], values["reason"], values["other"]) == ("b", "overlaps", "a")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"effective_to": date(2026, 5, 31)}, {"effective_from": date(2026, 6, 1)}),
        ({"plan_type": "fep"}, {"plan_type": "erisa"}),
        ({"urgent": True}, {}),
        ({"kind": 18}, {}),
        ({"jurisdiction": "US-WA"}, {}),
        ({"kind": 17, "anchor": "filed", "case": "after_service"}, {"kind": 17, "anchor": "filed"}),
    ],
)
def test_rows_for_other_facts_stand_beside_each_other(
    first: dict[str, object], second: dict[str, object]
) -> None:
    assert len(parse(_row("a", **first), _row("b", **second)).rows) == 2


def test_a_kind_that_counts_back_must_say_so() -> None:
    back = {"kind": 11, "anchor": "period_end"}
    assert parse(_row("a", count="before", **back)).rows[0].count is Counting.BEFORE
    with pytest.raises(RulePackError) as caught:
        parse(_row("a", **back))
    assert (caught.value.values["field"], caught.value.values["expected"]) == ("count", "before")


def test_a_row_for_everywhere_comes_after_one_for_the_place() -> None:
    rows = [_row("everywhere", jurisdiction="*"), _row("country")]
    assert _chosen(rows) == "country"
    assert _chosen(rows, jurisdiction="DE") == "everywhere"
    assert _chosen(rows, jurisdiction=None) == "everywhere"


def test_a_row_for_the_case_comes_first() -> None:
    of_kind = {"kind": 17, "anchor": "filed"}
    rows = [_row("after", case="after_service", **of_kind), _row("any", **of_kind)]
    assert _chosen(rows, kind=17, case=Case.AFTER_SERVICE) == "after"
    assert _chosen(rows, kind=17, case=Case.BEFORE_SERVICE) == "any"
    assert _chosen(rows, kind=17) == "any"


def test_a_persons_own_rows_stand_in_the_place_of_shipped_ones() -> None:
    shipped = [parse(_row("a"), _row("b", kind=14)), RulePack("empty", ())]
    own = parse(_row("a", value=9))
    assert replaced(shipped, [own]) == (RulePack("sample", shipped[0].rows[1:]), shipped[1], own)


def test_a_fault_can_be_given_a_better_line() -> None:
    with pytest.raises(RulePackError) as caught:
        parse(_row("a", unit="moon"), lines=(4,))
    moved = caught.value.on_line(9)
    assert moved.values == {**caught.value.values, "line": 9}
