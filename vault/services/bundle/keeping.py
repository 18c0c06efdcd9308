"""What happens to a finished bundle: its bytes are kept sealed, one line is logged, a copy is saved."""

from dataclasses import dataclass
from pathlib import Path

from vault.domain.bundle_plan import BundlePlan
from vault.domain.changes import Changes, Put
from vault.domain.errors import ExitCode, UserError
from vault.domain.ports import Clock, IdSource
from vault.domain.records.papers import Bundle
from vault.services.bundle.disclosure import disclosure
from vault.services.bundle.export import ExportResult
from vault.services.documents.blobs import BlobStore
from vault.services.files.durable import durable_write
from vault.services.store.database import Database


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle that was kept and logged, ready to leave."""

    bundle: Bundle
    result: ExportResult
    changes: Changes


class BundleKeeper:
    """Keeps the very bytes that leave, and the log of them."""

    def __init__(self, database: Database, blobs: BlobStore, ids: IdSource, clock: Clock) -> None:
        self._database = database
        self._blobs = blobs
        self._ids = ids
        self._clock = clock

    def keep(self, plan: BundlePlan, result: ExportResult) -> Exported:
        """Seal the bytes, then add their line to the disclosure log."""
        stored = self._blobs.put(result.data, len(result.data))
        bundle = disclosure(plan, result, stored, self._ids, self._clock)
        return Exported(bundle, result, self._database.apply([Put(bundle)]))

    def bytes_of(self, bundle: Bundle) -> bytes:
        """Return the identical file that left; raises document_damaged."""
        return self._blobs.open(bundle.blob, bundle.size, bytes.fromhex(bundle.sha256))


def refuse_target(target: Path) -> None:
    """Raise before any work when the file could not be saved there: file_exists or file_not_written."""
    if target.exists():
        raise UserError("file_exists", ExitCode.FILE_EXISTS, file=target.name)
    if not target.parent.is_dir():
        raise UserError("file_not_written", ExitCode.FILE_UNREADABLE, file=target.name)


def save(data: bytes, target: Path) -> None:
    """Write a file the person asked for; raises file_exists, file_not_written or disk_full."""
    refuse_target(target)
    try:
        durable_write(target, data, target.parent)
    except OSError:
        raise UserError("file_not_written", ExitCode.FILE_UNREADABLE, file=target.name) from None
