"""What needs the person, what is coming up, and the next visit: the answers of the Today page, as data."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from vault.domain.coverage.verdict import Hit, Verdict, VisitVerdict
from vault.domain.deadlines.due_date import GENTLE, DueDate, DueKind
from vault.domain.deadlines.keeping import is_release_form
from vault.domain.deadlines.marks import is_mark, open_due
from vault.domain.record_set import RecordSet
from vault.domain.records.papers import Document, Reminder
from vault.domain.records.visit import Visit, VisitStatus
from vault.domain.rule_pack import Case

NOW_DAYS, SOON_DAYS = 7, 45
"""Up to so many days a date needs the person now, or is coming up."""

_ASK_FOR_BILL = "ask_for_bill"


class Section(IntEnum):
    """Where an item stands on the page."""

    NOW = 0
    SOON = 1
    LATER = 2


class TodayCode(StrEnum):
    """What an item is about."""

    DUE = "due"
    FILE_CLAIMS = "file_claims"
    VISITS_LACK = "visits_lack"
    PLANNED_VISIT = "planned_visit"
    DID_IT_TAKE_PLACE = "did_it_take_place"
    CHECK_PAPERS = "check_papers"
    OWN_REMINDER = "own_reminder"


@dataclass(frozen=True, slots=True)
class TodayItem:
    """One row: when, what about, and the records it stands for; `subjects` are ids of `kind`, first first."""

    section: Section
    code: TodayCode
    day: dt.date
    kind: str
    subjects: tuple[str, ...]
    due: DueDate | None = None
    hit: Hit | None = None
    verdict: Verdict | None = None
    label: str | None = None


_Lack = tuple[str, str, str]
"""Rule, fix and paper: what one deed mends."""


@dataclass(frozen=True, slots=True)
class NextVisit:
    """The next planned visit, today's included, with its forecast."""

    visit: Visit
    verdict: VisitVerdict


def next_visit(records: RecordSet, verdicts: Sequence[VisitVerdict], today: dt.date) -> NextVisit | None:
    """Return the earliest planned visit from today on; None when none is planned."""
    for verdict in verdicts:
        visit = records.get(Visit, verdict.visit)
        if visit is not None and visit.status is VisitStatus.PLANNED and visit.date >= today:
            return NextVisit(visit, verdict)
    return None


def today_items(
    records: RecordSet, verdicts: Sequence[VisitVerdict], due: Sequence[DueDate], today: dt.date
) -> tuple[TodayItem, ...]:
    """Return everything of one person that waits, by section, then soonest first."""
    items = [
        *_due_items(tuple(open_due(due, records, today)), today),
        *_lacking(records, verdicts),
        *_planned(records, verdicts, today),
        *_papers(records, today),
        *_reminders(records, today),
    ]
    asked = any(item.hit is not None and item.hit.fix == _ASK_FOR_BILL for item in items)
    told = (item for item in items if not (asked and item.due is not None and item.due.case == Case.NO_BILL))
    return tuple(sorted(told, key=lambda item: _place(item, today)))


def _place(item: TodayItem, today: dt.date) -> tuple[Section, dt.date, dt.date, TodayCode, tuple[str, ...]]:
    """Return where an item stands: a gentle date long overdue comes after those that cost something."""
    gentle = item.due is not None and item.due.kind in GENTLE
    placed = max(item.day, today) if gentle else item.day
    return item.section, placed, item.day, item.code, item.subjects


def unfiled_papers(records: RecordSet) -> tuple[Document, ...]:
    """Return the papers that belong to no record yet: the inbox."""
    return tuple(document for document in records.all(Document) if not document.links)


def _section(day: dt.date, today: dt.date) -> Section:
    days = (day - today).days
    if days <= NOW_DAYS:
        return Section.NOW
    return Section.SOON if days <= SOON_DAYS else Section.LATER


def _due_items(due: Sequence[DueDate], today: dt.date) -> Iterator[TodayItem]:
    """Yield a row for each due date; claims to file stand together, the first day counts."""
    claims: list[tuple[dt.date, DueDate]] = []
    for each in due:
        day = each.due or today
        if each.kind == DueKind.FILE_CLAIM:
            claims.append((day, each))
        else:
            yield TodayItem(
                _section(day, today), TodayCode.DUE, day, each.subject_kind, (each.subject,), due=each
            )
    if claims:
        claims.sort(key=lambda claim: (claim[0], claim[1].subject))
        day, first = claims[0]
        subjects = tuple(each.subject for _, each in claims)
        yield TodayItem(
            _section(day, today), TodayCode.FILE_CLAIMS, day, first.subject_kind, subjects, due=first
        )


def _lacking(records: RecordSet, verdicts: Sequence[VisitVerdict]) -> Iterator[TodayItem]:
    """Yield what visits that took place lack, the worst of each; those that one deed mends stand together."""
    groups: dict[_Lack, list[tuple[Visit, Hit]]] = {}
    for verdict in verdicts:
        visit = records.get(Visit, verdict.visit)
        if visit is not None and verdict.hits and verdict.verdict is not Verdict.NOT_COUNTED:
            hit = _worst(verdict.hits)
            groups.setdefault(_lack(hit), []).append((visit, hit))
    for members in groups.values():
        visits = tuple(visit.id for visit, _ in members)
        visit, hit = members[-1]
        yield TodayItem(
            Section.NOW, TodayCode.VISITS_LACK, visit.date, "visit", visits, hit=hit, verdict=hit.verdict
        )


def _planned(records: RecordSet, verdicts: Sequence[VisitVerdict], today: dt.date) -> Iterator[TodayItem]:
    """Yield planned visits that papers do not support, and past ones nobody has said anything about.

    What visits that took place lack already is not told again for the planned ones.
    """
    told = {
        _lack(_worst(each.hits)) for each in verdicts if each.hits and each.verdict is not Verdict.NOT_COUNTED
    }
    for verdict in verdicts:
        visit = records.get(Visit, verdict.visit)
        if visit is None:
            continue
        if verdict.ask_whether_it_took_place:
            yield TodayItem(Section.NOW, TodayCode.DID_IT_TAKE_PLACE, visit.date, "visit", (visit.id,))
        elif verdict.forecast is not None and verdict.forecast.hits:
            hit = _worst(verdict.forecast.hits)
            if _lack(hit) in told:
                continue
            soon = visit.date <= today + dt.timedelta(SOON_DAYS)
            section = Section.NOW if soon else Section.SOON
            yield TodayItem(
                section,
                TodayCode.PLANNED_VISIT,
                visit.date,
                "visit",
                (visit.id,),
                hit=hit,
                verdict=verdict.forecast.verdict,
            )


def _worst(hits: Sequence[Hit]) -> Hit:
    """Return the first of the worst hits: mending a lesser one alone would not help."""
    return hits[0] if len(hits) == 1 else max(hits, key=lambda hit: hit.verdict)


def _lack(hit: Hit) -> _Lack:
    return hit.rule, hit.fix, hit.evidence[0].record if hit.evidence else ""


def _papers(records: RecordSet, today: dt.date) -> Iterator[TodayItem]:
    papers = unfiled_papers(records)
    if papers:
        subjects = tuple(paper.id for paper in papers)
        yield TodayItem(Section.NOW, TodayCode.CHECK_PAPERS, today, "document", subjects)


def _reminders(records: RecordSet, today: dt.date) -> Iterator[TodayItem]:
    for reminder in records.all(Reminder):
        day = reminder.snoozed_until or reminder.due
        aside = is_mark(reminder) or is_release_form(reminder)
        if day is not None and reminder.done_on is None and not aside:
            yield TodayItem(
                _section(day, today),
                TodayCode.OWN_REMINDER,
                day,
                "reminder",
                (reminder.id,),
                label=reminder.label,
            )
