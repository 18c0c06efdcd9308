"""Papers made for tests: good ones of each format, and hostile ones."""

import zlib
from io import BytesIO

import pikepdf
from PIL import ExifTags, Image, TiffImagePlugin

LETTER = (612, 792)


def pdf(*contents: bytes, rotate: int = 0, crop: tuple[int, int, int, int] | None = None) -> bytes:
    """Return a PDF with one page for each content stream; font /F is Helvetica."""
    document = pikepdf.new()
    font = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for content in contents:
        page = document.add_blank_page(page_size=LETTER)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = document.make_stream(content)
        page.Rotate = rotate
        if crop:
            page.CropBox = pikepdf.Array(crop)
    return saved(document)


def saved(document: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    target = BytesIO()
    document.save(target, encryption=encryption)
    return target.getvalue()


def text(words: str, x: int, y: int, size: int = 12) -> bytes:
    return f"BT /F {size} Tf {x} {y} Td ({words}) Tj ET\n".encode("latin-1")


def encrypted(*, user: str) -> bytes:
    document = pikepdf.open(BytesIO(pdf(text("Sample", 72, 700))))
    return saved(document, encryption=pikepdf.Encryption(user=user, owner="owner"))


def filled_form() -> bytes:
    """Return a form whose one field holds a text, drawn only by the field's appearance."""
    document = pikepdf.open(BytesIO(pdf(text("Name:", 72, 700))))
    page = document.pages[0]
    look = document.make_stream(b"/Tx BMC " + text("Sample Person", 2, 4) + b" EMC")
    look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    look.BBox = pikepdf.Array([0, 0, 200, 20])
    look.Resources = page.Resources
    field = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T="name",
            V="Sample Person",
            F=4,
            Rect=pikepdf.Array([120, 696, 320, 716]),
            AP=pikepdf.Dictionary(N=look),
            P=page.obj,
        )
    )
    page.Annots = pikepdf.Array([field])
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
    return saved(document)


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (85, 110), **how: object) -> bytes:
    target = BytesIO()
    Image.new(mode, size, 1 if mode == "1" else None).save(target, kind, **how)
    return target.getvalue()


def photo(orientation: int) -> bytes:
    """Return a JPEG 80 x 60 whose right half is dark, with an orientation tag."""
    image = Image.new("L", (80, 60), 255)
    image.paste(0, (40, 0, 80, 60))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    target = BytesIO()
    image.save(target, "JPEG", exif=exif, quality=95)
    return target.getvalue()


def tiff_pages(
    *sizes: tuple[int, int], compression: str = "group4", dpi: tuple[int, int] = (200, 200)
) -> bytes:
    first, *rest = (Image.new("1", size, 1) for size in sizes)
    target = BytesIO()
    first.save(target, "TIFF", save_all=True, append_images=rest, compression=compression, dpi=dpi)
    return target.getvalue()


def tiff_with_damaged_second_page() -> bytes:
    good = tiff_pages((100, 100), (100, 100), compression="tiff_adobe_deflate", dpi=(100, 100))
    with Image.open(BytesIO(good)) as image:
        image.seek(1)
        start = image.tag_v2[TiffImagePlugin.STRIPOFFSETS][0]  # type: ignore[attr-defined]
    return good[:start] + b"\xff" * 8 + good[start + 8 :]


def turned_tiff() -> bytes:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[ExifTags.Base.Orientation] = 6
    target = BytesIO()
    Image.new("L", (80, 60)).save(target, "TIFF", tiffinfo=tags, dpi=(100, 100))
    return target.getvalue()


def _raw_pdf(*parts: bytes) -> bytes:
    body = b"".join(b"%d 0 obj " % n + part + b" endobj\n" for n, part in enumerate(parts, 1))
    return b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R>>\n"


def double_flate_bomb() -> bytes:
    """Return a PDF of a few kB whose page inflates twice to 4 GiB."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = deflate.compress(bytes(16 << 20)) + deflate.flush(zlib.Z_FULL_FLUSH)
    inner = zlib.compress(b"")[:2] + piece * 256 + deflate.flush()
    stream = zlib.compress(inner, 9)
    return _raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(stream) + stream + b"\nendstream",
    )


def nested_arrays(depth: int) -> bytes:
    deep = b"[" * depth + b"]" * depth
    return _raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R/Deep " + deep + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
        b"<</Length %d>>stream\n" % len(deep) + deep + b"\nendstream",
    )


def page_tree_loop() -> bytes:
    return _raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")


def false_count() -> bytes:
    return _raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 99999999>>")


def huge_png() -> bytes:
    """Return a PNG that says it is 60,000 pixels wide and high."""
    good = picture("PNG", "RGB", (16, 16))
    header = b"IHDR" + (60_000).to_bytes(4) * 2 + good[24:29]
    return good[:12] + header + zlib.crc32(header).to_bytes(4) + good[33:]


def tiff_loop() -> bytes:
    """Return a TIFF whose second directory is the first again."""
    good = bytearray(tiff_pages((16, 16), compression="raw"))
    first = int.from_bytes(good[4:8], "little")
    entries = int.from_bytes(good[first : first + 2], "little")
    after = first + 2 + 12 * entries
    good[after : after + 4] = first.to_bytes(4, "little")
    return bytes(good)
