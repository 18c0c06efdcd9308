"""What a notification says: by default only that something is due, for others may see the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vault.domain.deadlines.due_date import GENTLE
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import KINDS
from vault.services.reminders.plan import Notice, Thing
from vault.services.wording.catalogue import Wording
from vault.services.wording.deadlines import due_title
from vault.services.wording.titles import record_title

_MOST_LINES = 4


class Detail(StrEnum):
    """How much a notification tells."""

    COUNT = "count"
    KINDS = "kinds"
    LABELS = "labels"


@dataclass(frozen=True, slots=True)
class NoticeText:
    """The two texts of a notification."""

    title: str
    body: str


def notice_text(
    notices: Sequence[Notice], records: RecordSet, detail: Detail, today: date, say: Wording
) -> NoticeText:
    """Return the texts for what is due; `detail` says whether it may be named."""
    counted = say.count(len(notices), "{n} date needs you today", "{n} dates need you today")
    if detail is Detail.COUNT:
        return NoticeText(say.text("Referral Vault"), counted)
    costly_first = sorted(notices, key=_is_gentle)
    lines = [_line(each.thing, records, detail, today, say) for each in costly_first[:_MOST_LINES]]
    more = len(notices) - len(lines)
    if more > 0:
        lines.append(say.count(more, "and {n} more", "and {n} more"))
    return NoticeText(say.text("Referral Vault: {what}", what=counted), "\n".join(lines))


def sample_text(detail: Detail, say: Wording) -> NoticeText:
    """Return a notification that shows how one looks."""
    counted = say.count(1, "{n} date needs you today", "{n} dates need you today")
    if detail is Detail.COUNT:
        return NoticeText(say.text("Referral Vault"), counted)
    what = say.text("The referral ends")
    if detail is Detail.LABELS:
        record = say.text("Referral {number}", number=say.text("SAMPLE"))
        what = say.text("{title}: {record}", title=what, record=record)
    line = say.text("{when}: {what}", when=days_text(1, say), what=what)
    return NoticeText(say.text("Referral Vault: {what}", what=counted), line)


def _is_gentle(notice: Notice) -> bool:
    return notice.thing.due is not None and notice.thing.due.kind in GENTLE


def _line(thing: Thing, records: RecordSet, detail: Detail, today: date, say: Wording) -> str:
    what = say.text("A reminder of yours") if thing.due is None else due_title(thing.due, say)
    if detail is Detail.LABELS and thing.due is None:
        what = thing.label or what
    elif detail is Detail.LABELS and thing.kind in KINDS:
        record = record_title(records, thing.kind, thing.subject, say)
        what = say.text("{title}: {record}", title=what, record=record)
    when = say.text("Now") if thing.day is None else days_text(thing.days_left(today), say)
    return say.text("{when}: {what}", when=when, what=what)


def days_text(days: int, say: Wording) -> str:
    """Return how far away a day is: `Today`, `In 3 days`, `2 days overdue`."""
    if days < 0:
        return say.count(-days, "{n} day overdue", "{n} days overdue")
    if days == 0:
        return say.text("Today")
    return say.text("Tomorrow") if days == 1 else say.count(days, "In {n} day", "In {n} days")
