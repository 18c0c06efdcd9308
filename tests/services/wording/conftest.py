"""Sentences in both languages, and what no finished sentence holds."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from vault.services.wording.catalogue import LANGUAGES, Wording

TRANSLATIONS = Path(__file__).resolve().parents[3] / "resources" / "translations"
UNFINISHED = re.compile(r"[{}]|  |None| [.,;:?]|\(\)|::|\.\.(?!\.)|^\s|\s$")


@pytest.fixture(params=LANGUAGES, scope="session")
def say(request: pytest.FixtureRequest) -> Wording:
    return Wording.load(request.param, TRANSLATIONS)


@pytest.fixture(scope="session")
def english() -> Wording:
    return Wording.load("en", TRANSLATIONS)


@pytest.fixture(scope="session")
def german() -> Wording:
    return Wording.load("de", TRANSLATIONS)


@pytest.fixture
def finished() -> Callable[[str], bool]:
    """Tell whether a sentence has no gap, no leftover brace, no doubled mark, and begins with a capital."""

    def check(sentence: str) -> bool:
        return UNFINISHED.search(sentence) is None and sentence[0].upper() == sentence[0]

    return check


@pytest.fixture
def translations() -> Path:
    return TRANSLATIONS
