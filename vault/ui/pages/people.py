"""The people whose papers are kept here, and those who refer, treat and insure them."""

from PySide6.QtWidgets import QWidget

from vault.domain.query import Contains, OneOf, SortKey
from vault.domain.records.people import Provider
from vault.open_vault import OpenVault, Snapshot
from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.models.columns import Sorting
from vault.ui.models.facts import Facts
from vault.ui.models.listing import Ask, Listing, find_ids, first_rows
from vault.ui.models.provider_columns import provider_columns
from vault.ui.navigation import EditRecord
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.list_page import ListPage, ListSpec
from vault.ui.pages.person_cards import PersonCards
from vault.ui.widgets.buttons import ButtonKind


class PeoplePage(ListPage):
    """A card for each person; below them one table of everyone else."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        say = desk.say
        buttons = (
            GoButton(desk, say.text("Add a doctor or therapist"), EditRecord("provider"), icon="plus"),
            _add_person(desk),
        )
        super().__init__(desk, _spec(say), buttons, parent)
        self.cards = PersonCards(desk, self)
        self._top.insertWidget(1, self.cards)
        self.scroller.finish()

    def empty_buttons(self) -> tuple[GoButton, ...]:
        say = self.desk.say
        return (
            GoButton(self.desk, say.text("Add a doctor or therapist"), EditRecord("provider"), icon="plus"),
        )

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self.cards.show_people(snapshot)
        super().show_snapshot(snapshot)

    def _facts_line(self, listing: Listing) -> str:
        del listing
        people = len(self._snapshot.people) if self._snapshot is not None else 0
        return self.desk.say.count(
            people, "{n} person, each with their own records", "{n} people, each with their own records"
        )


def _add_person(desk: Desk) -> GoButton:
    return GoButton(
        desk, desk.say.text("Add a person"), EditRecord("person"), kind=ButtonKind.FILLED, icon="plus"
    )


def _spec(say: Wording) -> ListSpec:
    return ListSpec(
        "provider",
        say.text("People"),
        say.text("Filter doctors and therapists"),
        "users",
        provider_columns(say),
        Sorting("name"),
        list_providers,
        _read,
        (
            say.text("No doctors or therapists yet"),
            say.text("Those who refer, treat and insure are shared by everyone in this vault."),
        ),
        base=(SortKey("name"),),
        scrolls=True,
    )


def list_providers(ask: Ask, _vault: OpenVault) -> Listing:
    """Return the doctors, therapists and offices asked for; they belong to everyone."""
    facts = ask.known()
    ids = find_ids(ask, "provider", _word, facts)
    return Listing(ids, first_rows(facts, "provider", ids), facts, len(facts.records.all(Provider)))


def _word(word: str, facts: Facts) -> Contains:
    found = tuple(
        row.id
        for row in facts.records.all(Provider)
        if any(word.casefold() in each.printed.casefold() for each in row.identifiers)
    )
    return Contains(word, ("name", "address", "phone", "email"), (OneOf("id", found),))


def _read(vault: OpenVault, ids: tuple[str, ...]) -> tuple[Provider, ...]:
    return tuple(each for each in vault.rows("provider", ids) if isinstance(each, Provider))
