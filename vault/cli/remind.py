"""Reminders while vaults are locked: the resident program, and switching it on and off.

Nothing here may bring the window or the store along: the program stays small and runs all day.
"""

import signal
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from types import FrameType
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from vault.app import App
from vault.cli.output import Output, lines
from vault.domain.errors import BugError, ExitCode, UserError
from vault.domain.ports import Notifier
from vault.services.files.own_program import start_apart, this_program
from vault.services.reminders.notify import system_notifier
from vault.services.reminders.reminded import RemindedVault, RemindedVaults
from vault.services.reminders.resident import Resident
from vault.services.reminders.watch import Asked, Watch, Wish, reside
from vault.services.wording.catalogue import Wording

if TYPE_CHECKING:
    from vault.services.reminders.locked import LockedState

_LOCK = "remind.lock"
_ENDINGS = ("SIGTERM", "SIGINT", "SIGHUP")


def remind_command(options: Namespace, app: App, say: Wording) -> Output:
    """Run the resident, or switch reminders of a locked vault on or off, or say how things are."""
    if options.install is not None:
        return _install(options, app, say)
    if options.remove is not None:
        return _remove(options.remove, app, say)
    return _status(app, say) if options.status else _run(options, app, say)


def _run(options: Namespace, app: App, say: Wording) -> Output:
    reminded = _reminded(app)
    only = _only(options.vault, reminded)
    reminded.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with FileLock(reminded.folder / _LOCK, mode=0o600, blocking=False):
            return _watch(options, app, say, reminded, only)
    except Timeout:
        return Output({"running": True}, lines(say.text("The reminders are running already.")))


def _watch(
    options: Namespace, app: App, say: Wording, reminded: RemindedVaults, only: frozenset[Path] | None
) -> Output:
    notifier = system_notifier("Referral Vault", str(app.resources / "icons" / "referral-vault.svg"))
    resident = Resident(
        reminded, app.secrets, notifier, app.clock, app.ids, _wordings(options.lang, app), only
    )
    if not resident.vaults():
        return Output({"vaults": 0}, lines(say.text("No vault reminds while it is locked.")))
    try:
        if options.once:
            looked = resident.look()
            text = say.count(looked.told, "{n} date was told.", "{n} dates were told.")
            if not looked.shown:
                text = say.text("This desktop shows no notifications")
            return Output({"told": looked.told, "shown": looked.shown}, lines(text))
        reside(resident, Watch(app.clock), _asked(notifier), _opener(resident))
    finally:
        notifier.close()
    return Output({"ended": True}, ())


def _asked(notifier: Notifier) -> "SimpleQueue[Asked]":
    """Return the queue into which clicks and the end of the session come."""
    asked: SimpleQueue[Asked] = SimpleQueue()

    def opened(key: str, token: str) -> None:
        asked.put(Asked(Wish.OPEN, key, token))

    def snoozed(key: str) -> None:
        asked.put(Asked(Wish.SNOOZE, key))

    def ended(_number: int, _frame: FrameType | None) -> None:
        asked.put(Asked(Wish.STOP))

    notifier.listen(opened, snoozed)
    for name in _ENDINGS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), ended)
    return asked


def _opener(resident: Resident) -> Callable[[Asked], None]:
    def opened(asked: Asked) -> None:
        folder = resident.folder_of(asked.key)
        if folder is not None:
            start_apart(
                (*this_program("referral-vault-app"), str(folder)), {"XDG_ACTIVATION_TOKEN": asked.token}
            )

    return opened


def _wordings(asked: str | None, app: App) -> Callable[[str], Wording]:
    """Return what makes the words of a language: the one asked for, else each vault's own."""

    def wording(lang: str) -> Wording:
        return Wording.load(asked or lang, app.resources / "translations")

    return wording


def _install(options: Namespace, app: App, say: Wording) -> Output:
    from vault.cli.opening import opened
    from vault.services.reminders.agenda import AgendaLevel
    from vault.services.reminders.agenda_items import AgendaChoice

    options.vault = options.install
    with opened(options, app, say) as vault:
        level = vault.reminders.choice.level if options.level is None else AgendaLevel(int(options.level))
        vault.reminders.choose(AgendaChoice(level, say.lang))
        state = vault.reminders.switch_on(app.locked_reminders(), say.lang, plain_day=options.plain_day)
        folder = vault.layout.folder
    return Output({"vault": str(folder), **_document(state)}, _state_lines(folder, state, say))


def _remove(path: Path, app: App, say: Wording) -> Output:
    entry = _entry_of(path, _reminded(app))
    if entry is None:
        raise _not_reminded()
    state = app.locked_reminders().switch_off(bytes.fromhex(entry.vid))
    folder = Path(entry.folder)
    return Output({"vault": entry.folder, **_document(state)}, _state_lines(folder, state, say))


def _status(app: App, say: Wording) -> Output:
    locked = app.locked_reminders()
    found = [(each, locked.state(bytes.fromhex(each.vid))) for each in _reminded(app).all()]
    if not found:
        return Output([], lines(say.text("No vault reminds while it is locked.")))
    text: list[str] = []
    for each, state in found:
        text += _state_lines(Path(each.folder), state, say)
    return Output([{"vault": each.folder, **_document(state)} for each, state in found], tuple(text))


def _document(state: "LockedState") -> dict[str, object]:
    return {
        "on": state.on,
        "works": state.works,
        "keyring": state.key_is_kept,
        "plain_day": state.plain_day,
        "autostart": str(state.autostart),
        "autostart_file": None if state.place is None else str(state.place),
    }


def _state_lines(folder: Path, state: "LockedState", say: Wording) -> tuple[str, ...]:
    from vault.services.wording.locked import locked_lines

    return (str(folder), *(f"  {line}" for line in locked_lines(state, say)))


def _reminded(app: App) -> RemindedVaults:
    if app.reminded is None:
        raise BugError("the command line runs on a real computer")
    return app.reminded


def _only(paths: list[Path] | None, reminded: RemindedVaults) -> frozenset[Path] | None:
    if not paths:
        return None
    entries = [_entry_of(path, reminded) for path in paths]
    if None in entries:
        raise _not_reminded()
    return frozenset(Path(each.folder) for each in entries if each is not None)


def _entry_of(path: Path, reminded: RemindedVaults) -> RemindedVault | None:
    """Return the vault at a path, its folder or its vault.rvault; it may be gone by now."""
    wanted = {str(path.absolute()), str(path.resolve()), str(path.resolve().parent)}
    return next((each for each in reminded.all() if each.folder in wanted), None)


def _not_reminded() -> UserError:
    return UserError("not_reminded", ExitCode.NOT_FOUND)
