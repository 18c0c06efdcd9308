"""Names of the records that the program ships itself, in the person's language."""

from vault.domain.records.kinds import SHIPPED_SERVICES
from vault.services.wording.catalogue import Wording

_SHIPPED = frozenset(service.name for service in SHIPPED_SERVICES)


def service_name(name: str, say: Wording) -> str:
    """Return a shipped service's name in this language, any other as it was entered."""
    return say.text(name) if name in _SHIPPED else name
