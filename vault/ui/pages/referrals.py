"""The referrals: how many visits are left on each, when it ends, and whether the next visit is supported."""

from PySide6.QtWidgets import QWidget

from vault.domain.query import Contains, SortKey
from vault.domain.records.referral import Referral
from vault.open_vault import OpenVault
from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.models.columns import Sorting
from vault.ui.models.facts import Facts
from vault.ui.models.listing import Ask, Listing, find_ids, first_rows, with_services
from vault.ui.models.paper_columns import referral_columns
from vault.ui.models.table_binding import RowAction
from vault.ui.navigation import EditRecord, MakeBundle, PickPapers
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.list_page import ListPage, ListSpec
from vault.ui.widgets.buttons import ButtonKind


class ReferralsPage(ListPage):
    """Every referral of the person."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        add = GoButton(
            desk, desk.say.text("Add a referral"), EditRecord("referral"), kind=ButtonKind.FILLED, icon="plus"
        )
        super().__init__(desk, _spec(desk.say), (add,), parent)

    def further_actions(self) -> tuple[RowAction, ...]:
        return (RowAction(self.desk.say.text("Make a bundle…"), "Ctrl+B", self.bundle_rows, 1, "files"),)

    def empty_buttons(self) -> tuple[GoButton, ...]:
        desk, say = self.desk, self.desk.say
        scan = PickPapers(document_kind="referral")
        return (
            GoButton(desk, say.text("Add a paper…"), scan, kind=ButtonKind.FILLED, icon="plus"),
            GoButton(desk, say.text("Type it in"), EditRecord("referral")),
        )

    def bundle_rows(self, ids: tuple[str, ...]) -> None:
        """Make a bundle of a referral."""
        self.desk.go(MakeBundle(ids[0]))


def _spec(say: Wording) -> ListSpec:
    return ListSpec(
        "referral",
        say.text("Referrals"),
        say.text("Filter these referrals"),
        "file-text",
        referral_columns(say),
        Sorting("written", descending=True),
        list_referrals,
        _read,
        (
            say.text("No referral yet"),
            say.text(
                "Drop a scan or a phone photo anywhere in this window. It is read here, on this computer."
            ),
        ),
        base=(SortKey("authored_on", descending=True),),
    )


def list_referrals(ask: Ask, _vault: OpenVault) -> Listing:
    """Return the referrals asked for."""
    facts = ask.known()
    ids = find_ids(ask, "referral", _word, facts)
    return Listing(ids, first_rows(facts, "referral", ids), facts, len(facts.records.all(Referral)))


def _word(word: str, facts: Facts) -> Contains:
    return Contains(
        word,
        ("number", "referrer.name", "performer.name", "authored_on"),
        (with_services(word, facts, Referral),),
    )


def _read(vault: OpenVault, ids: tuple[str, ...]) -> tuple[Referral, ...]:
    return tuple(each for each in vault.rows("referral", ids) if isinstance(each, Referral))
