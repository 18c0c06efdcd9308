"""Makes a bundle: look at the papers, set pages, assemble, verify; nothing leaves but what was planned."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from vault.domain.bundle_plan import BundlePlan, PlannedPaper
from vault.domain.errors import BugError, ExitCode, UserError
from vault.domain.ports import Progress
from vault.domain.record_set import RecordSet
from vault.domain.records.papers import Document
from vault.services.bundle.compare import Expected, LaidPage, ProblemCode, compare, read_answers
from vault.services.bundle.entries import SurveyedPaper
from vault.services.bundle.geometry import GRID, PaperSize
from vault.services.bundle.pages import FrontMatter, footer, front_matter
from vault.services.files.sandbox.rung import Answer, Limits
from vault.services.typeset.typesetter import Typeset, Typesetter
from vault.services.wording.catalogue import Wording

JOB_MODULES = (
    "vault.services.bundle.survey",
    "vault.services.bundle.assemble",
    "vault.services.bundle.verify",
)
"""What the sandbox must have imported before a bundle is made."""

TEMPLATE = "bundle.typ"

_SURVEY = "vault.services.bundle.survey:survey"
_ASSEMBLE = "vault.services.bundle.assemble:assemble"
_VERIFY = "vault.services.bundle.verify:verify"
_MIB = 1 << 20
SMALL_SIZE = GRID * GRID
_UNIT = "pages"


class RunsJobs(Protocol):
    """The sealed process, as far as a bundle needs it."""

    def run(
        self, job: str, sources: Sequence[bytes | memoryview], args: Mapping[str, object], limits: Limits
    ) -> Iterator[Answer]:
        """Run a job on the sources in a child of its own and yield its answers."""


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """A paper that is in the file: its document, its name there, the digest and pages of its source."""

    document: str
    title: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class ExportResult:
    """A verified bundle; `facts` are label and value as printed, `not_held` what it says it lacks.

    `outline` names the parts of the file in order, each with its first page (from 1).
    """

    data: bytes
    sha256: str
    pages: int
    manifest: tuple[ManifestLine, ...]
    facts: tuple[tuple[str, str], ...]
    not_held: tuple[str, ...]
    outline: tuple[tuple[str, int], ...]


class Exporter:
    """Turns plans into files with the rooms it is given."""

    def __init__(self, sandbox: RunsJobs, typesetter: Typesetter, wording: Wording, sheet: PaperSize) -> None:
        self._sandbox = sandbox
        self._typesetter = typesetter
        self._wording = wording
        self._sheet = sheet

    def export(
        self,
        plan: BundlePlan,
        records: RecordSet,
        read_document: Callable[[Document], bytes],
        progress: Progress,
    ) -> ExportResult:
        """Return the finished file of a plan.

        Raises UserError `unreadable_paper`, `missing_glyphs` or `bundle_refused`, Cancelled, and whatever
        reading a document raises.
        """
        progress.step(0, 1, _UNIT)
        sources = [read_document(_document(records, paper)) for paper in plan.papers]
        papers = self._survey(plan, sources)
        front = front_matter(plan, papers, self._wording, self._sheet)
        pages = self._typesetter.typeset(TEMPLATE, front.values)
        expected = self._expected(plan, papers, front, pages)
        progress.step(0, pages.pages, _UNIT)
        data = self._assemble(plan, [pages.pdf, *sources], expected, progress)
        self._verify(data, expected)
        progress.step(pages.pages, pages.pages, _UNIT)
        return ExportResult(
            data=data,
            sha256=sha256(data).hexdigest(),
            pages=pages.pages,
            manifest=tuple(
                ManifestLine(paper.document, title, paper.sha256, len(seen.sizes))
                for (paper, title), seen in zip(front.papers, papers, strict=True)
            ),
            facts=front.facts,
            not_held=front.not_held,
            outline=expected.bookmarks,
        )

    def _survey(self, plan: BundlePlan, sources: Sequence[bytes]) -> list[SurveyedPaper]:
        """Return what each paper is, in order; raises unreadable_paper with the paper's title."""
        if not sources:
            return []
        papers: list[SurveyedPaper] = []
        for answer in self._sandbox.run(_SURVEY, sources, {}, _limits(sources)):
            match answer.head:
                case {"sizes": list(sizes), "signed": bool(signed)} if len(papers) < len(sources):
                    papers.append(_surveyed(sizes, answer.body, signed=signed))
                case {"refused": str(reason)} if len(papers) < len(sources):
                    raise _unreadable(plan.papers[len(papers)], reason)
                case _:
                    raise _refused(ProblemCode.ANSWER)
        if len(papers) != len(sources):
            raise _refused(ProblemCode.ANSWER)
        return papers

    def _expected(
        self, plan: BundlePlan, papers: Sequence[SurveyedPaper], front: FrontMatter, pages: Typeset
    ) -> Expected:
        """Return what the file must turn out to be, from the plan and the pages as they were set."""
        at = {mark.name: mark.page for mark in pages.marks}
        laid: list[LaidPage] = []
        for number, paper in enumerate(papers, 1):
            first = at[f"paper-{number}"]
            looks = zip(paper.sizes, paper.small, strict=True)
            laid += [LaidPage(first + n, *size, small) for n, (size, small) in enumerate(looks)]
        first_laid = laid[0].page if laid else pages.pages + 1
        if first_laid + len(laid) != pages.pages + 1:
            raise BugError("the pages set are not front matter and one for each page of the papers")
        bookmarks = [(self._wording.text("Cover"), at["cover"])]
        if plan.has_index:
            bookmarks.append((self._wording.text("Index"), at["index"]))
        bookmarks += [(f"{entry.no} {entry.title}", at[entry.mark]) for entry in front.entries]
        return Expected(
            strips=tuple(
                footer(plan, self._wording, page, pages.pages) for page in range(1, pages.pages + 1)
            ),
            links=tuple(at[target] for target in front.links),
            bookmarks=tuple(bookmarks),
            laid=tuple(laid),
        )

    def _assemble(
        self, plan: BundlePlan, sources: Sequence[bytes], expected: Expected, progress: Progress
    ) -> bytes:
        """Return the file, made in the first locked child; raises bundle_refused where pages differ."""
        total = len(expected.strips)
        first = [at for title, at in expected.bookmarks][-len(plan.papers) :] if plan.papers else []
        args = {"first": first, "bookmarks": [list(each) for each in expected.bookmarks]}
        for answer in self._sandbox.run(_ASSEMBLE, sources, args, _limits(sources)):
            match answer.head:
                case {"page": int(page)}:
                    progress.step(min(page, total), total, _UNIT)
                case {"source": int(number), "refused": str(reason)} if reason != "pages_differ":
                    raise _unreadable(plan.papers[min(max(number, 0), len(plan.papers) - 1)], reason)
                case {"pages": int(pages)} if pages == total:
                    return answer.body
                case _:
                    raise _refused(ProblemCode.PAGES)
        raise _refused(ProblemCode.ANSWER)

    def _verify(self, data: bytes, expected: Expected) -> None:
        """Have a second locked child read the file; raises bundle_refused with the first problem found."""
        laid = [[each.page, each.width, each.height] for each in expected.laid]
        verified = read_answers(self._sandbox.run(_VERIFY, [data], {"papers": laid}, _limits([data])))
        if verified is None:
            raise _refused(ProblemCode.ANSWER)
        for problem in compare(expected, verified):
            raise _refused(problem.code, problem.page)


def _document(records: RecordSet, paper: PlannedPaper) -> Document:
    document = records.get(Document, paper.document)
    if document is None:
        raise BugError("a planned paper is no record")
    return document


def _surveyed(sizes: Sequence[object], small: bytes, *, signed: bool) -> SurveyedPaper:
    pages: list[tuple[float, float]] = []
    for size in sizes:
        match size:
            case [float() | int() as width, float() | int() as height] if width > 0 and height > 0:
                pages.append((width, height))
    if len(pages) != len(sizes) or len(small) != len(sizes) * SMALL_SIZE or not pages:
        raise _refused(ProblemCode.ANSWER)
    looks = tuple(small[at : at + SMALL_SIZE] for at in range(0, len(small), SMALL_SIZE))
    return SurveyedPaper(tuple(pages), looks, signed)


def _unreadable(paper: PlannedPaper, reason: str) -> UserError:
    return UserError(
        "unreadable_paper",
        ExitCode.UNREADABLE_PAPER,
        reason=reason,
        document=paper.document,
        title=paper.title,
        kind=paper.kind.value,
    )


def _refused(problem: ProblemCode, page: int | None = None) -> UserError:
    return UserError("bundle_refused", ExitCode.BUNDLE_REFUSED, problem=problem.value, page=page)


def _limits(sources: Sequence[bytes]) -> Limits:
    """Return bounds that grow with the papers: a page takes milliseconds, a scan a few times its size."""
    size = sum(map(len, sources))
    return Limits(
        seconds=60 + size / _MIB * 5,
        memory=768 * _MIB + 6 * size,
        cpu=60 + size // _MIB * 5,
        output=64 * _MIB + 3 * size,
    )
