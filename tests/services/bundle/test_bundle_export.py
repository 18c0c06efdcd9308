"""A bundle read back with a third library: text, numbers, labels, links, bookmarks, and what is not in it."""

import hashlib
import re
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pypdf
import pytest
from pypdf.generic import Destination

from tests.fakes.bundle_desk import D_ONLY, ORDER, R_ONLY, Desk
from tests.fakes.bundle_papers import add_page, encoded, fax, pdf, phone_photo, picture, saved
from tests.fakes.bundle_records import CHARGED, PERSON, REFERRAL, visit
from vault.domain.errors import Cancelled, ExitCode, UserError
from vault.domain.records.letters import InsurerRequest
from vault.services.bundle.geometry import PaperSize
from vault.services.bundle.images import jpeg_without_metadata

PAPERS = (pdf("Order one", "Order two"), phone_photo(), fax(2))


def reader(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(data), strict=True)


def texts(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in reader(data).pages]


def links(data: bytes) -> list[tuple[int, int]]:
    """Return the page of every link and the page it leads to, from 1."""
    file = reader(data)
    numbers = {page.indirect_reference: index for index, page in enumerate(file.pages, 1)}
    found = []
    for number, page in enumerate(file.pages, 1):
        for annotation in page.get("/Annots", []):
            entry: Any = annotation.get_object()
            assert entry["/Subtype"] == "/Link"
            found.append((number, numbers[entry["/Dest"][0]]))
    return found


def bookmarks(data: bytes) -> list[tuple[str, int]]:
    file = reader(data)
    listed = [each for each in file.outline if isinstance(each, Destination)]
    return [(str(each.title), (file.get_destination_page_number(each) or 0) + 1) for each in listed]


def test_referral_and_statement_in_one_file() -> None:
    made = Desk(PAPERS).export()
    pages = texts(made.data)
    assert made.pages == len(pages) == 3 + 2 + 1 + 2
    assert "Referral and dates of treatment" in pages[0]
    assert "Northwind Health Plan Claims Department PO Box 100 Sample City" in pages[0]
    assert "You asked for the referral and the dates of treatment." in pages[0]
    assert "This file has 8 pages." in pages[0]
    assert pages[1].startswith("Index")
    assert "Dates of treatment" in pages[2]
    for day in ("Sep 22, 2026", "Sep 29, 2026", "Oct 6, 2026", "Oct 13, 2026", "Oct 27, 2026"):
        assert f"{day} Massage 60 minutes Harbor Sample Rehab" in pages[2]
    assert "5 visits were attended on this referral: Sep 22, 2026 to Oct 27, 2026." in pages[2]
    assert "Signature" in pages[2]
    assert "Order one" in pages[3]
    assert "Order two" in pages[4]


def test_every_page_has_one_continuous_number_and_its_label_is_that_number() -> None:
    made = Desk(PAPERS).export()
    file = reader(made.data)
    assert [str(each) for each in file.page_labels] == [str(n) for n in range(1, 9)]
    for number, text in enumerate(texts(made.data), 1):
        assert f"Member ID NHP 0042 7719 Referral RF-48213 Page {number} of 8" in text


def test_links_and_bookmarks_land_on_their_pages() -> None:
    made = Desk(PAPERS).export()
    assert set(links(made.data)) == {
        (1, 3), (1, 4), (2, 1), (2, 2), (2, 3), (2, 4), (2, 6), (2, 7), (3, 4)
    }  # fmt: skip
    assert bookmarks(made.data) == [
        ("Cover", 1),
        ("Index", 2),
        ("1.1 Statement of dates, 5 visits", 3),
        ("2.1 Referral RF-48213, Elena Sample, MD", 4),
        ("2.2 Referral RF-48213, Elena Sample, MD", 6),
        ("2.3 Referral RF-48213, Elena Sample, MD", 7),
    ]
    enclosed = re.sub(r" \.+ ", " ", texts(made.data)[0])
    assert "1 Statement of dates, 5 visits 3 2 Copies of the referral, 3 files 4–8" in enclosed


def test_a_referral_copy_of_one_scan_is_cover_and_scan_with_its_digest() -> None:
    made = Desk(PAPERS[:1], order=R_ONLY).export()
    pages = texts(made.data)
    assert made.pages == 3
    assert "Copy of a referral" in pages[0]
    assert "Index" not in pages[0]
    assert hashlib.sha256(PAPERS[0]).hexdigest() in pages[0].replace(" ", "")
    assert "Authorization" not in pages[0]
    assert "Sep 22" not in pages[0]


def test_the_index_carries_the_digest_of_every_source() -> None:
    made = Desk(PAPERS).export()
    index = texts(made.data)[1].replace(" ", "")
    for paper, line in zip(PAPERS, made.manifest, strict=True):
        assert line.sha256 == hashlib.sha256(paper).hexdigest()
        assert line.sha256 in index
    assert [line.pages for line in made.manifest] == [2, 1, 2]
    assert made.sha256 == hashlib.sha256(made.data).hexdigest()


def test_a_statement_alone_has_no_index_no_diagnosis_and_no_money() -> None:
    made = Desk(order=D_ONLY, more=(replace(REFERRAL, note="a private note"),)).export()
    text = " ".join(texts(made.data))
    assert made.pages == 2
    for absent in ("M54.5", "Diagnosis", "$", "note", "Index", "supported", "verdict"):
        assert absent not in text
    ticked = Desk(order=replace(D_ONLY, diagnosis=True)).export()
    assert "Diagnosis M54.5" in texts(ticked.data)[1]


def test_what_is_not_held_is_said_on_the_cover_and_in_the_index() -> None:
    bare = replace(REFERRAL, valid_until=None)
    made = Desk(PAPERS, more=(bare, visit(1, date(2026, 9, 22), provider=None))).export()
    pages = texts(made.data)
    assert "Last day of the referral: not held" in pages[0]
    assert "Therapist of 1 visit: not held" in pages[0]
    assert "Last day of the referral not held" in pages[1]
    assert made.not_held == ("Last day of the referral", "Therapist of 1 visit")


def test_an_incomplete_referral_copy_says_so_on_its_only_page() -> None:
    made = Desk(order=replace(R_ONLY, incomplete=True)).export()
    assert made.pages == 1
    assert "Copy of the referral: not held" in texts(made.data)[0]
    assert "This file is this page only." in texts(made.data)[0]


def test_their_reference_and_claim_stand_at_the_foot_of_every_page() -> None:
    request = InsurerRequest(
        "rq1", "p1", None, date(2026, 11, 12), (), reference="RQ-2026-5518", claim_number="NW-30418"
    )
    made = Desk(PAPERS, more=(request,), order=replace(ORDER, request="rq1")).export()
    for number, text in enumerate(texts(made.data), 1):
        assert f"Your reference RQ-2026-5518 Claim NW-30418 Page {number} of 8" in text
    assert "Your letter of November 12, 2026." in texts(made.data)[0]


@pytest.mark.parametrize(
    ("sheet", "size"), [(PaperSize.LETTER, (612, 792)), (PaperSize.A4, (595.276, 841.89))]
)
def test_pages_are_upright_sheets_of_one_size(sheet: PaperSize, size: tuple[float, float]) -> None:
    across = pdf("Across", box=(0, 0, 792, 612))
    turned = pdf("Turned", rotate=90)
    large = pdf("Large", box=(0, 0, 5000, 6000))
    made = Desk((*PAPERS, across, turned, large), sheet=sheet).export()
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in reader(made.data).pages]
    landscape = (size[1], size[0])
    assert sizes == [
        pytest.approx(landscape if number in (6, 9, 10) else size, abs=0.01)
        for number in range(1, len(sizes) + 1)
    ]
    assert all(page.rotation == 0 for page in reader(made.data).pages)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert Desk(PAPERS).export() == Desk(PAPERS).export()


def test_pictures_leave_without_place_and_owner_and_with_every_pixel() -> None:
    made = Desk((phone_photo(), encoded(picture("1"), "PNG"))).export()
    with pikepdf.open(BytesIO(made.data)) as file:
        streams = [each for each in file.objects if isinstance(each, pikepdf.Stream)]
        photo, png = (each for each in streams if each.get("/Subtype") == pikepdf.Name.Image)
        assert photo.read_raw_bytes() == jpeg_without_metadata(phone_photo())
        assert png.read_raw_bytes() == idat(encoded(picture("1"), "PNG"))
    assert b"Exif" not in made.data
    assert b"Sample Phone" not in made.data
    assert b"Sample Owner" not in made.data


def idat(png: bytes) -> bytes:
    """Return the compressed pixels of a PNG."""
    start = png.index(b"IDAT")
    return png[start + 4 : start + 4 + int.from_bytes(png[start - 4 : start], "big")]


def hostile() -> bytes:
    """Return a PDF with everything that must not leave."""
    made = pikepdf.new()
    page = add_page(made, "Sample order")
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    made.attachments["secret.txt"] = b"a secret attachment"
    page.obj.AA = pikepdf.Dictionary(
        O=pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
    )
    page.obj.PieceInfo = pikepdf.Dictionary(Sample=pikepdf.Dictionary(Private=pikepdf.String("a draft")))
    page.obj.Annots = pikepdf.Array(
        [
            made.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Link,
                    Rect=[0, 0, 100, 100],
                    A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org/")),
                )
            )
        ]
    )
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = ["Sample Author"]
    made.docinfo["/Author"] = "Sample Author"
    return saved(made)


def test_scripts_actions_files_and_authors_are_removed() -> None:
    made = Desk((hostile(),), order=R_ONLY).export()
    assert "Sample order" in texts(made.data)[1]
    file = reader(made.data)
    assert file.metadata in (None, {})
    assert not file.attachments
    assert set(file.root_object) <= {
        "/Type", "/Pages", "/PageLabels", "/Outlines", "/ViewerPreferences", "/StructTreeRoot", "/MarkInfo",
        "/Lang",
    }  # fmt: skip
    for secret in (b"JavaScript", b"Launch", b"URI", b"Author", b"secret", b"draft", b"Metadata"):
        assert secret not in made.data


def test_a_screen_reader_finds_the_papers_in_the_structure_of_the_file() -> None:
    made = Desk((pdf("Order one"), phone_photo()), order=R_ONLY).export()
    tree: Any = reader(made.data).root_object["/StructTreeRoot"]
    elements = [each.get_object() for each in tree["/K"][0].get_object()["/K"]][-2:]
    assert [(each["/S"], each.get("/Alt")) for each in elements] == [
        ("/P", None),
        ("/Figure", "1.2 Referral RF-48213, Elena Sample, MD"),
    ]
    for page, element in zip(reader(made.data).pages[-2:], elements, strict=True):
        numbers = tree["/ParentTree"]["/Nums"]
        parents = numbers[numbers.index(page["/StructParents"]) + 1].get_object()
        assert parents[0].get_object()["/S"] == element["/S"]
        content: Any = page.get_contents()
        assert str(element["/S"]).encode() + b" <</MCID 0>> BDC" in content.get_data()


def test_a_layer_switched_off_in_the_paper_stays_hidden() -> None:
    made = pikepdf.new()
    page = add_page(made, "Shown")
    layer = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("draft")))
    page.obj.Resources.Properties = pikepdf.Dictionary(L=layer)
    page.contents_add(b"/OC /L BDC 0 0 612 500 re f EMC")
    made.Root.OCProperties = pikepdf.Dictionary(
        OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
    )
    exported = Desk((saved(made),), order=R_ONLY).export()
    properties: Any = reader(exported.data).root_object["/OCProperties"]
    assert len(properties["/OCGs"]) == len(properties["/D"]["/OFF"]) == 1


def test_a_logo_on_every_page_is_stored_once() -> None:
    made = pikepdf.new()
    noise = hashlib.shake_256(b"logo").digest(60_000)
    for number in range(5):
        page = add_page(made, f"Page {number}")
        logo = made.make_stream(
            noise,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=200,
            Height=300,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceGray,
        )
        page.obj.Resources.XObject = pikepdf.Dictionary(Logo=logo)
        page.contents_add(b"q 100 0 0 100 300 300 cm /Logo Do Q")
    assert len(saved(made)) > 300_000
    assert len(Desk((saved(made),), order=R_ONLY).export().data) < 150_000


def locked(password: str) -> bytes:
    """Return a PDF that opens with this password and is edited with another."""
    with pikepdf.open(BytesIO(pdf("Sample"))) as made:
        return saved(made, encryption=pikepdf.Encryption(user=password, owner="b"))


@pytest.mark.parametrize(
    ("paper", "reason"),
    [
        (locked("a"), "encrypted"),
        (b"%PDF-1.7 and nothing more", "damaged"),
        (b"GIF89a, a picture of another kind", "unknown_type"),
        (b"\x89PNG\r\n\x1a\n and nothing more", "damaged"),
        (fax(1)[:400], "damaged"),
        (saved(pikepdf.new()), "damaged"),
    ],
)  # fmt: skip
def test_a_paper_that_cannot_be_copied_stops_the_export_by_its_title(paper: bytes, reason: str) -> None:
    with pytest.raises(UserError) as caught:
        Desk((PAPERS[0], paper)).export()
    assert caught.value.code == "unreadable_paper"
    assert caught.value.exit_code is ExitCode.UNREADABLE_PAPER
    assert caught.value.values == {
        "reason": reason,
        "document": "doc2",
        "title": "Scan 2",
        "kind": "referral",
    }


def test_a_paper_locked_against_editing_only_is_copied() -> None:
    assert "Sample" in texts(Desk((locked(""),), order=R_ONLY).export().data)[1]


def test_a_signed_paper_is_named_as_such() -> None:
    made = pikepdf.new()
    page = add_page(made, "Signed")
    field = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, Rect=[0, 0, 0, 0], F=4, FT=pikepdf.Name.Sig,
            T=pikepdf.String("s"),
            V=pikepdf.Dictionary(Type=pikepdf.Name.Sig, Contents=pikepdf.String("x"), ByteRange=[0, 1, 2, 3]),
        )
    )  # fmt: skip
    page.obj.Annots = pikepdf.Array([field])
    made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
    exported = Desk((saved(made), PAPERS[0])).export()
    assert texts(exported.data)[1].count("its digital signature holds in the original only") == 2
    assert "/AcroForm" not in reader(exported.data).root_object


def test_long_names_and_umlauts_stay_on_their_pages() -> None:
    person = replace(PERSON, name="Maximiliane-Friederike von und zu Größenwahnsinn-Weißäckerösch " * 3)
    purpose = "Für die Prüfung der Verordnung. " * 15
    desk = Desk(PAPERS, more=(person, replace(REFERRAL, number="RF-" + "9" * 60)))
    made = replace(desk, lang="de", order=replace(ORDER, purpose=purpose), sheet=PaperSize.A4).export()
    pages = texts(made.data)
    assert "Größenwahnsinn-Weißäckerösch" in pages[0]
    assert all(f"von {len(pages)}" in page or f"of {len(pages)}" in page for page in pages)


def test_a_name_in_letters_we_cannot_print_stops_before_anything_is_written() -> None:
    with pytest.raises(UserError) as caught:
        Desk(PAPERS, more=(replace(PERSON, name="王小明"),)).export()
    assert caught.value.code == "missing_glyphs"


def test_sixty_pages_and_two_hundred_visits() -> None:
    papers = (pdf(*(f"Sheet {n}" for n in range(1, 41))), *(pdf(f"Single {n}") for n in range(1, 21)))
    more = [visit(n, date(2026, 1, 1) + timedelta(days=n)) for n in range(10, 210)]
    charged = CHARGED | {each.id: "ref1" for each in more}
    made = Desk(papers, more=more, charged=charged).export()
    pages = texts(made.data)
    first = next(number for number, text in enumerate(pages, 1) if text.startswith("Sheet 1 "))
    assert made.pages == len(pages) == first - 1 + 60
    assert dict(bookmarks(made.data))["2.21 Referral RF-48213, Elena Sample, MD"] == first + 59
    assert all(
        text.endswith(f"Page {n} of {len(pages)}") or f"Page {n} of" in text
        for n, text in enumerate(pages, 1)
    )
    head = "No. Date Service Length Therapist"
    assert sum(head in text for text in pages) == sum("Massage 60 minutes" in text for text in pages) > 3


class StopsAt:
    """Progress that remembers its steps and stops at the page it was told."""

    def __init__(self, page: int) -> None:
        self.page = page
        self.steps: list[tuple[int, int, str]] = []

    def step(self, done: int, total: int, unit: str) -> None:
        self.steps.append((done, total, unit))
        if done == self.page:
            raise Cancelled


def test_progress_counts_pages_and_can_stop_the_export() -> None:
    watched = StopsAt(99)
    Desk(PAPERS, progress=watched).export()
    assert watched.steps[-1] == (8, 8, "pages")
    assert [done for done, _, _ in watched.steps] == [0, 0, 4, 5, 6, 7, 8, 8]
    with pytest.raises(Cancelled):
        Desk(PAPERS, progress=StopsAt(5)).export()
