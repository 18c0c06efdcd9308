"""The main window of one open vault: the side bar, a stack of pages, and the way between them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from vault.domain.coverage.moved import MovedVerdicts
from vault.domain.errors import VaultError
from vault.domain.records.kinds import KINDS
from vault.open_vault import OpenVault, Snapshot
from vault.services.wording.errors import error_text
from vault.ui.actions import ACTIONS, TEXTS, Act, Actions
from vault.ui.desk import Desk
from vault.ui.navigation import (
    AskQuestions,
    DeleteRecord,
    EditRecord,
    ExportCalendar,
    GoBack,
    MakeBundle,
    PageId,
    PickPapers,
    PrintOverview,
    Request,
    ShowPage,
    ShowPaper,
    ShowRecord,
)
from vault.ui.page_stack import PageStack, Shown, home_of
from vault.ui.pages.page import Page
from vault.ui.papers.papers_in import PapersIn
from vault.ui.session import Deed
from vault.ui.undo import Undo
from vault.ui.widgets.nav_model import NavItem
from vault.ui.widgets.notice import BannerSlot
from vault.ui.widgets.side_nav import NavFacts, SideNav
from vault.ui.widgets.toast import Toast

_NAV = (
    PageId.TODAY,
    PageId.AGENDA,
    PageId.INBOX,
    PageId.REFERRALS,
    PageId.AUTHORIZATIONS,
    PageId.VISITS,
    PageId.POLICIES,
    PageId.LETTERS,
    PageId.PAPERS,
    PageId.PEOPLE,
)
_BACK_STEPS = 50


class MainWindow(QWidget):
    """Shows pages; everything that is asked of it comes as a Request."""

    locked = Signal()
    """The person wants the vault locked."""

    quit_asked = Signal()
    """The person wants to leave the program."""

    close_asked = Signal(object)
    """The person closes this window, whatever that does."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.desk = desk
        self._name = name
        self._past: list[Request] = []
        self._here: Request | None = None
        self._deed = ""
        self.actions_table = Actions(desk.say, self)
        self.undo = Undo(desk.session, self)
        self.nav = SideNav(desk.look, desk.say, self._nav_facts(), self.actions_table[Act.ADD_PAPER], self)
        self.banners = BannerSlot()
        self.pages = PageStack(desk)
        self.toast = Toast(desk.look, desk.say, self)
        self._menu = QMenu(self)
        self.papers_in = PapersIn(desk, self, self.record_in_view)
        self._lay_out()
        self._connect()
        self.setWindowTitle(name)
        self.setWindowIcon(desk.look.icons.app_icon())

    @property
    def page(self) -> Page | None:
        """The page in view."""
        return self.pages.shown

    def record_in_view(self) -> tuple[str, str] | None:
        """Return kind and id of the record that dropped papers belong to."""
        return None if self.page is None else self.page.record_in_view()

    def go(self, request: Request) -> None:
        """Do what was asked: go somewhere, or hand it to whoever does it."""
        if isinstance(request, PickPapers):
            self.papers_in.pick(request)
        elif isinstance(request, DeleteRecord):
            self._delete(request)
        elif isinstance(request, MakeBundle):
            self._make_bundle(request)
        elif isinstance(request, ExportCalendar | PrintOverview):
            self._export(request)
        elif isinstance(request, GoBack):
            self._go_back()
        else:
            if self._here not in (None, request) and not isinstance(self._here, EditRecord):
                self._past = [*self._past, self._here][-_BACK_STEPS:]
            self._show(request)

    def save_drafts(self, done: Callable[[], None]) -> None:
        """Keep what is typed in forms, about questions and in rules; `done` is called when it is safe."""
        for key in ("questions", "form", PageId.SETTINGS):
            save = getattr(self.pages.made(key), "save_draft", None)
            if save is not None:
                done = partial(save, done)
        done()

    def restore_drafts(self) -> None:
        """Open the form that was left open, if there is one."""
        self.desk.session.read(_newest_draft, self, self._open_draft)

    def show_error(self, error: VaultError) -> None:
        """Say what went wrong, what is safe and what to do, without a window of its own."""
        self.toast.say_done(str(error_text(error, self.desk.say)), undo=False)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_asked.emit(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_breadth()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banners)
        column.addWidget(self.pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.nav)
        row.addLayout(column, 1)

    def _connect(self) -> None:
        session, table = self.desk.session, self.actions_table
        self.desk.navigator.asked.connect(self.go)
        table.requested.connect(self.go)
        session.changed.connect(self._snapshot_changed)
        session.person_changed.connect(self._person_changed)
        session.done.connect(self._deed_done)
        session.moved.connect(self._verdicts_moved)
        self.desk.jobs.failed.connect(self.show_error)
        self.nav.opened.connect(self._nav_opened)
        self.nav.person_asked.connect(self.open_menu)
        table[Act.UNDO].triggered.connect(self.undo.stack.undo)
        table[Act.REDO].triggered.connect(self.undo.stack.redo)
        table[Act.MENU].triggered.connect(self.open_menu)
        table[Act.PASTE].triggered.connect(self.papers_in.paste)
        self.papers_in.said.connect(self._say)
        self.pages.said.connect(self._say)
        table[Act.LOCK].triggered.connect(self.locked)
        table[Act.QUIT].triggered.connect(self.quit_asked)
        self.toast.undo_asked.connect(self.undo.stack.undo)
        self.toast.folder_asked.connect(self._show_in_folder)
        self.undo.stack.indexChanged.connect(self._name_undo)
        self._name_undo()
        self.desk.look.changed.connect(self._set_breadth)

    def _nav_facts(self) -> NavFacts:
        specs = {spec.act: spec for spec in ACTIONS}
        say = self.desk.say

        def item(key: str, *, group: bool = False) -> NavItem:
            spec = specs[Act(key)]
            return NavItem(key, spec.icon, say.text(TEXTS[spec.act]), begins_group=group)

        pages = tuple(item(page, group=page is PageId.REFERRALS) for page in _NAV)
        foot = (item(PageId.TRASH), item(PageId.SETTINGS), item(Act.LOCK))
        return NavFacts(self._name, "", pages, foot)

    def _nav_opened(self, key: str) -> None:
        if key == Act.LOCK:
            self.locked.emit()
        else:
            self.go(ShowPage(PageId(key)))

    def _show(self, request: Request) -> None:
        self._here = request
        if isinstance(request, Shown):
            self.nav.show_page(home_of(request))
            self.pages.open(request)

    def _go_back(self) -> None:
        self._show(self._past.pop() if self._past else ShowPage(PageId.TODAY))

    def _delete(self, request: DeleteRecord) -> None:
        from vault.services.wording.titles import record_title

        say, session = self.desk.say, self.desk.session
        if session.snapshot is None:
            return
        title = record_title(session.snapshot.records, request.kind, request.id, say)
        text = say.text("{record} moved to the trash", record=title)
        in_view = isinstance(self._here, ShowRecord | EditRecord) and self._here.id == request.id
        session.write(text, lambda vault: vault.records.delete(request.id), self)
        if in_view:
            self._past = [each for each in self._past if getattr(each, "id", None) != request.id]
            self._go_back()

    def _make_bundle(self, request: MakeBundle) -> None:
        from vault.ui.dialogs.bundle import BundleDialog

        dialog = BundleDialog(self.desk, request, self)
        QTimer.singleShot(0, dialog, dialog.open)  # making it and showing it are a turn each

    def _export(self, request: ExportCalendar | PrintOverview) -> None:
        from vault.ui.dialogs.exports import export_dialog

        dialog = export_dialog(self.desk, request, self)
        if dialog is not None:
            dialog.saved.connect(self.toast.say_saved)
            dialog.open()

    def _show_in_folder(self, target: Path) -> None:
        from vault.ui.show_in_folder import show_in_folder

        show_in_folder(target, self.desk.jobs, self)

    def _snapshot_changed(self, snapshot: Snapshot) -> None:
        if self.page is not None:
            self.page.show_snapshot(snapshot)
        elif self._here is None:
            self.go(ShowPage(PageId.TODAY))
            self.pages.import_ahead()
        self._count()

    def _person_changed(self, _person: object) -> None:
        person = self.desk.session.person
        self.nav.head.set_names(self._name, "" if person is None else person.name)
        if isinstance(self._here, ShowRecord | EditRecord | ShowPaper | AskQuestions):
            self.go(ShowPage(PageId.TODAY))
        elif self.page is not None and self.desk.session.snapshot is not None:
            self.page.show_snapshot(self.desk.session.snapshot)
        self._count()

    def _count(self) -> None:
        from vault.ui.pages.attention import counts

        for key, number in counts(self.desk.session).items():
            self.nav.set_count(key, number)

    def _deed_done(self, deed: Deed) -> None:
        self._deed = deed.text
        self.toast.say_done(deed.text)

    def _verdicts_moved(self, moved: MovedVerdicts) -> None:
        from vault.services.wording.moved import moved_sentence

        self.toast.add_to(self._deed, moved_sentence(moved, self.desk.say))

    def _say(self, text: str) -> None:
        self.toast.say_done(text, undo=False)

    def _name_undo(self) -> None:
        say, stack, table = self.desk.say, self.undo.stack, self.actions_table
        for act, text, can in (
            (Act.UNDO, stack.undoText(), stack.canUndo()),
            (Act.REDO, stack.redoText(), stack.canRedo()),
        ):
            action = table[act]
            action.setEnabled(can)
            if act is Act.UNDO:
                action.setText(say.text("Undo: {deed}", deed=text) if can else say.text("Undo"))
            else:
                action.setText(say.text("Redo: {deed}", deed=text) if can else say.text("Redo"))

    def open_menu(self) -> None:
        """Open the menu: whose records are shown, what can be added, undo, where to go, lock, quit."""
        self._menu.clear()
        session = self.desk.session
        for judged in session.snapshot.people if session.snapshot is not None else ():
            action = self._menu.addAction(judged.person.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(session.person is not None and judged.person.id == session.person.id)
            action.setData(judged.person.id)
            action.triggered.connect(self._choose_person)
        for group in (0, 1, 2, 4, 3):
            self._menu.addSeparator()
            for action in self.actions_table.group(group):
                if action is not self.actions_table[Act.MENU]:
                    self._menu.addAction(action)
        self._menu.popup(self.nav.head.mapToGlobal(self.nav.head.rect().bottomLeft()))

    def _choose_person(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.desk.session.choose_person(str(action.data()))

    def _set_breadth(self, _theme: object = None) -> None:
        from vault.ui.theme.metrics import Breadth

        breadth = self.desk.look.theme.metrics.breadth(self.width())
        self.nav.set_rail(rail=breadth is Breadth.NARROW)
        self.pages.set_breadth(breadth)

    def _open_draft(self, found: object) -> None:
        if isinstance(found, EditRecord | AskQuestions):
            self.go(found)


def _newest_draft(vault: OpenVault) -> EditRecord | AskQuestions | None:
    """Return the request that opens what was left open last."""
    drafts = [each for each in vault.drafts.list() if each.kind in KINDS or each.record_id is not None]
    if not drafts:
        return None
    if drafts[0].kind not in KINDS:
        return AskQuestions(str(drafts[0].record_id))
    return EditRecord(drafts[0].kind, drafts[0].record_id, draft=drafts[0].id)
