"""The answer at the top of a referral or authorization: what the papers say of the next visit on it."""

from PySide6.QtWidgets import QWidget

from vault.domain.coverage.verdict import Counter, Finding, Verdict
from vault.domain.records.referral import Authorization, Referral
from vault.domain.records.visit import Visit
from vault.domain.today import NextVisit
from vault.services.wording.verdicts import hit_sentence
from vault.ui.models.facts import finding_of, main_hit
from vault.ui.navigation import EditRecord, ShowRecord
from vault.ui.pages.counter_titles import counter_facts
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.next_visit_card import when
from vault.ui.pages.record_parts.room import RecordRoom, is_planned
from vault.ui.widgets.counter_words import left_words
from vault.ui.widgets.notice import Notice
from vault.ui.widgets.verdict_panel import PanelFacts, VerdictPanel

_HEADINGS: dict[Verdict, str] = {
    Verdict.SUPPORTED: "Your papers support the next visit, {when}",
    Verdict.AT_RISK: "The next visit is at risk, {when}",
    Verdict.UNKNOWN: "Your papers do not say enough about the next visit, {when}",
    Verdict.NOT_SUPPORTED: "Your papers do not support the next visit, {when}",
    Verdict.NOT_COUNTED: "The next visit is not counted, {when}",
}


def next_on(room: RecordRoom, paper: Referral | Authorization) -> NextVisit | None:
    """Return the next planned visit that would use a paper, else the next of its treatment that uses none."""
    coming = [
        NextVisit(visit, verdict)
        for verdict in room.verdicts.values()
        if (visit := room.records.get(Visit, verdict.visit)) is not None
        and is_planned(visit)
        and visit.date >= room.today
    ]
    for each in coming:
        finding = finding_of(each.verdict)
        if paper.id in {finding.referral, finding.authorization}:
            return each
    for each in coming:
        finding = finding_of(each.verdict)
        used = finding.referral if isinstance(paper, Referral) else finding.authorization
        if used is None and each.visit.service in paper.services:
            return each
    return None


def paper_panel(room: RecordRoom, coming: NextVisit | None) -> QWidget:
    """Return the panel of the next visit, or what to do when none is planned."""
    say = room.say
    if coming is None:
        record = room.record
        services = list(record.services) if isinstance(record, Referral | Authorization) else []
        preset = {"status": "planned"} | ({"service": services[0]} if services else {})
        add = GoButton(room.desk, say.text("Add a visit"), EditRecord("visit", preset=preset))
        words = say.text("Enter the next one, and you see at once whether your papers support it.")
        return Notice(room.look, "calendar-days", say.text("No visit is planned on it"), words, add)
    finding = finding_of(coming.verdict)
    moment = when(coming.visit, room.today, say).replace("\u202f", " ")
    moment = moment[:1].lower() + moment[1:] if (coming.visit.date - room.today).days <= 1 else moment
    heading = say.text(_HEADINGS[finding.verdict], when=moment)
    facts = PanelFacts(finding.verdict, _sentence(room, coming.visit, finding), heading, planned=True)
    why = GoButton(room.desk, say.text("Show why"), ShowRecord("visit", coming.visit.id))
    return VerdictPanel(room.look, say, facts, [why])


def _sentence(room: RecordRoom, visit: Visit, finding: Finding) -> str:
    hit = main_hit(finding)
    if hit is not None and finding.verdict is not Verdict.SUPPORTED:
        return hit_sentence(hit, room.say)
    facts = () if room.judged is None else counter_facts(room.judged, finding, visit, room.say)
    lowest = next((each for each in facts if each.runs_out_first), None)
    if lowest is None:
        return ""
    counter: Counter = lowest.counter
    if counter.remaining == 1:
        return room.say.text("It is the last one: {paper} is used up then.", paper=lowest.title)
    return room.say.text("{paper}: {left} before it.", paper=lowest.title, left=left_words(counter, room.say))
