"""A job for the locked child: lay the papers under the numbered blank pages, clean what leaves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from PIL import Image

from vault.domain.errors import BugError
from vault.services.bundle.geometry import paper_area
from vault.services.bundle.scrub import merge_twins, scrub
from vault.services.bundle.source import hidden_layers, open_source
from vault.services.bundle.survey import Job, Refused, as_pdf
from vault.services.bundle.survey import warm_up as warm_up_survey
from vault.services.bundle.tags import PageTags

_ROOT_KEPT = frozenset({"/Type", "/Pages", "/StructTreeRoot", "/MarkInfo", "/Lang", "/Dests", "/Names"})


@dataclass(slots=True)
class _Bundle:
    """The file in the making; the papers stay open until it is saved."""

    pdf: pikepdf.Pdf
    at: int
    tags: PageTags
    sources: list[pikepdf.Pdf] = field(default_factory=list)
    forms: list[pikepdf.Object] = field(default_factory=list)
    layers: list[pikepdf.Object] = field(default_factory=list)
    hidden: list[pikepdf.Object] = field(default_factory=list)


def assemble(sources: Sequence[bytes], args: Mapping[str, object]) -> Job:
    """Yield `{"page": n}` for each page laid, then `{"pages": total}` with the file, or a refusal.

    `sources` are the front matter with its blank pages and the papers; `args` holds `first`, the number of
    the first page of each paper, and `bookmarks` as pairs of title and page, those of the papers last.
    """
    front, *papers = sources
    first, bookmarks = _checked(args)
    pdf = pikepdf.open(BytesIO(bytes(front)))
    bundle = _Bundle(pdf, first[0] - 1 if first else len(pdf.pages), PageTags(pdf))
    titles = [title for title, _ in bookmarks[-len(papers) :]]
    for number, paper in enumerate(papers):
        try:
            for page in _laid(bundle, bytes(paper), first[number], titles[number]):
                yield {"page": page}, b""
        except Refused as refusal:
            yield {"source": number, "refused": str(refusal)}, b""
            return
    if bundle.at != len(pdf.pages):
        yield {"source": len(papers) - 1, "refused": "pages_differ"}, b""
        return
    yield {"pages": len(pdf.pages)}, _finished(bundle, bookmarks)


def warm_up() -> None:
    """Import what would otherwise load late, where nothing can be opened any more."""
    warm_up_survey()
    picture = BytesIO()
    Image.new("1", (8, 8)).save(picture, "TIFF", compression="group4")
    for _ in assemble([_blank_page(), picture.getvalue()], {"first": [1], "bookmarks": [["-", 1]]}):
        pass


def _blank_page() -> bytes:
    made = BytesIO()
    blank = pikepdf.new()
    blank.add_blank_page()
    blank.save(made)
    return made.getvalue()


def _checked(args: Mapping[str, object]) -> tuple[list[int], list[tuple[str, int]]]:
    match args:
        case {"first": list(first), "bookmarks": list(bookmarks)}:
            return [int(page) for page in first], [(str(title), int(page)) for title, page in bookmarks]
    raise BugError("assemble needs first and bookmarks")


def _laid(bundle: _Bundle, paper: bytes, first: int, title: str) -> Iterator[int]:
    """Lay every page of a paper from page `first` on, yielding each page number; raises Refused."""
    try:
        source = open_source(as_pdf(paper))
    except pikepdf.PasswordError:
        raise Refused("encrypted") from None
    except pikepdf.PdfError:
        raise Refused("damaged") from None
    bundle.sources.append(source)
    if first != bundle.at + 1 or bundle.at + len(source.pages) > len(bundle.pdf.pages):
        raise Refused("pages_differ")
    for page in source.pages:
        _lay(bundle, page, title)
        bundle.at += 1
        yield bundle.at
    layers, hidden = hidden_layers(source)
    bundle.layers += [bundle.pdf.copy_foreign(each) for each in layers]
    bundle.hidden += [bundle.pdf.copy_foreign(each) for each in hidden]


def _lay(bundle: _Bundle, page: pikepdf.Page, title: str) -> None:
    """Put one page of a paper under the next blank page, upright and never enlarged."""
    blank = bundle.pdf.pages[bundle.at]
    form = bundle.pdf.copy_foreign(page.as_form_xobject())
    name = pikepdf.Name(f"/Paper{bundle.at + 1}")
    area = paper_area(float(blank.mediabox[2]), float(blank.mediabox[3]))
    placed = blank.calc_form_xobject_placement(
        form, name, pikepdf.Rectangle(area.left, area.bottom, area.right, area.top)
    )
    blank.add_resource(form, pikepdf.Name.XObject, name)
    blank.contents_add(bundle.tags.tagged(blank, placed, form, title), prepend=True)
    bundle.forms.append(form)


def _finished(bundle: _Bundle, bookmarks: Sequence[tuple[str, int]]) -> bytes:
    pdf = bundle.pdf
    scrub(bundle.forms)
    merge_twins(bundle.forms)
    for key in [key for key in pdf.Root.keys() if key not in _ROOT_KEPT]:  # noqa: SIM118 - no dict
        del pdf.Root[key]
    for key in [key for key in pdf.trailer.keys() if key != "/Root"]:  # noqa: SIM118 - no dict
        del pdf.trailer[key]
    pdf.Root.PageLabels = pikepdf.Dictionary(
        Nums=pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.D, St=1)])
    )
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(PrintScaling=pikepdf.Name("/None"))
    if bundle.layers:
        pdf.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array(bundle.layers), D=pikepdf.Dictionary(OFF=pikepdf.Array(bundle.hidden))
        )
    with pdf.open_outline() as outline:
        outline.root.extend(
            pikepdf.OutlineItem(title, page - 1, pikepdf.PageLocation.Fit) for title, page in bookmarks
        )
    made = BytesIO()
    pdf.save(
        made,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        fix_metadata_version=False,
    )
    return made.getvalue()
