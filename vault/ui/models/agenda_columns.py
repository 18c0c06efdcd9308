"""The columns of the dates: when, what, of which record, where the date comes from, what was done with it."""

import datetime as dt
from dataclasses import dataclass

from vault.domain.deadlines.due_date import DueDate
from vault.domain.deadlines.marks import DueState, MarkedDue, state_of
from vault.domain.records.papers import Reminder
from vault.services.wording.catalogue import Wording
from vault.services.wording.deadlines import due_sentence, due_source, due_title, due_when
from vault.services.wording.titles import record_title, title_of
from vault.ui.models.columns import ByText, TableColumn, date_sample, weekday_sample, widest
from vault.ui.models.due_tone import due_tone
from vault.ui.models.facts import DASH, Facts
from vault.ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A computed or printed date with its mark, or a reminder of the person's own."""

    id: str
    day: dt.date
    target: MarkedDue | Reminder

    @property
    def due(self) -> DueDate | None:
        """The due date; None for the person's own reminder."""
        return self.target.due if isinstance(self.target, MarkedDue) else None

    @property
    def mark(self) -> Reminder | None:
        """What was done with it, None when nothing was."""
        return self.target.mark if isinstance(self.target, MarkedDue) else self.target

    @property
    def record(self) -> tuple[str, str]:
        """Kind and id of the record the row leads to."""
        if isinstance(self.target, MarkedDue):
            return self.target.due.subject_kind, self.target.due.subject
        own = self.target
        return (
            (str(own.subject_kind), own.subject) if own.subject_kind and own.subject else ("reminder", own.id)
        )

    def state(self, today: dt.date) -> DueState:
        """Return how it stands."""
        return state_of(self.mark, today)


def agenda_columns(say: Wording) -> tuple[TableColumn, ...]:
    """Return the columns in their order."""
    day = weekday_sample(say)
    when = widest(
        (
            say.count(300, "in {n} day, {date}", "in {n} days, {date}", date=day),
            say.count(30, "{n} day overdue, {date}", "{n} days overdue, {date}", date=day),
        )
    )
    put_off = say.text("until {date}", date=date_sample(say))
    return (
        TableColumn("when", say.text("Due"), when, _when, by_row=_day, tone=_when_tone),
        TableColumn(
            "what",
            say.text("What"),
            say.text("The referral ends"),
            _what,
            by_row=ByText(_what),
            takes_rest=True,
        ),
        TableColumn(
            "record",
            say.text("Of"),
            "Authorization SA-2207-B",
            _record,
            by_row=ByText(_record),
            hidden_when_narrow=True,
            gives_way=2,
        ),
        TableColumn(
            "source",
            say.text("Where the date comes from"),
            say.text("printed on the insurer's letter"),
            _source,
            by_row=ByText(_source),
            spoken=_why,
            tip=_why,
            tone=_quiet,
            hidden_when_narrow=True,
            gives_way=3,
        ),
        TableColumn(
            "state",
            say.text("State"),
            widest((put_off, say.text("open"), say.text("done"))),
            _state,
            by_row=ByText(_state),
            tone=_quiet,
            gives_way=1,
        ),
    )


def what_of(row: AgendaRow, facts: Facts) -> str:
    """Return what is due."""
    return _what(row, facts)


def why_date(row: AgendaRow, facts: Facts) -> str:
    """Return the whole of a row in sentences: what, by when, and how the date was found."""
    return _why(row, facts)


def _when(row: AgendaRow, facts: Facts) -> str:
    if row.due is not None:
        return due_when(row.due, facts.say)
    days = (row.day - facts.today).days
    date = facts.say.date(row.day)
    if days == 0:
        return facts.say.text("today, {date}", date=date)
    if days < 0:
        return facts.say.count(-days, "{n} day ago, {date}", "{n} days ago, {date}", date=date)
    return facts.say.count(days, "in {n} day, {date}", "in {n} days, {date}", date=date)


def _day(row: AgendaRow, _facts: Facts) -> dt.date:
    return row.day


def _when_tone(row: AgendaRow, facts: Facts) -> Tone:
    if row.day >= facts.today or row.state(facts.today) is not DueState.OPEN:
        return Tone.TEXT
    return due_tone(row.due, overdue=True)


def _what(row: AgendaRow, facts: Facts) -> str:
    if row.due is not None:
        return due_title(row.due, facts.say)
    return DASH if row.mark is None else title_of(row.mark, facts.say)


def _record(row: AgendaRow, facts: Facts) -> str:
    kind, record = row.record
    return DASH if kind in ("", "reminder") else record_title(facts.records, kind, record, facts.say)


def _source(row: AgendaRow, facts: Facts) -> str:
    if row.due is not None:
        return due_source(row.due, facts.say)
    return facts.say.text("your own reminder")


def _why(row: AgendaRow, facts: Facts) -> str:
    if row.due is not None:
        return due_sentence(row.due, facts.say)
    values = {"what": _what(row, facts), "when": _when(row, facts), "source": _source(row, facts)}
    return facts.say.text("{what}: {when} ({source}).", **values)


def _state(row: AgendaRow, facts: Facts) -> str:
    say, state = facts.say, row.state(facts.today)
    if state is DueState.SNOOZED and row.mark is not None and row.mark.snoozed_until is not None:
        return say.text("until {date}", date=say.short_date(row.mark.snoozed_until))
    return say.text("done") if state is DueState.DONE else say.text("open")


def _quiet(_row: AgendaRow, _facts: Facts) -> Tone:
    return Tone.TEXT2
