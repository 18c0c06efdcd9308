"""What every page and dialog is handed: the look, the words, the vault, the way elsewhere."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.app import App
from vault.services.local_settings import LocalSettings
from vault.services.wording.catalogue import Wording
from vault.ui.jobs import Jobs
from vault.ui.navigation import Navigator, Request
from vault.ui.session import Session
from vault.ui.theme.look import Look

if TYPE_CHECKING:
    from vault.ui.autolock import AutoLock
    from vault.ui.background import Background
    from vault.ui.reminding import Reminding


@dataclass(frozen=True, slots=True)
class Desk:
    """The things on the desk while one vault is open; the last three only where something runs by itself."""

    app: App
    look: Look
    say: Wording
    jobs: Jobs
    session: Session
    navigator: Navigator
    settings: LocalSettings
    reminding: "Reminding | None" = None
    autolock: "AutoLock | None" = None
    background: "Background | None" = None

    def go(self, request: Request) -> None:
        """Ask the window to go somewhere."""
        self.navigator.go(request)
