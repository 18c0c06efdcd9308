"""What has to be kept up: records asked for, letters and forms, backups (kinds 21, 22, 28 and 30)."""

from collections.abc import Iterator
from datetime import date

from vault.domain.deadlines.arithmetic import by_rule, step
from vault.domain.deadlines.due_date import OWN_DURATION, Candidate, DueDate, DueKind
from vault.domain.deadlines.situation import Inputs, Subject
from vault.domain.period import PeriodUnit
from vault.domain.records.letters import Communication
from vault.domain.records.papers import Document, DocumentKind, Reminder
from vault.domain.records.referral import Referral
from vault.domain.records.values import Basis
from vault.domain.rule_pack import Anchor, Counting

VAULT = "vault"
"""The kind, and the id, of the subject of dates that concern the vault as a whole."""


def own_records(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 21 for letters that a reminder with rule 21 says ask for one's own records."""
    seen: set[str] = set()
    for reminder in inputs.records.all(Reminder):
        letter = inputs.records.get(Communication, reminder.subject)
        waits = reminder.rule == str(int(DueKind.OWN_RECORDS)) and reminder.due is None
        if letter is None or not waits or reminder.done_on is not None or letter.id in seen:
            continue
        seen.add(letter.id)
        policy = inputs.policy_for(letter.person, letter.date, letter.policy)
        found = by_rule(inputs, DueKind.OWN_RECORDS, policy, {Anchor.ASKED: letter.date})
        subject = Subject("communication", letter.id, letter.person)
        yield from inputs.settle(DueKind.OWN_RECORDS, subject, found, policy)


def necessity_ends(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 22 for letters of medical necessity: the end of their duration or of the year they hold."""
    letters = inputs.papers(DocumentKind.NECESSITY)
    for letter in letters:
        if letter.dated is None or any(_replaces(other, letter) for other in letters):
            continue
        person = letter.person or ""
        policy = inputs.policy_for(person, letter.dated)
        found = by_rule(inputs, DueKind.NECESSITY_ENDS, policy, {Anchor.AUTHORED: letter.dated})
        first = min(
            (*found, *_ordered(inputs, letter, letter.dated)), key=lambda each: each.day, default=None
        )
        if first is not None:
            subject = Subject("document", letter.id, person)
            yield from inputs.settle(DueKind.NECESSITY_ENDS, subject, (first,), policy)


def release_ends(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 28: the printed end of a release form, entered as a reminder with rule 28."""
    for reminder in inputs.records.all(Reminder):
        if is_release_form(reminder) and reminder.done_on is None and reminder.due is not None:
            subject = Subject("reminder", reminder.id, reminder.person or "")
            found = (Candidate(reminder.due, "release_form"),)
            yield from inputs.settle(DueKind.RELEASE_ENDS, subject, found, None)


def backup_unverified(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 30 once a backup was verified; a vault never backed up has no day to count from."""
    days = {Anchor.VERIFIED: inputs.choices.backup_verified}
    found = by_rule(inputs, DueKind.BACKUP_UNVERIFIED, None, days)
    yield from inputs.settle(DueKind.BACKUP_UNVERIFIED, Subject(VAULT, VAULT, ""), found, None)


def is_release_form(reminder: Reminder) -> bool:
    """Tell whether a reminder stands for a release form; one put off is an ordinary reminder."""
    return reminder.rule == str(int(DueKind.RELEASE_ENDS)) and reminder.snoozed_until is None


def _ordered(inputs: Inputs, letter: Document, written: date) -> tuple[Candidate, ...]:
    """Return the ends of the durations ordered on the referrals a letter belongs to."""
    linked = (inputs.records.get(Referral, link.record) for link in letter.links)
    weeks = [each.duration_weeks for each in linked if each is not None and each.duration_weeks]
    steps = [step(Anchor.AUTHORED, written, each, PeriodUnit.WEEK, Counting.VALID_FOR) for each in weeks]
    return tuple(Candidate(each.result, "referral", Basis.COMPUTED, OWN_DURATION, (each,)) for each in steps)


def _replaces(other: Document, letter: Document) -> bool:
    """Tell whether a letter is a later one for the same thing and person."""
    if other.dated is None or letter.dated is None or other.person != letter.person:
        return False
    mine, theirs = ({link.record for link in each.links} for each in (letter, other))
    return other.dated > letter.dated and (not mine.isdisjoint(theirs) or not (mine or theirs))
