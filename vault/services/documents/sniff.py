"""The type of a paper from its first bytes: no parser, safe anywhere."""

from enum import StrEnum

_PDF_HEADER_WITHIN = 1024
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_TIFF_STARTS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


class PaperType(StrEnum):
    """What the first bytes say a file is."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"
    HEIC = "heic"
    GIF = "gif"
    WEBP = "webp"
    UNKNOWN = "unknown"


READABLE = frozenset({PaperType.PDF, PaperType.JPEG, PaperType.PNG, PaperType.TIFF})
"""The types the sealed process reads; others are kept as they are."""


def sniff(content: bytes | memoryview) -> PaperType:
    """Return the type the first bytes tell; the rest may still be anything."""
    head = bytes(content[:_PDF_HEADER_WITHIN])
    if head.startswith(b"\xff\xd8\xff"):
        return PaperType.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PaperType.PNG
    if head.startswith(_TIFF_STARTS):
        return PaperType.TIFF
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return PaperType.HEIC
    if head.startswith((b"GIF87a", b"GIF89a")):
        return PaperType.GIF
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return PaperType.WEBP
    # readers accept a PDF whose header comes late, so this test is the last one
    return PaperType.PDF if b"%PDF-" in head else PaperType.UNKNOWN
