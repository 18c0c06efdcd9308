"""Questions, the desk check and the steps of the guide say whole sentences in both languages."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from vault.domain.coverage.verdict import Value
from vault.domain.desk_check import DeskItem, Held
from vault.domain.guide_steps import GuideStep, StepCode
from vault.domain.questions import Question, Standing, Whom
from vault.domain.records.policy import BenefitLimit, BenefitPeriod, Policy
from vault.domain.records.values import Need
from vault.services.wording.catalogue import Wording
from vault.services.wording.desk_check import (
    DESK,
    desk_heading,
    desk_held,
    desk_name,
    desk_sentence,
    desk_why,
)
from vault.services.wording.guide_steps import TO_DO, step_title, step_words
from vault.services.wording.questions import (
    QUESTIONS,
    answers_summary,
    aside_words,
    question_sentence,
    whom_heading,
)

if TYPE_CHECKING:
    from vault.domain.records.kinds import Record

Finished = Callable[[str], bool]
DAY = dt.date(2026, 11, 23)
KNOWN: tuple[tuple[str, Value], ...] = (
    ("insurer", "Northwind"),
    ("services", "Massage, Physiotherapy"),
    ("provider", "Sample Therapist"),
    ("network", "Sample Network"),
    ("date", DAY),
    ("until", DAY),
    ("referrer", "Sample Doctor"),
    ("npi", "123"),
    ("types", "DC"),
    ("accepted", "MD"),
    ("condition", "Back pain"),
)


def question(code: str, *visits: str, values: tuple[tuple[str, Value], ...] = KNOWN) -> Question:
    return Question(code, Whom.INSURER, Standing.OPEN, "policy", "p", ("note",), visits, values)


def item(code: str, held: Held = Held.MISSING) -> DeskItem:
    return DeskItem(code, held, None, "referral", "r", "note", KNOWN)


@pytest.mark.parametrize("code", [*QUESTIONS, *DESK])
def test_every_question_is_a_sentence(say: Wording, finished: Finished, code: str) -> None:
    assert finished(question_sentence(question(code), say))


@pytest.mark.parametrize("code", DESK)
def test_every_item_of_the_desk_check_speaks(say: Wording, finished: Finished, code: str) -> None:
    for sentence in (desk_sentence(item(code), say), desk_why(item(code), say), desk_name(item(code), say)):
        assert finished(sentence)


def test_services_are_named_in_the_language(german: Wording, english: Wording) -> None:
    massage = (("services", "Physiotherapy"),)
    assert "Physiotherapy" in question_sentence(question("referral_needed", values=massage), english)
    assert "Physiotherapie" in question_sentence(question("referral_needed", values=massage), german)
    nothing = question("referral_needed", values=(("services", None),))
    assert "this treatment" in question_sentence(nothing, english)


def test_whom_and_how_many_wait(english: Wording) -> None:
    assert whom_heading(Whom.DOCTOR, english) == "Ask the doctor's office"
    assert aside_words(question("network"), english) == ""
    assert aside_words(question("network", "a"), english) == "1 visit waits for this answer."
    meant = question("quantity", "a", values=(("referral_number", "R 1"), ("authored_on", DAY)))
    assert aside_words(meant, english) == "Referral R 1 · 1 visit waits for this answer."
    unnumbered = question("quantity", values=(("referral_number", None), ("authored_on", DAY)))
    assert aside_words(unnumbered, english) == "Referral of Nov 23, 2026"
    assert aside_words(question("network", "a", "b"), english) == "2 visits wait for this answer."


def test_how_the_check_came_out(english: Wording) -> None:
    missing, unknown, there = item("npi"), item("npi", Held.UNKNOWN), item("npi", Held.OK)
    assert desk_heading([missing, missing, unknown], english) == "2 things are missing on it"
    assert desk_heading([unknown, there], english) == "1 thing to ask for"
    assert desk_heading([there], english) == "It has everything insurers look for"
    assert [desk_held(each, english) for each in Held] == ["Missing", "Not known", "There"]


@pytest.mark.parametrize("code", StepCode)
def test_steps_done(say: Wording, finished: Finished, code: StepCode) -> None:
    done = GuideStep(code, None, "policy", "p", "x", (("insurer", "Northwind"), ("released", "me, insurer")))
    assert finished(step_title(done, say))
    assert finished(step_words(done, say))


@pytest.mark.parametrize("lacking", TO_DO)
def test_steps_to_do(say: Wording, finished: Finished, lacking: str) -> None:
    open_step = GuideStep(StepCode.RULES, lacking, "policy", "p", "x", (("insurer", "Northwind"),))
    assert finished(step_words(open_step, say))


def test_the_summary_of_a_call_names_what_was_answered(english: Wording) -> None:
    policy = Policy("p", "me", "Northwind", "1", DAY, requires_referral=Need.NO, excluded=("massage",))
    limit = BenefitLimit("b", "p", ("massage",), BenefitPeriod.CALENDAR_YEAR, 12)
    told: list[tuple[Record, tuple[str, ...]]] = [
        (policy, ("requires_referral", "excluded", "network")),
        (limit, ("policy", "visits")),
    ]
    assert answers_summary(told, english, lambda kind, found: f"{kind} {found}").splitlines() == [
        "Is a referral needed? No",
        "Treatment it does not pay: service massage",
        "Network it demands: none",
        "Number: 12",
    ]
