"""The three counters of a record's page, always three: ordered, authorized, plan limit."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.domain.coverage.verdict import Finding, Verdict
from vault.domain.records.referral import Authorization, Referral
from vault.domain.records.visit import Visit
from vault.ui.pages.counter_titles import counter_facts
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.card import SplitCard
from vault.ui.widgets.counters import CounterCell, CounterFacts
from vault.ui.widgets.labels import Label

_STACK_BELOW = 40
_TITLES: dict[str, str] = {
    "referral": "Ordered by the doctor",
    "authorization": "Authorized by the insurer",
    "benefit_limit": "Plan limit",
}


class NoCounter(QWidget):
    """The place of a counter there is no number for."""

    def __init__(self, look: Look, title: str, text: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.addWidget(Label(look, title, tone=Tone.TEXT2))
        self._column.addWidget(Label(look, text, Role.H3, Tone.TEXT2))
        self._column.addStretch(1)
        self.setAccessibleName(f"{title}: {text}")
        look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self._column.setContentsMargins(theme.px(1), theme.px(0.5), theme.px(1), theme.px(0.5))
        self._column.setSpacing(theme.px(0.2))


def counter_row(room: RecordRoom, finding: Finding, visit: Visit | None) -> QWidget | None:
    """Return the three counters that a visit, or the next one on a paper, uses."""
    if room.judged is None:
        return None
    facts = counter_facts(room.judged, finding, visit, room.say)
    by_kind: dict[str, CounterFacts] = {}
    for each in facts:
        by_kind.setdefault(each.counter.kind, each)
    cells = [_cell(room, kind, by_kind.get(kind), finding) for kind in _TITLES]
    return SplitCard(room.look, cells, (1, 1, 1), stack_below=_STACK_BELOW)


def paper_finding(room: RecordRoom) -> Finding:
    """Return a finding that stands for a paper no visit is planned on: it uses this paper."""
    record = room.record
    if isinstance(record, Referral):
        return Finding(Verdict.SUPPORTED, referral=record.id, authorization=_for_referral(room, record))
    if isinstance(record, Authorization):
        return Finding(Verdict.SUPPORTED, referral=record.referral, authorization=record.id)
    return Finding(Verdict.SUPPORTED)


def _for_referral(room: RecordRoom, referral: Referral) -> str | None:
    authorizations = room.records.all(Authorization)
    return next((each.id for each in authorizations if each.referral == referral.id), None)


def _cell(room: RecordRoom, kind: str, facts: CounterFacts | None, finding: Finding) -> QWidget:
    if facts is not None:
        cell = CounterCell(room.look, room.say, facts)
        cell.activated.connect(room.desk.navigator.go)
        return cell
    return NoCounter(room.look, room.say.text(_TITLES[kind]), _why_none(room, kind, finding))


def _why_none(room: RecordRoom, kind: str, finding: Finding) -> str:
    say = room.say
    if kind == "referral":
        return say.text("no number given") if finding.referral is not None else say.text("no referral used")
    if kind == "benefit_limit":
        return say.text("none on record")
    if any(note.rule == "A7" for note in finding.notes):
        return say.text("not needed yet")
    return say.text("none on file")
