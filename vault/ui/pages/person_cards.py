"""A card for each person of the vault: who, how many records, and the way to them."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from vault.domain.records.people import Relationship
from vault.open_vault import Snapshot
from vault.services.verdicts.judging import PersonVerdicts
from vault.services.wording.catalogue import Wording
from vault.services.wording.choices import choice_word
from vault.ui.desk import Desk
from vault.ui.navigation import ShowRecord
from vault.ui.pages.go_button import GoButton
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.card import Card
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import IconMark, Label


class PersonCards(QWidget):
    """The cards side by side; they wrap."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.cards: tuple[PersonCard, ...] = ()
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        desk.look.follow(self._restyle)

    def show_people(self, snapshot: Snapshot) -> None:
        """Show a card for each person there is."""
        for card in self.cards:
            self._flow.removeWidget(card)
            card.setParent(None)
            card.deleteLater()
        self.cards = tuple(PersonCard(self._desk, each, self) for each in snapshot.people)
        for card in self.cards:
            self._flow.addWidget(card)
            card.show()
        self.updateGeometry()

    def _restyle(self, theme: Theme) -> None:
        self._flow.set_gaps(theme.px(0.6), theme.px(0.6))


class PersonCard(Card):
    """One person; the one whose records are shown says so instead of offering it."""

    def __init__(self, desk: Desk, judged: PersonVerdicts, parent: QWidget) -> None:
        super().__init__(desk.look, parent=parent)
        look = desk.look
        say = desk.say
        self._desk, self._person = desk, judged.person
        shown = desk.session.person
        self.is_shown = shown is not None and shown.id == judged.person.id
        self.setAccessibleName(judged.person.name)
        self._head, facts, foot = QHBoxLayout(), QWidget(), QWidget()
        self._facts, self._foot = FlowLayout(facts), FlowLayout(foot)
        self._head.addWidget(Label(look, judged.person.name, Role.H3, wrap=False))
        self._head.addStretch(1)
        parts = _parts(judged, say)
        for part in parts:
            text = part if part is parts[-1] else f"{part} ·"
            self._facts.addWidget(Label(look, text, tone=Tone.TEXT2, wrap=False))
        if self.is_shown:
            shown_here = QWidget()
            self._said = QHBoxLayout(shown_here)
            self._said.setContentsMargins(0, 0, 0, 0)
            self._said.addWidget(IconMark(look, "check"))
            self._said.addWidget(Label(look, say.text("These records are shown"), wrap=False))
            self._foot.addWidget(shown_here)
        else:
            self.choose = Button(look, say.text("Show these records"), small=True)
            self.choose.clicked.connect(self._choose)
            self.choose.setAccessibleName(say.text("Show the records of {name}", name=judged.person.name))
            self._foot.addWidget(self.choose)
        self.open = GoButton(desk, say.text("Details"), ShowRecord("person", judged.person.id), small=True)
        self.open.setAccessibleName(say.text("Details of {name}", name=judged.person.name))
        self._foot.addWidget(self.open)
        self.column.addLayout(self._head)
        self.column.addWidget(facts)
        self.column.addWidget(foot)
        look.follow(self._restyle)

    def _choose(self) -> None:
        self._desk.session.choose_person(self._person.id)

    def _restyle(self, theme: Theme) -> None:
        self._facts.set_gaps(theme.px(0.25), 0)
        self._foot.set_gaps(theme.px(0.6), theme.px(0.4))
        self._foot.setContentsMargins(0, theme.px(0.2), 0, 0)


def _parts(judged: PersonVerdicts, say: Wording) -> list[str]:
    person = judged.person
    parts = [choice_word(Relationship, person.relationship, say)]
    if person.birth_date is not None:
        parts.append(say.text("born {date}", date=person.birth_date))
    parts.append(say.count(len(judged.verdicts), "{n} visit", "{n} visits"))
    return parts
