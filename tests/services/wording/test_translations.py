"""Every sentence of the code is in every catalogue, translated, with its placeholders; none is left over."""

import runpy
import string
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[3]
TOOL: Mapping[str, Any] = runpy.run_path(str(ROOT / "packaging" / "translations.py"))
CATALOGUES = sorted((ROOT / "resources" / "translations").glob("*.po"))
Message = str | tuple[str, str]


def _key(message: Sequence[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _catalogue(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=path.stem, abort_invalid=True)


def _pairs(catalogue: Catalog) -> list[tuple[str, str]]:
    """Return each English form with its translation."""
    pairs: list[tuple[str, str]] = []
    for message in catalogue:
        if isinstance(message.id, tuple) and isinstance(message.string, tuple):
            pairs += zip(message.id, message.string, strict=True)
        elif message.id:
            pairs.append((str(message.id), str(message.string)))
    return pairs


def _placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@pytest.fixture(scope="module")
def used() -> dict[Message, list[str]]:
    found: dict[Message, list[str]] = TOOL["collect"]()
    return found


def test_there_is_a_german_catalogue() -> None:
    assert "de.po" in [path.name for path in CATALOGUES]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
class TestCatalogue:
    def test_it_holds_every_sentence_of_the_code_and_no_other(
        self, path: Path, used: dict[Message, list[str]]
    ) -> None:
        held = {_key(message.id) for message in _catalogue(path) if message.id}
        wanted = {_key(message) for message in used}
        assert (sorted(wanted - held), sorted(held - wanted)) == ([], [])

    def test_nothing_is_left_to_translate(self, path: Path) -> None:
        catalogue = _catalogue(path)
        lacking = [each.id for each in catalogue if each.id and (each.fuzzy or not each.string)]
        assert lacking == [] == list(catalogue.obsolete)
        assert [english for english, translated in _pairs(catalogue) if not translated.strip()] == []

    def test_placeholders_are_the_same(self, path: Path) -> None:
        pairs = _pairs(_catalogue(path))
        assert [pair for pair in pairs if _placeholders(pair[0]) != _placeholders(pair[1])] == []

    def test_sentences_end_and_space_as_the_english_ones(self, path: Path) -> None:
        def marks(text: str) -> tuple[str, str, bool]:
            return (
                text[: len(text) - len(text.lstrip())],
                text[-1] if text[-1] in ".:!? " else "",
                "  " in text.strip(),
            )

        pairs = _pairs(_catalogue(path))
        assert [pair for pair in pairs if marks(pair[0]) != marks(pair[1])] == []

    def test_the_tool_has_nothing_to_change(
        self, path: Path, used: dict[Message, list[str]], tmp_path: Path
    ) -> None:
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        assert TOOL["update"](copy, used)[1] == 0
        assert _pairs(_catalogue(copy)) == _pairs(_catalogue(path))

    def test_it_names_no_machine_and_no_tool(self, path: Path) -> None:
        header = path.read_text(encoding="utf-8").partition("\n\n")[0]
        assert "Generated-By" not in header
        assert "Date" not in header
        assert "/" not in header.replace("text/plain", "")


def _messages(folder: Path, code: str, **others: str) -> set[Message]:
    for name, text in {"module": code, **others}.items():
        path = folder / "vault" / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return set(TOOL["collect"](folder))


_START = "from vault.wording import Wording\n"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("say.text('One.')", {"One."}),
        ("say.text('One' ' two.', n=3)", {"One two."}),
        ("say.text('Yes.' if x else 'No.')", {"Yes.", "No."}),
        ("say.count(n, '{n} day', '{n} days')", {("{n} day", "{n} days")}),
        ("T = {'a': 'One.', 'b': 'Two.'}\nsay.text(T['a'])", {"One.", "Two."}),
        ("T: dict[str, str] = {'a': 'One.'}\nsay.text(T.get(x, 'Other.'))", {"One.", "Other."}),
        ("T = {'a': ('Word', 'Heading')}\nsay.text(T[x][0])", {"Word", "Heading"}),
        (
            "T = {'a': ('{n} a', '{n} as')}\ndef f():\n one, two = T['a']\n say.count(n, one, two)",
            {("{n} a", "{n} as")},
        ),
        ("T = {'a': 'One.'}\n[say.text(w) for k, w in T.items()]", {"One."}),
        ("def f():\n for w in ('One.', 'Two.'):\n  say.text(w)", {"One.", "Two."}),
        ("def f(m):\n return say.text(m)\nf('One.')\nf(m='Two.')", {"One.", "Two."}),
        ("def g():\n if x:\n  return 'One.'\n return 'Two.'\nsay.text(g())", {"One.", "Two."}),
        ("from vault.table import T\nsay.text(T[x])", {"Far."}),
        ("say.text('')", set()),
    ],
)
def test_sentences_are_followed_to_where_they_stand(tmp_path: Path, code: str, found: set[Message]) -> None:
    assert _messages(tmp_path, _START + code, table="T = {'a': 'Far.'}") == found


@pytest.mark.parametrize(
    "code",
    [
        "say.text(f'One {x}.')",
        "say.text('One ' + x)",
        "say.text('One %s.' % x)",
        "say.text(x.sentence)",
        "say.text(from_nowhere)",
        "say.text(made_elsewhere())",
        "def f(m):\n return say.text(m)",
    ],
)
def test_a_sentence_that_cannot_be_seen_is_refused_with_its_place(tmp_path: Path, code: str) -> None:
    with pytest.raises(TOOL["UnseenSentenceError"], match=r"vault/module\.py:\d+"):
        _messages(tmp_path, _START + code)


def test_modules_that_know_no_wording_are_left_alone(tmp_path: Path) -> None:
    assert _messages(tmp_path, "import sqlalchemy as sa\nsa.text('SELECT 1')\n'aa'.count('a', 0, 1)") == set()


def test_an_update_keeps_translations_and_drops_what_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "de.po"
    TOOL["update"](path, {"One.": ["a.py"], "Gone.": ["a.py"], ("{n} day", "{n} days"): ["a.py"]})
    filled = path.read_text(encoding="utf-8").replace(
        'msgid "One."\nmsgstr ""', 'msgid "One."\nmsgstr "Eins."'
    )
    path.write_text(filled.replace('msgstr[0] ""', 'msgstr[0] "{n} Tag"'), encoding="utf-8")
    assert TOOL["update"](path, {("{n} day", "{n} days"): ["a.py"], "New.": ["b.py"], "One.": ["a.py"]}) == (
        3,
        2,
    )
    assert {str(each.id): each.string for each in _catalogue(path) if each.id} == {
        "('{n} day', '{n} days')": ("{n} Tag", ""),
        "New.": "",
        "One.": "Eins.",
    }
