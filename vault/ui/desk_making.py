"""Lays the desk of a vault that was just opened; imported then, for it brings the whole vault along."""

from PySide6.QtCore import QObject

from vault.domain.ports import Notifier
from vault.services.reminders.notify import system_notifier
from vault.ui.autolock import AutoLock
from vault.ui.background import Background
from vault.ui.desk import Desk
from vault.ui.lobby import Lobby
from vault.ui.navigation import Navigator
from vault.ui.reminding import Reminding
from vault.ui.session import Session
from vault.ui.unlocking import Opened


def make_desk(
    lobby: Lobby,
    opened: Opened,
    autolock: AutoLock,
    background: Background,
    notifier: Notifier | None,
    parent: QObject,
) -> Desk:
    """Return the desk; the session and what lives with it belong to `parent`."""
    app, say = lobby.app, lobby.say
    session = Session(opened.vault, lobby.jobs, say, parent)
    shows = notifier or system_notifier("Referral Vault", str(app.resources / "icons" / "referral-vault.svg"))
    reminding = Reminding(session, lobby.jobs, say, app.clock, lobby.settings, shows)
    return Desk(
        app,
        lobby.look,
        say,
        lobby.jobs,
        session,
        Navigator(parent),
        lobby.settings,
        reminding=reminding,
        autolock=autolock,
        background=background,
    )
