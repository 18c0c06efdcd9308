"""A renewal from the command line: taken over, a draft until dated, never of something else."""

from tests.cli.conftest import Filled, Runner
from vault.domain.errors import ExitCode

DAY = ("--today", "2026-11-24")


def test_a_renewal_takes_over_and_stays_a_draft_without_its_date(run: Runner, filled: Filled) -> None:
    done = run("renew", filled.folder, filled.ids["referral"], *DAY, "--json")
    assert (done.code, done.document["renewal_of"]) == (0, filled.ids["referral"])
    new = run("show", filled.folder, done.document["id"], *DAY, "--json").document
    assert (new["status"], new["authored_on"], new["number"], new["visits"]) == ("draft", None, None, 10)
    assert new["renewal_of"] == filled.ids["referral"]
    old = run("show", filled.folder, filled.ids["referral"], *DAY, "--json").document
    assert old["status"] == "active"


def test_what_the_new_paper_says_is_set_and_makes_it_active(run: Runner, filled: Filled) -> None:
    told = ("--set", "authored_on=2026-11-20", "--set", "visits=6", "--set", "number=RF-SAMPLE-3")
    done = run("renew", filled.folder, filled.ids["referral"], *told, *DAY, "--json")
    new = run("show", filled.folder, done.document["id"], *DAY, "--json").document
    assert (new["status"], new["authored_on"]) == ("active", "2026-11-20")
    assert (new["visits"], new["number"]) == (6, "RF-SAMPLE-3")


def test_a_status_that_is_set_stays(run: Runner, filled: Filled) -> None:
    told = ("--set", "authored_on=2026-11-20", "--set", "status=draft")
    done = run("renew", filled.folder, filled.ids["referral"], *told, *DAY, "--json")
    assert run("show", filled.folder, done.document["id"], *DAY, "--json").document["status"] == "draft"


def test_only_a_referral_is_renewed(run: Runner, filled: Filled) -> None:
    assert run("renew", filled.folder, filled.ids["authorization"], *DAY).code == ExitCode.INVALID_FIELD
    assert run("renew", filled.folder, "ffffffff", *DAY).code == ExitCode.NOT_FOUND
