"""What the first run leaves to be done: store the dropped paper, open the referral's form."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vault.ui.unlocking import Opened

if TYPE_CHECKING:
    from vault.open_vault import OpenVault
    from vault.services.documents.attach import Arrivals
    from vault.ui.desk import Desk
    from vault.ui.jobs import JobProgress


@dataclass(frozen=True, slots=True)
class FirstRunEnd:
    """The vault, the person's id, dropped papers, and whether the referral is to be typed in."""

    opened: Opened
    person: str
    papers: tuple[Path, ...] = ()
    typing: bool = False

    def go_on(self, desk: "Desk") -> None:
        """Continue once the window shows the vault."""
        from vault.ui.navigation import EditRecord

        session = desk.session
        preset = {"person": self.person}

        def stored(arrivals: "Arrivals") -> None:
            if arrivals.changes is not None:
                count = len(arrivals.stored)
                session.tell(desk.say.count(count, "{n} paper stored", "{n} papers stored"), arrivals.changes)
            for refused in arrivals.refused:
                desk.jobs.failed.emit(refused.error)
            session.read(lambda vault: _look_at(vault, desk, arrivals), session, lambda _: session.refresh())
            paper = arrivals.stored[0].document.id if arrivals.stored else None
            desk.go(EditRecord("referral", preset=preset, paper=paper))

        if self.papers:
            session.long_work(self._store, session, stored)
        elif self.typing:
            desk.go(EditRecord("referral", preset=preset))

    def _store(self, vault: "OpenVault", progress: "JobProgress") -> "Arrivals":
        from vault.domain.records.papers import DocumentKind
        from vault.services.documents.attach import Target

        return vault.papers.attach_files(self.papers, Target(DocumentKind.REFERRAL, self.person), progress)


def _look_at(vault: "OpenVault", desk: "Desk", arrivals: "Arrivals") -> None:
    """Find the pages of what was stored, in the sealed process."""
    for each in arrivals.stored:
        vault.papers.look_at(each.document, desk.app.sandbox())
