from datetime import date
from pathlib import Path

import pytest

from vault.domain.rule_pack import RulePack, RuleRow
from vault.domain.rule_pack_reading import RulePackError
from vault.services.reminders.rule_files import load_packs, pack_from_text

SHIPPED = Path(__file__).parents[3] / "resources" / "rules"
ROWS = [
    pytest.param(row, id=row.id)
    for pack in (load_packs(SHIPPED) if SHIPPED.exists() else ())
    for row in pack.rows
]
ROW = """
[[rows]]
id = "xx-start"
kind = 2
jurisdiction = "DE"
value = 28
unit = "day"
anchor = "authored"
source = "A sample law"
seen_on = 2026-11-24
confidence = "low"
"""


def test_the_shipped_packs_are_all_valid_with_ids_of_their_own() -> None:
    packs = load_packs(SHIPPED)
    ids = [row.id for pack in packs for row in pack.rows]
    assert [pack.name for pack in packs] == ["au", "ca", "de", "general", "uk", "us"]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("row", ROWS)
def test_each_shipped_row_says_where_it_comes_from_and_when_it_was_seen(row: RuleRow) -> None:
    assert len(row.source) >= 10
    assert date(2026, 11, 1) <= row.seen_on
    assert row.source.isprintable()


def test_packs_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text(ROW, "utf-8")
    (tmp_path / "a.toml").write_text(ROW.replace("xx", "yy"), "utf-8")
    (tmp_path / "notes.txt").write_text("no pack", "utf-8")
    packs: tuple[RulePack, ...] = load_packs(tmp_path)
    assert [(pack.name, pack.rows[0].id) for pack in packs] == [("a", "yy-start"), ("b", "xx-start")]


def test_no_folder_means_no_packs(tmp_path: Path) -> None:
    assert load_packs(tmp_path / "none") == ()


def _fault(text: str) -> tuple[object, ...]:
    with pytest.raises(RulePackError) as caught:
        pack_from_text("mine", text)
    values = caught.value.values
    return tuple(values[name] for name in ("pack", "line", "row", "field", "reason"))


def test_a_fault_is_named_with_the_line_of_its_field() -> None:
    second = ROW.replace("xx", "yy").replace('"day"', '"moon"')
    assert _fault(ROW + "\n# mine\n" + second) == ("mine", 20, "yy-start", "unit", "not_one_of")
    assert _fault("title = 1\n" + ROW) == ("mine", 1, None, "title", "unknown_field")
    assert _fault("\n[row]\nid = 1\n" + ROW) == ("mine", 2, None, "row", "unknown_field")


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "reason"),
    [
        ("kind = 2", "knd = 2", 4, "knd", "unknown_field"),
        ('"day"', '"fortnight"', 7, "unit", "not_one_of"),
        ("value = 28", "value = -1", 6, "value", "out_of_range"),
        ("seen_on = 2026-11-24", 'seen_on = "yesterday"', 10, "seen_on", "wrong_type"),
        ('source = "A sample law"', "", 2, "source", "missing"),
        ('"authored"', '"notice"', 8, "anchor", "anchor_not_for_kind"),
    ],
)
def test_each_kind_of_fault_has_line_and_reason(
    old: str, new: str, line: int, field: str, reason: str
) -> None:
    assert _fault(ROW.replace(old, new)) == ("mine", line, "xx-start", field, reason)


def test_rows_that_say_the_same_are_named_with_their_line() -> None:
    assert _fault(ROW + ROW) == ("mine", 14, "xx-start", "id", "duplicate_id")
    other = ROW.replace("xx", "yy")
    assert _fault(ROW + other) == ("mine", 13, "yy-start", "effective_from", "overlaps")
    assert _fault(ROW + other + "effective_from = 2026-01-01\n") == (
        "mine",
        23,
        "yy-start",
        "effective_from",
        "overlaps",
    )


def test_packs_without_a_source_are_left_to_the_person() -> None:
    empty = {pack.name for pack in load_packs(SHIPPED) if not pack.rows}
    assert empty == {"ca", "uk"}
    assert all("fill in" in (SHIPPED / f"{name}.toml").read_text("utf-8").lower() for name in empty)


def test_no_row_for_everywhere_claims_to_be_a_law() -> None:
    (general,) = (pack for pack in load_packs(SHIPPED) if pack.name == "general")
    assert {row.jurisdiction for row in general.rows} == {"*"}
    assert all(row.source.startswith(("habit of this program", "usual term")) for row in general.rows)


def test_a_file_that_is_no_toml_is_named_with_its_line() -> None:
    assert _fault("\n\nrows = [") == ("mine", 3, None, None, "not_toml")
    assert _fault(ROW.replace("28", "twenty eight")) == ("mine", 6, None, None, "not_toml")


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RulePackError) as caught:
        load_packs(tmp_path)
    assert (caught.value.values["pack"], caught.value.values["reason"]) == ("bad", "unreadable")
    (tmp_path / "bad.toml").unlink()
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(RulePackError) as caught:
        load_packs(tmp_path)
    assert caught.value.values["reason"] == "unreadable"
