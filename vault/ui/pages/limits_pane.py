"""The limits of one policy with their counters, and the way to a further one."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.domain.coverage.verdict import Counter
from vault.domain.records.policy import BenefitLimit, BenefitPeriod, Policy
from vault.services.wording.catalogue import Wording
from vault.services.wording.choices import choice_word
from vault.services.wording.titles import title_of
from vault.ui.desk import Desk
from vault.ui.models.facts import Facts
from vault.ui.navigation import EditRecord, ShowRecord
from vault.ui.pages.go_button import GoButton
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.card import ListCard
from vault.ui.widgets.counters import CounterCell, CounterFacts
from vault.ui.widgets.labels import Label
from vault.ui.widgets.link_label import Link
from vault.ui.widgets.section import SectionHead


class LimitsPane(QWidget):
    """What a policy pays for; a number leads to the record it stands in."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: tuple[Facts, str] | None = None
        self._body: QWidget | None = None
        self._column = QVBoxLayout(self)
        desk.look.follow(self._restyle)

    def show_policy(self, facts: Facts, policy_id: str) -> None:
        """Show the limits of another policy."""
        if self._shown == (facts, policy_id):
            return
        self._shown = (facts, policy_id)
        policy = facts.records.get(Policy, policy_id)
        if policy is None:
            return
        look, say = self._desk.look, self._desk.say
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.theme.px(0.6))
        title = say.text("What {policy} pays for", policy=title_of(policy, say))
        preset = {"policy": policy_id}
        add = GoButton(
            self._desk,
            say.text("Add a limit"),
            EditRecord("benefit_limit", preset=preset),
            icon="plus",
            small=True,
        )
        column.addWidget(SectionHead(look, title, aside=add))
        limits = [each for each in facts.records.all(BenefitLimit) if each.policy == policy_id]
        if limits:
            card = ListCard(look)
            for limit in limits:
                card.add_row(self._row(facts, limit))
            column.addWidget(card)
        else:
            words = say.text("No limit is recorded for this policy.")
            column.addWidget(Label(look, words, tone=Tone.TEXT2))
        self._replace(body)

    def _row(self, facts: Facts, limit: BenefitLimit) -> QWidget:
        look, say = self._desk.look, self._desk.say
        counter = facts.counters.get(limit.id)
        title = _title(facts, limit, counter, say)
        if counter is None:
            return Label(look, title)
        source = Link(say.text("this limit"), ShowRecord("benefit_limit", limit.id))
        cell = CounterCell(look, say, CounterFacts(title, counter, source=source))
        cell.activated.connect(self._go)
        return cell

    def _go(self, target: ShowRecord) -> None:
        self._desk.go(target)

    def _replace(self, body: QWidget) -> None:
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.setParent(None)
            self._body.deleteLater()
        self._body = body
        self._column.addWidget(body)
        body.show()

    def _restyle(self, theme: Theme) -> None:
        side = theme.px(1.2)
        self._column.setContentsMargins(side, side, side, side)


def _title(facts: Facts, limit: BenefitLimit, counter: Counter | None, say: Wording) -> str:
    """Return the services and the period of a limit, with the dates that hold today."""
    title = f"{facts.services(limit.services)} · {choice_word(BenefitPeriod, limit.per, say)}"
    if counter is None or (counter.start is None and counter.end is None):
        return title
    return f"{title}, {say.date_range(counter.start, counter.end)}"
