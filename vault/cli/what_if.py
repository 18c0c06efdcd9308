"""The command that asks what a visit on each day to come would find."""

from argparse import Namespace
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from vault.app import App
from vault.cli.opening import opened
from vault.cli.output import Output, table
from vault.cli.verdict_output import visit_document
from vault.domain.coverage.outlook import Outlook, outlook
from vault.domain.coverage.verdict import Counter
from vault.domain.coverage.what_if import Supposed, WhatIfDay, suppose, usual, what_if
from vault.domain.deadlines.renewals import renewal_day
from vault.domain.errors import ExitCode, UserError
from vault.domain.records.codec import to_json
from vault.domain.records.referral import Referral
from vault.open_vault import OpenVault
from vault.services.verdicts.judging import PersonVerdicts
from vault.services.wording.catalogue import Wording
from vault.services.wording.titles import record_title
from vault.services.wording.verdicts import hit_sentence, verdict_word
from vault.services.wording.what_if import outlook_sentences

_MOST_DAYS = 732


def whatif_command(options: Namespace, app: App, say: Wording) -> Output:
    """Print the verdict a visit would get on each day, by which papers, and how long these last."""
    if not 1 <= options.days <= _MOST_DAYS:
        raise UserError("usage", ExitCode.USAGE, detail=f"--days: 1..{_MOST_DAYS}")
    with opened(options, app, say) as vault:
        judged, supposed = _asked(options, vault)
        first = options.first or judged.course.basis.today
        days = what_if(judged.course, supposed, first, options.days)
        ahead, today = outlook(judged.course, supposed), judged.course.basis.today
        counters = _counters(judged, supposed)
        renew_by = renewal_day(vault.due(), judged.records, judged.person.id, supposed.service)
        document = {
            "person": judged.person.id,
            "name": judged.person.name,
            "service": supposed.service,
            "provider": supposed.provider,
            "days": [_day(each, say) for each in days],
            **_outlook_document(ahead, renew_by, say, today),
            "counters": [_counter(each) for each in counters],
        }
        rows = [_row(tuple(group), judged, say) for _, group in groupby(days, key=_same)]
        return Output(document, (*table(rows), "", *outlook_sentences(ahead, renew_by, say, today)))


def _asked(options: Namespace, vault: OpenVault) -> tuple[PersonVerdicts, Supposed]:
    """Return whom and what the options name; the only person where they name nobody."""
    person, service = options.person, options.service
    if options.referral is not None:
        _, referral = vault.records.find(options.referral)
        if not isinstance(referral, Referral):
            raise UserError("usage", ExitCode.USAGE, detail=f"--referral {options.referral}")
        person, service = referral.person, service or next(iter(referral.services), None)
    elif person is not None:
        person = vault.records.find(person)[1].id
    people = [each for each in vault.verdicts() if person is None or each.person.id == person]
    if len(people) != 1:
        raise UserError("usage", ExitCode.USAGE, detail="--person ID | --referral ID")
    records, own = people[0].records, people[0].person.id
    return people[0], usual(records, own) if service is None else suppose(records, own, service)


def _day(each: WhatIfDay, say: Wording) -> dict[str, object]:
    return {"date": to_json(each.day), **visit_document(each.finding, say, evidence=True)}


def _outlook_document(ahead: Outlook, renew_by: date | None, say: Wording, today: date) -> dict[str, object]:
    rhythm = ahead.rhythm
    return {
        "rhythm": None
        if rhythm is None
        else {"days": rhythm.days, "basis": rhythm.basis.value, "visits": rhythm.visits},
        "last_supported": to_json(ahead.last),
        "renew_by": to_json(renew_by),
        "open_ended": ahead.is_open,
        "first_unsupported": to_json(ahead.ends),
        "sentence": " ".join(outlook_sentences(ahead, renew_by, say, today)),
    }


def _counters(judged: PersonVerdicts, supposed: Supposed) -> list[Counter]:
    """Return the counters of papers and limits that are for the service."""
    found = []
    for counter in judged.judgment.counters:
        concerned = (
            each
            for each in judged.records
            if each.id == counter.record and supposed.service in getattr(each, "services", ())
        )
        if next(concerned, None) is not None:
            found.append(counter)
    return found


def _counter(counter: Counter) -> dict[str, object]:
    return {
        "kind": counter.kind,
        "record": counter.record,
        "unit": counter.unit.value,
        "ordered": counter.ordered,
        "used_elsewhere": counter.used_elsewhere,
        "charged": counter.charged,
        "remaining": counter.remaining,
        "planned": counter.forecast,
        "currency": counter.currency,
    }


def _same(each: WhatIfDay) -> tuple[object, ...]:
    """Return what days that follow each other must share to stand in one row."""
    found = each.finding
    return found.verdict, found.referral, found.authorization, tuple(hit.rule for hit in found.hits)


def _row(days: Sequence[WhatIfDay], judged: PersonVerdicts, say: Wording) -> tuple[str, str, str, str]:
    first, last = days[0], days[-1]
    span = say.short_date(first.day) if len(days) == 1 else say.date_range(first.day, last.day)
    papers = _papers(first, judged, say)
    found = " ".join(hit_sentence(hit, say) for hit in first.finding.hits)
    return span, verdict_word(first.verdict, say), ", ".join(papers), found


def _papers(day: WhatIfDay, judged: PersonVerdicts, say: Wording) -> Iterable[str]:
    held = (("referral", day.finding.referral), ("authorization", day.finding.authorization))
    return [record_title(judged.records, kind, paper, say) for kind, paper in held if paper is not None]
