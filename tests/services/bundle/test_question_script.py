"""The sheet of questions: who is asked under which number, room for answers, boxes for yes and no."""

from datetime import date
from typing import Any

import pytest

from tests.fakes.coverage_records import PERSON, TODAY, policy, provider, visit
from vault.app import resources_folder
from vault.domain.coverage.judge import judge
from vault.domain.questions import questions
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import SHIPPED_SERVICES
from vault.domain.records.people import Person, Role
from vault.domain.records.policy import Policy
from vault.domain.records.values import Need
from vault.services.bundle.question_script import Script, question_script, script_values
from vault.services.typeset.typesetter import Typesetter
from vault.services.wording.catalogue import LANGUAGES, Wording

OFFICE = provider("insurer", roles=(Role.INSURER_CONTACT,), phone="555-0100")
UNKNOWN = policy(
    requires_referral=Need.UNKNOWN, requires_auth="unknown", registration_required=True, jurisdiction="US"
)


def script_of(held: Policy) -> tuple[Script, RecordSet]:
    person = Person(PERSON, "Sample Person", date(1984, 5, 12))
    treated = visit("v", "2026-03-02", provider="t")
    records = RecordSet([*SHIPPED_SERVICES, person, held, OFFICE, provider("t", phone="555-0101"), treated])
    return Script(person, held, questions(records, judge(records, TODAY), held, TODAY)), records


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(resources_folder() / "templates", resources_folder() / "fonts")


def wording(lang: str = "en") -> Wording:
    return Wording.load(lang, resources_folder() / "translations")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_one_or_two_pages(typesetter: Typesetter, lang: str) -> None:
    script, records = script_of(UNKNOWN)
    made = question_script(script, records, wording(lang), typesetter)
    assert made.pdf.startswith(b"%PDF")
    assert made.pages in {1, 2, 3}


def test_its_values() -> None:
    values: Any = script_values(*script_of(UNKNOWN), wording())
    assert values["paper"] == "us-letter"
    who = {each["label"]: each["value"] for each in values["who"]}
    assert who["Member ID"] == "SAMPLE"
    assert who["Phone"] == "555-0100 (Sample insurer), 555-0101 (Sample t)"
    insurer, doctor, therapist = values["parts"]
    assert [each["title"] for each in (insurer, doctor, therapist)] == [
        "Ask the insurer",
        "Ask the doctor's office",
        "Ask the therapist's office",
    ]
    assert [each["choices"] for each in insurer["questions"][:2]] == [
        ["Yes", "No"],
        ["Yes", "No", "After so many visits:"],
    ]
    assert insurer["questions"][0]["why"] == "1 visit waits for this answer."
    assert therapist["questions"][0]["choices"] == ["Yes", "No"]
    assert insurer["said"] == ["Spoken to", "Date", "Call reference"]


def test_what_a_call_left_empty_is_not_printed_again() -> None:
    told = policy(said_by="Sample Agent", note="x")
    values: Any = script_values(*script_of(told), wording())
    assert [each["title"] for each in values["parts"]] == ["Ask the doctor's office"]


def test_a_plan_elsewhere_is_printed_on_a4_without_a_phone() -> None:
    script, _ = script_of(policy(jurisdiction="DE"))
    bare = RecordSet([script.person, script.policy])
    values: Any = script_values(script, bare, wording("de"))
    assert values["paper"] == "a4"
    assert values["who"][-1]["value"] == "\N{NO-BREAK SPACE}"
