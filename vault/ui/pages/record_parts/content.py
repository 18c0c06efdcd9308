"""Which parts the page of each kind has: what stands across it, what in the wide and the narrow column."""

from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from vault.domain.records.kinds import APPEND_ONLY
from vault.domain.records.papers import Bundle, Document
from vault.domain.records.referral import Authorization, Referral
from vault.domain.records.visit import Visit
from vault.ui.models.facts import finding_of
from vault.ui.navigation import ShowPaper
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.record_parts.belongings import linked_part, own_papers_part, papers_part, released_part
from vault.ui.pages.record_parts.counter_row import counter_row, paper_finding
from vault.ui.pages.record_parts.disclosure import disclosure_parts
from vault.ui.pages.record_parts.facts import facts_parts
from vault.ui.pages.record_parts.history import HistoryPart
from vault.ui.pages.record_parts.paper_panel import next_on, paper_panel
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.pages.record_parts.rows import due_part, rows_part
from vault.ui.pages.record_parts.strips import paper_strip
from vault.ui.pages.record_parts.visit_panel import checked_part, visit_panel, why_part
from vault.ui.pages.record_parts.visits_table import VisitsPart

_NO_PAPERS = frozenset({"document", "bundle", "service", "reminder"})


@dataclass(slots=True)
class Content:
    """The parts of a page by their place."""

    across: list[QWidget] = field(default_factory=list)
    left: list[QWidget] = field(default_factory=list)
    right: list[QWidget] = field(default_factory=list)


def content(room: RecordRoom) -> Content:
    """Return the parts of a record's page."""
    made = Content()
    match room.record:
        case Visit():
            _add_visit(room, room.record, made)
        case Referral() | Authorization():
            _add_paper(room, room.record, made)
        case Document():
            text = room.say.text("Open the page")
            made.left.append(GoButton(room.desk, text, ShowPaper(room.record.id), icon="eye"))
        case Bundle():
            made.left += disclosure_parts(room, room.record)
        case _:
            pass
    _keep(made.left, due_part(room) if room.kind != "referral" else None)
    _keep(made.left, rows_part(room))
    made.left += facts_parts(room)
    _add_belongings(room, made)
    return made


def _add_visit(room: RecordRoom, visit: Visit, made: Content) -> None:
    verdict = room.verdict_of(visit.id)
    if verdict is None:
        return
    finding, planned = finding_of(verdict), verdict.forecast is not None
    made.across.append(visit_panel(room, visit, verdict))
    _keep(made.left, why_part(room, visit, finding))
    counted = any(hit.rule == "C0" for hit in finding.hits)
    if not counted:
        _keep(made.across, counter_row(room, finding, visit))
        made.right.append(checked_part(room, visit, finding, planned=planned))


def _add_paper(room: RecordRoom, paper: Referral | Authorization, made: Content) -> None:
    coming = next_on(room, paper)
    made.across.append(paper_panel(room, coming))
    finding = paper_finding(room) if coming is None else finding_of(coming.verdict)
    _keep(made.across, counter_row(room, finding, None if coming is None else coming.visit))
    if isinstance(paper, Referral):
        visits = room.visits_of(referral=paper.id)
        papers: list[Referral | Authorization] = [paper, *_authorizations(room, paper)]
    else:
        visits = room.visits_of(authorization=paper.id)
        papers = [paper]
    if coming is not None and coming.visit not in visits:
        visits.append(coming.visit)
    _keep(made.across, paper_strip(room, papers, visits))
    _keep(made.left, due_part(room) if isinstance(paper, Referral) else None)
    if visits:
        made.left.append(VisitsPart(room, visits))


def _authorizations(room: RecordRoom, referral: Referral) -> list[Authorization]:
    return [each for each in room.records.all(Authorization) if each.referral == referral.id]


def _add_belongings(room: RecordRoom, made: Content) -> None:
    if isinstance(room.record, Document):
        made.right.append(own_papers_part(room, room.record))
    elif room.kind not in _NO_PAPERS:
        made.right.append(papers_part(room))
    if isinstance(room.record, Referral):
        made.right.append(released_part(room, room.record))
    _keep(made.right, linked_part(room))
    if room.kind not in APPEND_ONLY:
        made.right.append(HistoryPart(room))


def _keep(parts: list[QWidget], part: QWidget | None) -> None:
    if part is not None:
        parts.append(part)
