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
    assert [pack.name for pack in packs] == ["au", "de", "us"]
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


def test_a_fault_is_named_with_the_line_its_row_begins_on() -> None:
    second = ROW.replace("xx", "yy").replace('"day"', '"moon"')
    assert _fault(ROW + "\n# mine\n" + second) == ("mine", 15, "yy-start", "unit", "not_one_of")


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
