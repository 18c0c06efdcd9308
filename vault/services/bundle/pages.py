"""Turns a plan into the values of the templates, with what the check and the log need of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from vault.domain.bundle_facts import FactCode
from vault.domain.bundle_plan import BundlePlan, PlannedPaper
from vault.services.bundle.cover_page import cover_page
from vault.services.bundle.entries import Entry, SurveyedPaper, Values, list_entries
from vault.services.bundle.geometry import PaperSize
from vault.services.bundle.index_page import index_page
from vault.services.bundle.labels import fact_label, fact_text, gap_lines
from vault.services.bundle.statement_page import statement_page, visit_row
from vault.services.wording.catalogue import Wording

_LONGEST_NUMBER = 34
_REGIONS = {"en": "us", "de": "de"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values of the templates; where their links lead, for the check; what they say, for the log."""

    values: Values
    entries: tuple[Entry, ...]
    links: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    not_held: tuple[str, ...]

    @property
    def papers(self) -> tuple[tuple[PlannedPaper, str], ...]:
        """The papers with their names in the index."""
        return tuple((entry.paper, entry.title) for entry in self.entries if entry.paper is not None)


def front_matter(
    plan: BundlePlan, papers: Sequence[SurveyedPaper], wording: Wording, sheet: PaperSize
) -> FrontMatter:
    """Return everything the templates need, in one language."""
    entries = list_entries(plan, papers, wording)
    gaps = gap_lines(wording, plan.gaps)
    values: Values = {
        "lang": wording.lang,
        "region": _REGIONS[wording.lang],
        "paper": sheet.value,
        "strip": _strip(plan, wording),
        "cover": cover_page(plan, entries, gaps, wording),
        "index": index_page(plan, entries, gaps, wording) if plan.has_index else None,
        "statement": statement_page(plan, wording) if plan.states_dates else None,
        "papers": [
            {"name": entry.mark, "landscape": [width > height for width, height in paper.sizes]}
            for entry, paper in zip((each for each in entries if each.paper), papers, strict=True)
        ],
    }
    not_held = tuple(title for title, _ in gaps)
    return FrontMatter(values, entries, _links(plan, entries), _stated(plan, wording), not_held)


def _links(plan: BundlePlan, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the marks that the links of cover, index and statement lead to, from the first page on."""
    papers = [entry.mark for entry in entries if entry.paper is not None]
    cover = (["statement"] if plan.states_dates else []) + papers[:1]
    index = ["cover", "index", *(entry.mark for entry in entries)] if plan.has_index else []
    statement = papers[:1] if plan.states_dates else []
    return (*cover, *index, *statement)


def footer(plan: BundlePlan, wording: Wording, page: int, total: int) -> str:
    """Return the words of the strip on a page, as a reader of the file finds them."""
    strip = _strip(plan, wording)
    number = wording.text("Page {n} of {total}", n=page, total=total)
    return " ".join(f"{strip['left']} {strip['middle']} {number}".split())


def _strip(plan: BundlePlan, wording: Wording) -> dict[str, str]:
    cover = {fact.code: fact_text(wording, fact.value) for fact in plan.cover}

    def printed(code: FactCode, msgid: str) -> str | None:
        return wording.text(msgid, number=_short(cover[code])) if code in cover else None

    left = printed(FactCode.REFERENCE, "Your reference {number}") or printed(
        FactCode.MEMBER_ID, "Member ID {number}"
    )
    middle = printed(FactCode.CLAIM, "Claim {number}") or printed(FactCode.REFERRAL, "Referral {number}")
    return {
        "left": left or _short(plan.person.name),
        "middle": middle or "",
        "page": wording.text("Page {n} of {total}", n="{n}", total="{total}"),
    }


def _short(number: str) -> str:
    return number if len(number) <= _LONGEST_NUMBER else f"{number[: _LONGEST_NUMBER - 1]}…"


def _stated(plan: BundlePlan, wording: Wording) -> tuple[tuple[str, str], ...]:
    """Return label and value of every fact that leaves, and each visit, for the disclosure log."""
    facts = [(fact, False) for fact in plan.cover]
    facts += [(fact, True) for group in plan.groups for fact in group.facts if fact not in plan.cover]
    visits = (
        (
            wording.text("Visit {n}", n=number),
            ", ".join(filter(None, visit_row(number, visit, wording)[1:])),
        )
        for number, visit in enumerate(plan.visits, 1)
    )
    return (
        *(
            (fact_label(wording, fact, in_statement=inside), fact_text(wording, fact.value))
            for fact, inside in facts
        ),
        *visits,
    )
