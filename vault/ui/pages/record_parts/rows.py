"""The rows of a record as a list: lines of bills and decisions, what is asked, visits claimed, limits."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.domain.deadlines.due_date import DueDate
from vault.domain.records.letters import InsurerRequest, RequestItem
from vault.domain.records.money import Bill, BillLine, Claim, Eob, EobLine
from vault.domain.records.policy import BenefitLimit, Policy
from vault.domain.records.values import Money
from vault.domain.records.visit import Visit
from vault.services.wording.choices import choice_word
from vault.services.wording.deadlines import due_source, due_when
from vault.ui.forms.offers import service_words
from vault.ui.models.due_tone import due_tone
from vault.ui.models.facts import finding_of
from vault.ui.navigation import EditRecord, ShowRecord
from vault.ui.pages.record_parts.layout import Group
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.card import ListCard
from vault.ui.widgets.counters import CounterCell, CounterFacts
from vault.ui.widgets.labels import Label
from vault.ui.widgets.link_label import Link, LinkedText
from vault.ui.widgets.verdict_shape import VerdictLabel


class Row(QWidget):
    """One row of a card: words or a link, and a second line."""

    def __init__(self, room: RecordRoom, first: str | Link, second: str, mark: QWidget | None = None) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        if isinstance(first, Link):
            words: QWidget = LinkedText(room.look, [first])
            words.activated.connect(room.desk.navigator.go)  # type: ignore[attr-defined]  # LinkedText has it
        else:
            words = Label(room.look, first)
        self._column.addWidget(words)
        if second:
            self._column.addWidget(Label(room.look, second, Role.SMALL, Tone.TEXT2))
        if mark is not None:
            self._column.addWidget(mark)
        room.look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self._column.setContentsMargins(theme.px(0.8), theme.px(0.4), theme.px(0.8), theme.px(0.4))
        self._column.setSpacing(theme.px(0.1))


def rows_part(room: RecordRoom) -> QWidget | None:
    """Return the list of the record's rows, None for a kind that has none."""
    match room.record:
        case Bill():
            return _listed(
                room, room.say.text("Lines"), [_bill_line(room, each) for each in room.record.lines]
            )
        case Eob():
            rows = [_eob_line(room, each) for each in room.record.lines]
            return _listed(room, room.say.text("Visits decided on"), rows)
        case Claim():
            rows = [_visit(room, each) for each in room.record.visits]
            return _listed(room, room.say.text("Visits claimed"), rows)
        case InsurerRequest():
            rows = [_item(room, each) for each in room.record.items]
            return _listed(room, room.say.text("What is asked for"), rows)
        case Policy():
            return _limits(room, room.record)
        case BenefitLimit():
            cells = _limit_cells(room, room.record)
            return _listed(room, room.say.text("How much is left"), cells) if cells else None
        case _:
            return None


def due_part(room: RecordRoom) -> QWidget | None:
    """Return what is due for the record: when, and where the date comes from."""
    found = [each for each in room.snapshot.due if each.subject == room.record.id]
    if not found:
        return None
    group = Group(room, room.say.text("Due"))
    for due in found:
        _tell_due(room, group, due)
    return group


def _tell_due(room: RecordRoom, group: Group, due: DueDate) -> None:
    when = due_when(due, room.say)
    label = group.add_text(when[:1].upper() + when[1:], due_tone(due, overdue=due.overdue))
    label.set_role(Role.STRONG)
    group.add(Label(room.look, due_source(due, room.say), Role.SMALL, Tone.TEXT2))


def _listed(room: RecordRoom, title: str, rows: list[QWidget]) -> QWidget:
    group = Group(room, title)
    if not rows:
        group.add_text(room.say.text("Not recorded"))
        return group
    card = ListCard(room.look)
    for row in rows:
        card.add_row(row)
    group.add(card)
    return group


def _bill_line(room: RecordRoom, line: BillLine) -> QWidget:
    say = room.say
    when = "" if line.date is None else say.date(line.date)
    parts = [line.code, line.modifier, line.place, line.diagnosis, _money(room, line.charge)]
    if line.units is not None:
        parts.insert(1, say.count(line.units, "{n} unit", "{n} units"))
    first: str | Link = when or say.text("Not recorded")
    if line.visit is not None:
        first = room.link("visit", line.visit)
    return Row(room, first, " · ".join(part for part in parts if part))


def _eob_line(room: RecordRoom, line: EobLine) -> QWidget:
    say = room.say
    amounts = (
        (say.text("billed {amount}", amount=line.billed), line.billed),
        (say.text("allowed {amount}", amount=line.allowed), line.allowed),
        (say.text("paid {amount}", amount=line.paid), line.paid),
        (say.text("my share {amount}", amount=line.my_share), line.my_share),
    )
    parts = [text for text, amount in amounts if amount is not None]
    if line.denied:
        code = line.reason_code
        parts.insert(0, say.text("denied") if code is None else say.text("denied, code {code}", code=code))
    if line.remark:
        parts.append(line.remark)
    when = say.text("Not recorded") if line.date is None else say.date(line.date)
    return Row(room, when if line.visit is None else room.link("visit", line.visit), " · ".join(parts))


def _visit(room: RecordRoom, visit_id: str) -> QWidget:
    visit, verdict = room.get(Visit, visit_id), room.verdict_of(visit_id)
    mark = None if verdict is None else VerdictLabel(room.look, room.say, finding_of(verdict).verdict)
    second = "" if visit is None else _money(room, visit.charge)
    return Row(room, room.link("visit", visit_id), second, mark)


def _item(room: RecordRoom, item: RequestItem) -> QWidget:
    kind = item.document_kind
    parts = ["" if kind is None else choice_word(type(kind), kind, room.say)]
    if item.start is not None or item.end is not None:
        parts.append(room.say.date_range(item.start, item.end))
    return Row(room, item.words, " · ".join(part for part in parts if part))


def _limits(room: RecordRoom, policy: Policy) -> QWidget:
    add = Link(room.say.text("Add a limit"), EditRecord("benefit_limit", None, {"policy": policy.id}))
    group = Group(room, room.say.text("Limits"), aside=add)
    limits = [each for each in room.records.all(BenefitLimit) if each.policy == policy.id]
    card = ListCard(room.look)
    for limit in limits:
        for cell in _limit_cells(room, limit):
            card.add_row(cell)
    if limits:
        group.add(card)
    else:
        group.add_text(room.say.text("No limit is recorded for this policy."))
    return group


def _limit_cells(room: RecordRoom, limit: BenefitLimit) -> list[QWidget]:
    services = service_words(room.snapshot.records, limit.services, room.say)
    title = f"{services} · {choice_word(type(limit.per), limit.per, room.say)}"
    link = Link(room.say.text("this limit"), ShowRecord("benefit_limit", limit.id))
    cells: list[QWidget] = []
    for counter in room.counters_of(limit.id):
        words = title
        if counter.start is not None or counter.end is not None:
            words = f"{title}, {room.say.date_range(counter.start, counter.end)}"
        source = None if limit.id == room.record.id else link
        cell = CounterCell(room.look, room.say, CounterFacts(words, counter, source=source))
        cell.activated.connect(room.desk.navigator.go)
        cells.append(cell)
    return cells


def _money(room: RecordRoom, amount: Money | None) -> str:
    return "" if amount is None else room.say.money(amount)
