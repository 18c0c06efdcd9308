"""A bundle spoiled after it was assembled, or a child that lies, is refused before anything leaves."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from tests.fakes.bundle_desk import Desk
from tests.fakes.bundle_papers import fax, pdf, saved
from tests.fakes.bundle_records import SameProcess
from vault.domain.errors import ExitCode, UserError
from vault.services.files.sandbox.rung import Answer, Limits

PAPERS = (pdf("Order one", "Order two"), fax(2))
FIRST_PAPER, PAGES = 4, 7


class Spoiling(SameProcess):
    """Spoils the assembled file between the two children."""

    def __init__(self, spoil: Callable[[pikepdf.Pdf], None]) -> None:
        self._spoil = spoil

    def run(
        self, job: str, sources: Sequence[bytes | memoryview], args: Mapping[str, object], limits: Limits
    ) -> Iterator[Answer]:
        for answer in super().run(job, sources, args, limits):
            if job.endswith(":assemble") and answer.body:
                with pikepdf.open(BytesIO(answer.body)) as made:
                    self._spoil(made)
                    yield Answer(
                        answer.head, saved(made, object_stream_mode=pikepdf.ObjectStreamMode.disable)
                    )
            else:
                yield answer


def untouched(made: pikepdf.Pdf) -> None:
    assert len(made.pages) == PAGES


def refused(spoil: Callable[[pikepdf.Pdf], None]) -> tuple[str, object]:
    with pytest.raises(UserError) as caught:
        Desk(PAPERS, sandbox=Spoiling(spoil)).export()
    assert caught.value.code == "bundle_refused"
    assert caught.value.exit_code is ExitCode.BUNDLE_REFUSED
    return str(caught.value.values["problem"]), caught.value.values["page"]


def test_a_file_that_is_not_spoiled_passes() -> None:
    assert Desk(PAPERS, sandbox=Spoiling(untouched)).export().pages == PAGES


def test_a_dropped_page_is_noticed() -> None:
    def drop(made: pikepdf.Pdf) -> None:
        del made.pages[-1]

    assert refused(drop) == ("pages", None)


def test_a_page_too_many_is_noticed() -> None:
    def add(made: pikepdf.Pdf) -> None:
        made.add_blank_page()

    assert refused(add) == ("pages", None)


def test_two_pages_swapped_are_noticed() -> None:
    def swap(made: pikepdf.Pdf) -> None:
        made.pages.reverse()

    assert refused(swap)[0] == "number"


def test_papers_swapped_under_their_numbers_are_noticed() -> None:
    def swap(made: pikepdf.Pdf) -> None:
        first, second = made.pages[FIRST_PAPER - 1], made.pages[FIRST_PAPER + 1]
        first.obj.Resources, second.obj.Resources = second.obj.Resources, first.obj.Resources
        for page, old, new in ((first, b"/Paper4", b"/Paper6"), (second, b"/Paper6", b"/Paper4")):
            page.contents_coalesce()
            page.obj.Contents = made.make_stream(page.Contents.read_bytes().replace(old, new))

    assert refused(swap) == ("paper", FIRST_PAPER)


def test_a_blank_page_in_place_of_a_paper_is_noticed() -> None:
    def blank(made: pikepdf.Pdf) -> None:
        page = made.pages[FIRST_PAPER - 1]
        page.contents_coalesce()
        kept = page.Contents.read_bytes().replace(b"/Paper4 Do", b"")
        page.obj.Contents = made.make_stream(kept)

    assert refused(blank) == ("paper", FIRST_PAPER)


def test_a_moved_link_is_noticed() -> None:
    def move(made: pikepdf.Pdf) -> None:
        for annotation in made.pages[1].obj.Annots:
            if annotation.Dest[0].objgen == made.pages[FIRST_PAPER - 1].obj.objgen:
                annotation.Dest = pikepdf.Array([made.pages[FIRST_PAPER].obj, pikepdf.Name.Fit])

    assert refused(move) == ("links", 2)


def test_a_link_that_leads_nowhere_is_noticed() -> None:
    def cut(made: pikepdf.Pdf) -> None:
        for annotation in made.pages[0].obj.Annots:
            del annotation["/Dest"]

    assert refused(cut) == ("links", 1)


def test_links_that_are_gone_are_noticed() -> None:
    def drop(made: pikepdf.Pdf) -> None:
        del made.pages[2].obj["/Annots"]

    assert refused(drop) == ("links", None)


def test_a_link_on_a_paper_is_noticed() -> None:
    def add(made: pikepdf.Pdf) -> None:
        made.pages[-1].obj.Annots = pikepdf.Array([made.pages[0].obj.Annots[0]])

    assert refused(add) == ("annotations", PAGES)


def test_a_wrong_label_is_noticed() -> None:
    def label(made: pikepdf.Pdf) -> None:
        made.Root.PageLabels.Nums[1].St = 2

    assert refused(label) == ("label", 1)


def test_a_missing_number_is_noticed() -> None:
    def unnumber(made: pikepdf.Pdf) -> None:
        page = made.pages[FIRST_PAPER - 1]
        page.contents_coalesce()
        page.obj.Contents = made.make_stream(page.Contents.read_bytes().partition(b"/Paper4 Do")[0] + b"Q")

    assert refused(unnumber)[0] in {"number", "paper"}
    assert refused(unnumber)[1] == FIRST_PAPER


def test_a_bookmark_on_the_wrong_page_is_noticed() -> None:
    def move(made: pikepdf.Pdf) -> None:
        with made.open_outline() as outline:
            outline.root[3] = pikepdf.OutlineItem(outline.root[3].title, 0, pikepdf.PageLocation.Fit)

    assert refused(move) == ("bookmarks", None)


def test_a_page_on_its_side_is_noticed() -> None:
    def turn(made: pikepdf.Pdf) -> None:
        made.pages[4].obj.Rotate = 90

    assert refused(turn)[0] in {"rotation", "number"}


def test_a_page_larger_than_an_insurer_takes_is_noticed() -> None:
    def grow(made: pikepdf.Pdf) -> None:
        made.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 6000, 7400])

    assert refused(grow)[0] == "size"


def script(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def named_script(made: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    made.Root.Names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), action]))
    )


def attachment(made: pikepdf.Pdf) -> None:
    made.attachments["a.txt"] = b"a"


def author(made: pikepdf.Pdf) -> None:
    made.docinfo["/Author"] = "Sample Author"


def packet(made: pikepdf.Pdf) -> None:
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = ["Sample Author"]


def form(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]))


def camera(made: pikepdf.Pdf) -> None:
    made.Root.Sample = made.make_stream(b"Exif\0\0 47 N 122 W", Filter=pikepdf.Name.DCTDecode)


@pytest.mark.parametrize("spoil", [script, named_script, attachment, author, packet, form, camera])
def test_whatever_must_not_leave_is_noticed(spoil: Callable[[pikepdf.Pdf], None]) -> None:
    assert refused(spoil) == ("forbidden", None)


class Lying(SameProcess):
    """Answers one job with what it is told."""

    def __init__(self, job: str, answers: Sequence[Answer]) -> None:
        self._job = job
        self._answers = answers

    def run(
        self, job: str, sources: Sequence[bytes | memoryview], args: Mapping[str, object], limits: Limits
    ) -> Iterator[Answer]:
        if job.endswith(f":{self._job}"):
            yield from self._answers
        else:
            yield from super().run(job, sources, args, limits)


PAGE: dict[str, Any] = {
    "page": 1,
    "size": [612.0, 792],
    "rotation": 0,
    "label": "1",
    "strip": "",
    "links": [["x"], [1, "a"]],
    "annotations": 0,
}
SHORT = Answer({"pages": 1, "bookmarks": [["a"]], "forbidden": []}, b"")
SEEN = Answer({"sizes": [[612.0, 792.0]], "signed": False}, bytes(32 * 32))


@pytest.mark.parametrize(
    ("job", "answers", "problem"),
    [
        ("survey", [], "answer"),
        ("survey", [SEEN], "answer"),
        ("survey", [SEEN, SEEN, SEEN], "answer"),
        ("survey", [Answer({"sizes": [[612.0]], "signed": False}, bytes(32 * 32))], "answer"),
        ("survey", [Answer({"sizes": [[612.0, 0.0]], "signed": False}, bytes(32 * 32))], "answer"),
        ("survey", [Answer({"sizes": [[612.0, 792.0]], "signed": False}, b"")], "answer"),
        ("survey", [Answer({"sizes": [], "signed": False}, b"")], "answer"),
        ("survey", [SEEN, SEEN], "pages"),
        ("assemble", [], "answer"),
        ("assemble", [Answer({"page": 4}, b"")], "answer"),
        ("assemble", [Answer({"pages": 3}, b"%PDF-")], "pages"),
        ("assemble", [Answer({"nothing": 1}, b"")], "pages"),
        ("assemble", [Answer({"source": 0, "refused": "pages_differ"}, b"")], "pages"),
        ("verify", [], "answer"),
        ("verify", [Answer({"page": 1}, b"")], "answer"),
        ("verify", [Answer(PAGE, b"")], "answer"),
        ("verify", [Answer(PAGE, b""), SHORT], "pages"),
    ],
)  # fmt: skip
def test_a_child_that_answers_something_else_is_not_believed(
    job: str, answers: Sequence[Answer], problem: str
) -> None:
    with pytest.raises(UserError) as caught:
        Desk(PAPERS, sandbox=Lying(job, answers)).export()
    assert (caught.value.code, caught.value.values["problem"]) == ("bundle_refused", problem)
