"""What the index says: every document with its date and pages, what is not enclosed, the source files."""

from collections.abc import Sequence

from vault.domain.bundle_plan import BundlePlan
from vault.services.bundle.entries import Entry, Values, source_digests
from vault.services.wording.catalogue import Wording


def index_page(
    plan: BundlePlan, entries: Sequence[Entry], gaps: Sequence[tuple[str, str]], wording: Wording
) -> Values:
    """Return the values of the index."""

    def row(no: str, title: str, dated: str, target: str | None, status: str = "") -> Values:
        return {
            "no": no,
            "title": title,
            "dated": dated,
            "target": target,
            "status": status,
            "section": False,
        }

    today = wording.short_date(plan.today)
    rows: list[Values] = [
        row("", wording.text("Cover"), today, "cover"),
        row("", wording.text("Index"), "", "index"),
    ]
    section = ""
    for entry in entries:
        if entry.no.partition(".")[0] != section:
            section = entry.no.partition(".")[0]
            title = "Referral" if entry.paper is not None else "Dates of treatment"
            rows.append({"no": section, "title": wording.text(title), "section": True})
        dated = entry.paper.dated if entry.paper is not None else plan.today
        rows.append(row(entry.no, entry.title, wording.short_date(dated) if dated else "", entry.mark))
    if gaps:
        rows.append({"no": "", "title": wording.text("Not enclosed"), "section": True})
        rows += [row("", title, "", None, status) for title, status in gaps]
    return {
        "title": wording.text("Index"),
        "document": wording.text("Document"),
        "dated": wording.text("Dated"),
        "page": wording.text("Page"),
        "rows": rows,
        "note": wording.text(
            "Page numbers are printed at the foot of each page and match the page numbers of this PDF. "
            "Entries with a page number are links."
        ),
        "sources_title": wording.text("Source files"),
        "sources_note": wording.text("Each file as the sender keeps it, by its SHA-256 digest."),
        "sources": source_digests(entries, wording),
    }
