"""Where the person wants to go, as data: pages ask, the window goes there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal


class PageId(StrEnum):
    """The pages of the side navigation."""

    TODAY = "today"
    AGENDA = "agenda"
    INBOX = "inbox"
    REFERRALS = "referrals"
    AUTHORIZATIONS = "authorizations"
    VISITS = "visits"
    POLICIES = "policies"
    LETTERS = "letters"
    PAPERS = "papers"
    PEOPLE = "people"
    TRASH = "trash"
    SETTINGS = "settings"


PAGE_OF_KIND: dict[str, PageId] = {
    "referral": PageId.REFERRALS,
    "condition": PageId.REFERRALS,
    "treatment_plan": PageId.REFERRALS,
    "authorization": PageId.AUTHORIZATIONS,
    "visit": PageId.VISITS,
    "bill": PageId.VISITS,
    "policy": PageId.POLICIES,
    "benefit_limit": PageId.POLICIES,
    "request": PageId.LETTERS,
    "communication": PageId.LETTERS,
    "eob": PageId.LETTERS,
    "claim": PageId.LETTERS,
    "appeal": PageId.LETTERS,
    "document": PageId.PAPERS,
    "bundle": PageId.PAPERS,
    "person": PageId.PEOPLE,
    "provider": PageId.PEOPLE,
    "reminder": PageId.AGENDA,
    "service": PageId.VISITS,
}
"""The page of the side navigation that a record of each kind belongs to."""


@dataclass(frozen=True, slots=True)
class ShowPage:
    """Go to a page."""

    page: PageId


@dataclass(frozen=True, slots=True)
class ShowRecord:
    """Go to the page of a record."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class EditRecord:
    """Open the form of a record, or with `id` None a new one filled with `preset` JSON values.

    `paper` is the id of a paper that is filed with the new record when it is saved. `at` is the field to go
    to, `name`, or `name[2].part` in a row (one past the last is a new row); `why` is said beside it.
    """

    kind: str
    id: str | None = None
    preset: Mapping[str, Any] = field(default_factory=dict)
    draft: str | None = None
    paper: str | None = None
    at: str = ""
    why: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class DeleteRecord:
    """Move a record to the trash; undo is offered."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class MakeBundle:
    """Open the bundle dialog for a referral, perhaps in answer to a request."""

    referral: str
    request: str | None = None


@dataclass(frozen=True, slots=True)
class AskQuestions:
    """Show what to ask about a policy, and enter the answers.

    `first` is the code of the question that matters, `record` the id of what it is about where one is;
    it is asked even if it was answered before.
    """

    policy: str
    first: str = ""
    record: str | None = None


@dataclass(frozen=True, slots=True)
class ShowWhatIf:
    """Show what a visit of a service would find on each day to come; None: what the person has most often."""

    service: str | None = None


@dataclass(frozen=True, slots=True)
class PickPapers:
    """Let the person choose files to add, to a record when one is named."""

    kind: str | None = None
    id: str | None = None
    document_kind: str | None = None


@dataclass(frozen=True, slots=True)
class ShowPaper:
    """Show a stored paper at a page (from 1)."""

    document: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class ExportCalendar:
    """Open the dialog that makes a calendar file."""


@dataclass(frozen=True, slots=True)
class PrintOverview:
    """Show the one-page overview of a person, of the one shown when none is named."""

    person: str | None = None


@dataclass(frozen=True, slots=True)
class GoBack:
    """Return to where the person was before."""


Request = (
    ShowPage
    | ShowRecord
    | EditRecord
    | DeleteRecord
    | MakeBundle
    | AskQuestions
    | ShowWhatIf
    | PickPapers
    | ShowPaper
    | ExportCalendar
    | PrintOverview
    | GoBack
)


class Navigator(QObject):
    """Carries requests from wherever they are made to the window."""

    asked = Signal(object)

    def go(self, request: Request) -> None:
        """Ask the window to go somewhere."""
        self.asked.emit(request)
