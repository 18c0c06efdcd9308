"""The rows of Today in words: the deed first, then why."""

import datetime as dt

from vault.domain.coverage.verdict import Verdict
from vault.domain.record_set import RecordSet
from vault.domain.records.visit import Visit
from vault.domain.today import TodayCode, TodayItem
from vault.services.wording.catalogue import Wording
from vault.services.wording.deadlines import due_source, due_title
from vault.services.wording.titles import record_title
from vault.services.wording.verdicts import hit_fix, hit_sentence


def what(item: TodayItem, records: RecordSet, say: Wording) -> str:
    """Return what is to be done."""
    number = len(item.subjects)
    if item.code is TodayCode.CHECK_PAPERS:
        return say.count(number, "File {n} paper", "File {n} papers")
    if item.code is TodayCode.FILE_CLAIMS:
        return say.count(number, "File the claim for {n} visit", "File the claims for {n} visits")
    if item.code is TodayCode.DID_IT_TAKE_PLACE:
        return say.text("Did the visit of {date} take place?", date=item.day)
    if item.code is TodayCode.OWN_REMINDER:
        return item.label or say.text("A reminder of yours")
    if item.code is TodayCode.PLANNED_VISIT:
        return _planned(item, say)
    if item.due is not None:
        title = due_title(item.due, say)
        record = record_title(records, item.kind, item.subjects[0], say)
        return say.text("{title}: {record}", title=title, record=record)
    return "" if item.hit is None else hit_fix(item.hit, say).removesuffix(".")


def why(item: TodayItem, records: RecordSet, say: Wording) -> str:
    """Return why it is on the page."""
    if item.code is TodayCode.CHECK_PAPERS:
        return say.count(
            len(item.subjects),
            "It is stored safely and waits in the inbox.",
            "They are stored safely and wait in the inbox.",
        )
    if item.code is TodayCode.DID_IT_TAKE_PLACE:
        return say.text("It is still entered as planned.")
    if item.due is not None:
        text = due_source(item.due, say)
        return say.text("The date is {source}.", source=text)
    if item.hit is None:
        return ""
    sentence = hit_sentence(item.hit, say)
    others = len(item.subjects) - 1
    if item.code is TodayCode.VISITS_LACK and others > 0:
        concerned = say.count(
            others + 1,
            "Concerns {n} visit, the last on {date}.",
            "Concerns {n} visits, the last on {date}.",
            date=_last(item, records),
        )
        return f"{sentence} {concerned}"
    if item.code is TodayCode.VISITS_LACK:
        return say.text("{sentence} Visit of {date}.", sentence=sentence, date=_last(item, records))
    return sentence


def days(item: TodayItem, day_count: int, say: Wording) -> str:
    """Return how far away it is, days first."""
    if day_count < 0:
        if item.code in (TodayCode.VISITS_LACK, TodayCode.DID_IT_TAKE_PLACE):
            return say.count(-day_count, "{n} day ago", "{n} days ago")
        return say.count(-day_count, "{n} day overdue", "{n} days overdue")
    if day_count == 0:
        return say.text("Today")
    if day_count == 1:
        return say.text("Tomorrow")
    return say.count(day_count, "In {n} day", "In {n} days")


def _planned(item: TodayItem, say: Wording) -> str:
    if item.verdict is Verdict.NOT_SUPPORTED:
        return say.text("The visit on {date} is not supported", date=item.day)
    if item.verdict is Verdict.UNKNOWN:
        return say.text("The papers do not say whether they support the visit on {date}", date=item.day)
    return say.text("The visit on {date} is at risk", date=item.day)


def _last(item: TodayItem, records: RecordSet) -> dt.date:
    visit = records.get(Visit, item.subjects[-1])
    return item.day if visit is None else visit.date
