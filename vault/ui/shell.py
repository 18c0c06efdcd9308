"""The life of the program: start window or first run, the open vault, locking, the end."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from vault.app import App
from vault.domain.errors import BugError, ExitCode, UserError, VaultError
from vault.ui import unlocking
from vault.ui.arguments import Start
from vault.ui.autolock import AutoLock
from vault.ui.background import Background
from vault.ui.closing import Closing
from vault.ui.doorway import Doorway
from vault.ui.errors import Fault, Faults
from vault.ui.jobs import Lane
from vault.ui.lobby import Lobby
from vault.ui.placing import keep_place, put_back
from vault.ui.preferences import OnClose
from vault.ui.process import wait_for
from vault.ui.single_instance import SingleInstance

if TYPE_CHECKING:
    from vault.domain.ports import Notifier
    from vault.ui.desk import Desk
    from vault.ui.dialogs.first_run.ending import FirstRunEnd
    from vault.ui.dialogs.first_run.window import FirstRun
    from vault.ui.reminding import Opened as ReminderOpened

MakeSample = Callable[[App, Path], str]
_SAMPLE_FOLDER = "Sample.rvault"
_COMMIT_MS = 5000
"""How long the end of the session is held up for drafts at most."""
_OWN_CLIPBOARD = ("offscreen", "minimal")
"""Platforms whose clipboard no other program sees, and which name no owner."""


class VaultWindow(Protocol):
    """What the shell asks of the window of an open vault."""

    locked: Any
    quit_asked: Any
    close_asked: Any

    def save_drafts(self, done: Callable[[], None]) -> None:
        """Keep what is typed; `done` is called when it is safe."""

    def restore_drafts(self) -> None:
        """Open what was left open."""

    def show_error(self, error: VaultError) -> None:
        """Say what went wrong."""


class Shell(QObject):
    """Holds everything that lives as long as the process; after the event loop `finish` lets go of it."""

    ended = Signal()
    """The event loop shall end: everything typed is safe, or the window is replaced by a locked one."""

    def __init__(
        self,
        qt: QApplication,
        lobby: Lobby,
        instance: SingleInstance,
        make_sample: MakeSample,
        make_window: "Callable[[Desk, str], VaultWindow] | None" = None,
        notifier: "Notifier | None" = None,
    ) -> None:
        super().__init__()
        self._qt, self._lobby, self._instance = qt, lobby, instance
        self._make_sample = make_sample
        self._make_window = make_window or _main_window
        self._notifier = notifier
        self._start = Start()
        self._desk: Desk | None = None
        self._doorway: Doorway | None = None
        self._first_run: FirstRun | None = None
        self._window: VaultWindow | None = None
        self._opened: unlocking.Opened | None = None
        self._again: tuple[str, ...] | None = None
        self._sample_home: Path | None = None
        self._asleep: Path | None = None
        self.faults = Faults(self)
        self.autolock = AutoLock(qt, lobby.settings.now.idle_minutes)
        self.faults.found.connect(self._fault)
        lobby.jobs.failed.connect(self._job_failed)
        self.autolock.due.connect(self.lock)
        instance.asked.connect(self._come_forward)
        self.background = Background(lobby, self)
        self._closing = Closing(lobby, self.background, self)
        self._closing.away_asked.connect(self._put_away)
        self._closing.quit_asked.connect(self.quit)
        tray = self.background.tray
        tray.open_asked.connect(self._come_forward)
        tray.lock_asked.connect(self.lock)
        tray.quit_asked.connect(self.quit)

    @property
    def window(self) -> QWidget | None:
        """The window in view."""
        if self._window is not None:
            return cast("QWidget", self._window)
        if self._first_run is not None:
            return self._first_run
        return None if self._doorway is None else self._doorway.window

    def begin(self, start: Start) -> bool:
        """Show the first window, if any; False when another one has the vault and came forward instead."""
        self._start = start
        vault = start.vault
        if start.sample:
            return self._begin_sample(vault)
        if vault is None and self._lobby.settings.now.recent:
            vault = Path(self._lobby.settings.now.recent[0].folder)
        if not self._instance.claim(vault):
            if start.hidden or self._instance.hand_over(vault):
                return False
            raise UserError("vault_in_use", ExitCode.VAULT_IN_USE, path=str(vault or ""))
        if vault is None:
            self._show_first_run()
        elif start.hidden:
            self._asleep = vault
            self._instance.listen()
        else:
            self._door().show_vault(vault, locked=start.locked)
        if vault is not None and (start.locked or start.hidden):
            self.background.hold(vault, is_open=False)
        return True

    @Slot()
    def lock(self) -> None:
        """Keep the drafts, end the event loop, and have the process replaced."""
        if self._window is None or self._opened is None or self._again is not None:
            return
        self.autolock.stop()
        hidden = self.window is not None and not self.window.isVisible()
        self._again = self._start.again(self._opened.vault.layout.folder, hidden=hidden)
        self._window.save_drafts(self._leave)

    @Slot()
    def quit(self) -> None:
        """Keep the drafts and end."""
        if self._window is None:
            self.ended.emit()
        else:
            self._window.save_drafts(self._leave)

    @Slot()
    def commit(self) -> None:
        """Keep the drafts before this returns: the session ends, and is neither asked about nor stopped."""
        if self._window is not None:
            wait_for(self._window.save_drafts, _COMMIT_MS)

    def finish(self) -> tuple[str, ...] | None:
        """Let go of threads, vault and lock; return the arguments to come back with after a lock."""
        self.autolock.stop()
        self.background.let_go()
        if self._desk is not None and self._desk.reminding is not None:
            self._desk.reminding.stop()
        self._lobby.jobs.shut_down()
        if self._first_run is not None:
            self._first_run.close_vault()
        if self._opened is not None:
            self._opened.vault.close()
        self._lobby.app.close()
        self._instance.release()
        if self._sample_home is not None and self._again is None:
            shutil.rmtree(self._sample_home, ignore_errors=True)
        return self._again

    def _begin_sample(self, vault: Path | None) -> bool:
        door = self._door()
        if vault is not None:
            if not unlocking.is_sample(vault):
                raise UserError("usage", ExitCode.USAGE, detail="--sample VAULT")
            self._sample_home = vault.parent
            self._instance.claim(vault)
            door.show_vault(vault, locked=self._start.locked)
            door.sample_ready(vault, unlocking.sample_password(vault))
            return True
        self._sample_home = Path(tempfile.mkdtemp(prefix=unlocking.SAMPLE_PREFIX))
        folder = self._sample_home / _SAMPLE_FOLDER
        self._instance.claim(folder)
        door.prepare_sample()
        return True

    def _door(self) -> Doorway:
        if self._doorway is None:
            self._doorway = Doorway(self._lobby, self)
            self._doorway.opened.connect(self._enter)
            self._doorway.vault_wanted.connect(self._switch)
            self._doorway.create_wanted.connect(self._create_wanted)
            self._doorway.window.closed.connect(self._start_closed)
            self._doorway.window.painted.connect(self._warm_up, Qt.ConnectionType.QueuedConnection)
        return self._doorway

    @Slot()
    def _warm_up(self) -> None:
        """Do everything slow, now that there is a picture: listen, seal off, import, make the sample."""
        self._instance.listen()
        lobby = self._lobby
        lobby.jobs.run(Lane.STORE, lambda _: unlocking.warm_up(lobby.app, lobby.say), self, self._warmed)
        if self._sample_home is not None and self._start.vault is None:
            folder, make = self._sample_home / _SAMPLE_FOLDER, self._make_sample
            lobby.jobs.run(
                Lane.STORE, lambda _: unlocking.make_sample(lobby.app, make, folder), self, self._sample_made
            )

    def _warmed(self, _nothing: None) -> None:
        """Nothing waits for it; its failure would be told."""

    def _sample_made(self, password: str) -> None:
        if self._sample_home is not None:
            self._door().sample_ready(self._sample_home / _SAMPLE_FOLDER, password)

    @Slot(object)
    def _switch(self, folder: Path) -> None:
        """Turn to another vault, unless it has a window already, which comes forward then."""
        if self._instance.claim(folder):
            self._instance.listen()
            self._door().show_vault(folder)
        elif not self._instance.hand_over(folder):
            self._door().refuse(UserError("vault_in_use", ExitCode.VAULT_IN_USE, path=str(folder)))

    @Slot()
    def _create_wanted(self) -> None:
        self._show_first_run()
        if self._doorway is not None:
            self._doorway.window.hide()

    def _show_first_run(self) -> None:
        from vault.ui.dialogs.first_run.window import FirstRun

        self._first_run = FirstRun(self._lobby)
        self._first_run.finished.connect(self._first_run_done)
        self._first_run.painted.connect(self._warm_up, Qt.ConnectionType.QueuedConnection)
        self._first_run.closed.connect(self.quit)
        self._first_run.vault_found.connect(self._leave_first_run)
        self._first_run.show()

    @Slot(object)
    def _leave_first_run(self, folder: Path) -> None:
        first_run, self._first_run = self._first_run, None
        self._switch(folder)
        if first_run is not None:
            first_run.leave()

    @Slot(object)
    def _first_run_done(self, end: "FirstRunEnd") -> None:
        first_run, self._first_run = self._first_run, None
        self._instance.claim(end.opened.vault.layout.folder)
        self._instance.listen()
        self._open_window(end.opened, end)
        if first_run is not None:
            first_run.leave()

    @Slot(object)
    def _enter(self, opened: unlocking.Opened) -> None:
        self._open_window(opened, None)
        if self._window is not None:
            self._window.restore_drafts()
        if self._doorway is not None:
            self._doorway.window.hide()
            self._doorway.window.deleteLater()
            self._doorway.deleteLater()
            self._doorway = None

    def _open_window(self, opened: unlocking.Opened, end: "FirstRunEnd | None") -> None:
        from vault.ui.desk_making import make_desk

        desk = make_desk(self._lobby, opened, self.autolock, self.background, self._notifier, self)
        self._opened, self._desk = opened, desk
        self._window = self._make_window(desk, opened.name)
        widget = cast("QWidget", self._window)
        self._window.locked.connect(self.lock)
        self._window.quit_asked.connect(self.quit)
        self._window.close_asked.connect(self._closing.close)
        put_back(widget, self._lobby.settings, self._lobby.look)
        if self._sample_home is not None:
            self._mark_sample()
        else:
            self.background.hold(opened.vault.layout.folder, is_open=True)
        widget.show()
        desk.session.refresh()
        if end is not None:  # after the first snapshot, which is on its way
            desk.session.read(lambda _: None, self, lambda _: end.go_on(desk))
        self.autolock.set_minutes(self._lobby.settings.now.idle_minutes)
        self.autolock.start()
        if desk.reminding is not None:
            desk.reminding.opened.connect(self._reminder_clicked)
            desk.reminding.start()

    def _mark_sample(self) -> None:
        """Say above every page that nothing in this vault is real."""
        from vault.ui.widgets.notice import Banner

        say, slot = self._lobby.say, getattr(self._window, "banners", None)
        if slot is not None:
            heading = say.text("Sample vault")
            sentence = say.text(
                "Every record in it is invented. It is taken away when you leave the program."
            )
            slot.show_banner(Banner(self._lobby.look, say, heading, sentence))

    def _leave(self) -> None:
        self._hide_window()
        if self._again is not None:
            self._clear_clipboard()
        self.ended.emit()

    def _hide_window(self) -> None:
        """Take the window out of view and remember its place."""
        widget = self.window
        if widget is not None and widget.isVisible():
            keep_place(widget, self._lobby.settings)
            widget.hide()

    @Slot()
    def _start_closed(self) -> None:
        """End, unless this window stands for one that was running in the background."""
        if self.background.on_close is OnClose.BACKGROUND:
            self._put_away()
        else:
            self.quit()

    @Slot()
    def _put_away(self) -> None:
        """Run on without a window; open forms stay as they are."""
        if self._window is not None:
            self._hide_window()
        elif self._doorway is not None:
            self._doorway.put_away()
        self.background.refresh()
        self._instance.listen()  # from now on a second start may be the only way back

    def _clear_clipboard(self) -> None:
        """Take back what was copied here; what another program copied is not ours to take."""
        clipboard = self._qt.clipboard()
        if clipboard.ownsClipboard() or self._qt.platformName() in _OWN_CLIPBOARD:
            clipboard.clear()

    @Slot()
    @Slot(str)
    def _come_forward(self, token: str = "") -> None:
        if self._asleep is not None:
            vault, self._asleep = self._asleep, None
            self._door().show_vault(vault, locked=True)
        elif self._window is None and self._doorway is not None:
            self._doorway.come_back()
        widget = self.window
        if widget is None:
            return
        if self._window is not None and not widget.isVisible():
            put_back(widget, self._lobby.settings, self._lobby.look)
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt hands it to the compositor, and forgets it
        widget.setWindowState(widget.windowState() & ~Qt.WindowState.WindowMinimized)
        widget.show()
        widget.raise_()
        widget.activateWindow()

    @Slot(object)
    def _reminder_clicked(self, opened: "ReminderOpened") -> None:
        """Come to the front and go where the reminder leads."""
        if self._desk is None:
            return
        self._come_forward(opened.token)
        if opened.person is not None:
            self._desk.session.choose_person(opened.person)
        self._desk.go(opened.request)

    @Slot(object)
    def _fault(self, fault: Fault) -> None:
        self._tell(UserError(fault.code, ExitCode.BUG))

    @Slot(object)
    def _job_failed(self, error: VaultError) -> None:
        if isinstance(error, BugError):
            self.faults.take(error)
        elif self._window is None:
            self._tell(error)

    def _tell(self, error: VaultError) -> None:
        if self._window is not None:
            self._window.show_error(error)
        elif self._doorway is not None:
            self._doorway.refuse(error)


def _main_window(desk: "Desk", name: str) -> VaultWindow:
    from vault.ui.window import MainWindow

    return MainWindow(desk, name)
