"""Templates and values become PDF pages: the same for the same, and never with a letter missing."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from vault.domain.errors import BugError, ExitCode, UserError
from vault.services.typeset.typesetter import Mark, Printable, Typesetter

FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"
TEMPLATE = """
#let values = json(bytes(sys.inputs.values))
#set text(font: "Noto Sans", fallback: false, lang: "en")
#set page(width: 200pt, height: 100pt, footer: [#metadata("page")])
#metadata("start")
#for each in values.names [#each \\ ]
#pagebreak()
#metadata("end") #values.more.note #values.flag #values.nothing
"""


@pytest.fixture
def typesetter(tmp_path: Path) -> Typesetter:
    (tmp_path / "sample.typ").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "broken.typ").write_text("#no-such-thing", encoding="utf-8")
    return Typesetter(tmp_path, FONTS)


def values(*names: str) -> dict[str, Printable]:
    return {"names": names, "more": {"note": "a note"}, "flag": True, "nothing": None}


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def test_pages_marks_and_text(typesetter: Typesetter) -> None:
    made = typesetter.typeset("sample.typ", values("Jörg Weißäcker", "Łucja Žižková"))
    assert made.pages == 2
    assert made.marks == (Mark("start", 1), Mark("end", 2))
    first, second = texts(made.pdf)
    assert "Jörg Weißäcker" in first
    assert "Łucja Žižková" in first
    assert "a note" in second
    assert "/StructTreeRoot" in pypdf.PdfReader(BytesIO(made.pdf)).root_object


def test_the_same_values_give_the_same_bytes(typesetter: Typesetter) -> None:
    assert typesetter.typeset("sample.typ", values("A")) == typesetter.typeset("sample.typ", values("A"))


def test_words_are_words_and_never_markup(typesetter: Typesetter) -> None:
    hostile = '#read("/etc/passwd") $x$ *bold* @label <tag> \\ "quoted"'
    text = texts(typesetter.typeset("sample.typ", values(hostile)).pdf)[0]
    assert hostile in " ".join(text.split())


def test_letters_no_font_draws_are_refused_by_name(typesetter: Typesetter) -> None:
    with pytest.raises(UserError) as caught:
        typesetter.typeset("sample.typ", values("王小明", "小"))
    assert caught.value.code == "missing_glyphs"
    assert caught.value.exit_code is ExitCode.BUNDLE_REFUSED
    assert caught.value.values == {"letters": "小 明 王"}


def test_a_letter_and_its_accent_are_composed_and_invisible_characters_dropped(
    typesetter: Typesetter,
) -> None:
    made = typesetter.typeset("sample.typ", values("Jo\u0308rg\u202e \u200bgnu\x07"))
    assert "Jörg gnu" in texts(made.pdf)[0]


def test_a_broken_template_is_a_bug(typesetter: Typesetter) -> None:
    with pytest.raises(BugError):
        typesetter.typeset("broken.typ", values())
