"""What the date-range statement says: the referral, its authorization, every visit, a line to sign on."""

from vault.domain.bundle_facts import FactCode, FactGroup, GroupCode, StatedVisit
from vault.domain.bundle_plan import BundlePlan
from vault.services.bundle.entries import Values, fact_rows
from vault.services.bundle.labels import group_title, service_text
from vault.services.wording.catalogue import Wording

_WHO = (FactCode.PATIENT, FactCode.BIRTH_DATE, FactCode.MEMBER_ID, FactCode.GROUP, FactCode.CLAIM)


def statement_page(plan: BundlePlan, wording: Wording) -> Values:
    """Return the values of the date-range statement."""
    who = [fact for code in _WHO for fact in plan.cover if fact.code is code]
    intro = (
        "{name} attended the visits listed here on this referral."
        if plan.visits
        else "No visit of {name} on this referral is on record."
    )
    dates = wording.date_range(plan.visits[0].date, plan.visits[-1].date) if plan.visits else ""
    return {
        "title": wording.text("Dates of treatment"),
        "intro": wording.text(intro, name=plan.person.name),
        "who": fact_rows(who, wording, in_statement=True),
        "groups": [
            _group(group, plan, wording) for group in plan.groups if group.code is not GroupCode.VISITS
        ],
        "visits": {
            "title": group_title(wording, GroupCode.VISITS),
            "summary": wording.count(
                len(plan.visits), "{n} visit attended, {range}", "{n} visits attended, {range}", range=dates
            ),
            "head": [wording.text(each) for each in ("No.", "Date", "Service", "Length", "Therapist")],
            "rows": [list(visit_row(number, visit, wording)) for number, visit in enumerate(plan.visits, 1)],
        },
        "signature": {
            "confirmation": wording.count(
                len(plan.visits),
                "To the best of my knowledge, {n} visit was attended on this referral: {range}.",
                "To the best of my knowledge, {n} visits were attended on this referral: {range}.",
                range=dates.replace(" ", "\N{NO-BREAK SPACE}"),
            )
            if plan.visits
            else wording.text("To the best of my knowledge, this statement is right."),
            "lines": [wording.text("Signature"), wording.text("Date")],
        },
    }


def _group(group: FactGroup, plan: BundlePlan, wording: Wording) -> Values:
    """Return a section; the first fact of the referral leads to the page where its copy begins."""
    facts = fact_rows(group.facts, wording, in_statement=True)
    if group.code is GroupCode.REFERRAL and plan.papers and isinstance(facts[0], dict):
        facts[0] = {**facts[0], "target": "paper-1", "page_word": wording.text("page")}
    return {"title": group_title(wording, group.code), "facts": facts}


def visit_row(number: int, visit: StatedVisit, wording: Wording) -> list[str]:
    """Return a row of the visits table: number, date, service, length, therapist."""
    length = ""
    if visit.minutes is not None:
        length = wording.count(visit.minutes, "{n} minute", "{n} minutes")
    elif visit.units is not None:
        length = wording.count(visit.units, "{n} unit", "{n} units")
    return [
        str(number),
        wording.short_date(visit.date),
        service_text(wording, visit.service),
        length,
        visit.therapist or wording.text("not held"),
    ]
