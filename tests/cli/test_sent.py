"""A bundle that was sent is said to be so from the command line; the rest of its line stays as it was."""

import pytest

from tests.cli.conftest import Filled, Runner
from vault.domain.errors import ExitCode

DAY = ("--today", "2026-11-24")


@pytest.fixture
def bundle(run: Runner, filled: Filled) -> str:
    """Return the id of a bundle, exported on the day the clock stands on."""
    values = ("--profile", "R,D", "--referral", filled.ids["referral"], "--recipient", "Sample Plan")
    out = filled.folder.parent / "out.pdf"
    done = run(
        "export", filled.folder, *values, "--purpose", "Sample", "--incomplete", "--out", out, "--json"
    )
    assert done.code == 0
    return str(done.document["id"])


def test_the_day_is_noted_and_nothing_else_can_be(run: Runner, filled: Filled, bundle: str) -> None:
    made = run("show", filled.folder, bundle, "--json").document
    day = made["exported"][:10]
    done = run(
        "edit", filled.folder, bundle, "--set", f"sent_on={day}", "--set", "channel=fax", "--today", day
    )
    assert done.code == 0
    told = run("show", filled.folder, bundle, "--json").document
    assert (told["sent_on"], told["channel"]) == (day, "fax")
    refused = run("edit", filled.folder, bundle, "--set", "recipient=Other", "--today", day)
    assert refused.code == ExitCode.INVALID_FIELD


@pytest.mark.parametrize("day", ["2000-01-01", "2999-01-01"])
def test_not_before_it_was_made_and_not_in_the_future(
    run: Runner, filled: Filled, bundle: str, day: str
) -> None:
    done = run("edit", filled.folder, bundle, "--set", f"sent_on={day}", *DAY)
    assert done.code == ExitCode.INVALID_FIELD
