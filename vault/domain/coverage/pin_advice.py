"""Which visit to pin to which referral, where another choice of papers would support more visits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vault.domain.coverage.course import Course
from vault.domain.coverage.edits import Edit
from vault.domain.coverage.moved import moved, told
from vault.domain.coverage.referral import HeldReferral
from vault.domain.coverage.verdict import Finding, Verdict, VisitVerdict
from vault.domain.records.referral import Referral, ReferralStatus
from vault.domain.records.visit import Visit

_BY_CHOICE = frozenset(
    ("R3", "R4", "R5", "R6", "R7", "R7j", "R8", "R9", "R10p", "R11", "R12", "R13", "R14", "R15")
)
"""Rules that another referral may not hit."""

_OF_THE_PAPER = frozenset({"R11", "R13", "R14"})
_NOT_HELD = frozenset({ReferralStatus.DRAFT, ReferralStatus.REVOKED})
_MOST_TRIALS, _FEWEST_TRIALS, _VISITS_TRIED = 150, 20, 100_000
_NEIGHBORS = 4


@dataclass(frozen=True, slots=True)
class Pin:
    """A visit to be pinned to a referral."""

    visit: str
    referral: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Pins that go together, and the visits that papers then support; none is supported less."""

    pins: tuple[Pin, ...]
    supported: tuple[str, ...]


def pin_advice(course: Course) -> tuple[Advice, ...]:
    """Return pins worth setting, each on top of those before it.

    Every proposal is judged with its pins set and told only if more visits are supported and none less. The
    search is bounded: at most 150 proposals are judged, fewer the more visits there are, never under 20.
    """
    visits = sum(len(stretch.visits) for stretch in course.stretches)
    left = max(_FEWEST_TRIALS, min(_MOST_TRIALS, _VISITS_TRIED // max(1, visits)))
    course, found = course.apart(), list[Advice]()
    tried = set[tuple[Pin, ...]]()
    while True:
        better = None
        for pins in _Search(course).proposals():
            if pins in tried:
                continue
            if left == 0:
                return tuple(found)
            left -= 1
            tried.add(pins)
            better = _with(course, pins)
            if better is not None:
                break
        if better is None:
            return tuple(found)
        course, advice = better
        found.append(advice)


def _with(course: Course, pins: tuple[Pin, ...]) -> tuple[Course, Advice] | None:
    """Return the course with the pins set if more visits are supported and none is judged worse."""
    edits = []
    for pin in pins:
        visit = course.records.get(Visit, pin.visit)
        if visit is not None:
            edits.append(Edit(visit, replace(visit, referral=pin.referral)))
    records = course.records.replacing((Visit, edit.id, edit.new) for edit in edits)
    pinned = course.after(records, edits, course.basis.answer_by)
    before = {each.visit: told(each) for each in course.judgment.verdicts}
    change = moved(course.judgment.verdicts, pinned.judgment.verdicts)
    if not change.now_supported or change.no_longer_supported:
        return None
    others = set(change.other)
    worse = any(told(each) > before[each.visit] for each in pinned.judgment.verdicts if each.visit in others)
    return None if worse else (pinned, Advice(pins, change.now_supported))


class _Search:
    """Proposals by augmenting paths: the visit itself, or it takes the place of one that can go elsewhere."""

    def __init__(self, course: Course) -> None:
        self._records = course.records
        self._verdicts = course.judgment.verdicts
        held = (each for each in course.records.all(Referral) if each.status not in _NOT_HELD)
        self._papers = sorted((HeldReferral.of(each) for each in held), key=lambda each: each.key)
        counters = course.judgment.counters
        left = {each.record: (each.remaining, each.forecast) for each in counters if each.kind == "referral"}
        self._full = {
            paper for paper, (rest, planned) in left.items() if rest is not None and rest <= planned
        }
        self._charged: dict[str, list[Visit]] = {}
        self._blemished = set[str]()
        for verdict in self._verdicts:
            finding, visit = _shown(verdict), course.records.get(Visit, verdict.visit)
            if finding.referral is not None and visit is not None:
                self._charged.setdefault(finding.referral, []).append(visit)
                if any(hit.rule in _OF_THE_PAPER for hit in finding.hits):
                    self._blemished.add(finding.referral)

    def proposals(self) -> Iterator[tuple[Pin, ...]]:
        """Yield pins for one visit after another that a better choice could support."""
        for verdict in self._verdicts:
            finding = _shown(verdict)
            visit = self._records.get(Visit, verdict.visit)
            if visit is None or visit.referral is not None or not _could_gain(finding):
                continue
            for paper in self._papers:
                record = paper.referral.id
                if record == finding.referral or record in self._blemished or not _takes(paper, visit):
                    continue
                yield (Pin(visit.id, record),)
                yield from self._beginning(visit, paper)
                yield from self._making_room(visit, record)

    def _making_room(self, visit: Visit, paper: str) -> Iterator[tuple[Pin, ...]]:
        """Yield ways to free a place on a paper: another visit of it goes to one with places left."""
        for other in self._unpinned(paper, visit):
            for second in self._papers:
                if second.referral.id == paper or not _takes(second, other):
                    continue
                here = (Pin(other.id, second.referral.id), Pin(visit.id, paper))
                if second.referral.id not in self._full:
                    yield here[:1]
                    yield here
                    continue
                for third in self._unpinned(second.referral.id, other):
                    for last in self._papers:
                        is_free = last.referral.id not in {paper, second.referral.id, *self._full}
                        if is_free and _takes(last, third):
                            yield (Pin(third.id, last.referral.id), *here)

    def _beginning(self, visit: Visit, paper: HeldReferral) -> Iterator[tuple[Pin, ...]]:
        """Yield earlier visits that, charged to a paper, begin it in time or bridge a gap."""
        if paper.referral.start_by is None and paper.referral.max_gap is None:
            return
        for other in self._papers:
            if other.referral.id == paper.referral.id:
                continue
            for earlier in self._unpinned(other.referral.id, visit):
                if earlier.date < visit.date and _takes(paper, earlier):
                    yield (Pin(earlier.id, paper.referral.id),)

    def _unpinned(self, paper: str, near: Visit) -> list[Visit]:
        """Return visits charged to a paper that no person pinned, those nearest in time."""
        free = [each for each in self._charged.get(paper, ()) if each.referral is None and each is not near]
        return sorted(free, key=lambda each: (abs((each.date - near.date).days), each.id))[:_NEIGHBORS]


def _shown(verdict: VisitVerdict) -> Finding:
    return verdict.finding if verdict.forecast is None else verdict.forecast


def _could_gain(finding: Finding) -> bool:
    """Tell whether nothing but the choice of the referral stands against a visit."""
    return finding.verdict is not Verdict.SUPPORTED and all(hit.rule in _BY_CHOICE for hit in finding.hits)


def _takes(paper: HeldReferral, visit: Visit) -> bool:
    """Tell whether a referral not used yet would take a visit, had it been begun in time."""
    return paper.failing(visit) in {None, "R6"}
