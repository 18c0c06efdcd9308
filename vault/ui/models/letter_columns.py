"""The columns of letters, calls, requests and appeals in one list, with what is due on each."""

import datetime as dt

from vault.domain.records.letters import (
    Appeal,
    AppealOutcome,
    Channel,
    Communication,
    Direction,
    InsurerRequest,
    RequestStatus,
)
from vault.domain.records.policy import Policy
from vault.services.wording.catalogue import Wording
from vault.services.wording.choices import choice_word
from vault.services.wording.deadlines import due_when
from vault.services.wording.titles import kind_word
from vault.ui.models.columns import ByText, TableColumn, date_sample, weekday_sample, widest
from vault.ui.models.due_tone import due_tone
from vault.ui.models.facts import DASH, Facts
from vault.ui.theme.tokens import Tone

Letter = Communication | InsurerRequest | Appeal


def letter_columns(say: Wording) -> tuple[TableColumn, ...]:
    """Return the columns in their order."""
    what = (kind_word("request", say), *(choice_word(Channel, each, say) for each in Channel))
    status = (*(choice_word(RequestStatus, each, say) for each in RequestStatus),)
    return (
        TableColumn("date", say.text("Date"), date_sample(say), _date, by_row=_date_order),
        TableColumn("what", say.text("What"), widest(what), _what, by_row=ByText(_what), gives_way=3),
        TableColumn(
            "with",
            say.text("With"),
            say.text("from {name}", name="Sample Health Plan"),
            _with,
            by_row=ByText(_with),
            tone=_quiet,
            hidden_when_narrow=True,
            gives_way=1,
        ),
        TableColumn(
            "about",
            say.text("Subject"),
            say.text("Itemized bill missing"),
            _about,
            by_row=ByText(_about),
            takes_rest=True,
        ),
        TableColumn(
            "due",
            say.text("Due"),
            say.count(300, "in {n} day, {date}", "in {n} days, {date}", date=weekday_sample(say)),
            _due,
            by_row=_due_order,
            tone=_due_tone,
        ),
        TableColumn(
            "status",
            say.text("Status"),
            widest(status),
            _status,
            by_row=ByText(_status),
            hidden_when_narrow=True,
            gives_way=2,
        ),
    )


def letter_of(facts: Facts, record_id: str) -> Letter | None:
    """Return the record of a row, whichever kind it is."""
    return (
        facts.records.get(InsurerRequest, record_id)
        or facts.records.get(Communication, record_id)
        or facts.records.get(Appeal, record_id)
    )


def letters_of(facts: Facts) -> tuple[Letter, ...]:
    """Return every letter, call, request and appeal of the person."""
    records = facts.records
    return (*records.all(InsurerRequest), *records.all(Communication), *records.all(Appeal))


def letter_date(row: Letter) -> dt.date | None:
    """Return the day a letter came, or was written."""
    match row:
        case Communication():
            return row.received_on or row.date
        case InsurerRequest():
            return row.received_on or row.dated
        case Appeal():
            return row.filed_on


def _date(row: Letter, facts: Facts) -> str:
    day = letter_date(row)
    return DASH if day is None else facts.say.short_date(day)


def _date_order(row: Letter, _facts: Facts) -> dt.date:
    return letter_date(row) or dt.date.min


def _what(row: Letter, facts: Facts) -> str:
    match row:
        case Communication():
            return choice_word(Channel, row.channel, facts.say)
        case InsurerRequest():
            return kind_word("request", facts.say)
        case Appeal():
            return kind_word("appeal", facts.say)


def _with(row: Letter, facts: Facts) -> str:
    say = facts.say
    match row:
        case Communication():
            name = row.counterparty or row.spoken_to or _insurer(row.policy, facts)
            if name is None:
                return DASH
            received = row.direction is Direction.RECEIVED
            return say.text("from {name}", name=name) if received else say.text("to {name}", name=name)
        case InsurerRequest():
            name = _insurer(row.policy, facts)
            return DASH if name is None else say.text("from {name}", name=name)
        case Appeal():
            return DASH


def _insurer(policy_id: str | None, facts: Facts) -> str | None:
    policy = facts.records.get(Policy, policy_id)
    return None if policy is None else policy.insurer


def _about(row: Letter, _facts: Facts) -> str:
    match row:
        case Communication():
            return _joined(row.call_reference, row.summary)
        case InsurerRequest():
            return _joined(row.reference, "; ".join(item.words for item in row.items))
        case Appeal():
            return _joined(row.note)


def _joined(*parts: str | None) -> str:
    return ": ".join(" ".join(part.split()) for part in parts if part) or DASH


def _due(row: Letter, facts: Facts) -> str:
    due = facts.due.get(row.id)
    if due is not None:
        return due_when(due, facts.say)
    if isinstance(row, Communication) or row.due is None or not _is_open(row):
        return DASH
    return facts.say.date(row.due)


def _due_order(row: Letter, facts: Facts) -> dt.date:
    due = facts.due.get(row.id)
    held = None if isinstance(row, Communication) else row.due
    return (None if due is None else due.due) or held or dt.date.max


def _due_tone(row: Letter, facts: Facts) -> Tone:
    due = facts.due.get(row.id)
    return due_tone(due, overdue=due is not None and due.overdue)


def _is_open(row: InsurerRequest | Appeal) -> bool:
    if isinstance(row, InsurerRequest):
        return row.status is RequestStatus.OPEN
    return row.outcome is AppealOutcome.OPEN


def _status(row: Letter, facts: Facts) -> str:
    match row:
        case Communication():
            return DASH
        case InsurerRequest():
            return choice_word(RequestStatus, row.status, facts.say)
        case Appeal():
            return choice_word(AppealOutcome, row.outcome, facts.say)


def _quiet(_row: Letter, _facts: Facts) -> Tone:
    return Tone.TEXT2
