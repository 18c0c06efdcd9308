"""Small papers of our own, one of each format: they make parsers load all they need before the lock."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

_PDF_PARTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    b"<</Length 37>>stream\nBT /F 12 Tf 20 50 Td (Sample) Tj ET   \nendstream",
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
)


def _pdf() -> bytes:
    parts = [b"%d 0 obj" % number + part + b"endobj\n" for number, part in enumerate(_PDF_PARTS, 1)]
    return b"%PDF-1.7\n" + b"".join(parts) + b"trailer<</Root 1 0 R>>\n"


def _picture(kind: str, mode: str, compression: str | None = None) -> bytes:
    target = BytesIO()
    options = {"compression": compression} if compression else {}
    Image.new(mode, (16, 16)).save(target, kind, **options)
    return target.getvalue()


def samples() -> Iterator[bytes]:
    """Yield a paper of each kind the parsers tell apart."""
    yield _pdf()
    yield _picture("JPEG", "RGB")
    yield _picture("JPEG", "CMYK")
    yield _picture("PNG", "P")
    yield _picture("TIFF", "L")
    for compression in ("group4", "tiff_lzw", "jpeg", "tiff_deflate"):
        yield _picture("TIFF", "1" if compression == "group4" else "RGB", compression)
