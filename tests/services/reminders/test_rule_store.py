"""A person's own rule packs live in the vault and stand in the place of shipped rows."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.fakes.vaults import SampleVault
from vault.domain.errors import ExitCode, UserError
from vault.domain.rule_pack import RuleRow
from vault.domain.rule_pack_reading import RulePackError
from vault.open_vault import OpenVault
from vault.services.reminders.rule_store import find_pack, shipped_texts

SHIPPED = Path(__file__).parents[3] / "resources" / "rules"
MINE = """# Für meinen Plan: eine Frist.
[[rows]]
id = "my-appeal"
kind = 16
jurisdiction = "CA"
value = 60
unit = "day"
anchor = "received"
source = "A sample plan, page 12"
seen_on = 2026-11-24
confidence = "high"
"""


def _rows(vault: OpenVault) -> dict[str, RuleRow]:
    return {row.id: row for pack in vault.rules.packs() for row in pack.rows}


def test_a_new_vault_has_the_shipped_packs(sample: SampleVault) -> None:
    with sample.open() as vault:
        listed = vault.rules.listed()
        assert [each.name for each in listed] == ["au", "ca", "de", "general", "uk", "us"]
        assert not any(each.is_own or each.replaces or each.fault for each in listed)
        assert listed == shipped_texts(SHIPPED)


def test_a_pack_of_ones_own_survives_closing(sample: SampleVault) -> None:
    with sample.open() as vault:
        assert [row.id for row in vault.rules.save("my-plan", MINE).rows] == ["my-appeal"]
    with sample.open() as vault:
        (own,) = vault.rules.own()
        assert (own.name, own.text, own.is_own, own.replaces) == ("my-plan", MINE, True, False)
        assert _rows(vault)["my-appeal"].value == 60


def test_a_copied_pack_can_be_changed_and_its_rows_replace_the_shipped_ones(sample: SampleVault) -> None:
    with sample.open() as vault:
        vault.rules.copy("us")
        shipped = len(_rows(vault))
        text = find_pack(vault.rules.own(), "us").text
        assert len(text.encode()) > 4_000
        vault.rules.save("us", text.replace("value = 180", "value = 90"))
        assert (_rows(vault)["us-erisa-appeal"].value, len(_rows(vault))) == (90, shipped)
        assert find_pack(vault.rules.listed(), "us").replaces
        vault.rules.delete("us")
        assert _rows(vault)["us-erisa-appeal"].value == 180
        assert vault.rules.own() == ()


def test_a_pack_may_replace_one_row_and_leave_the_others(sample: SampleVault) -> None:
    with sample.open() as vault:
        before = _rows(vault)
        vault.rules.save("my-plan", MINE.replace("my-appeal", "us-erisa-appeal"))
        after = _rows(vault)
        assert after.keys() == before.keys()
        assert after["us-erisa-appeal"].value == 60
        assert {name for name in after if after[name] != before[name]} == {"us-erisa-appeal"}


def test_restoring_takes_the_shipped_packs_and_keeps_the_others(sample: SampleVault) -> None:
    with sample.open() as vault:
        for name in ("de", "us"):
            vault.rules.copy(name)
        vault.rules.save("my-plan", MINE)
        vault.rules.restore()
        assert [each.name for each in vault.rules.own()] == ["my-plan"]


def test_a_faulty_pack_is_refused_with_its_line_and_nothing_changes(sample: SampleVault) -> None:
    with sample.open() as vault:
        vault.rules.save("my-plan", MINE)
        with pytest.raises(RulePackError) as caught:
            vault.rules.save("my-plan", MINE.replace('"day"', '"moon"'))
        values = caught.value.values
        assert (values["line"], values["field"], values["reason"]) == (7, "unit", "not_one_of")
        assert find_pack(vault.rules.own(), "my-plan").text == MINE


def test_an_id_has_one_place_among_ones_own(sample: SampleVault) -> None:
    with sample.open() as vault:
        vault.rules.save("my-plan", MINE)
        with pytest.raises(RulePackError) as caught:
            vault.rules.save("other", MINE)
        values = caught.value.values
        assert (values["reason"], values["other"]) == ("duplicate_id", "my-plan/my-appeal")


@pytest.mark.parametrize("name", ["", "My Plan", "../us", "a" * 41, "a,b", "ü"])
def test_a_name_is_a_plain_word(sample: SampleVault, name: str) -> None:
    with sample.open() as vault, pytest.raises(RulePackError) as caught:
        vault.rules.save(name, MINE)
    assert (caught.value.values["reason"], caught.value.values["expected"]) == ("bad_pattern", "my-plan")


def test_a_pack_has_an_end(sample: SampleVault) -> None:
    with sample.open() as vault, pytest.raises(RulePackError) as caught:
        vault.rules.save("my-plan", MINE + "#" * 200_000)
    assert caught.value.values["reason"] == "too_large"


def test_many_packs_are_kept(sample: SampleVault) -> None:
    names = [f"plan-of-a-rather-long-name-{number:02}" for number in range(80)]
    with sample.open() as vault:
        vault._database.set_settings(
            {"rules.packs.0": ",".join(names[:60]), "rules.packs.1": "," + ",".join(names[60:])}
        )
        vault.rules.save("my-plan", MINE)
        assert [each.name for each in vault.rules.own()] == ["my-plan", *names]


def test_what_is_not_there_is_said(sample: SampleVault) -> None:
    with sample.open() as vault:
        for act in (vault.rules.delete, vault.rules.copy):
            with pytest.raises(UserError) as caught:
                act("none")
            assert (caught.value.code, caught.value.exit_code) == ("rule_pack_unknown", ExitCode.NOT_FOUND)
            assert "general" in str(caught.value.values["expected"])
        with pytest.raises(UserError) as caught:
            vault.rules.delete("us")
        assert caught.value.code == "rule_pack_not_own"


def test_a_kept_pack_that_cannot_be_read_any_more_is_passed_over_and_named(sample: SampleVault) -> None:
    with sample.open() as vault:
        before = _rows(vault)
        vault.rules.save("my-plan", MINE)
        vault._database.set_setting("rules.pack.my-plan.0", "rows = 3")
        (own,) = vault.rules.own()
        assert own.pack is None
        assert own.fault is not None
        assert _rows(vault) == before
        assert vault.due() == ()


def test_a_changed_rule_changes_the_dates_at_once(sample: SampleVault) -> None:
    with sample.open() as vault:
        person = vault.records.add("person", {"name": "Sample Person"}).record.id
        policy = {"person": person, "insurer": "Sample Insurer", "member_id": "M", "start": "2026-01-01"}
        vault.records.add("policy", {**policy, "jurisdiction": "CA"})
        line = {"denied": True}
        vault.records.add(
            "eob",
            {"person": person, "lines": [line], "received_on": "2026-11-02", "processed_on": "2026-11-02"},
        )
        assert [each.due for each in vault.snapshot().due if each.kind == 16] == []
        vault.rules.save("my-plan", MINE)
        assert [each.due for each in vault.snapshot().due if each.kind == 16] == [date(2027, 1, 1)]
        assert [each.due for each in vault.due() if each.kind == 16] == [date(2027, 1, 1)]
        vault.rules.save("my-plan", MINE.replace("60", "30"))
        assert [each.due for each in vault.snapshot().due if each.kind == 16] == [date(2026, 12, 2)]


def test_a_text_of_many_letters_is_kept_whole(sample: SampleVault) -> None:
    long = MINE + "".join(f"# Zeile {number}: äöüß€\n" for number in range(400))
    with sample.open() as vault:
        vault.rules.save("my-plan", long)
    with sample.open() as vault:
        assert find_pack(vault.rules.own(), "my-plan").text == long
        vault.rules.save("my-plan", MINE)
        assert find_pack(vault.rules.own(), "my-plan").text == MINE


def test_checking_a_text_keeps_nothing_of_it(sample: SampleVault) -> None:
    with sample.open() as vault:
        assert [row.id for row in vault.rules.check("mine", MINE).rows] == ["my-appeal"]
        with pytest.raises(RulePackError):
            vault.rules.check("mine", MINE.replace("60", '"sixty"'))
        assert vault.rules.own() == ()


def test_what_was_deleted_or_restored_can_be_put_back_even_unreadable(sample: SampleVault) -> None:
    with sample.open() as vault:
        vault.rules.copy("us")
        vault.rules.save("mine", MINE)
        broken = replace(find_pack(vault.rules.own(), "us"), text="no pack at all")
        vault.rules.put_back([broken])
        before = vault.rules.own()
        assert [each.name for each in vault.rules.restore()] == ["us"]
        assert [each.name for each in vault.rules.own()] == ["mine"]
        vault.rules.put_back([broken])
        assert vault.rules.own()[1].text == before[1].text == "no pack at all"
        assert vault.rules.own()[1].fault is not None
