"""whatif: days to come, how long the papers last, and pin advice beside the verdicts."""

import pytest

from tests.cli.conftest import Filled, Runner

DAY = ("--today", "2026-11-24")


def test_each_day_has_a_verdict_and_its_papers(run: Runner, read_only: Filled) -> None:
    nora = read_only.ids["nora"]
    done = run("whatif", read_only.folder, "--person", nora, "--days", "40", *DAY, "--json")
    found = done.document
    assert done.code == 0
    assert [each["date"] for each in found["days"]][:2] == ["2026-11-24", "2026-11-25"]
    assert len(found["days"]) == 40
    assert {"verdict", "rules", "referral", "authorization"} <= found["days"][0].keys()
    assert found["service"] == "massage"
    assert {"days", "basis", "visits"} == found["rhythm"].keys()
    assert {each["kind"] for each in found["counters"]} == {"referral", "authorization", "benefit_limit"}
    assert found["sentence"]


def test_a_referral_names_person_and_service(run: Runner, read_only: Filled) -> None:
    found = run(
        "whatif", read_only.folder, "--referral", read_only.ids["referral"], "--days", "1", *DAY, "--json"
    ).document
    assert (found["person"], found["service"]) == (read_only.ids["nora"], "massage")
    other = run(
        "whatif",
        read_only.folder,
        "--person",
        read_only.ids["nora"],
        "--service",
        "acupuncture",
        *DAY,
        "--json",
    ).document
    assert other["service"] == "acupuncture"
    assert (other["rhythm"], other["last_supported"]) == (None, None)


def test_days_alike_stand_in_one_row(run: Runner, read_only: Filled) -> None:
    nora = read_only.ids["nora"]
    lines = run("whatif", read_only.folder, "--person", nora, "--days", "90", *DAY).out.splitlines()
    assert 2 < len(lines) < 30


@pytest.mark.parametrize("words", [("--days", "0"), ("--days", "733"), ("--person", "x", "--referral", "y")])
def test_what_cannot_be_asked_is_refused(run: Runner, read_only: Filled, words: tuple[str, ...]) -> None:
    assert run("whatif", read_only.folder, *words, *DAY).code == 2


def test_another_record_is_no_referral(run: Runner, read_only: Filled) -> None:
    assert run("whatif", read_only.folder, "--referral", read_only.ids["nora"], *DAY).code == 2


def test_verdicts_carry_advice_beside_the_visits(run: Runner, read_only: Filled) -> None:
    for person in run("verdicts", read_only.folder, *DAY, "--json").document:
        assert person.keys() == {"name", "person", "visits", "advice"}
        assert person["advice"] == []


def test_with_several_persons_one_has_to_be_named(run: Runner, read_only: Filled) -> None:
    assert run("whatif", read_only.folder, *DAY).code == 2
