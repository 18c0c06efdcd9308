"""Disk space kept back, so that a vault on a full disk can still be cleaned up."""

from vault.domain.errors import ExitCode, UserError
from vault.domain.ports import IdSource
from vault.services.files.durable import durable_unlink, durable_write
from vault.services.files.layout import VaultLayout

RESERVE_SIZE = 1 << 20


def ensure(layout: VaultLayout, ids: IdSource) -> bool:
    """Lay the reserve in if it is missing; False when the disk has no room for it now."""
    if layout.reserve.exists():
        return True
    try:
        # Random: a disk that compresses must not make it vanish.
        durable_write(layout.reserve, ids.random(RESERVE_SIZE), layout.staging)
    except UserError as error:
        if error.exit_code is not ExitCode.DISK_FULL:
            raise
        return False
    return True


def give_up(layout: VaultLayout) -> bool:
    """Free the reserve so that a delete can go on; False if it was gone already."""
    return durable_unlink(layout.reserve)
