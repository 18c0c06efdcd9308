"""All papers of the person: what each is, where it belongs, and which could not be opened."""

from collections import Counter

from PySide6.QtWidgets import QWidget

from vault.domain.query import Contains, OneOf, SortKey
from vault.domain.records.kinds import KINDS
from vault.domain.records.papers import Document, DocumentKind
from vault.open_vault import OpenVault
from vault.services.wording.catalogue import Wording
from vault.services.wording.choices import choice_word
from vault.ui.desk import Desk
from vault.ui.models.columns import Sorting
from vault.ui.models.document_columns import belongs_to, document_columns
from vault.ui.models.facts import Facts
from vault.ui.models.filtering import Option
from vault.ui.models.listing import Ask, Listing, find_ids, first_rows
from vault.ui.models.table_binding import RowAction
from vault.ui.navigation import PickPapers, ShowPaper
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.list_page import ListPage, ListSpec
from vault.ui.widgets.buttons import ButtonKind


class PapersPage(ListPage):
    """Every paper, the last added first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _spec(desk.say), (_add(desk),), parent)

    def further_actions(self) -> tuple[RowAction, ...]:
        return (RowAction(self.desk.say.text("Show the paper"), "Ctrl+Return", self.show_paper, 1, "eye"),)

    def empty_buttons(self) -> tuple[GoButton, ...]:
        return (_add(self.desk),)

    def show_paper(self, ids: tuple[str, ...]) -> None:
        """Show the pages of a paper."""
        self.desk.go(ShowPaper(ids[0]))


def _add(desk: Desk) -> GoButton:
    return GoButton(desk, desk.say.text("Add a paper…"), PickPapers(), kind=ButtonKind.FILLED, icon="plus")


def _spec(say: Wording) -> ListSpec:
    return ListSpec(
        "document",
        say.text("Papers"),
        say.text("Filter these papers"),
        "folder",
        document_columns(say),
        Sorting("added", descending=True),
        list_papers,
        _read,
        (
            say.text("No papers yet"),
            say.text(
                "Drop scans, photos, PDFs or e-mails anywhere in this window. They stay on this computer."
            ),
        ),
        base=(SortKey("added", descending=True),),
        choice=(say.text("Kind"), say.text("All kinds")),
    )


def list_papers(ask: Ask, _vault: OpenVault) -> Listing:
    """Return the papers asked for; the choice names each kind there is with how many it has."""
    facts = ask.known()
    theirs = {row.id for row in facts.records.all(Document) if _is_elsewhere(row, ask)}
    ids = tuple([each for each in find_ids(ask, "document", _word, facts) if each not in theirs])
    kinds = {each: facts.records.get(Document, each) for each in ids}
    counts = Counter(row.kind for row in kinds.values() if row is not None)
    if ask.filtering.choice:
        ids = tuple([each for each in ids if _is_kind(kinds[each], ask.filtering.choice)])
    held = {row.kind for row in facts.records.all(Document) if row.id not in theirs}
    options = [
        Option(kind.value, f"{choice_word(DocumentKind, kind, ask.say)} ({counts[kind]})") for kind in held
    ]
    total = len(facts.records.all(Document)) - len(theirs)
    options.sort(key=_by_text)
    return Listing(ids, first_rows(facts, "document", ids), facts, total, options=tuple(options))


def _is_elsewhere(row: Document, ask: Ask) -> bool:
    """Tell whether a paper of nobody is filed with another person's record."""
    return row.person is None and any(
        each.kind in KINDS
        and ask.judged.records.get(KINDS[each.kind], each.record) is None
        and ask.snapshot.records.get(KINDS[each.kind], each.record) is not None
        for each in row.links
    )


def _is_kind(row: Document | None, kind: str) -> bool:
    return row is not None and row.kind == kind


def _by_text(option: Option) -> str:
    return option.text.casefold()


def _word(word: str, facts: Facts) -> Contains:
    """Find a word in the title, in what was read on the pages, and in what the paper belongs to."""
    wanted = word.casefold()
    papers = facts.records.all(Document)
    found = tuple(
        row.id
        for row in papers
        if wanted in (row.text or "").casefold()
        or wanted in belongs_to(row, facts).casefold()
        or wanted in choice_word(DocumentKind, row.kind, facts.say).casefold()
    )
    return Contains(word, ("title", "file_name", "dated"), (OneOf("id", found),))


def _read(vault: OpenVault, ids: tuple[str, ...]) -> tuple[Document, ...]:
    return tuple(each for each in vault.rows("document", ids) if isinstance(each, Document))
