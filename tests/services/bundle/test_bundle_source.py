"""A paper is made ready: what is seen on it becomes page content, what is not goes."""

import zlib
from io import BytesIO

import pikepdf
import pytest

from tests.fakes.bundle_papers import add_page, pdf, phone_photo, saved
from vault.services.bundle.images import jpeg_without_metadata
from vault.services.bundle.scrub import merge_twins, scrub
from vault.services.bundle.source import hidden_layers, open_source


def annotation(made: pikepdf.Pdf, subtype: str, rect: list[int], **more: object) -> pikepdf.Object:
    look = made.make_stream(b"0 0 100 100 re f", BBox=[0, 0, 100, 100], Subtype=pikepdf.Name.Form)
    entries = {"/" + key: value for key, value in more.items()}
    common = {
        "/Type": pikepdf.Name.Annot,
        "/Subtype": pikepdf.Name("/" + subtype),
        "/Rect": rect,
        "/F": 4,
        "/AP": pikepdf.Dictionary(N=look),
    }
    return made.make_indirect(pikepdf.Dictionary(common | entries))


def test_a_stamp_is_printed_into_the_page_and_a_private_note_is_not() -> None:
    made = pikepdf.new()
    page = add_page(made, "Sample")
    page.obj.Annots = pikepdf.Array(
        [annotation(made, "Stamp", [10, 10, 60, 60]), annotation(made, "Text", [80, 10, 90, 20]), 7]
    )
    with open_source(saved(made)) as source:
        ready = source.pages[0]
        assert "/Annots" not in ready.obj
        ready.contents_coalesce()
        assert ready.Contents.read_bytes().count(b" Do") == 1


def test_a_filled_field_is_printed_into_the_page() -> None:
    made = pikepdf.new()
    page = add_page(made, "Sample")
    field = annotation(
        made,
        "Widget",
        [10, 10, 200, 30],
        FT=pikepdf.Name.Tx,
        T=pikepdf.String("name"),
        V=pikepdf.String("Sample"),
        DA=pikepdf.String("/F1 12 Tf"),
    )
    page.obj.Annots = pikepdf.Array([field])
    made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), NeedAppearances=True)
    with open_source(saved(made)) as source:
        assert "/Annots" not in source.pages[0].obj
        source.pages[0].contents_coalesce()
        assert b" Do" in source.pages[0].Contents.read_bytes()


@pytest.mark.parametrize(
    ("crop", "seen"),
    [
        ([100, 100, 500, 700], [100, 100, 500, 700]),
        ([500, 700, 100, 100], [100, 100, 500, 700]),
        ([-50, -50, 900, 700], [0, 0, 612, 700]),
        ([700, 900, 800, 1000], [0, 0, 612, 792]),
    ],
)
def test_only_the_visible_part_of_a_page_is_kept(crop: list[int], seen: list[int]) -> None:
    made = pikepdf.new()
    page = add_page(made, "Sample")
    page.obj.CropBox = pikepdf.Array(crop)
    page.obj.TrimBox = pikepdf.Array([200, 200, 300, 300])
    with open_source(saved(made)) as source:
        assert [float(each) for each in source.pages[0].mediabox] == seen
        assert [float(each) for each in source.pages[0].cropbox] == seen
        assert "/TrimBox" not in source.pages[0].obj


def layered(default: dict[str, object]) -> bytes:
    made = pikepdf.new()
    add_page(made, "Sample")
    layers = [
        made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String(name)))
        for name in ("first", "second")
    ]
    chosen = {
        key: pikepdf.Array([layers[int(str(n))] for n in str(value)])
        for key, value in default.items()
        if key in ("/ON", "/OFF")
    }
    made.Root.OCProperties = pikepdf.Dictionary(
        {"/OCGs": pikepdf.Array(layers), "/D": pikepdf.Dictionary(chosen)}
    )
    if "/BaseState" in default:
        made.Root.OCProperties.D.BaseState = pikepdf.Name(str(default["/BaseState"]))
    return saved(made)


@pytest.mark.parametrize(
    ("default", "hidden"),
    [
        ({}, []),
        ({"/OFF": "1"}, ["second"]),
        ({"/BaseState": "/OFF", "/ON": "1"}, ["first"]),
        ({"/BaseState": "/ON", "/OFF": "01"}, ["first", "second"]),
    ],
)
def test_layers_switched_off_in_a_paper_are_known(default: dict[str, object], hidden: list[str]) -> None:
    with open_source(layered(default)) as source:
        layers, off = hidden_layers(source)
        assert len(layers) == 2
        assert [str(each.Name) for each in off] == hidden


def test_a_paper_without_layers_hides_none() -> None:
    with open_source(pdf("Sample")) as source:
        assert hidden_layers(source) == ([], [])


def test_metadata_goes_wherever_it_hides_but_not_a_font_of_that_name() -> None:
    made = pikepdf.new()
    page = add_page(made, "Sample")
    note = made.make_stream(b"<x:xmpmeta/>")
    image = made.make_stream(b"\0", Subtype=pikepdf.Name.Image, Width=1, Height=1, BitsPerComponent=8)
    image.Metadata = note
    image.ColorSpace = pikepdf.Name.DeviceGray
    page.obj.Resources.XObject = pikepdf.Dictionary(Im=image)
    page.obj.Resources.Font["/Metadata"] = page.obj.Resources.Font.F1
    page.obj.Resources.Properties = pikepdf.Dictionary(P=pikepdf.Dictionary(AA=1, Metadata=note))
    scrub([page.obj.Resources])
    assert "/Metadata" not in image
    assert "/Metadata" in page.obj.Resources.Font
    assert page.obj.Resources.Properties.P.keys() == set()


def test_twin_pictures_become_one_with_their_masks() -> None:
    made = pikepdf.new()

    def picture(byte: bytes) -> pikepdf.Object:
        mask = made.make_stream(b"m" * 50, Subtype=pikepdf.Name.Image)
        return made.make_stream(byte * 50, Subtype=pikepdf.Name.Image, SMask=mask)

    root = pikepdf.Dictionary(
        A=picture(b"a"), B=picture(b"a"), C=pikepdf.Array([picture(b"a"), picture(b"b")])
    )
    merge_twins([root])
    assert root.A.objgen == root.B.objgen == root.C[0].objgen
    assert root.C[1].objgen != root.A.objgen
    assert root.C[1].SMask.objgen == root.A.SMask.objgen


def test_a_picture_inside_a_paper_loses_its_camera_data_once_unpacked() -> None:
    made = pikepdf.new()
    photo = phone_photo()
    packed = made.make_stream(zlib.compress(photo))
    packed.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
    packed.DecodeParms = pikepdf.Array([None, pikepdf.Dictionary(ColorTransform=0)])
    plain = made.make_stream(photo)
    plain.Filter = pikepdf.Name.DCTDecode
    odd = made.make_stream(b"00>")
    odd.Filter = pikepdf.Array([pikepdf.Name.ASCIIHexDecode, pikepdf.Name.DCTDecode])
    scrub([pikepdf.Dictionary(A=packed, B=plain, C=odd)])
    assert plain.read_raw_bytes() == packed.read_raw_bytes() == jpeg_without_metadata(photo)
    assert packed.DecodeParms.ColorTransform == 0
    assert odd.read_raw_bytes() == b"00>"
    scrub([pikepdf.Dictionary(B=plain)])
    assert plain.read_raw_bytes() == jpeg_without_metadata(photo)


def test_what_is_no_pdf_is_refused_by_the_library() -> None:
    with pytest.raises(pikepdf.PdfError):
        open_source(b"%PDF-1.7 and nothing more")
    assert BytesIO(pdf("Sample")).read(5) == b"%PDF-"
