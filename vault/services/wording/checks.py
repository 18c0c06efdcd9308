"""What a check found, in sentences."""

from typing import Protocol

from vault.services.wording.catalogue import Wording

FINDINGS: dict[str, str] = {
    "header_copy_differs": "A copy of the key file is damaged or older; the next unlock heals it ({subject}).",
    "cipher_integrity": "A page of the records file is damaged ({subject}).",
    "structure": "The records file is not sound inside ({subject}).",
    "reference": "A record points at one that is not there ({subject}).",
    "text_checksum": "A long text is damaged ({subject}).",
    "history_gap": "An entry of the history is missing ({subject}).",
    "history_altered": "An entry of the history was changed ({subject}).",
    "history_broken": "The chain of the history is broken ({subject}).",
    "row_differs": "A record is not as its history says ({subject}).",
    "row_missing": "A record of the history is missing ({subject}).",
    "row_unknown": "A record has no history ({subject}).",
    "paper_damaged": "A paper is damaged or gone ({subject}).",
    "paper_not_filed": "A paper that was not filed is kept ({subject}).",
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
    return say.text(FINDINGS.get(finding.code, "{subject}"), subject=finding.subject)
