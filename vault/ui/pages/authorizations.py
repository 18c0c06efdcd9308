"""The authorizations: what the insurer agreed to in advance, how much of it is left, when it ends."""

from PySide6.QtWidgets import QWidget

from vault.domain.query import Contains, SortKey
from vault.domain.records.referral import Authorization
from vault.open_vault import OpenVault
from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.models.columns import Sorting
from vault.ui.models.facts import Facts
from vault.ui.models.listing import Ask, Listing, find_ids, first_rows, with_services
from vault.ui.models.paper_columns import authorization_columns
from vault.ui.navigation import EditRecord, PickPapers
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.list_page import ListPage, ListSpec
from vault.ui.widgets.buttons import ButtonKind


class AuthorizationsPage(ListPage):
    """Every authorization of the person."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        add = GoButton(
            desk,
            desk.say.text("Add an authorization"),
            EditRecord("authorization"),
            kind=ButtonKind.FILLED,
            icon="plus",
        )
        super().__init__(desk, _spec(desk.say), (add,), parent)

    def empty_buttons(self) -> tuple[GoButton, ...]:
        desk, say = self.desk, self.desk.say
        scan = PickPapers(document_kind="authorization")
        return (
            GoButton(desk, say.text("Add a paper…"), scan, kind=ButtonKind.FILLED, icon="plus"),
            GoButton(desk, say.text("Type it in"), EditRecord("authorization")),
        )


def _spec(say: Wording) -> ListSpec:
    return ListSpec(
        "authorization",
        say.text("Authorizations"),
        say.text("Filter these authorizations"),
        "shield-check",
        authorization_columns(say),
        Sorting("ends", descending=True),
        list_authorizations,
        _read,
        (
            say.text("No authorization yet"),
            say.text("If your insurer must agree before treatment, its letter belongs here."),
        ),
        base=(SortKey("start", descending=True),),
    )


def list_authorizations(ask: Ask, _vault: OpenVault) -> Listing:
    """Return the authorizations asked for."""
    facts = ask.known()
    ids = find_ids(ask, "authorization", _word, facts)
    return Listing(ids, first_rows(facts, "authorization", ids), facts, len(facts.records.all(Authorization)))


def _word(word: str, facts: Facts) -> Contains:
    fields = ("number", "policy.insurer", "provider.name", "start", "end")
    return Contains(word, fields, (with_services(word, facts, Authorization),))


def _read(vault: OpenVault, ids: tuple[str, ...]) -> tuple[Authorization, ...]:
    return tuple(each for each in vault.rows("authorization", ids) if isinstance(each, Authorization))
