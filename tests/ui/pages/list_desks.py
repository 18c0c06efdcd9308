"""A desk for tests of list pages: the sample family with a paper each, and pages shown and settled."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import SampleVault
from tests.ui.desks import Desks
from vault.domain.records.papers import Document, DocumentKind, DocumentLink
from vault.open_vault import OpenVault
from vault.ui.desk import Desk
from vault.ui.pages.agenda import AgendaPage
from vault.ui.pages.authorizations import AuthorizationsPage
from vault.ui.pages.letters import LettersPage
from vault.ui.pages.list_page import ListPage
from vault.ui.pages.papers import PapersPage
from vault.ui.pages.people import PeoplePage
from vault.ui.pages.policies import PoliciesPage
from vault.ui.pages.referrals import ReferralsPage
from vault.ui.pages.trash import TrashPage
from vault.ui.pages.visits import VisitsPage
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import Breadth

NORMAL, NARROW = QSize(1068, 800), QSize(844, 600)
PAGES: dict[str, Callable[[Desk], ListPage]] = {
    "visits": VisitsPage,
    "referrals": ReferralsPage,
    "authorizations": AuthorizationsPage,
    "policies": PoliciesPage,
    "letters": LettersPage,
    "agenda": AgendaPage,
    "papers": PapersPage,
    "people": PeoplePage,
    "trash": TrashPage,
}


class ListDesks(Desks):
    """Nora's referral has its scan, one visit lies in the trash; Finn has a paper and a trashed visit too."""

    def __init__(self, qtbot: QtBot, sample: SampleVault, look: Look, lang: str = "en") -> None:
        super().__init__(qtbot, sample, look, lang)
        self.names = {record_id: name for name, record_id in self.ids.items()}
        self.ask(self._fill)
        self.renew()

    def show(self, name: str, size: QSize = NORMAL, *, narrow: bool = False) -> ListPage:
        """Return a page shown with the state of now, its rows there."""
        page = PAGES[name](self.desk)
        self.qtbot.addWidget(page)
        page.resize(size)
        page.set_breadth(Breadth.NARROW if narrow else Breadth.NORMAL)
        self.show_again(page)
        page.show()
        self.qtbot.waitExposed(page)
        self.settle()
        return page

    def show_again(self, page: ListPage) -> None:
        """Give a page the last state, as the window does."""
        snapshot = self.session.snapshot
        assert snapshot is not None
        page.show_snapshot(snapshot)
        self.settle()

    def renew(self) -> None:
        """Load the state anew."""
        self.session.refresh()
        self.settle()

    def rows(self, page: ListPage) -> list[str]:
        """Return the rows of a page by the names of the sample records."""
        return [self.names.get(each, each) for each in page.model.ids]

    def paper(self, number: int, kind: DocumentKind, person: str | None, **values: Any) -> Document:
        """Return a paper; its bytes do not matter here."""
        link = values.pop("link", None)
        links = () if link is None else (DocumentLink(f"link-{number}", link, self.ids[link]),)
        return Document(
            f"paper-{number}",
            kind,
            f"{number:032x}",
            1_000,
            f"{number:064x}",
            person=person,
            added=datetime(2026, 11, number, tzinfo=UTC),
            links=values.pop("links", links),
            **values,
        )

    def _fill(self, vault: OpenVault) -> None:
        nora, finn = self.ids["nora"], self.ids["finn"]
        scan = self.paper(1, DocumentKind.REFERRAL, nora, link="referral", title="Referral, signed", pages=2)
        closed = self.paper(2, DocumentKind.LETTER, nora, file_name="letter.pdf", unread_reason="encrypted")
        his = self.paper(3, DocumentKind.CARD, finn, title="Finn's card", pages=1)
        to_his = DocumentLink("link-4", "policy", self.ids["finn_plan"])
        filed = self.paper(
            4, DocumentKind.POLICY, None, title="Of nobody, filed with Finn's", links=(to_his,)
        )
        free = self.paper(5, DocumentKind.OTHER, None, title="Not filed", text="a word inside the scan")
        vault.records.put([scan, closed, his, filed, free])
        vault.records.delete(self.ids["v04"])
        vault.records.delete(self.ids["f01"])


def texts(page: ListPage, key: str) -> list[str]:
    """Return what a column says, row by row."""
    number = [column.key for column in page.model.columns].index(key)
    return [str(page.model.index(row, number).data()) for row in range(page.model.rowCount())]


def press(widget: QWidget, keys: Any, modifier: Any = None) -> None:
    """Press a key in a widget."""
    if modifier is None:
        QTest.keyClick(widget, keys)
    else:
        QTest.keyClick(widget, keys, modifier)
