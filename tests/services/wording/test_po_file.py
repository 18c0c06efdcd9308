"""The lean reader of catalogues, beside what a library for translators makes of the same text."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from vault.domain.errors import BugError
from vault.services.wording.po_file import read_translations

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)


def test_strings_go_on_over_lines_and_escapes_are_read() -> None:
    read = read_translations(HEADER + 'msgid "a"\nmsgstr ""\n"Ü \\"b\\"\\t"\n"\\\\\\n"\n')
    assert read.gettext("a") == 'Ü "b"\t\\\n'


def test_plural_forms_follow_the_number() -> None:
    read = read_translations(
        HEADER + 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} Tag"\nmsgstr[1] "{n} Tage"\n'
    )
    assert [read.ngettext("{n} day", "{n} days", n) for n in (0, 1, 2)] == ["{n} Tage", "{n} Tag", "{n} Tage"]
    assert read.gettext("{n} day") == "{n} Tag"


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "a"\nmsgstr ""\n',
        '#, fuzzy\nmsgid "a"\nmsgstr "b"\n',
        '#, python-brace-format, fuzzy\nmsgid "a"\nmsgstr "b"\n',
        '#~ msgid "a"\n#~ msgstr "b"\n',
        'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] ""\n',
    ],
)
def test_what_is_not_translated_stays_as_it_is(entry: str) -> None:
    assert read_translations(HEADER + entry).gettext("a") == "a"


@pytest.mark.parametrize("line", ['"no message begun"', "msgid a", 'msgctxt "menu"', 'msgid "a" extra'])
def test_a_line_that_is_no_message_is_a_fault_of_the_program(line: str) -> None:
    with pytest.raises(BugError):
        read_translations(f"{HEADER}{line}\n")


def test_the_german_catalogue_is_read_as_a_library_reads_it(translations: Path) -> None:
    path = translations / "de.po"
    read = read_translations(path.read_text(encoding="utf-8"))
    with path.open("rb") as source:
        library = read_po(source, locale="de")
    assert len(library) > 100
    for message in library:
        if isinstance(message.id, tuple) and isinstance(message.string, tuple) and all(message.string):
            one, several = message.id[0], message.id[1]
            assert tuple(read.ngettext(one, several, n) for n in (1, 2)) == message.string
        elif isinstance(message.id, str) and message.id and message.string:
            assert read.gettext(message.id) == message.string
