"""Checking a vault for damage: quick after each unlock, full weekly and before a backup."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from vault.domain.errors import UserError
from vault.domain.ports import Progress
from vault.domain.records.papers import Bundle, Document
from vault.services.documents.blobs import BlobStore
from vault.services.files.layout import VaultLayout
from vault.services.keys.header import Unlocked
from vault.services.store.chain_check import ChainFault
from vault.services.store.database import Database
from vault.services.store.page_check import PageFault


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found; `subject` is a file name, table or id, never a content."""

    code: str
    subject: str
    is_damage: bool = True


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was checked and what was found; a finding that is no damage does not spoil it."""

    checks: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is damaged."""
        return not any(finding.is_damage for finding in self.findings)


class CheckService:
    """Checks an open vault without changing it."""

    def __init__(self, layout: VaultLayout, unlocked: Unlocked, database: Database, blobs: BlobStore) -> None:
        self._layout = layout
        self._unlocked = unlocked
        self._database = database
        self._blobs = blobs

    def run(self, *, full: bool, progress: Progress) -> CheckReport:
        """Run the quick checks, and the full ones when asked; cancelled by the progress."""
        steps: list[tuple[str, Callable[[], Iterator[Finding]]]] = [("header", self._header)]
        if full:
            steps += [
                ("database", lambda: self._of_database(self._database.check_full())),
                ("papers", lambda: self._papers(progress)),
                ("unfiled", self._unfiled),
            ]
        else:
            steps.append(("database", lambda: self._of_database(self._database.check_quick())))
        findings: list[Finding] = []
        for at, (_, step) in enumerate(steps):
            progress.step(at, len(steps), "checks")
            findings += step()
        return CheckReport(tuple(name for name, _ in steps), tuple(findings))

    def _header(self) -> Iterator[Finding]:
        copies = ((self._layout.header, "vault.rvault"), (self._layout.header_backup, "vault.rvault.bak"))
        for path, name in copies:
            if not path.exists() or path.read_bytes() != self._unlocked.good_bytes:
                yield Finding("header_copy_differs", name)

    def _of_database(self, faults: Iterable[PageFault | ChainFault]) -> Iterator[Finding]:
        for fault in faults:
            if isinstance(fault, PageFault):
                yield Finding(str(fault.code), fault.detail)
            else:
                yield Finding(str(fault.code), f"{fault.entity} {fault.entity_id}".strip() or str(fault.seq))

    def _papers(self, progress: Progress) -> Iterator[Finding]:
        kept = self._kept()
        for at, (blob, size, sha256) in enumerate(kept):
            progress.step(at, len(kept), "papers")
            try:
                digest = hashlib.sha256()
                for part in self._blobs.stream(blob, size, bytes.fromhex(sha256)):
                    digest.update(part)
            except (UserError, OSError):
                yield Finding("paper_damaged", blob)

    def _unfiled(self) -> Iterator[Finding]:
        """Find papers no row names: after a crash or a database put back they are offered, never removed."""
        named = {blob for blob, _, _ in self._kept()}
        for blob in self._blobs.ids_on_disk():
            if blob not in named:
                yield Finding("paper_not_filed", blob, is_damage=False)

    def _kept(self) -> list[tuple[str, int, str]]:
        with self._database.read() as records:
            kept = [*records.list("document", include_trashed=True), *records.list("bundle")]
        return [(each.blob, each.size, each.sha256) for each in kept if isinstance(each, Document | Bundle)]
