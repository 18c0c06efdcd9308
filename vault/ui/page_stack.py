"""The pages of the window: made when first shown, imported soon after the first one."""

from importlib import import_module

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from vault.ui.actions import TEXTS, Act
from vault.ui.desk import Desk
from vault.ui.jobs import JobProgress, Lane
from vault.ui.navigation import (
    PAGE_OF_KIND,
    AskQuestions,
    EditRecord,
    PageId,
    ShowPage,
    ShowPaper,
    ShowRecord,
    ShowWhatIf,
)
from vault.ui.pages.page import Page
from vault.ui.theme.metrics import Breadth

PAGES: dict[str, tuple[str, str]] = {
    PageId.TODAY: ("today", "TodayPage"),
    PageId.AGENDA: ("agenda", "AgendaPage"),
    PageId.INBOX: ("inbox", "InboxPage"),
    PageId.REFERRALS: ("referrals", "ReferralsPage"),
    PageId.AUTHORIZATIONS: ("authorizations", "AuthorizationsPage"),
    PageId.VISITS: ("visits", "VisitsPage"),
    PageId.POLICIES: ("policies", "PoliciesPage"),
    PageId.LETTERS: ("letters", "LettersPage"),
    PageId.PAPERS: ("papers", "PapersPage"),
    PageId.PEOPLE: ("people", "PeoplePage"),
    PageId.TRASH: ("trash", "TrashPage"),
    PageId.SETTINGS: ("settings", "SettingsPage"),
    "record": ("record", "RecordPage"),
    "form": ("form", "FormPage"),
    "paper": ("paper", "PaperPage"),
    "questions": ("questions", "QuestionsPage"),
    "what_if": ("what_if", "WhatIfPage"),
}
"""Module and class of each page; imported soon after the first one is shown, or when it is needed."""

_OTHER_PAGES = {
    "record": "Record",
    "form": "Form",
    "paper": "Paper",
    "questions": "Questions to ask",
    "what_if": "What if",
}
"""What a screen reader calls the pages that no action leads to."""

_DIALOGS = ("bundle", "exports")
"""The dialogs that pages open, imported with the pages."""

Shown = ShowPage | ShowRecord | EditRecord | ShowPaper | AskQuestions | ShowWhatIf
"""The requests that a page answers."""

_AHEAD_MS = 4000
"""How long after the first page the others are imported: a page opened later then opens at once."""


class PageStack(QStackedWidget):
    """Holds the pages that were shown; one of them is in view."""

    said = Signal(str)
    """A page has something to say in passing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pages: dict[str, Page] = {}
        self._breadth = Breadth.NORMAL
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(_AHEAD_MS)
        self._ahead.timeout.connect(self._import_others)

    @property
    def shown(self) -> Page | None:
        """The page in view."""
        page = self.currentWidget()
        return page if isinstance(page, Page) else None

    def made(self, key: str) -> Page | None:
        """Return a page that was made already."""
        return self._pages.get(key)

    def open(self, request: Shown) -> None:
        """Bring up the page that answers a request."""
        match request:
            case ShowPage():
                page = self._page(request.page)
            case ShowRecord():
                page = self._page("record")
                page.show_record(request.kind, request.id)  # type: ignore[attr-defined]
            case EditRecord():
                page = self._page("form")
                page.edit(request)  # type: ignore[attr-defined]
            case ShowPaper():
                page = self._page("paper")
                page.show_paper(request.document, request.page)  # type: ignore[attr-defined]
            case AskQuestions():
                page = self._page("questions")
                page.ask(request.policy, request.first, request.record)  # type: ignore[attr-defined]
            case ShowWhatIf():
                page = self._page("what_if")
                page.suppose(request)  # type: ignore[attr-defined]
        self.setCurrentWidget(page)
        snapshot = self._desk.session.snapshot
        if snapshot is not None:
            page.show_snapshot(snapshot)
        page.setFocus()

    def set_breadth(self, breadth: Breadth) -> None:
        """Tell every page how much room there is."""
        self._breadth = breadth
        for page in self._pages.values():
            page.set_breadth(breadth)

    def import_ahead(self) -> None:
        """Import the other pages in a moment: one opened later then opens at once."""
        self._ahead.start()

    def _page(self, key: str) -> Page:
        if key not in self._pages:
            module, name = PAGES[key]
            page: Page = getattr(import_module(f"vault.ui.pages.{module}"), name)(self._desk, self)
            page.set_breadth(self._breadth)
            title = _OTHER_PAGES[key] if key in _OTHER_PAGES else TEXTS[Act(key)]
            page.setAccessibleName(self._desk.say.text(title))
            self.addWidget(page)
            self._pages[key] = page
            told = getattr(page, "told", None)
            if told is not None:
                told.connect(self.said)
        return self._pages[key]

    def _import_others(self) -> None:
        self._desk.jobs.run(Lane.POOL, _import_pages, self, _nothing)


def home_of(request: Shown) -> PageId:
    """Return the page of the side bar that is marked for what is shown."""
    if isinstance(request, ShowPage):
        return request.page
    if isinstance(request, AskQuestions):
        return PageId.POLICIES
    if isinstance(request, ShowWhatIf):
        return PageId.VISITS
    return PageId.PAPERS if isinstance(request, ShowPaper) else PAGE_OF_KIND[request.kind]


def _import_pages(_progress: JobProgress) -> None:
    for module, _name in PAGES.values():
        import_module(f"vault.ui.pages.{module}")
    for name in _DIALOGS:
        import_module(f"vault.ui.dialogs.{name}")


def _nothing(_done: None) -> None:
    return
