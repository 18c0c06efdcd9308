"""The two header files of a vault folder, written one after the other so that one of them is always whole."""

from pathlib import Path

from vault.services.files.durable import durable_write
from vault.services.files.layout import VaultLayout
from vault.services.files.reading import open_regular
from vault.services.keys.header import Copy, HeaderCopies, Unlocked, read_copies
from vault.services.keys.header_format import MAX_HEADER


def read_header_files(layout: VaultLayout) -> HeaderCopies:
    """Read both copies; raises not_a_vault, header_damaged or newer_vault."""
    return read_copies(_read(layout.header), _read(layout.header_backup))


def write_header_files(layout: VaultLayout, raw: bytes) -> None:
    """Write a new header durably: `vault.rvault`, then its copy."""
    durable_write(layout.header, raw, layout.staging)
    durable_write(layout.header_backup, raw, layout.staging)


def heal_header_files(layout: VaultLayout, unlocked: Unlocked) -> tuple[Copy, ...]:
    """Write the opened header over the copies that differ; call once the database has been found no newer."""
    targets = {Copy.PRIMARY: layout.header, Copy.BACKUP: layout.header_backup}
    for copy in unlocked.heal:
        durable_write(targets[copy], unlocked.good_bytes, layout.staging)
    return unlocked.heal


def _read(path: Path) -> bytes | None:
    """Return the bytes of one copy (one more than allowed if too long), None if it is missing."""
    try:
        with open_regular(path) as stream:
            return stream.read(MAX_HEADER + 1)
    except FileNotFoundError:
        return None
