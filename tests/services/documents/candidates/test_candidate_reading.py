"""The reading as a whole: kinds and their doubt, order of candidates, boxes, pages, papers without words."""

import pytest

from tests.services.documents.candidates.typed import named, read, typed
from vault.services.documents.candidates.layout import lay_out
from vault.services.documents.candidates.paper import read_paper
from vault.services.documents.candidates.ranking import rank
from vault.services.documents.candidates.reading import FIELDS, FieldCandidate, FieldValue
from vault.services.documents.text_layer import PageText


def _candidate(name: str, value: FieldValue, confidence: float) -> FieldCandidate:
    return FieldCandidate(name, value, str(value), confidence, False, 1, (0.0, 0.0, 1.0, 1.0))


def test_a_paper_without_words_has_no_kind() -> None:
    reading = read_paper([PageText(1, 612, 792, 0, "text", "", ())])
    assert (reading.kind, reading.kind_confidence, reading.fields) == (None, 0.0, ())


def test_words_that_say_nothing_have_no_kind() -> None:
    assert read("Lorem ipsum dolor sit amet").kind is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("P R I V A T R E Z E P T\n12 x Massage", "referral"),
        ("Ablehnung Ihres Antrags\nIhre Verordnung vom 03.08.2026", "denial"),
        ("Wir benötigen noch Unterlagen\nzu Ihrer Rechnung vom 03.08.2026", "request"),
        ("Your request was approved\nDear Kim Sample:\n12 visits", "authorization"),
    ],
)
def test_the_title_tells_the_kind(text: str, kind: str) -> None:
    assert read(text).kind == kind


def test_a_doubtful_kind_prefills_nothing_that_hangs_on_it() -> None:
    found = [_candidate("visits", 6, 0.97), _candidate("member", "A1", 0.97)]
    assert {item.name: item.prefill for item in rank(found, 0.5)} == {"visits": False, "member": True}


def test_the_best_candidate_comes_first_and_a_rival_stops_both() -> None:
    ranked = rank([_candidate("claim", "A", 0.8), _candidate("claim", "B", 0.97)], 0.9)
    assert [(item.value, item.prefill) for item in ranked] == [("B", True), ("A", False)]
    tied = rank([_candidate("claim", "A", 0.95), _candidate("claim", "B", 0.97)], 0.9)
    assert [item.prefill for item in tied] == [False, False]


def test_a_value_is_listed_once_and_fields_keep_their_order() -> None:
    found = [_candidate("icd", "M54.2", 0.8), _candidate("icd", "M54.2", 0.97), _candidate("lang", "en", 1.0)]
    assert [(item.name, item.confidence) for item in rank(found, 0.9)] == [("lang", 1.0), ("icd", 0.97)]
    assert FIELDS.index("lang") < FIELDS.index("icd")


def test_the_box_holds_the_words_of_the_value() -> None:
    [member] = named(read("REFERRAL\nMember ID: ABC 882014437"), "member")
    assert (member.page, member.printed) == (1, "ABC 882014437")
    assert member.box == pytest.approx((0.05 + 11 * 0.0095, 0.064, 0.05 + 24 * 0.0095, 0.076))


def test_pages_are_numbered_as_they_came() -> None:
    reading = read_paper([typed("REFERRAL"), typed("Member ID: ABC 882014437", page=2)])
    assert [item.page for item in named(reading, "member")] == [2]


def test_cells_rows_and_paragraphs() -> None:
    paper = lay_out([typed("Patient: Kim Sample          Member ID: AB 1234\nNext line of words")])
    assert [cell.text for cell in paper.cells] == [
        "Patient: Kim Sample",
        "Member ID: AB 1234",
        "Next line of words",
    ]
    first, second, third = paper.cells
    assert paper.right_of(first) == second
    assert paper.left_of(second) == first
    assert list(paper.below(first)) == [third]
    assert list(paper.above(third)) == [first]


def test_a_sentence_is_read_across_its_line_breaks() -> None:
    text = (
        "I should be grateful if you would provide a course of massage and pre-\nauthorisation was asked for."
    )
    [flow] = lay_out([typed(text)]).flows
    assert flow.text.endswith("massage and pre-authorisation was asked for.")
