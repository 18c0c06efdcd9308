"""What a visit on each day to come would be found to be, in words: worked out away from the window."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from vault.domain.coverage.outlook import Outlook, outlook
from vault.domain.coverage.verdict import Finding, Hit
from vault.domain.coverage.what_if import Supposed, WhatIfDay, suppose, usual, what_if
from vault.domain.deadlines.due_date import DueDate
from vault.domain.deadlines.renewals import renewal_day
from vault.domain.period import add_days
from vault.domain.records.referral import Referral
from vault.domain.records.visit import Visit
from vault.services.verdicts.judging import PersonVerdicts
from vault.services.wording.catalogue import Wording
from vault.services.wording.titles import record_title
from vault.services.wording.verdicts import hit_sentence, verdict_word
from vault.services.wording.what_if import outlook_sentences
from vault.ui.widgets.month_model import DayFacts

DAYS = 366
"""How many days are looked at, from today."""


@dataclass(frozen=True, slots=True)
class WhatIfFacts:
    """Each day with its verdict, how long the papers last, and how that was found.

    `services` are those that can be asked for.
    """

    supposed: Supposed
    services: tuple[str, ...]
    days: tuple[DayFacts, ...]
    lasts: str
    found: str


def find_what_if(
    judged: PersonVerdicts,
    due: Sequence[DueDate],
    service: str | None,
    say: Wording,
    _progress: object = None,
) -> WhatIfFacts:
    """Judge a visit of a service, or of what the person has most often, on each day."""
    course, records, person = judged.course, judged.records, judged.person.id
    supposed = usual(records, person) if service is None else suppose(records, person, service)
    days = what_if(course, supposed, course.basis.today, DAYS)
    ahead = outlook(course, supposed)
    renew_by = renewal_day(due, records, person, supposed.service)
    how, *rest = outlook_sentences(ahead, renew_by, say, course.basis.today)
    return WhatIfFacts(
        supposed,
        _services(judged, supposed.service),
        tuple([_day(each, judged, say) for each in days]),
        " ".join(rest) or how,
        " ".join(part for part in (how if rest else "", _end(ahead, say)) if part),
    )


def blank_days(today: dt.date) -> tuple[DayFacts, ...]:
    """Return the days before anything is known of them."""
    return tuple([DayFacts(add_days(today, number)) for number in range(DAYS)])


def _services(judged: PersonVerdicts, supposed: str) -> tuple[str, ...]:
    """Return what the person has visits or referrals for, and what is looked at."""
    had = {visit.service for visit in judged.records.all(Visit)}
    ordered = {service for referral in judged.records.all(Referral) for service in referral.services}
    return tuple(sorted({supposed, *had, *ordered}))


def _day(each: WhatIfDay, judged: PersonVerdicts, say: Wording) -> DayFacts:
    finding = each.finding
    word = verdict_word(each.verdict, say)
    paper = _papers(finding, judged, say)
    if paper:
        word = say.text("{verdict}, charged to {papers}", verdict=word, papers=paper)
    return DayFacts(each.day, each.verdict, word, _reason(finding, say))


def _papers(finding: Finding, judged: PersonVerdicts, say: Wording) -> str:
    held = (("referral", finding.referral), ("authorization", finding.authorization))
    titles = [record_title(judged.records, kind, paper, say) for kind, paper in held if paper is not None]
    return ", ".join(titles)


def _reason(finding: Finding, say: Wording) -> str:
    """Return the sentence of the first rule that makes the verdict what it is, "" where none was hit."""
    hit = max(finding.hits, key=_weight, default=None)
    return "" if hit is None else hit_sentence(hit, say)


def _weight(hit: Hit) -> int:
    return int(hit.verdict)


def _end(ahead: Outlook, say: Wording) -> str:
    """Return why the first visit after the last supported one is not."""
    if ahead.ends is None or ahead.until is None:
        return ""
    return f"{say.date(ahead.ends)}: {_reason(ahead.until, say)}"
