"""Commands that write a calendar file or the one-page overview."""

from pathlib import Path

import pikepdf
import pytest

from tests.cli.conftest import Filled, Runner
from tests.fakes.calendar_reader import read_calendar
from vault.domain.errors import ExitCode

DAY = ("--today", "2026-11-24")


def test_a_calendar_is_written_neutrally(run: Runner, filled: Filled, tmp_path: Path) -> None:
    out = tmp_path / "dates.ics"
    done = run("calendar", filled.folder, "--out", out, *DAY, "--json")
    events = read_calendar(out.read_bytes()).inner
    assert (done.code, done.document["events"], done.document["canceled"]) == (0, len(events), 0)
    assert len(events) > 5
    assert {each["SUMMARY"] for each in events} == {"Referral Vault: something is due"}


def test_a_second_calendar_cancels_what_went(run: Runner, filled: Filled, tmp_path: Path) -> None:
    run("calendar", filled.folder, "--out", tmp_path / "1.ics", *DAY)
    run("delete", filled.folder, filled.ids["reminder"], *DAY)
    done = run("calendar", filled.folder, "--out", tmp_path / "2.ics", *DAY)
    assert done.code == 0
    assert "1 earlier event canceled" in done.out


def test_detail_person_and_visits_are_heeded(run: Runner, filled: Filled, tmp_path: Path) -> None:
    out = tmp_path / "dates.ics"
    asked = ("--detail", "2", "--person", filled.ids["nora"], "--visits")
    done = run("calendar", filled.folder, "--out", out, *asked, *DAY)
    assert done.code == 0
    told = [each["SUMMARY"] for each in read_calendar(out.read_bytes()).inner]
    assert "Massage, Sample Street Rehab (Nora Sample)" in told
    assert not any("Finn" in each for each in told)


def test_a_file_that_is_there_is_not_replaced(run: Runner, filled: Filled, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    out.write_text("mine")
    done = run("calendar", filled.folder, "--out", out, *DAY)
    assert done.code == ExitCode.FILE_EXISTS
    assert out.read_text() == "mine"


@pytest.mark.parametrize("command", ["calendar", "overview"])
def test_the_id_of_something_else_is_no_person(
    run: Runner, filled: Filled, tmp_path: Path, command: str
) -> None:
    out = tmp_path / "out"
    done = run(command, filled.folder, "--out", out, "--person", filled.ids["referral"], *DAY)
    assert done.code == ExitCode.INVALID_FIELD
    assert not out.exists()


def test_an_overview_is_one_page(run: Runner, filled: Filled, tmp_path: Path) -> None:
    out = tmp_path / "overview.pdf"
    done = run("overview", filled.folder, "--out", out, "--person", filled.ids["nora"], *DAY, "--json")
    assert (done.code, done.document["person"]) == (0, filled.ids["nora"])
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == 1


def test_whose_overview_must_be_said_where_there_are_several_people(
    run: Runner, filled: Filled, tmp_path: Path
) -> None:
    out = tmp_path / "overview.pdf"
    done = run("overview", filled.folder, "--out", out, *DAY)
    assert done.code == ExitCode.USAGE
    assert "--person ID" in done.err
    run("delete", filled.folder, filled.ids["f01"])
    for name in ("finn_plan", "ankle", "finn"):
        assert run("delete", filled.folder, filled.ids[name]).code == 0
    assert run("overview", filled.folder, "--out", out, *DAY).code == 0
    assert out.read_bytes().startswith(b"%PDF")
