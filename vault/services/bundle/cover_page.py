"""What the cover says: who writes to whom, under which numbers, what is enclosed and what is not."""

from collections.abc import Sequence

from vault.domain.bundle_plan import BundlePlan
from vault.services.bundle.entries import Entry, Values, fact_rows, source_digests, statement_title
from vault.services.typeset.typesetter import Printable
from vault.services.wording.catalogue import Wording

_MOST_LINES = 7


def cover_page(
    plan: BundlePlan, entries: Sequence[Entry], gaps: Sequence[tuple[str, str]], wording: Wording
) -> Values:
    """Return the values of the cover; it carries the digest of a single paper, the index those of several."""
    person, request = plan.person, plan.subject.request
    phone = wording.text("Phone {number}", number=person.phone) if person.phone else None
    letter = None
    if request is not None and request.dated is not None:
        letter = wording.text("Your letter of {day}.", day=wording.long_date(request.dated))
    return {
        "sender": _lines(person.name, person.address, phone, person.email),
        "date": wording.long_date(plan.today),
        "recipient": _lines(plan.recipient, plan.recipient_address),
        "title": wording.text(_title(plan)),
        "purpose": _lines(letter, plan.purpose),
        "facts": fact_rows(plan.cover, wording, in_statement=False),
        "enclosed_title": wording.text("Enclosed"),
        "enclosed": _enclosed(plan, entries, wording),
        "gaps_title": wording.text("Not enclosed"),
        "gaps": [{"title": title, "status": status} for title, status in gaps],
        "note": wording.text(_note(plan), total="{total}"),
        "sources": [] if plan.has_index else source_digests(entries, wording),
    }


def _title(plan: BundlePlan) -> str:
    if plan.copies_referral and plan.states_dates:
        return "Referral and dates of treatment"
    return "Dates of treatment" if plan.states_dates else "Copy of a referral"


def _note(plan: BundlePlan) -> str:
    if not (plan.papers or plan.states_dates):
        return "This file is this page only."
    if plan.subject.reference:
        return "This file has {total} pages. Every page carries your reference and its number."
    return "This file has {total} pages. Every page carries its number."


def _enclosed(plan: BundlePlan, entries: Sequence[Entry], wording: Wording) -> list[Printable]:
    """Return one line for each section, which leads to its first document and spans them all."""
    lines: list[Printable] = []
    papers = [entry for entry in entries if entry.paper is not None]
    if plan.states_dates:
        title = statement_title(plan, wording)
        lines.append({"no": "1", "title": title, "target": "statement", "last": "statement"})
    if papers:
        title = wording.count(len(papers), "Copy of the referral", "Copies of the referral, {n} files")
        number = str(len(lines) + 1)
        lines.append({"no": number, "title": title, "target": papers[0].mark, "last": papers[-1].mark})
    return lines


def _lines(*texts: str | None) -> list[str]:
    """Return the lines of some texts, blank ones dropped, as many as an address window holds."""
    lines = [line.strip() for text in texts if text for line in text.splitlines()]
    return [line for line in lines if line][:_MOST_LINES]
