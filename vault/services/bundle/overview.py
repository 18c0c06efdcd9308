"""A person's overview on one page, never more: what does not fit is counted."""

from dataclasses import dataclass
from datetime import date

from vault.domain.coverage.policy import held_on
from vault.domain.coverage.verdict import Judgment
from vault.domain.deadlines.due_date import DueDate
from vault.domain.errors import BugError
from vault.domain.record_set import RecordSet
from vault.domain.records.people import Person
from vault.domain.records.policy import Policy
from vault.domain.today import TodayItem
from vault.services.bundle.entries import Values
from vault.services.bundle.geometry import PaperSize, paper_size
from vault.services.bundle.overview_parts import next_visit_words, overview_sections
from vault.services.typeset.typesetter import Typesetter
from vault.services.wording.catalogue import Wording

_TEMPLATE = "overview.typ"
_MOST_ROWS = 24
_REGIONS = {"en": "us", "de": "de"}


@dataclass(frozen=True, slots=True)
class OverviewFacts:
    """One person's records and verdicts, what waits for them, and the day all of it holds."""

    person: Person
    records: RecordSet
    judgment: Judgment
    waiting: tuple[TodayItem, ...]
    due: tuple[DueDate, ...]
    today: date


def make_overview(facts: OverviewFacts, typesetter: Typesetter, say: Wording) -> bytes:
    """Return the page as PDF, with as many rows of each list as fit; raises missing_glyphs."""
    fits, too_many = 0, _MOST_ROWS + 1
    page = b""
    while too_many - fits > 1:
        rows = _MOST_ROWS if too_many > _MOST_ROWS and not fits else (fits + too_many) // 2
        made = typesetter.typeset(_TEMPLATE, overview_values(facts, say, rows))
        if made.pages == 1:
            fits, page = rows, made.pdf
        else:
            too_many = rows
    if not page:
        raise BugError("an overview of one row for each list takes more than a page")
    return page


def overview_values(facts: OverviewFacts, say: Wording, rows: int) -> Values:
    """Return the values of the template with at most so many rows of each list."""
    day = say.long_date(facts.today)
    return {
        "lang": say.lang,
        "region": _REGIONS[say.lang],
        "paper": _paper(facts, say).value,
        "strip": {
            "left": say.text("Overview of {date}", date=facts.today),
            "middle": "",
            "page": say.text("Page {n} of {total}", n="{n}", total="{total}"),
        },
        "document": say.text("Overview: {name}", name=facts.person.name),
        "kicker": say.text("Overview of {date}", date=facts.today),
        "name": facts.person.name,
        "born": ""
        if facts.person.birth_date is None
        else say.text("born {date}", date=facts.person.birth_date),
        "next": next_visit_words(facts.records, facts.judgment, facts.today, say),
        "sections": overview_sections(
            facts.records, facts.judgment, (facts.waiting, facts.due), facts.today, say, rows
        ),
        "note": say.text("By the papers in this vault on {date}. The insurer decides.", date=day),
    }


def _paper(facts: OverviewFacts, say: Wording) -> PaperSize:
    """Return the sheet used where the person's plan is at home; unknown goes by the language."""
    held = held_on(facts.records.all(Policy), facts.today).policies
    known = next((policy.jurisdiction for policy in held if policy.jurisdiction), None)
    return paper_size(known or say.locale.partition("_")[2])
