"""The jobs by themselves: what they answer, what they refuse, and that they warm up."""

import pytest

from tests.fakes.bundle_papers import encoded, fax, pdf, picture
from vault.domain.errors import BugError
from vault.services.bundle import assemble, survey, verify
from vault.services.bundle.geometry import Area, PaperSize, paper_area, paper_size, sheet

FRONT = pdf("Cover", "", "")


def refusals(papers: list[bytes], first: list[int]) -> list[tuple[object, object]]:
    bookmarks = [["Cover", 1], *(["Paper", page] for page in first)]
    answers = assemble.assemble([FRONT, *papers], {"first": first, "bookmarks": bookmarks})
    return [(head["source"], head["refused"]) for head, _ in answers if "refused" in head]


def test_assembling_names_each_page_and_ends_with_the_file() -> None:
    answers = list(assemble.assemble([FRONT, fax(2)], {"first": [2], "bookmarks": [["Cover", 1]]}))
    assert [head for head, _ in answers] == [{"page": 2}, {"page": 3}, {"pages": 3}]
    assert answers[-1][1].startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("papers", "first", "source"),
    [
        ([fax(1)], [2], 0),
        ([fax(3)], [2], 0),
        ([fax(1), fax(1)], [2, 2], 1),
        ([fax(1), fax(2)], [2, 3], 1),
        ([], [2], -1),
    ],
)
def test_blank_pages_and_papers_that_do_not_add_up_are_refused(
    papers: list[bytes], first: list[int], source: int
) -> None:
    assert refusals(papers, first) == [(source, "pages_differ")]


def test_a_paper_the_second_library_cannot_open_is_refused() -> None:
    assert refusals([b"%PDF-1.7"], [2]) == [(0, "damaged")]


def test_arguments_of_another_shape_are_a_bug() -> None:
    with pytest.raises(BugError):
        list(assemble.assemble([FRONT], {"first": 2}))
    with pytest.raises(BugError):
        list(verify.verify([FRONT], {}))


def test_the_survey_tells_sizes_and_stops_at_the_first_bad_paper() -> None:
    answers = list(survey.survey([pdf("A", "B", rotate=90), b"nothing", fax(1)], {}))
    assert [head for head, _ in answers] == [
        {"source": 0, "sizes": [[792.0, 612.0], [792.0, 612.0]], "signed": False},
        {"source": 1, "refused": "unknown_type"},
    ]
    assert len(answers[0][1]) == 2 * 32 * 32


def test_a_moving_picture_is_no_paper_and_none_of_its_frames_is_lost_silently() -> None:
    moving = encoded(picture(), "PNG", save_all=True, append_images=[picture(bar=200)])
    with pytest.raises(survey.Refused):
        survey.as_pdf(moving)


def test_every_job_warms_up() -> None:
    for job in (survey, assemble, verify):
        job.warm_up()


@pytest.mark.parametrize(
    ("jurisdiction", "size"),
    [
        ("US", PaperSize.LETTER),
        ("us-WA", PaperSize.LETTER),
        ("CA-ON", PaperSize.LETTER),
        ("DE", PaperSize.A4),
        ("USA-like", PaperSize.A4),
        (None, PaperSize.A4),
    ],
)
def test_the_sheet_of_a_country(jurisdiction: str | None, size: PaperSize) -> None:
    assert paper_size(jurisdiction) is size


def test_a_paper_is_shrunk_to_fit_and_never_enlarged() -> None:
    area = paper_area(*sheet(PaperSize.LETTER))
    small = area.placed(100, 50)
    assert (small.width, small.height) == pytest.approx((100, 50))
    assert small.left - area.left == pytest.approx(area.right - small.right)
    large = area.placed(6120, 7920)
    assert large.height == pytest.approx(area.height)
    assert large.width == pytest.approx(area.height * 612 / 792)
    assert Area(0, 0, 10, 20).placed(20, 20) == Area(0, 5, 10, 15)
    assert sheet(PaperSize.A4, landscape=True) == (841.89, 595.276)
