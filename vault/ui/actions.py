"""One table of actions: menus, toolbar, shortcuts and help derive from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from vault.services.wording.catalogue import Wording
from vault.ui.navigation import (
    EditRecord,
    ExportCalendar,
    GoBack,
    PageId,
    PickPapers,
    PrintOverview,
    Request,
    ShowPage,
)


class Act(StrEnum):
    """What can be done from anywhere in the window."""

    ADD_PAPER = "add_paper"
    PASTE = "paste"
    NEW_VISIT = "new_visit"
    NEW_REFERRAL = "new_referral"
    NEW_REQUEST = "new_request"
    UNDO = "undo"
    REDO = "redo"
    TODAY = "today"
    AGENDA = "agenda"
    INBOX = "inbox"
    REFERRALS = "referrals"
    AUTHORIZATIONS = "authorizations"
    VISITS = "visits"
    POLICIES = "policies"
    LETTERS = "letters"
    PAPERS = "papers"
    PEOPLE = "people"
    EXPORT_CALENDAR = "export_calendar"
    PRINT_OVERVIEW = "print_overview"
    TRASH = "trash"
    SETTINGS = "settings"
    BACK = "back"
    MENU = "menu"
    LOCK = "lock"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action: its keys, icon, the group it stands in, and where it goes when it only goes there."""

    act: Act
    keys: str
    icon: str
    group: int
    request: Request | None = None


TEXTS: dict[str, str] = {
    Act.ADD_PAPER: "Add a paper…",
    Act.PASTE: "Paste papers",
    Act.NEW_VISIT: "Add a visit",
    Act.NEW_REFERRAL: "Add a referral",
    Act.NEW_REQUEST: "Add an insurer's letter",
    Act.UNDO: "Undo",
    Act.REDO: "Redo",
    Act.TODAY: "Today",
    Act.AGENDA: "Dates",
    Act.INBOX: "Inbox",
    Act.REFERRALS: "Referrals",
    Act.AUTHORIZATIONS: "Authorizations",
    Act.VISITS: "Visits",
    Act.POLICIES: "Policies",
    Act.LETTERS: "Letters",
    Act.PAPERS: "Papers",
    Act.PEOPLE: "People",
    Act.EXPORT_CALENDAR: "Export calendar…",
    Act.PRINT_OVERVIEW: "Print overview…",
    Act.TRASH: "Trash",
    Act.SETTINGS: "Settings",
    Act.BACK: "Back",
    Act.MENU: "Menu",
    Act.LOCK: "Lock",
    Act.QUIT: "Quit",
}

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(Act.ADD_PAPER, "Ctrl+O", "plus", 0, PickPapers()),
    ActionSpec(Act.PASTE, "Ctrl+Shift+V", "clipboard-paste", 0),
    ActionSpec(Act.NEW_VISIT, "Ctrl+N", "calendar-check", 0, EditRecord("visit")),
    ActionSpec(Act.NEW_REFERRAL, "Ctrl+Shift+N", "file-plus", 0, EditRecord("referral")),
    ActionSpec(Act.NEW_REQUEST, "Ctrl+Shift+L", "mail", 0, EditRecord("request")),
    ActionSpec(Act.UNDO, "Ctrl+Z", "undo-2", 1),
    ActionSpec(Act.REDO, "Ctrl+Shift+Z", "rotate-cw", 1),
    ActionSpec(Act.TODAY, "Ctrl+1", "house", 2, ShowPage(PageId.TODAY)),
    ActionSpec(Act.AGENDA, "Ctrl+Shift+1", "calendar-days", 2, ShowPage(PageId.AGENDA)),
    ActionSpec(Act.INBOX, "Ctrl+2", "inbox", 2, ShowPage(PageId.INBOX)),
    ActionSpec(Act.REFERRALS, "Ctrl+3", "file-text", 2, ShowPage(PageId.REFERRALS)),
    ActionSpec(Act.AUTHORIZATIONS, "Ctrl+4", "shield-check", 2, ShowPage(PageId.AUTHORIZATIONS)),
    ActionSpec(Act.VISITS, "Ctrl+5", "calendar-check", 2, ShowPage(PageId.VISITS)),
    ActionSpec(Act.POLICIES, "Ctrl+6", "landmark", 2, ShowPage(PageId.POLICIES)),
    ActionSpec(Act.LETTERS, "Ctrl+7", "mail", 2, ShowPage(PageId.LETTERS)),
    ActionSpec(Act.PAPERS, "Ctrl+8", "folder", 2, ShowPage(PageId.PAPERS)),
    ActionSpec(Act.PEOPLE, "Ctrl+9", "users", 2, ShowPage(PageId.PEOPLE)),
    ActionSpec(Act.EXPORT_CALENDAR, "Ctrl+Shift+E", "calendar-days", 4, ExportCalendar()),
    ActionSpec(Act.PRINT_OVERVIEW, "Ctrl+Shift+P", "printer", 4, PrintOverview()),
    ActionSpec(Act.TRASH, "Ctrl+0", "trash-2", 3, ShowPage(PageId.TRASH)),
    ActionSpec(Act.SETTINGS, "Ctrl+,", "settings", 3, ShowPage(PageId.SETTINGS)),
    ActionSpec(Act.BACK, "Alt+Left", "chevron-left", 3, GoBack()),
    ActionSpec(Act.MENU, "F10", "ellipsis", 3),
    ActionSpec(Act.LOCK, "Ctrl+L", "lock", 3),
    ActionSpec(Act.QUIT, "Ctrl+Q", "x", 3),
)


class Actions(QObject):
    """The actions of one window."""

    requested = Signal(object)
    """The Request of an action that only goes somewhere."""

    def __init__(self, say: Wording, window: QWidget) -> None:
        super().__init__(window)
        self._actions: dict[Act, QAction] = {}
        for spec in ACTIONS:
            action = QAction(say.text(TEXTS[spec.act]), window)
            action.setObjectName(spec.act)
            action.setShortcut(QKeySequence(spec.keys))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setData(spec.request)
            if spec.request is not None:
                action.triggered.connect(self._request)
            window.addAction(action)
            self._actions[spec.act] = action

    def __getitem__(self, act: Act) -> QAction:
        return self._actions[act]

    def group(self, number: int) -> Iterator[QAction]:
        """Yield the actions of a group in the order of the table."""
        for spec in ACTIONS:
            if spec.group == number:
                yield self._actions[spec.act]

    def _request(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.requested.emit(action.data())
