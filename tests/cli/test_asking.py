"""Questions are listed and printed, their answers entered, a referral checked: on the command line."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Filled, Runner
from vault.domain.errors import ExitCode

DAY = ("--today", "2026-11-24")


def asked(run: Runner, filled: Filled, *rest: str | Path) -> Any:
    done = run("questions", filled.folder, *rest, *DAY, "--json")
    assert (done.code, done.err) == (0, "")
    return done.document


class TestQuestions:
    """What to ask, about all policies, one person's, one."""

    def test_every_policy_in_force(self, run: Runner, read_only: Filled) -> None:
        found = asked(run, read_only)
        assert {each["policy"] for each in found} == {read_only.ids["plan"], read_only.ids["finn_plan"]}

    @pytest.mark.parametrize(("option", "name"), [("--person", "finn"), ("--policy", "finn_plan")])
    def test_one_of_them(self, run: Runner, read_only: Filled, option: str, name: str) -> None:
        (found,) = asked(run, read_only, option, read_only.ids[name])
        assert found["policy"] == read_only.ids["finn_plan"]
        first = found["questions"][0]
        assert (first["code"], first["standing"], first["visits"]) == (
            "referral_needed",
            "waiting",
            [read_only.ids["f01"]],
        )

    def test_a_sheet_is_written_once(self, run: Runner, read_only: Filled, tmp_path: Path) -> None:
        out = tmp_path / "questions.pdf"
        rest = ("--policy", read_only.ids["finn_plan"], "--out", out)
        assert asked(run, read_only, *rest)["file"] == str(out)
        assert out.read_bytes().startswith(b"%PDF")
        assert run("questions", read_only.folder, *rest).code == ExitCode.FILE_EXISTS

    def test_a_sheet_is_about_one_policy(self, run: Runner, read_only: Filled, tmp_path: Path) -> None:
        out = tmp_path / "questions.pdf"
        assert run("questions", read_only.folder, "--out", out, *DAY).code == ExitCode.USAGE
        assert not out.exists()

    def test_people_read_who_is_asked_and_what_was_left_empty(self, run: Runner, read_only: Filled) -> None:
        said = run("questions", read_only.folder, *DAY).out
        assert "Ask the insurer" in said
        assert "1 visit waits for this answer." in said
        assert "Left empty when the rules were told." in said


class TestAnswer:
    """Answers go in with who said so and the call, and move verdicts."""

    def test_a_call_moves_a_verdict(self, run: Runner, filled: Filled) -> None:
        policy = filled.ids["finn_plan"]
        done = run(
            *("answer", filled.folder, policy, "--set", "requires_referral=no", "--set", "excluded=other"),
            *("--set", "benefit_limit.per=calendar_year", "--set", "benefit_limit.services=physiotherapy"),
            *("--set", "benefit_limit.visits=12", "--set", f"{filled.ids['therapist']}.types=physio"),
            *("--spoken-to", "Sample Agent", "--on", "2026-11-20", "--reference", "C-77", *DAY, "--json"),
        )
        assert (done.code, done.err) == (0, "")
        assert done.document["moved"][filled.ids["f01"]]["from"] == "UNKNOWN"
        shown = run("show", filled.folder, policy, "--json").document
        assert (shown["requires_referral"], shown["said_by"], shown["said_on"], shown["call_reference"]) == (
            "no",
            "Sample Agent",
            "2026-11-20",
            "C-77",
        )
        call = run("show", filled.folder, done.document["communication"], "--json").document
        assert "Is a referral needed? No" in call["summary"]
        assert "Number: 12" in call["summary"]
        limits = run("list", filled.folder, "benefit_limit", "--json").document
        assert [each["visits"] for each in limits if each["policy"] == policy] == [12]

    def test_people_read_how_many_moved(self, run: Runner, filled: Filled) -> None:
        rest = ("--set", "requires_referral=no", "--spoken-to", "Sample Agent")
        done = run("answer", filled.folder, filled.ids["finn_plan"], *rest, *DAY)
        assert done.out.splitlines()[-1] == "1 verdict changed."

    def test_somebody_else_may_have_answered(self, run: Runner, filled: Filled) -> None:
        rest = ("--set", f"{filled.ids['therapist']}.registered=no", "--spoken-to", "Sample Desk")
        done = run(
            "answer", filled.folder, filled.ids["finn_plan"], *rest, "--at", "Sample Street Rehab", "--json"
        )
        call = run("show", filled.folder, done.document["communication"], "--json").document
        assert call["counterparty"] == "Sample Street Rehab"
        assert run("show", filled.folder, filled.ids["finn_plan"], "--json").document["said_by"] is None

    @pytest.mark.parametrize(
        "given", ["requires_referral=perhaps", "surname=x", "benefit_limit.visits=12", "zz.types=lmt"]
    )
    def test_a_wrong_answer_stores_nothing(self, run: Runner, filled: Filled, given: str) -> None:
        before = run("list", filled.folder, "communication", "--json").out
        done = run(
            "answer", filled.folder, filled.ids["finn_plan"], "--set", given, "--spoken-to", "Sample Agent"
        )
        assert done.code in {ExitCode.INVALID_FIELD, ExitCode.NOT_FOUND}
        assert run("list", filled.folder, "communication", "--json").out == before

    def test_the_policy_must_be_one(self, run: Runner, filled: Filled) -> None:
        rest = ("--set", "requires_referral=no", "--spoken-to", "Sample Agent")
        assert run("answer", filled.folder, filled.ids["nora"], *rest).code == ExitCode.INVALID_FIELD


class TestDeskCheck:
    """A referral is held against its policy."""

    def test_what_is_missing_first_with_its_rule(self, run: Runner, filled: Filled) -> None:
        run("edit", filled.folder, filled.ids["referral"], "--set", "signed=false")
        done = run("desk-check", filled.folder, filled.ids["referral"], *DAY, "--json")
        assert (done.code, done.err) == (0, "")
        assert done.document["policy"] == filled.ids["plan"]
        first = done.document["items"][0]
        assert (first["code"], first["held"], first["rule"]) == ("signature", "missing", "R11:175")
        assert first["sentence"] == "Please have the doctor sign it."

    def test_people_read_what_to_say(self, run: Runner, filled: Filled) -> None:
        run("edit", filled.folder, filled.ids["referral"], "--set", "necessity=")
        said = run("desk-check", filled.folder, filled.ids["referral"], *DAY).out
        assert "Missing: Please add one sentence on why the treatment is medically necessary." in said
        assert "There: Diagnosis" in said

    def test_only_a_referral_can_be_checked(self, run: Runner, read_only: Filled) -> None:
        assert run("desk-check", read_only.folder, read_only.ids["nora"]).code == ExitCode.INVALID_FIELD
