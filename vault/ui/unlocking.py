"""What runs in the store lane before there is a session: warming up, unlocking, creating, sample records."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from vault.app import App
from vault.services.local_settings import LocalSettings, RecentVault
from vault.services.wording.catalogue import Wording

if TYPE_CHECKING:
    from vault.open_vault import OpenVault
    from vault.services.keys.derivation import KdfCost

_HEAVY = (
    "vault.domain.deadlines.charged",
    "vault.open_vault",
    "vault.services.files.lock",
    "vault.services.keys.header_files",
    "vault.services.keys.recovery",
    "vault.services.reminders.due",
    "vault.services.reminders.rule_files",
    "vault.services.store.database",
    "vault.ui.desk_making",
    "vault.ui.window",
    "vault.ui.navigation",
    "vault.ui.pages.today",
    "vault.ui.pages.attention",
    "vault.ui.widgets.error_frame",
    "vault.ui.widgets.notice",
)
"""What is needed once the vault is open; imported while the person types."""


SAMPLE_PREFIX = "referral-vault-sample-"
_SAMPLE_PASSWORD = "password.txt"  # noqa: S105 - the name of a file beside a vault that protects nothing


class SecretKind(Enum):
    """What the person typed."""

    PASSWORD = "password"  # noqa: S105 - the name of a kind of secret
    RECOVERY_KEY = "recovery_key"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try to unlock."""

    text: str = field(repr=False)
    kind: SecretKind = SecretKind.PASSWORD


@dataclass(frozen=True, slots=True)
class Opened:
    """An open vault, its name, and for one just made the recovery key to be shown once."""

    vault: "OpenVault"
    name: str
    recovery_text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class NewVault:
    """What the person chose for a new vault."""

    folder: Path
    name: str
    password: str = field(repr=False)


def warm_up(app: App, say: Wording) -> None:
    """Start the sealed process, before there is any key in memory, then load what comes next."""
    app.sandbox()
    for module in _HEAVY:
        import_module(module)
    say.date(app.clock.today())
    say.time(app.clock.now().time())


def unlock(app: App, settings: LocalSettings, folder: Path, attempt: Attempt) -> Opened:
    """Open a vault; raises wrong_password, recovery_key_typo and what App.open raises."""
    from vault.services.keys.recovery import decode_recovery
    from vault.services.keys.slots import Password, RecoveryKey

    app.sandbox()
    if attempt.kind is SecretKind.PASSWORD:
        opened = app.open(folder, Password(attempt.text))
    else:
        opened = app.open(folder, RecoveryKey(decode_recovery(attempt.text)))
    return _noted(app, settings, opened)


def create(app: App, settings: LocalSettings, wanted: NewVault, cost: "KdfCost | None" = None) -> Opened:
    """Make a vault and open it; `cost` None is what fits this computer."""
    from vault.services.keys.derivation import default_cost
    from vault.services.keys.slots import Password

    app.sandbox()
    password = Password(wanted.password)
    created = app.create(wanted.folder, password, cost or default_cost(), wanted.name)
    opened = _noted(app, settings, app.open(created.layout.folder, password))
    return Opened(opened.vault, opened.name, created.recovery_text)


def make_sample(app: App, make: Callable[[App, Path], str], folder: Path) -> str:
    """Make the sample vault and return its password."""
    app.sandbox()
    password = make(app, folder)
    (folder.parent / _SAMPLE_PASSWORD).write_text(password, encoding="utf-8")
    return password


def sample_password(folder: Path) -> str:
    """Return the password of a sample vault that was made before."""
    return (folder.parent / _SAMPLE_PASSWORD).read_text(encoding="utf-8")


def _noted(app: App, settings: LocalSettings, vault: "OpenVault") -> Opened:
    """Remember where the vault is and what it is called; a sample is not worth remembering."""
    name = vault.name
    if not is_sample(vault.layout.folder):
        settings.opened(RecentVault(str(vault.layout.folder), name, app.clock.now().isoformat()))
    return Opened(vault, name)


def is_sample(folder: Path) -> bool:
    """Whether a folder is the throw-away sample vault of this program: only such a one is ever removed."""
    home = folder.resolve().parent
    return (
        home.name.startswith(SAMPLE_PREFIX)
        and home.parent == Path(tempfile.gettempdir()).resolve()
        and (home / _SAMPLE_PASSWORD).is_file()
    )
