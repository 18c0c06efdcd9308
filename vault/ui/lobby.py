"""What the windows before the unlock are handed: the desk without a vault."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.app import App
from vault.services.local_settings import LocalSettings
from vault.services.wording.catalogue import Wording
from vault.ui.jobs import Jobs
from vault.ui.theme.look import Look

if TYPE_CHECKING:
    from vault.services.keys.derivation import KdfCost


@dataclass(frozen=True, slots=True)
class Lobby:
    """The surroundings; `cost` is for new vaults, None for what fits this computer."""

    app: App
    look: Look
    say: Wording
    jobs: Jobs
    settings: LocalSettings
    cost: "KdfCost | None" = None
