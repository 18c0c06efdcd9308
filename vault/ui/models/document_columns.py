"""The columns of the papers: what each is, how many pages, what it belongs to, when it came."""

from vault.domain.query import SortKey
from vault.domain.records.papers import Document, DocumentKind
from vault.services.wording.catalogue import Wording
from vault.services.wording.choices import choice_word
from vault.services.wording.errors import reason_text
from vault.services.wording.titles import record_title, title_of
from vault.ui.models.columns import TableColumn, date_sample, widest
from vault.ui.models.facts import Facts
from vault.ui.theme.tokens import Tone


def document_columns(say: Wording) -> tuple[TableColumn, ...]:
    """Return the columns in their order."""
    return (
        TableColumn(
            "title",
            say.text("Title"),
            "Referral, signed copy",
            _title,
            order=_title_order,
            takes_rest=True,
        ),
        TableColumn(
            "kind",
            say.text("Kind"),
            widest(choice_word(DocumentKind, each, say) for each in DocumentKind),
            _kind,
            order=_kind_order,
            gives_way=2,
        ),
        TableColumn(
            "pages",
            say.text("Pages"),
            widest((say.text("needs its password"), say.text("not opened"), say.text("being read"))),
            _pages,
            keys=(SortKey("pages"),),
            spoken=_pages_spoken,
            tip=_unread,
            tone=_pages_tone,
        ),
        TableColumn(
            "belongs",
            say.text("Belongs to"),
            "Authorization SA-2207-B",
            _belongs,
            order=_belongs_order,
            tone=_quiet,
            hidden_when_narrow=True,
            gives_way=1,
        ),
        TableColumn(
            "added",
            say.text("Added"),
            date_sample(say),
            _added,
            keys=(SortKey("added"),),
            tone=_quiet,
        ),
    )


def belongs_to(row: Document, facts: Facts) -> str:
    """Return what the records are called that a paper is filed with."""
    names = [record_title(facts.records, each.kind, each.record, facts.say) for each in row.links]
    return ", ".join(dict.fromkeys(names)) or facts.say.text("not filed yet")


def _title(row: Document, facts: Facts) -> str:
    return title_of(row, facts.say)


def _title_order(record_id: str, facts: Facts) -> str:
    """Sort by what is shown: the file's name where there is no title."""
    row = facts.records.get(Document, record_id)
    return "" if row is None else _title(row, facts).casefold()


def _kind(row: Document, facts: Facts) -> str:
    return choice_word(DocumentKind, row.kind, facts.say)


def _kind_order(record_id: str, facts: Facts) -> str:
    row = facts.records.get(Document, record_id)
    return "" if row is None else _kind(row, facts).casefold()


def _pages(row: Document, facts: Facts) -> str:
    say = facts.say
    if row.unread_reason is not None:
        return say.text("needs its password") if row.unread_reason == "encrypted" else say.text("not opened")
    return say.text("being read") if row.pages is None else str(row.pages)


def _pages_spoken(row: Document, facts: Facts) -> str:
    return _unread(row, facts) or _pages(row, facts)


def _unread(row: Document, facts: Facts) -> str:
    if row.unread_reason is None:
        return ""
    return facts.say.text("not opened: {reason}", reason=reason_text(row.unread_reason, facts.say))


def _pages_tone(row: Document, _facts: Facts) -> Tone:
    return Tone.RISK if row.unread_reason is not None else Tone.TEXT


def _belongs(row: Document, facts: Facts) -> str:
    return belongs_to(row, facts)


def _belongs_order(record_id: str, facts: Facts) -> str:
    row = facts.records.get(Document, record_id)
    return "" if row is None else belongs_to(row, facts).casefold()


def _added(row: Document, facts: Facts) -> str:
    return "" if row.added is None else facts.say.short_date(row.added.date())


def _quiet(_row: Document, _facts: Facts) -> Tone:
    return Tone.TEXT2
