"""The verdicts of every person in a vault, judged from its records."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from vault.domain.coverage.course import NO_RULE, Course
from vault.domain.coverage.pin_advice import Advice, pin_advice
from vault.domain.coverage.verdict import Judgment, VisitVerdict
from vault.domain.errors import BugError
from vault.domain.record_set import RecordSet
from vault.domain.records.people import Person
from vault.domain.records.visit import Visit
from vault.services.store.collector import without_collecting


@dataclass(frozen=True, slots=True)
class PersonVerdicts:
    """One person, their records, and a verdict for each visit in order of time."""

    person: Person
    course: Course

    @property
    def records(self) -> RecordSet:
        """What concerns the person."""
        return self.course.records

    @property
    def judgment(self) -> Judgment:
        """The verdicts and the counters."""
        return self.course.judgment

    @property
    def verdicts(self) -> tuple[VisitVerdict, ...]:
        """A verdict for each visit."""
        return self.judgment.verdicts

    def visit_date(self, visit_id: str) -> dt.date:
        """Return the date of one of the person's visits."""
        visit = self.records.get(Visit, visit_id)
        if visit is None:
            raise BugError("a verdict on no visit")
        return visit.date

    def advice(self) -> tuple[Advice, ...]:
        """Return which visits to pin to which referral; takes up to a second where there are very many."""
        return pin_advice(self.course)

    @property
    def charged(self) -> dict[str, str]:
        """Which referral each visit uses up: visit id to referral id."""
        return {
            each.visit: each.finding.referral for each in self.verdicts if each.finding.referral is not None
        }


def judge_all(
    records: RecordSet, today: dt.date, answer_by: Mapping[str, dt.date] = NO_RULE
) -> tuple[PersonVerdicts, ...]:
    """Judge every person's visits, each by their own papers; persons in order of their ids."""
    with without_collecting():
        return tuple(judge_person(records, person, today, answer_by) for person in records.all(Person))


def judge_person(
    records: RecordSet, person: Person, today: dt.date, answer_by: Mapping[str, dt.date]
) -> PersonVerdicts:
    """Judge one person's visits."""
    course = Course.of(records.for_person(person.id), today, answer_by)
    return PersonVerdicts(person, course)
