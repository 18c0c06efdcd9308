"""The visits: which are supported and which are not, and why."""

import datetime as dt
from collections import Counter
from itertools import compress
from operator import and_

from PySide6.QtWidgets import QWidget

from vault.domain.coverage.verdict import Verdict
from vault.domain.query import Between, Contains, OneOf, SortKey
from vault.domain.records.referral import Authorization, Referral
from vault.domain.records.visit import Service, Visit
from vault.open_vault import OpenVault
from vault.services.wording.catalogue import Wording
from vault.services.wording.names import service_name
from vault.services.wording.verdicts import verdict_word
from vault.ui.desk import Desk
from vault.ui.models.columns import Sorting
from vault.ui.models.facts import Facts, finding_of
from vault.ui.models.filtering import Option
from vault.ui.models.listing import Ask, Listing, first_rows, matching, named_like, sorted_ids
from vault.ui.models.table_binding import RowAction
from vault.ui.models.visit_columns import charged_referral, charged_sum, visit_columns
from vault.ui.navigation import EditRecord, MakeBundle, ShowWhatIf
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.list_page import ANY_NUMBER, ListPage, ListSpec
from vault.ui.widgets.buttons import ButtonKind
from vault.ui.widgets.chips import Chip


class VisitsPage(ListPage):
    """Every visit of the person, judged."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        add = GoButton(
            desk, desk.say.text("Add a visit"), EditRecord("visit"), kind=ButtonKind.FILLED, icon="plus"
        )
        what_if = GoButton(desk, desk.say.text("What if…"), ShowWhatIf(), icon="calendar-days")
        super().__init__(desk, _spec(desk.say), (what_if, add), parent)

    def further_actions(self) -> tuple[RowAction, ...]:
        say = self.desk.say
        return (RowAction(say.text("Make a bundle…"), "Ctrl+B", self.bundle_rows, ANY_NUMBER, "files"),)

    def empty_buttons(self) -> tuple[GoButton, ...]:
        say = self.desk.say
        return (
            GoButton(
                self.desk,
                say.text("Add a visit"),
                EditRecord("visit"),
                kind=ButtonKind.FILLED,
                icon="plus",
            ),
        )

    def selected(self, ids: tuple[str, ...]) -> None:
        bundle = next(action for action in self.binding.actions if action.keys == "Ctrl+B")
        if ids and self._referral_of(ids) is None:
            self.bar.refuse(bundle, self.desk.say.text("These visits have no referral in common."))

    def bundle_rows(self, ids: tuple[str, ...]) -> None:
        """Make a bundle of the referral that the visits share."""
        referral = self._referral_of(ids)
        if referral is not None:
            self.desk.go(MakeBundle(referral))

    def _referral_of(self, ids: tuple[str, ...]) -> str | None:
        facts = self.model.facts
        used = {charged_referral(facts, each) for each in ids} if facts is not None else set()
        return used.pop() if len(used) == 1 else None


def _spec(say: Wording) -> ListSpec:
    chips = tuple(Chip(each.name, verdict_word(each, say), 0, each) for each in Verdict)
    return ListSpec(
        "visit",
        say.text("Visits"),
        say.text("Filter these visits"),
        "calendar-check",
        visit_columns(say),
        Sorting("date", descending=True),
        list_visits,
        _read,
        (
            say.text("No visits yet"),
            say.text("Enter each treatment with its date. Each is checked against your papers at once."),
        ),
        base=(SortKey("date", descending=True), SortKey("time", descending=True)),
        choice=(say.text("Year"), say.text("All years")),
        chips=chips,
        sum=charged_sum,
    )


def list_visits(ask: Ask, _vault: OpenVault) -> Listing:
    """Return the visits asked for; the chips count what words and year leave."""
    facts = ask.known()
    year = int(ask.filtering.choice) if ask.filtering.choice else None
    more = () if year is None else (Between("date", dt.date(year, 1, 1), dt.date(year, 12, 31)),)
    flags = matching(ask, "visit", _word, facts, more)
    counts = Counter(facts.shown.values())
    if ask.filtering.narrows:
        shown = facts.table("visit", ask.base).told("verdict", facts.shown)
        counts = Counter(shown if flags is None else compress(shown, flags))
        if ask.filtering.chips:
            wanted = {int(Verdict[name]) for name in ask.filtering.chips}
            chosen = [each in wanted for each in shown]
            flags = chosen if flags is None else list(map(and_, flags, chosen))
    ids = sorted_ids(ask, "visit", facts, flags)
    return Listing(
        ids,
        first_rows(facts, "visit", ids),
        facts,
        len(facts.verdicts),
        tuple((each.name, counts[int(each)]) for each in Verdict),
        tuple(Option(str(each), str(each)) for each in facts.years),
    )


def _word(word: str, facts: Facts) -> Contains:
    """Find a word in the therapist's name, the date, the service and the number of a paper it uses."""
    services = [(each.id, service_name(each.name, facts.say)) for each in facts.records.all(Service)]
    papers = {each.id for each in facts.records.all(Referral) if _numbered(each.number, word)}
    papers |= {each.id for each in facts.records.all(Authorization) if _numbered(each.number, word)}
    used: tuple[str, ...] = ()
    if papers:
        found = ((each.visit, finding_of(each)) for each in facts.judged.verdicts)
        used = tuple(visit for visit, one in found if {one.referral, one.authorization} & papers)
    return Contains(
        word, ("provider.name", "date"), (named_like(word, services, "service"), OneOf("id", used))
    )


def _numbered(number: str | None, word: str) -> bool:
    return number is not None and word.casefold() in number.casefold()


def _read(vault: OpenVault, ids: tuple[str, ...]) -> tuple[Visit, ...]:
    return tuple(each for each in vault.rows("visit", ids) if isinstance(each, Visit))
