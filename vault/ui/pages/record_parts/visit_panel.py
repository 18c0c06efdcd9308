"""A visit's answer: the panel with what to do, why, the evidence, and what was checked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.domain.coverage.policy import is_us_plan
from vault.domain.coverage.verdict import Evidence, Finding, Hit, Verdict, VisitVerdict
from vault.domain.records.referral import Authorization, Referral
from vault.domain.records.visit import Visit
from vault.services.wording.verdicts import hit_fix, hit_sentence, verdict_heading
from vault.ui.models.facts import finding_of, main_hit
from vault.ui.navigation import ShowRecord
from vault.ui.pages.record_parts.charging import charge_buttons
from vault.ui.pages.record_parts.fixes import fix_buttons, outcome_buttons
from vault.ui.pages.record_parts.gates import GateFacts, gates
from vault.ui.pages.record_parts.layout import Group
from vault.ui.pages.record_parts.room import RecordRoom, paper_link
from vault.ui.pages.record_parts.strips import visit_strip
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.card import Card, ListCard
from vault.ui.widgets.labels import IconMark, Label
from vault.ui.widgets.link_label import Link, LinkedText
from vault.ui.widgets.section import SectionHead
from vault.ui.widgets.verdict_panel import PanelFacts, ProblemPanel, VerdictPanel
from vault.ui.widgets.verdict_shape import VerdictMark

_TROUBLE = frozenset({Verdict.AT_RISK, Verdict.UNKNOWN, Verdict.NOT_SUPPORTED})
_FINE_WORDS = frozenset({Verdict.SUPPORTED, Verdict.NOT_COUNTED})


def visit_panel(room: RecordRoom, visit: Visit, verdict: VisitVerdict) -> QWidget:
    """Return the panel of a visit: its verdict, or the forecast of a planned one."""
    finding = finding_of(verdict)
    planned = verdict.forecast is not None
    if verdict.ask_whether_it_took_place:
        facts = PanelFacts(Verdict.NOT_COUNTED, "", room.say.text("Did this visit take place?"))
        return ProblemPanel(
            room.look, room.say, facts, outcome_buttons(room, visit), _advice(finding, room), None
        )
    if finding.verdict in _TROUBLE:
        hit = main_hit(finding)
        sentence = "" if hit is None else hit_sentence(hit, room.say)
        facts = PanelFacts(finding.verdict, sentence, planned=planned)
        buttons = [*fix_buttons(room, visit, finding), *charge_buttons(room, visit)]
        return ProblemPanel(
            room.look, room.say, facts, buttons, _advice(finding, room), _likely(room, visit, hit)
        )
    facts = PanelFacts(finding.verdict, _shown_by(room, finding), planned=planned)
    charging = () if finding.verdict is Verdict.NOT_COUNTED else charge_buttons(room, visit)
    return VerdictPanel(room.look, room.say, facts, charging)


def _advice(finding: Finding, room: RecordRoom) -> str:
    hit = main_hit(finding)
    return "" if hit is None else hit_fix(hit, room.say)


def _shown_by(room: RecordRoom, finding: Finding) -> str:
    if finding.verdict is Verdict.NOT_COUNTED:
        return " ".join(hit_sentence(hit, room.say) for hit in finding.hits)
    papers = [
        room.title(kind, record)
        for kind, record in (("referral", finding.referral), ("authorization", finding.authorization))
        if record is not None
    ]
    if not papers:
        return room.say.text("The policy asks for no other paper.")
    return room.say.text("Shown by {papers}.", papers=", ".join(papers))


def _likely(room: RecordRoom, visit: Visit, hit: Hit | None) -> LinkedText | None:
    """Return what a claim would likely meet; denial codes are those of United States plans only."""
    policy = room.policy_on(visit.date)
    if hit is None or hit.carc is None or policy is None or not is_us_plan(policy):
        return None
    say = room.say
    values = {"insurer": policy.insurer, "code": hit.carc}
    if visit.charge is None:
        text = say.text("{insurer} would likely refuse it, reason code {code}.", **values)
    else:
        text = say.text(
            "{insurer} would likely refuse {charge}, reason code {code}.", charge=visit.charge, **values
        )
    return LinkedText(room.look, [text])


def why_part(room: RecordRoom, visit: Visit, finding: Finding) -> QWidget | None:
    """Return why: the line of time with the gap, and the evidence as links."""
    hit = main_hit(finding)
    paper = _paper(room, visit, finding, hit)
    strip = visit_strip(room, visit, paper)
    evidence = _evidence(room, visit, finding)
    if strip is None and not evidence:
        return None
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    rule = (
        "" if hit is None or finding.verdict in _FINE_WORDS else room.say.text("Rule {rule}", rule=hit.rule)
    )
    column.addWidget(SectionHead(room.look, room.say.text("Why"), fact=rule))
    if strip is not None:
        column.addWidget(strip)
    if evidence:
        column.addWidget(_EvidenceCard(room, evidence))
    return holder


def _paper(
    room: RecordRoom, visit: Visit, finding: Finding, hit: Hit | None
) -> Referral | Authorization | None:
    """Return the paper the verdict turns on: that of the hit, else the referral that is used."""
    for each in () if hit is None else hit.evidence:
        if each.kind == "authorization":
            return room.get(Authorization, each.record)
        if each.kind == "referral":
            return room.get(Referral, each.record)
    found = room.get(Referral, finding.referral)
    if found is None and not finding.hits:
        return room.get(Authorization, finding.authorization)
    return found if found is not None else room.get(Referral, visit.referral)


def _evidence(room: RecordRoom, visit: Visit, finding: Finding) -> list[Evidence]:
    found = [each for hit in (*finding.hits, *finding.notes) for each in hit.evidence]
    if not finding.hits:
        charged = (("referral", finding.referral), ("authorization", finding.authorization))
        for kind, record in charged:
            if record is not None:
                documents = room.snapshot.records.documents_of(record)
                found.append(Evidence(kind, record, documents[0].id if documents else None, 1))
    kept = {(each.kind, each.record, each.document): each for each in found}
    return [each for each in kept.values() if each.record != visit.id or each.document is not None]


class _EvidenceCard(Card):
    """The records and pages a verdict rests on."""

    def __init__(self, room: RecordRoom, evidence: Sequence[Evidence]) -> None:
        super().__init__(room.look)
        self.column.addWidget(Label(room.look, room.say.text("Evidence"), Role.SMALL, Tone.TEXT2))
        for each in evidence:
            link = Link(room.title(each.kind, each.record), ShowRecord(each.kind, each.record))
            parts: list[str | Link] = [link]
            if each.document is not None:
                parts += [" · ", paper_link(room, each.document, each.page)]
            words = LinkedText(room.look, parts)
            words.activated.connect(room.desk.navigator.go)
            self.column.addWidget(words)


def checked_part(room: RecordRoom, visit: Visit, finding: Finding, *, planned: bool) -> QWidget:
    """Return the list of gates with the verdict of each."""
    group = Group(room, room.say.text("What was checked"), fact=room.say.short_date(room.today))
    card = ListCard(room.look)
    for facts in gates(room, visit, finding, planned=planned):
        card.add_row(_GateRow(room, facts))
    group.add(card)
    return group


class _GateRow(QWidget):
    """One gate: its mark, its name, what it rests on."""

    def __init__(self, room: RecordRoom, facts: GateFacts) -> None:
        super().__init__()
        look, say = room.look, room.say
        self._row = QHBoxLayout(self)
        mark: QWidget
        if facts.verdict is None:
            mark = IconMark(look, "circle-help", units=0.8, meaning=say.text("Not looked at"))
        else:
            mark = VerdictMark(look, say, facts.verdict)
        self._row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        strong = facts.verdict in _TROUBLE
        column.addWidget(Label(look, facts.title, Role.STRONG if strong else Role.BODY))
        column.addWidget(Label(look, facts.text, Role.SMALL, Tone.TEXT2))
        self._row.addLayout(column, 1)
        word = "" if facts.verdict is None else verdict_heading(facts.verdict, say)
        self.setAccessibleName(f"{facts.title}: {facts.text} {word}".strip())
        look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(0.8), theme.px(0.35), theme.px(0.8), theme.px(0.35))
        self._row.setSpacing(theme.px(0.6))
