"""Pictures become PDF pages without touching a pixel; what a camera wrote about place and owner goes."""

import logging
import struct
from io import BytesIO

import img2pdf
from PIL import ExifTags, Image

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_RESTARTS = range(0xD0, 0xD8)
_KEPT_APPS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_APPS = range(0xE0, 0xF0)
_COMMENT = 0xFE
_KEPT_BOXES = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
_LONGEST_SIDE = 14_000.0
_FORMATS = ("JPEG", "PNG", "TIFF")
_ROTATIONS = {3: img2pdf.Rotation["180"], 6: img2pdf.Rotation["90"], 8: img2pdf.Rotation["270"]}

logging.getLogger(img2pdf.__name__).setLevel(logging.CRITICAL)  # what it remarks about a paper is private

JPEG_START = b"\xff\xd8\xff"
IMAGE_STARTS = (JPEG_START, b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*")


def jpeg_without_metadata(data: bytes) -> bytes:
    """Return the JPEG up to its end mark, less EXIF, XMP, IPTC, comments and further pictures."""
    kept = bytearray(data[:2])
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - every marker begins so
        marker = data[at + 1]
        if marker == _EOI:
            break
        if marker == 0xFF:  # noqa: PLR2004 - a fill byte
            at += 1
            continue
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if _is_kept(marker, data[at + 4 : end]):
            kept += data[at:end]
        if marker == _SOS:
            at = _scan_end(data, end)
            kept += data[end:at]
        else:
            at = end
    return bytes(kept) + b"\xff\xd9"


def _is_kept(marker: int, payload: bytes) -> bool:
    if marker in _APPS:
        start = _KEPT_APPS.get(marker)
        return start is not None and payload.startswith(start)
    return marker != _COMMENT


def _scan_end(data: bytes, at: int) -> int:
    """Return where the compressed data that begins at `at` ends: the next marker that is no restart."""
    while (at := data.find(b"\xff", at)) != -1 and at + 1 < len(data):
        if data[at + 1] not in (0, 0xFF, *_RESTARTS):
            return at
        at += 2 if data[at + 1] != 0xFF else 1  # noqa: PLR2004 - a fill byte
    return len(data)


def jp2_without_metadata(data: bytes) -> bytes:
    """Return the JPEG 2000 file with its picture boxes only; a bare code stream stays as it is."""
    kept = bytearray()
    at = 0
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if length == 1 and at + 16 <= len(data):
            (length,) = struct.unpack_from(">Q", data, at + 8)
        end = len(data) if length == 0 else at + length
        if end <= at + 7 or end > len(data):
            return data
        if name in _KEPT_BOXES:
            kept += data[at:end]
        at = end
    return bytes(kept)


def image_to_pdf(data: bytes) -> bytes:
    """Return a PDF with one page for each frame, upright by its EXIF angle, its pixels as they were.

    Raises whatever Pillow and img2pdf raise for a picture they cannot read.
    """
    rotation = img2pdf.Rotation.ifvalid
    if data.startswith(JPEG_START):
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            rotation = _ROTATIONS.get(_orientation(image), img2pdf.Rotation.none)
        data = jpeg_without_metadata(data)
    made = img2pdf.convert(
        data,
        engine=img2pdf.Engine.internal,
        layout_fun=_natural_size,
        rotation=rotation,
        nodate=True,
        producer="",
    )
    return bytes(made)


def count_frames(data: bytes) -> int:
    """Return how many pages a picture file has; further pictures inside a JPEG are no pages."""
    if data.startswith(JPEG_START):
        return 1
    with Image.open(BytesIO(data), formats=_FORMATS) as image:
        return int(getattr(image, "n_frames", 1))


def _orientation(image: Image.Image) -> int:
    value = image.getexif().get(ExifTags.Base.Orientation, 1)
    return value if isinstance(value, int) else 1


def _natural_size(
    width: int, height: int, resolution: tuple[float, float]
) -> tuple[float, float, float, float]:
    """Return page and picture size in points: as large as the resolution says, within what a PDF may be."""
    across, down = width * 72 / (resolution[0] or 72), height * 72 / (resolution[1] or 72)
    shrink = min(1.0, _LONGEST_SIDE / max(across, down))
    return across * shrink, down * shrink, across * shrink, down * shrink
