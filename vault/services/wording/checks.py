"""What a check found, in sentences."""

from typing import Protocol

from vault.services.wording.catalogue import Wording

FINDINGS: dict[str, str] = {
    "header_copy_differs": "A copy of the key file is damaged or old; the next unlock mends it ({subject}).",
    "cipher_integrity": "A page of the records file is damaged ({subject}).",
    "structure": "The inside of the records file is damaged ({subject}).",
    "reference": "A record points at another that is not there ({subject}).",
    "text_checksum": "A long text is damaged ({subject}).",
    "history_gap": "An entry of the history is missing ({subject}).",
    "history_altered": "An entry of the history was changed ({subject}).",
    "history_broken": "The chain of the history is broken ({subject}).",
    "row_differs": "A record differs from its history ({subject}).",
    "row_missing": "A record of the history is missing ({subject}).",
    "row_unknown": "A record has no history ({subject}).",
    "paper_damaged": "A paper is damaged or gone ({subject}).",
    "paper_not_filed": "A stored paper belongs to no record ({subject}).",
    "agenda_unreadable": "The sealed reminders are damaged; the next unlock makes them anew ({subject}).",
    "agenda_ahead": "The sealed reminders are newer than the records, which may be an old copy ({subject}).",
    "agenda_missing": "There are no sealed reminders yet; the next unlock makes them ({subject}).",
    "agenda_differs": "The sealed reminders are behind the records; the next unlock mends them ({subject}).",
}


class HasCode(Protocol):
    """A finding: its code and what it speaks of."""

    @property
    def code(self) -> str:
        """What was found."""

    @property
    def subject(self) -> str:
        """The file, table or id it was found in."""


def finding_text(finding: HasCode, say: Wording) -> str:
    """Return a finding as a sentence."""
    return say.text(FINDINGS.get(finding.code, "Something is damaged ({subject})."), subject=finding.subject)
