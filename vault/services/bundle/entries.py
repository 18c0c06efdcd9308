"""The documents of a bundle as its index names them."""

from collections.abc import Sequence
from dataclasses import dataclass

from vault.domain.bundle_facts import Fact
from vault.domain.bundle_plan import BundlePlan, PlannedPaper
from vault.services.bundle.labels import fact_label, fact_text
from vault.services.typeset.typesetter import Printable
from vault.services.wording.catalogue import Wording

Values = dict[str, Printable]
"""What one template takes."""


@dataclass(frozen=True, slots=True)
class SurveyedPaper:
    """What the first child saw of a paper: each page's size in points and look in small, a signature."""

    sizes: tuple[tuple[float, float], ...]
    small: tuple[bytes, ...]
    signed: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the bundle: its number in the index, its name, the mark on its first page."""

    no: str
    title: str
    mark: str
    paper: PlannedPaper | None = None


def list_entries(plan: BundlePlan, papers: Sequence[SurveyedPaper], wording: Wording) -> tuple[Entry, ...]:
    """Return the documents behind cover and index; sections count from 1, their documents from 1.1."""
    entries: list[Entry] = []
    if plan.states_dates:
        entries.append(Entry("1.1", statement_title(plan, wording), "statement"))
    section = len(entries) + 1
    for number, (paper, seen) in enumerate(zip(plan.papers, papers, strict=True), 1):
        title = _paper_title(paper, wording)
        if seen.signed:
            title = wording.text("{title} (its digital signature holds in the original only)", title=title)
        entries.append(Entry(f"{section}.{number}", title, f"paper-{number}", paper))
    return tuple(entries)


def _paper_title(paper: PlannedPaper, wording: Wording) -> str:
    name = (
        wording.text("Referral {number}", number=paper.number) if paper.number else wording.text("Referral")
    )
    return f"{name}, {paper.author}" if paper.author else name


def statement_title(plan: BundlePlan, wording: Wording) -> str:
    """Return the name of the statement with its number of visits."""
    return wording.count(len(plan.visits), "Statement of dates, {n} visit", "Statement of dates, {n} visits")


def fact_rows(facts: Sequence[Fact], wording: Wording, *, in_statement: bool) -> list[Printable]:
    """Return facts as the templates take them: label, value, no page to go to."""
    return [
        {
            "label": fact_label(wording, fact, in_statement=in_statement),
            "value": fact_text(wording, fact.value),
            "target": None,
        }
        for fact in facts
    ]


def source_digests(entries: Sequence[Entry], wording: Wording) -> list[Printable]:
    """Return the SHA-256 of each file copied, in groups that a reader of a fax can compare."""
    papers = [(entry, entry.paper) for entry in entries if entry.paper is not None]
    alone = len(papers) == 1 and len(entries) == 1
    return [
        {
            "label": wording.text("SHA-256 digest of the file copied here")
            if alone
            else f"{entry.no} {entry.title}",
            "digest": " ".join(paper.sha256[at : at + 8] for at in range(0, 64, 8)),
        }
        for entry, paper in papers
    ]
