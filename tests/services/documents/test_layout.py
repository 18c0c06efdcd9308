"""Words and lines come out as a reader sees them, whatever order the file draws them in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault.services.documents.worker.layout import Glyph, lay_out

SIZE = 10.0
ADVANCE = 5.0


def draw(
    text: str, x: float, y: float, *, size: float = SIZE, tracking: float = 0.0, supposed: bool = False
) -> list[Glyph | None]:
    """Draw from left to right with the baseline at y; `supposed`: spaces the library makes up."""
    glyphs: list[Glyph | None] = []
    spaced = False
    for character in text:
        width = ADVANCE * size / SIZE
        if character == " ":
            spaced = supposed
            if not supposed:
                glyphs.append(None)
                x += width + tracking
            continue
        box = (x, y - size, x + width, y + 2)
        glyphs.append(Glyph(character, box, (x, y), size, 0, spaced))
        spaced = False
        x += width + tracking
    return [*glyphs, None]


def turned(glyphs: list[Glyph | None], angle: int) -> list[Glyph | None]:
    """Turn a drawing clockwise on a page of 200 x 200 points."""

    def point(x: float, y: float) -> tuple[float, float]:
        return {0: (x, y), 90: (200 - y, x), 180: (200 - x, 200 - y), 270: (y, 200 - x)}[angle]

    done: list[Glyph | None] = []
    for glyph in glyphs:
        if glyph is None:
            done.append(None)
            continue
        (ax, ay), (bx, by) = point(*glyph.box[:2]), point(*glyph.box[2:])
        box = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
        done.append(Glyph(glyph.text, box, point(*glyph.origin), glyph.size, angle, glyph.spaced))
    return done


def test_nothing_drawn_is_no_text() -> None:
    laid = lay_out([None, None])
    assert laid.text == ""
    assert laid.words == ()


def test_words_split_at_white_space_and_have_boxes() -> None:
    laid = lay_out(draw("Sample Person", 20, 100))
    assert laid.text == "Sample Person"
    assert laid.words == (("Sample", (20, 91.5, 50, 102.5)), ("Person", (55, 91.5, 85, 102.5)))


def test_lines_run_from_top_to_bottom_whatever_is_drawn_first() -> None:
    laid = lay_out(draw("below", 20, 130) + draw("above", 20, 100))
    assert laid.text == "above\nbelow"


def test_the_same_baseline_shares_a_line_and_a_wide_gap_is_wide() -> None:
    laid = lay_out(draw("42.00", 150, 101) + draw("Total due", 20, 100))
    words = laid.text.split("   ")
    assert laid.text.startswith("Total due   ")
    assert words[-1].strip() == "42.00"
    assert laid.text.count("\n") == 0


def test_a_wide_gap_splits_even_where_the_file_holds_no_space() -> None:
    drawn = draw("left", 20, 100)[:-1] + draw("right", 80, 100)
    assert lay_out(drawn).text.split() == ["left", "right"]


@pytest.mark.parametrize(("up", "lines"), [(3.0, 1), (6.0, 2)])
def test_a_baseline_may_differ_a_little(up: float, lines: int) -> None:
    laid = lay_out(draw("label", 20, 100) + draw("value", 60, 100 - up))
    assert laid.text.count("\n") + 1 == lines


def test_a_skewed_line_stays_one_line() -> None:
    drawn = [glyph for n in range(12) for glyph in draw("word", 20 + 26 * n, 100 + 2.0 * n)]
    assert lay_out(drawn).text == " ".join(["word"] * 12)


def test_letter_spacing_does_not_tear_a_word() -> None:
    laid = lay_out(draw("SP ACED HEAD", 20, 100, tracking=2.0, supposed=True))
    assert laid.text == "SPACEDHEAD"


def test_a_supposed_space_with_a_gap_counts() -> None:
    first, second = draw("two", 20, 100)[:-1], draw(" words", 20 + 3 * ADVANCE + 2.5, 100, supposed=True)
    assert lay_out(first + second).text == "two words"


def test_a_word_drawn_in_two_goes_is_one_word() -> None:
    amount = draw("128.00", 25, 100)
    assert lay_out([*amount, *draw("$", 20, 100)]).words[0][0] == "$128.00"


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_text_is_read_in_its_own_direction_after_the_upright_text(angle: int) -> None:
    stamp = turned(draw("FILE COPY", 20, 100) + draw("second line", 20, 120), angle)
    laid = lay_out(stamp + draw("upright", 20, 190))
    assert laid.text == "upright\nFILE COPY\nsecond line"
    boxes = dict(laid.words)
    x0, y0, x1, y1 = boxes["FILE"]
    expected = {90: (97.5, 20, 108.5, 40), 180: (160, 97.5, 180, 108.5), 270: (91.5, 160, 102.5, 180)}
    assert (x0, y0, x1, y1) == expected[angle]


def test_right_to_left_letters_make_one_word() -> None:
    word = "\u05e9\u05dc\u05d5\u05dd"
    drawn: list[Glyph | None] = [
        Glyph(letter, (100 - 5 * n, 90, 105 - 5 * n, 102), (100 - 5 * n, 100), SIZE, 0)
        for n, letter in enumerate(word)
    ]
    assert lay_out(drawn).words == ((word, (85, 91.5, 105, 102.5)),)


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(
            st.text("ab. ", min_size=1, max_size=8),
            st.floats(0, 500),
            st.floats(0, 500),
            st.sampled_from([0, 90, 180, 270]),
        ),
        max_size=12,
    )
)
def test_the_text_always_holds_the_words_in_order(runs: list[tuple[str, float, float, int]]) -> None:
    laid = lay_out([glyph for text, x, y, angle in runs for glyph in turned(draw(text, x, y), angle)])
    assert laid.text.split() == [text for text, _ in laid.words]
    drawn = sorted("".join(text for text, *_ in runs).replace(" ", ""))
    assert sorted("".join(text for text, _ in laid.words)) == drawn
    assert all(x0 <= x1 and y0 <= y1 for _, (x0, y0, x1, y1) in laid.words)
