"""The command `rules`: packs listed and printed, own ones set and deleted, faults with their line."""

from pathlib import Path

import pytest

from tests.cli.conftest import Filled, Runner
from vault.domain.errors import ExitCode as E

MINE = """[[rows]]
id = "my-appeal"
kind = 16
jurisdiction = "US"
plan_type = "other"
value = 60
unit = "day"
anchor = "received"
source = "A sample plan, page 12"
seen_on = 2026-11-24
confidence = "high"
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "my-plan.toml"
    path.write_text(MINE, "utf-8")
    return path


def test_without_a_vault_the_shipped_packs_are_listed(run: Runner) -> None:
    done = run("rules", "--json", secret=None)
    assert [(each["pack"], each["own"]) for each in done.document] == [
        (name, False) for name in ("au", "ca", "de", "general", "uk", "us")
    ]
    lines = run("rules", secret=None).out.splitlines()
    assert lines[0] == "au       came with the program  2 rules"


def test_a_pack_is_printed_as_it_is_written(run: Runner) -> None:
    done = run("rules", "--pack", "uk", secret=None)
    assert done.out.startswith("# Private health insurers in the United Kingdom")
    document = run("rules", "--pack", "us", "--json", secret=None).document
    row = next(each for each in document["rows"] if each["id"] == "us-fep-opm")
    assert (row["kind"], row["label"], row["period"]) == (18, "Second appeal", "90 days")
    assert (row["source"][:5], row["seen_on"], row["confidence"]) == ("5 CFR", "2026-11-24", "medium")


def test_a_pack_of_ones_own_is_set_listed_and_deleted(run: Runner, filled: Filled, mine: Path) -> None:
    assert run("rules", filled.folder, "--set", mine).out == "Kept my-plan with 1 rule.\n"
    listed = run("rules", filled.folder, "--json").document
    assert listed[-1] == {"pack": "my-plan", "own": True, "replaces_shipped": False, "rows": 1, "fault": None}
    assert run("rules", filled.folder, "--pack", "my-plan").out == MINE
    assert run("rules", filled.folder, "--delete", "my-plan", "--json").document == {
        "pack": "my-plan",
        "deleted": True,
    }
    assert len(run("rules", filled.folder, "--json").document) == len(listed) - 1


def test_a_shipped_pack_is_replaced_under_its_name(run: Runner, filled: Filled, mine: Path) -> None:
    assert run("rules", filled.folder, "--set", mine, "--pack", "us", "--json").document == {
        "pack": "us",
        "rows": 1,
    }
    assert "yours, instead of the shipped one" in run("rules", filled.folder).out
    assert run("rules", filled.folder, "--pack", "us").out == MINE
    assert run("rules", filled.folder, "--delete", "us").code == E.OK
    assert run("rules", filled.folder, "--delete", "us").code == E.NOT_FOUND


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"day"', '"moon"', "(my-plan, line 7, row my-appeal, field unit): it is none of the possible words"),
        ("value = 60", "value = 0", "line 6, row my-appeal, field value"),
        ("value = 60", "value = sixty", "(my-plan, line 6): it is not TOML"),
        ("plan_type", "plan", "line 5, row my-appeal, field plan"),
    ],
)
def test_a_fault_is_told_with_its_line_and_reason(
    run: Runner, filled: Filled, mine: Path, old: str, new: str, said: str
) -> None:
    mine.write_text(MINE.replace(old, new), "utf-8")
    done = run("rules", filled.folder, "--set", mine)
    assert done.code == E.INVALID_FIELD
    assert said in done.err
    assert [each["own"] for each in run("rules", filled.folder, "--json").document] == [False] * 6


def test_rows_that_say_the_same_name_each_other(run: Runner, filled: Filled, mine: Path) -> None:
    mine.write_text(MINE + MINE.replace("my-appeal", "second"), "utf-8")
    done = run("rules", filled.folder, "--set", mine)
    assert "row second, field effective_from, against row my-appeal): both rows hold" in done.err


def test_a_file_that_cannot_be_read_is_said(run: Runner, filled: Filled, tmp_path: Path) -> None:
    done = run("rules", filled.folder, "--set", tmp_path / "none.toml")
    assert (done.code, "the file cannot be read" in done.err) == (E.INVALID_FIELD, True)


def test_a_pack_that_is_not_there_is_said_with_those_there_are(run: Runner) -> None:
    done = run("rules", "--pack", "none", secret=None)
    assert done.code == E.NOT_FOUND
    assert "These there are: au, ca, de, general, uk, us." in done.err


@pytest.mark.parametrize("option", [("--set", "x.toml"), ("--delete", "us"), ("--leads", "13=7")])
def test_a_change_needs_a_vault(run: Runner, option: tuple[str, str]) -> None:
    done = run("rules", *option, secret=None)
    assert (done.code, done.err.startswith("Which vault?")) == (E.USAGE, True)


def test_days_ahead_are_set_for_a_kind_and_taken_back(run: Runner, filled: Filled) -> None:
    assert run("rules", filled.folder, "--leads", "13=30, 7,0", "--json").document == {
        "kind": 13,
        "lead_days": [30, 7, 0],
    }
    leads = {
        tuple(each["lead_days"])
        for each in run("due", filled.folder, "--json").document
        if each["kind"] == 13
    }
    assert leads <= {(30, 7, 0)}
    assert run("rules", filled.folder, "--leads", "13=").out == "Set for Filing limit.\n"


def test_the_day_taxes_were_filed_is_set(run: Runner, filled: Filled) -> None:
    done = run("rules", filled.folder, "--tax-filed", "2025=2026-04-15", "--json")
    assert done.document == {"year": 2025, "filed": "2026-04-15"}
    assert run("rules", filled.folder, "--tax-filed", "2025=").out == "Set for 2025.\n"


@pytest.mark.parametrize(
    "option",
    [
        ("--leads", "13"),
        ("--leads", "x=1"),
        ("--leads", "13=1,x"),
        ("--leads", "13=9999"),
        ("--leads", "13=" + ",".join(map(str, range(13)))),
        ("--leads", "23=1"),
        ("--tax-filed", "25=2026-04-15"),
        ("--tax-filed", "2025=soon"),
        ("--leads", "13=1", "--delete", "us"),
    ],
)
def test_what_is_not_of_the_form_is_refused(run: Runner, filled: Filled, option: tuple[str, ...]) -> None:
    assert run("rules", filled.folder, *option).code == E.USAGE


def test_each_date_says_why(run: Runner, filled: Filled) -> None:
    due = run("due", filled.folder, "--json").document
    assert {each["kind"] for each in due} >= {1, 13}
    for each in due:
        assert each["title"]
        assert each["source"]
        assert each["basis"] == "printed" or each["rule"]
        assert each["arithmetic"] or each["basis"] == "printed" or str(each["rule"]).startswith("own:")
