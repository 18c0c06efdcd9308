"""How far a paper in the inbox has come, and what it is called there."""

from datetime import date

from vault.domain.records.papers import Document, DocumentKind
from vault.services.wording.catalogue import Wording
from vault.services.wording.choices import choice_word
from vault.ui.papers.checking import CheckedPaper
from vault.ui.papers.looker import is_looked_at
from vault.ui.papers.presets import DOCUMENT_KINDS
from vault.ui.widgets.stage_marks import Stage


def stage_of(document: Document, paper: CheckedPaper | None, say: Wording) -> Stage:
    """Return the marks and words: stored, upright, read, checked."""
    if not is_looked_at(document):
        return Stage(1, say.text("Stored safely"))
    if document.unread_reason == "encrypted":
        return Stage(1, say.text("Needs its password"), trouble=True)
    if document.unread_reason is not None:
        return Stage(1, say.text("Cannot be opened"), trouble=True)
    if not document.has_text_layer:
        return Stage(2, say.text("Ready to file"), needs_you=True)
    if paper is None:
        return Stage(2, say.text("Reading"))
    if paper.fields and not paper.to_check:
        return Stage(4, say.text("Ready to file"), needs_you=True)
    return Stage(3, say.text("Ready to check"), needs_you=True)


def paper_title(document: Document, paper: CheckedPaper | None, say: Wording) -> str:
    """Return what a paper is once it was read, until then its file's name."""
    if document.title is not None and document.title != document.file_name:
        return document.title
    kind = kind_of_paper(document, paper)
    if kind is not DocumentKind.OTHER:
        word = choice_word(DocumentKind, kind, say)
        author = None if paper is None else _author(paper)
        return word if author is None else say.text("{kind}, {author}", kind=word, author=author)
    return document.file_name or say.text("Paper")


def kind_of_paper(document: Document, paper: CheckedPaper | None) -> DocumentKind:
    """Return the kind the person chose, else the one that was read."""
    if document.kind is not DocumentKind.OTHER or paper is None or paper.kind is None:
        return document.kind
    return DOCUMENT_KINDS.get(paper.kind, DocumentKind.OTHER)


def file_text(document: Document, title: str) -> str:
    """Return the file's name unless the title says it already."""
    return document.file_name if document.file_name is not None and document.file_name != title else ""


def paper_facts(document: Document, say: Wording, today: date) -> str:
    """Return pages and the day it came: `2 pages · today`."""
    parts = [] if document.pages is None else [say.count(document.pages, "{n} page", "{n} pages")]
    if document.added is not None:
        day = document.added.date()
        parts.append(say.text("today") if day == today else say.short_date(day))
    return " · ".join(parts)


def _author(paper: CheckedPaper) -> str | None:
    wanted = "referrer" if paper.kind in {"referral", "necessity"} else "insurer"
    if paper.kind == "bill":
        wanted = "therapist"
    return next((str(field.value) for field in paper.accepted() if field.name == wanted), None)
