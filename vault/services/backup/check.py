"""Checking a vault for damage: quick after each unlock, full weekly and before a backup."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from vault.domain.errors import ExitCode, UserError
from vault.domain.ports import Progress
from vault.domain.records.papers import Bundle, Document
from vault.services.documents.blobs import BlobStore
from vault.services.files.layout import VaultLayout
from vault.services.files.reading import open_regular
from vault.services.keys.header import Unlocked
from vault.services.keys.header_format import MAX_HEADER
from vault.services.reminders.agenda_keeping import AgendaFault
from vault.services.store.database import Database
from vault.services.store.page_check import PageFault, PageFaultCode


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

    def __init__(
        self,
        layout: VaultLayout,
        unlocked: Unlocked,
        database: Database,
        blobs: BlobStore,
        agenda: Callable[[], Iterable[AgendaFault]],
    ) -> None:
        self._agenda = agenda
        self._layout = layout
        self._unlocked = unlocked
        self._database = database
        self._blobs = blobs

    def run(self, *, full: bool, progress: Progress) -> CheckReport:
        """Run the quick checks, and the full ones when asked; cancelled by the progress."""
        steps: list[tuple[str, Callable[[], Iterator[Finding]]]] = [
            ("header", self._header),
            ("database", lambda: self._records(full=full)),
        ]
        if full:
            steps += [("papers", lambda: self._papers(progress)), ("unfiled", self._unfiled)]
            steps.append(("agenda", self._reminders))
        findings: list[Finding] = []
        done: list[str] = []
        for name, step in steps:
            progress.step(len(done), len(steps), "checks")
            try:
                findings += step()
            except UserError as error:
                if error.exit_code is not ExitCode.DATABASE_DAMAGED:
                    raise
                findings.append(Finding(str(PageFaultCode.STRUCTURE), self._layout.database.name))
                break  # what follows needs the records to know what should be there
            done.append(name)
        return CheckReport(tuple(done), tuple(findings))

    def _header(self) -> Iterator[Finding]:
        for path in (self._layout.header, self._layout.header_backup):
            try:
                with open_regular(path) as stream:
                    same = stream.read(MAX_HEADER + 1) == self._unlocked.good_bytes
            except (OSError, UserError):
                same = False
            if not same:
                yield Finding("header_copy_differs", path.name)

    def _records(self, *, full: bool) -> Iterator[Finding]:
        for fault in self._database.check_full() if full else self._database.check_quick():
            if isinstance(fault, PageFault):
                yield Finding(str(fault.code), fault.detail)
            elif fault.seq is not None:
                yield Finding(str(fault.code), str(fault.seq))
            else:
                yield Finding(str(fault.code), f"{fault.entity} {fault.entity_id}")

    def _papers(self, progress: Progress) -> Iterator[Finding]:
        kept = self._kept()
        for at, (blob, size, sha256) in enumerate(kept):
            progress.step(at, len(kept), "papers")
            try:
                for _ in self._blobs.stream(blob, size, bytes.fromhex(sha256)):
                    pass  # the stream verifies each part and, at its end, the whole
            except UserError:
                yield Finding("paper_damaged", blob)

    def _unfiled(self) -> Iterator[Finding]:
        """Find papers no row names: after a crash or a database put back they are offered, never removed."""
        named = {blob for blob, _, _ in self._kept()}
        for blob in self._blobs.ids_on_disk():
            if blob not in named:
                yield Finding("paper_not_filed", blob, is_damage=False)

    def _reminders(self) -> Iterator[Finding]:
        """Compare the agenda with one made anew; one that is behind is what a crash leaves."""
        try:
            faults = tuple(self._agenda())
        except UserError as error:
            if error.exit_code is not ExitCode.DATABASE_DAMAGED:
                raise
            return  # the records were found damaged before: nothing can be made anew from them
        for fault in faults:
            is_damage = fault in (AgendaFault.UNREADABLE, AgendaFault.AHEAD)
            yield Finding(str(fault), self._layout.agenda.name, is_damage)

    def _kept(self) -> list[tuple[str, int, str]]:
        with self._database.read() as records:
            kept = [*records.list("document", include_trashed=True), *records.list("bundle")]
        return [(each.blob, each.size, each.sha256) for each in kept if isinstance(each, Document | Bundle)]
