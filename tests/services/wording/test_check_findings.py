"""What a check finds is a sentence that names the file, table or id."""

from collections.abc import Callable

import pytest

from vault.services.backup.check import Finding
from vault.services.reminders.agenda_keeping import AgendaFault
from vault.services.store.chain_check import ChainFaultCode
from vault.services.store.page_check import PageFaultCode
from vault.services.wording.catalogue import Wording
from vault.services.wording.checks import FINDINGS, finding_text

CODES = [
    *PageFaultCode,
    *ChainFaultCode,
    *AgendaFault,
    "header_copy_differs",
    "paper_damaged",
    "paper_not_filed",
]


@pytest.mark.parametrize("code", CODES)
def test_a_finding_is_a_sentence(code: str, say: Wording, finished: Callable[[str], bool]) -> None:
    text = finding_text(Finding(code, "history"), say)
    assert finished(text)
    assert "(history)" in text


def test_there_are_words_for_these_findings_only() -> None:
    assert FINDINGS.keys() == {str(code) for code in CODES}


def test_an_unknown_finding_still_names_its_subject(german: Wording) -> None:
    assert finding_text(Finding("unheard_of", "history"), german) == "Etwas ist beschädigt (history)."
