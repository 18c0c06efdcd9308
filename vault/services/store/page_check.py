"""Whether the file itself is whole: pages, b-trees, references, long texts."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import sqlalchemy as sa

from vault.services.store.encoding import text_hash
from vault.services.store.schema import TEXT

_SHOWN: Final = 20


class PageFaultCode(StrEnum):
    """Which of the checks of the file found something."""

    CIPHER = "cipher_integrity"
    STRUCTURE = "structure"
    REFERENCE = "reference"
    TEXT = "text_checksum"


@dataclass(frozen=True, slots=True)
class PageFault:
    """One finding; `detail` is a page, table or hash in the words of SQLite, never a person's text."""

    code: PageFaultCode
    detail: str


class PageCheck:
    """The checks SQLCipher and SQLite offer, and the hashes of the long texts."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def pages(self) -> tuple[PageFault, ...]:
        """Check the code of every page, the b-trees and the references: the quick check."""
        cipher = self._ask("PRAGMA cipher_integrity_check")
        if cipher:  # what SQLite would say of such pages adds nothing
            return tuple(PageFault(PageFaultCode.CIPHER, line) for line in cipher)
        structure = [line for line in self._ask(f"PRAGMA integrity_check({_SHOWN})") if line != "ok"]
        references = self._ask("PRAGMA foreign_key_check")
        return (
            *(PageFault(PageFaultCode.STRUCTURE, line) for line in structure),
            *(PageFault(PageFaultCode.REFERENCE, table) for table in references),
        )

    def texts(self) -> tuple[PageFault, ...]:
        """Check every long text against the hash it is kept under."""
        stored = self._connection.execute(sa.select(TEXT.c.sha256, TEXT.c.body))
        return tuple(
            PageFault(PageFaultCode.TEXT, sha.hex()) for sha, body in stored if text_hash(body) != sha
        )

    def _ask(self, pragma: str) -> list[str]:
        return [str(row[0]) for row in self._connection.exec_driver_sql(pragma)][:_SHOWN]
