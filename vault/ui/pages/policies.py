"""The policies, and below them what the selected one pays for and how much of it is used."""

from PySide6.QtWidgets import QWidget

from vault.domain.query import Contains, SortKey
from vault.domain.records.policy import Policy
from vault.open_vault import OpenVault
from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.models.columns import Sorting
from vault.ui.models.facts import Facts
from vault.ui.models.listing import Ask, Listing, find_ids, first_rows
from vault.ui.models.paper_columns import policy_columns
from vault.ui.navigation import EditRecord, PickPapers
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.limits_pane import LimitsPane
from vault.ui.pages.list_page import ListPage, ListSpec
from vault.ui.widgets.buttons import ButtonKind


class PoliciesPage(ListPage):
    """Every policy of the person, the latest first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        add = GoButton(
            desk, desk.say.text("Add a policy"), EditRecord("policy"), kind=ButtonKind.FILLED, icon="plus"
        )
        super().__init__(desk, _spec(desk.say), (add,), parent)
        self.limits = LimitsPane(desk, self)
        self.scroller.column.addWidget(self.limits)
        self.scroller.finish()
        self.table.selectionModel().currentRowChanged.connect(self._show_limits)

    def empty_buttons(self) -> tuple[GoButton, ...]:
        desk, say = self.desk, self.desk.say
        scan = PickPapers(document_kind="card")
        return (
            GoButton(
                desk, say.text("Add a policy"), EditRecord("policy"), kind=ButtonKind.FILLED, icon="plus"
            ),
            GoButton(desk, say.text("Add a paper…"), scan),
        )

    def listed(self, listing: Listing) -> None:
        self.limits.setVisible(bool(listing.ids))
        self._show_limits()

    def _show_limits(self) -> None:
        facts = self.model.facts
        ids = self.model.ids
        current = self.binding.current() or (ids[0] if ids else None)
        if facts is not None and current is not None:
            self.limits.show_policy(facts, current)


def _spec(say: Wording) -> ListSpec:
    return ListSpec(
        "policy",
        say.text("Policies"),
        say.text("Filter these policies"),
        "landmark",
        policy_columns(say),
        Sorting("start", descending=True),
        list_policies,
        _read,
        (
            say.text("No policy yet"),
            say.text("Enter what your insurer demands and pays for. Visits are checked against it."),
        ),
        base=(SortKey("start", descending=True),),
        scrolls=True,
    )


def list_policies(ask: Ask, _vault: OpenVault) -> Listing:
    """Return the policies asked for."""
    facts = ask.known()
    ids = find_ids(ask, "policy", _word, facts)
    return Listing(ids, first_rows(facts, "policy", ids), facts, len(facts.records.all(Policy)))


def _word(word: str, _facts: Facts) -> Contains:
    return Contains(word, ("insurer", "plan_name", "member_id", "group"))


def _read(vault: OpenVault, ids: tuple[str, ...]) -> tuple[Policy, ...]:
    return tuple(each for each in vault.rows("policy", ids) if isinstance(each, Policy))
