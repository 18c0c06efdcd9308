"""Which parts the page of each kind has, made one at a time: across it, in the wide and the narrow column."""

from collections.abc import Iterator
from enum import StrEnum, auto

from PySide6.QtWidgets import QWidget

from vault.domain.coverage.verdict import Finding
from vault.domain.records.kinds import APPEND_ONLY
from vault.domain.records.papers import Bundle, Document
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Authorization, Condition, Referral
from vault.domain.records.visit import Visit
from vault.ui.models.facts import finding_of
from vault.ui.navigation import ShowPaper
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.record_parts.asking import AskPart
from vault.ui.pages.record_parts.belongings import (
    linked_part,
    own_papers_part,
    papers_part,
    released_part,
    renewals_part,
)
from vault.ui.pages.record_parts.counter_row import counter_row, paper_finding
from vault.ui.pages.record_parts.desk import desk_part
from vault.ui.pages.record_parts.disclosure import disclosure_parts
from vault.ui.pages.record_parts.facts import facts_parts
from vault.ui.pages.record_parts.guide import guide_part
from vault.ui.pages.record_parts.history import HistoryPart
from vault.ui.pages.record_parts.paper_panel import next_on, paper_panel
from vault.ui.pages.record_parts.pin_advice import PinAdvicePart
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.pages.record_parts.rows import due_part, rows_part
from vault.ui.pages.record_parts.strips import paper_strip
from vault.ui.pages.record_parts.visit_panel import checked_part, visit_panel, why_part
from vault.ui.pages.record_parts.visits_table import VisitsPart
from vault.ui.pages.record_parts.what_if import what_if_part

_NO_PAPERS = frozenset({"document", "bundle", "service", "reminder"})


class Place(StrEnum):
    """Where a part stands: across the page, in the wide column, or in the narrow one."""

    ACROSS = auto()
    LEFT = auto()
    RIGHT = auto()


Part = tuple[Place, QWidget | None]
"""A part and its place; None where the record has nothing to show there."""


def content(room: RecordRoom) -> Iterator[tuple[Place, QWidget]]:
    """Make the parts of a record's page, those across it first, then the wide column's."""
    for place, part in _parts(room):
        if part is not None:
            yield place, part


def _parts(room: RecordRoom) -> Iterator[Part]:
    match room.record:
        case Visit():
            yield from _visit(room, room.record)
        case Referral() | Authorization():
            yield from _paper(room, room.record)
        case Document():
            text = room.say.text("Open the page")
            yield Place.LEFT, GoButton(room.desk, text, ShowPaper(room.record.id), icon="eye")
        case Policy():
            yield Place.LEFT, AskPart(room, room.record)
        case Condition():
            yield Place.LEFT, guide_part(room, room.record)
        case Bundle():
            for part in disclosure_parts(room, room.record):
                yield Place.LEFT, part
        case _:
            pass
    if room.kind != "referral":
        yield Place.LEFT, due_part(room)
    yield Place.LEFT, rows_part(room)
    for group in facts_parts(room):
        yield Place.LEFT, group
    if isinstance(room.record, Visit):
        yield Place.RIGHT, _checked(room, room.record)
    yield from _belongings(room)


def _visit(room: RecordRoom, visit: Visit) -> Iterator[Part]:
    verdict = room.verdict_of(visit.id)
    if verdict is None:
        return
    finding = finding_of(verdict)
    yield Place.ACROSS, visit_panel(room, visit, verdict)
    yield Place.ACROSS, PinAdvicePart(room, visit)
    if not _is_counted(finding):
        yield Place.ACROSS, counter_row(room, finding, visit)
    yield Place.LEFT, why_part(room, visit, finding)


def _checked(room: RecordRoom, visit: Visit) -> QWidget | None:
    verdict = room.verdict_of(visit.id)
    if verdict is None or _is_counted(finding_of(verdict)):
        return None
    return checked_part(room, visit, finding_of(verdict), planned=verdict.forecast is not None)


def _is_counted(finding: Finding) -> bool:
    """Tell whether no policy holds the visit, so that nothing else was looked at."""
    return any(hit.rule == "C0" for hit in finding.hits)


def _paper(room: RecordRoom, paper: Referral | Authorization) -> Iterator[Part]:
    coming = next_on(room, paper)
    yield Place.ACROSS, paper_panel(room, coming)
    finding = paper_finding(room) if coming is None else finding_of(coming.verdict)
    yield Place.ACROSS, counter_row(room, finding, None if coming is None else coming.visit)
    if isinstance(paper, Referral):
        visits = room.visits_of(referral=paper.id)
        papers: list[Referral | Authorization] = [paper, *_authorizations(room, paper)]
    else:
        visits = room.visits_of(authorization=paper.id)
        papers = [paper]
    if coming is not None and coming.visit not in visits:
        visits.append(coming.visit)
    yield Place.ACROSS, paper_strip(room, papers, visits)
    if isinstance(paper, Referral):
        yield Place.LEFT, due_part(room)
        yield Place.LEFT, desk_part(room, paper)
    if visits:
        yield Place.LEFT, VisitsPart(room, visits)
    if isinstance(paper, Referral):
        yield Place.LEFT, what_if_part(room, paper)


def _authorizations(room: RecordRoom, referral: Referral) -> list[Authorization]:
    return [each for each in room.records.all(Authorization) if each.referral == referral.id]


def _belongings(room: RecordRoom) -> Iterator[Part]:
    if isinstance(room.record, Document):
        yield Place.RIGHT, own_papers_part(room, room.record)
    elif room.kind not in _NO_PAPERS:
        yield Place.RIGHT, papers_part(room)
    if isinstance(room.record, Referral):
        yield Place.RIGHT, released_part(room, room.record)
        yield Place.RIGHT, renewals_part(room, room.record)
    yield Place.RIGHT, linked_part(room)
    if room.kind not in APPEND_ONLY:
        yield Place.RIGHT, HistoryPart(room)
