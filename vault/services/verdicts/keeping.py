"""The verdicts of a vault, kept: a change judges again only what it touches, and tells what it moved."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vault.domain.coverage.course import NO_RULE
from vault.domain.coverage.edits import Edit, edits_between
from vault.domain.coverage.moved import MovedVerdicts, moved
from vault.domain.record_set import RecordSet
from vault.domain.records.people import Person
from vault.domain.records.policy import Policy
from vault.services.store.collector import without_collecting
from vault.services.verdicts.judging import PersonVerdicts, judge_all, judge_person


@dataclass(frozen=True, slots=True)
class KeptVerdicts:
    """The verdicts of one state of the records, and which the last change moved."""

    records: RecordSet
    today: dt.date
    answer_by: Mapping[str, dt.date]
    people: tuple[PersonVerdicts, ...]
    moved: MovedVerdicts

    @classmethod
    def of(
        cls, records: RecordSet, today: dt.date, answer_by: Mapping[str, dt.date] = NO_RULE
    ) -> "KeptVerdicts":
        """Judge everything."""
        return cls(records, today, answer_by, judge_all(records, today, answer_by), MovedVerdicts())

    def at(
        self, records: RecordSet, today: dt.date, answer_by: Mapping[str, dt.date] = NO_RULE
    ) -> "KeptVerdicts":
        """Return the verdicts of another state of the same vault; another day judges everything.

        Its records are those given, but what did not change are the objects known before.
        """
        if today != self.today:
            everything = KeptVerdicts.of(records, today, answer_by)
            return KeptVerdicts(records, today, answer_by, everything.people, self._moved(everything.people))
        return self.after(edits_between(self.records, records), answer_by)

    def after(self, edits: Iterable[Edit], answer_by: Mapping[str, dt.date] = NO_RULE) -> "KeptVerdicts":
        """Return the verdicts once some records were changed; each record is named once."""
        told = tuple(edits)
        records = self.records.replacing((type(edit.records[0]), edit.id, edit.new) for edit in told)
        return self._after(told, records, answer_by)

    def _after(
        self, edits: tuple[Edit, ...], records: RecordSet, answer_by: Mapping[str, dt.date]
    ) -> "KeptVerdicts":
        known = {each.person.id: each for each in self.people}
        with without_collecting():
            people = tuple(
                judge_person(records, person, self.today, answer_by)
                if person.id not in known
                else self._person_after(known[person.id], person, edits, records, answer_by)
                for person in records.all(Person)
            )
        return KeptVerdicts(records, self.today, answer_by, people, self._moved(people))

    def _person_after(
        self,
        judged: PersonVerdicts,
        person: Person,
        edits: tuple[Edit, ...],
        records: RecordSet,
        answer_by: Mapping[str, dt.date],
    ) -> PersonVerdicts:
        own = self._own(judged, edits, records)
        if not own and answer_by == self.answer_by:
            return judged if judged.person is person else PersonVerdicts(person, judged.course)
        changed = judged.records.replacing((type(edit.records[0]), edit.id, edit.new) for edit in own)
        return PersonVerdicts(person, judged.course.after(changed, own, answer_by))

    def _own(self, judged: PersonVerdicts, edits: tuple[Edit, ...], records: RecordSet) -> tuple[Edit, ...]:
        """Return the edits as one person sees them: what was or became somebody else's is not there."""
        if any(edit.is_of(Policy) for edit in edits):  # with a policy, its limits come and go
            return edits_between(judged.records, records.for_person(judged.person.id))
        seen = (
            Edit(
                edit.old if edit.old and self.records.concerns(edit.old, judged.person.id) else None,
                edit.new if edit.new and records.concerns(edit.new, judged.person.id) else None,
            )
            for edit in edits
        )
        return tuple(edit for edit in seen if edit.records)

    def _moved(self, people: Iterable[PersonVerdicts]) -> MovedVerdicts:
        before = {each.person.id: each for each in self.people}
        found = MovedVerdicts()
        for each in people:
            known = before.get(each.person.id)
            if known is not None and known.course is not each.course:
                found += moved(*each.course.unlike(known.course))
        return found
