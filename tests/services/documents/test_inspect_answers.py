"""Parsers in the hands of an attacker: what they answer is checked, value by value."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.documents.lying_parsers import LIES, PICTURES
from vault.services.documents import inspect as inspection_room
from vault.services.documents import preview
from vault.services.documents.inspect import Inspection, inspect
from vault.services.documents.sniff import PaperType
from vault.services.documents.text_layer import PageText, Word
from vault.services.files.sandbox.client import Sandbox
from vault.services.files.sandbox.rung import SandboxError

ROOT = Path(__file__).resolve().parents[3]
LIARS = "tests.services.documents.lying_parsers"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="papers are read only in a sealed process")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start([LIARS], search=[ROOT]) as started:
        yield started


@pytest.fixture(autouse=True)
def liars(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection_room, "PARSERS", LIARS)
    monkeypatch.setattr(preview, "PARSERS", LIARS)


def test_a_true_answer_is_taken(sandbox: Sandbox) -> None:
    words = (Word("Sample", (0.1, 0.1, 0.2, 0.2)), Word("Person", (0.0, 0.0, 1.0, 1.0)))
    page = PageText(1, 612.0, 792.0, 0, "text", "Sample Person", words)
    assert inspect(sandbox, b"%PDF- truth") == Inspection(PaperType.PDF, (page,), 1, None)


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_a_reason(sandbox: Sandbox, lie: str) -> None:
    inspection = inspect(sandbox, b"%PDF- " + lie.encode())
    assert inspection == Inspection(PaperType.PDF, (), None, "bad_answer")


@pytest.mark.parametrize("lie", PICTURES)
def test_a_picture_of_another_size_is_refused(sandbox: Sandbox, lie: str) -> None:
    with pytest.raises(SandboxError) as error:
        preview.render(sandbox, b"%PDF- " + lie.encode(), 1, 10)
    assert error.value.reason == "bad_answer"


def test_where_nothing_seals_papers_off_they_are_not_read() -> None:
    nowhere = Sandbox(None, frozenset(), allow_unsealed=False)
    inspection = inspect(nowhere, b"%PDF- truth")
    assert inspection == Inspection(PaperType.PDF, (), None, "not_sealed_off")
