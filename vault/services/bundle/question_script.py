"""The questions as a sheet to print: whom to call, under which numbers, room for every answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from vault.domain.questions import Question, Standing, Whom
from vault.domain.record_set import RecordSet
from vault.domain.records.fields import Field, Shape, field_of
from vault.domain.records.kinds import KINDS
from vault.domain.records.people import Person, Provider, Role
from vault.domain.records.policy import Policy
from vault.services.bundle.geometry import paper_size
from vault.services.typeset.typesetter import Printable, Typeset, Typesetter
from vault.services.wording.catalogue import Wording
from vault.services.wording.questions import aside_words, question_sentence, whom_heading

_TEMPLATE = "questions.typ"
_REGIONS = {"en": "us", "de": "de"}
_YES_NO = ("Yes", "No")
_NEEDS = ("Yes", "No", "After so many visits:")
_SAID = ("Spoken to", "Date", "Call reference")
_BLANK = "\N{NO-BREAK SPACE}"
_LONG = frozenset({Shape.LONG_TEXT, Shape.LIST})


@dataclass(frozen=True, slots=True)
class Script:
    """What is asked about one policy: `questions` in their order."""

    person: Person
    policy: Policy
    questions: tuple[Question, ...]


def question_script(script: Script, records: RecordSet, say: Wording, typesetter: Typesetter) -> Typeset:
    """Set the questions that are still open; those a call left empty are not asked again."""
    return typesetter.typeset(_TEMPLATE, script_values(script, records, say))


def script_values(script: Script, records: RecordSet, say: Wording) -> dict[str, Printable]:
    """Return the values of the template."""
    asked = [each for each in script.questions if each.standing is not Standing.LEFT_EMPTY]
    policy = script.policy
    return {
        "lang": say.lang,
        "region": _REGIONS[say.lang],
        "paper": paper_size(policy.jurisdiction).value,
        "strip": {
            "left": say.text("Member ID {number}", number=policy.member_id),
            "middle": "",
            "page": say.text("Page {n} of {total}", n="{n}", total="{total}"),
        },
        "title": say.text("Questions to ask"),
        "intro": say.text(
            "Ask for the name of the person and for a reference of the call, and write down every answer."
        ),
        "nothing": say.text("There is nothing to ask at present."),
        "who": [
            {"label": label, "value": value} for label, value in _who(script, asked, records, say) if value
        ],
        "parts": [_part(whom, list(group), say) for whom, group in groupby(asked, key=_whom)],
    }


def _whom(question: Question) -> Whom:
    return question.whom


def _part(whom: Whom, asked: Sequence[Question], say: Wording) -> Printable:
    return {
        "title": whom_heading(whom, say),
        "said": [say.text(each) for each in _SAID],
        "questions": [
            {
                "no": f"{number}.",
                "sentence": question_sentence(each, say),
                "why": aside_words(each, say),
                "choices": _choices(each, say),
                "lines": _lines(each),
            }
            for number, each in enumerate(asked, 1)
        ],
    }


def _who(
    script: Script, asked: Sequence[Question], records: RecordSet, say: Wording
) -> list[tuple[str, str]]:
    person, policy = script.person, script.policy
    born = person.birth_date
    return [
        (say.text("Insurer"), policy.insurer),
        (say.text("Member ID"), policy.member_id),
        (say.text("Patient"), person.name),
        (say.text("Date of birth"), "" if born is None else say.long_date(born)),
        (say.text("Group"), policy.group or ""),
        (say.text("Name of the plan"), policy.plan_name or ""),
        (say.text("Phone"), _phones(policy, asked, records) or _BLANK),
    ]


def _phones(policy: Policy, asked: Sequence[Question], records: RecordSet) -> str:
    """Return the numbers of the insurer's office, and of the therapists asked about."""
    named = {each.record for each in asked if each.kind == "provider"}
    offices = [
        each
        for each in records.all(Provider)
        if each.phone and (each.id in named or (Role.INSURER_CONTACT in each.roles and _is_of(each, policy)))
    ]
    return ", ".join(f"{each.phone} ({each.name})" for each in offices)


def _is_of(office: Provider, policy: Policy) -> bool:
    first, second = office.name.casefold(), policy.insurer.casefold()
    return first in second or second in first


def _choices(question: Question, say: Wording) -> list[str]:
    fields = _fields(question)
    if any(field.name == "requires_auth" for field in fields):
        return [say.text(each) for each in _NEEDS]
    if any(field.shape is Shape.BOOLEAN or _is_need(field) for field in fields):
        return [say.text(each) for each in _YES_NO]
    return []


def _is_need(field: Field) -> bool:
    return field.choices is not None and set(field.choices) >= {"yes", "no"}


def _lines(question: Question) -> int:
    """Return how many lines the answer gets: two where words are to be written."""
    return 2 if any(field.shape in _LONG for field in _fields(question)) else 1


def _fields(question: Question) -> list[Field]:
    found = (field_of(KINDS[question.kind], name) for name in question.fields)
    return [field for field in found if field is not None]
