"""Pages and sizes of JPEG, PNG and TIFF files by Pillow."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import ExifTags, Image, ImageOps

from vault.services.documents.sniff import PaperType
from vault.services.documents.worker.refused import RefusedError

MAX_PAGES = 5_000
MAX_BYTES = 1 << 30
"""Most memory one decoded page may take."""

FORMATS = {PaperType.JPEG: ("JPEG", "MPO"), PaperType.PNG: ("PNG",), PaperType.TIFF: ("TIFF",)}

_TURNS = {3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270}
_POINTS = 72
_BELIEVED_DPI = (96.0, 4_800.0)
_LONG_SIDE = 11 * _POINTS
_SMALLEST_DRAFT = 64


@dataclass(frozen=True, slots=True)
class PicturePage:
    """One page as seen upright: size in points, and the clockwise turn the file asks for."""

    width: float
    height: float
    rotated: int


def set_up() -> None:
    """Load every decoder now; sizes are bounded here, so Pillow's own bound with its warning is put off."""
    Image.init()
    Image.MAX_IMAGE_PIXELS = None


def open_picture(kind: PaperType, content: bytes) -> Image.Image:
    """Open a file as the type its first bytes tell and as no other."""
    return Image.open(BytesIO(content), formats=FORMATS[kind])


def page_count(kind: PaperType, picture: Image.Image) -> int:
    """Return how many pages the file has; only TIFF has more than one."""
    count = int(getattr(picture, "n_frames", 1)) if kind is PaperType.TIFF else 1
    if count > MAX_PAGES:
        raise RefusedError("too_large")
    return count


def pages(kind: PaperType, picture: Image.Image) -> Iterator[PicturePage]:
    """Decode each page, so that a damaged one is found, and yield its size."""
    for number in range(page_count(kind, picture)):
        _go_to(picture, number)
        rotated = _TURNS.get(_orientation(kind, picture), 0)
        width, height = _points(picture)
        if kind is PaperType.JPEG:
            picture.draft(None, (_SMALLEST_DRAFT, _SMALLEST_DRAFT))
        picture.load()
        if kind is not PaperType.TIFF and rotated in {90, 270}:
            width, height = height, width
        yield PicturePage(width, height, rotated)


def render_page(picture: Image.Image, number: int, width: int) -> tuple[int, int, bytes]:
    """Return width, height and RGB bytes of a page (from 0), upright and at most this wide."""
    _go_to(picture, number)
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    scale = min(1.0, width / upright.width)
    size = max(1, round(upright.width * scale)), max(1, round(upright.height * scale))
    small = upright.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return small.width, small.height, small.tobytes()


def _go_to(picture: Image.Image, number: int) -> None:
    if number:
        picture.seek(number)
    one_byte = len(picture.getbands()) == 1 and picture.mode in {"1", "L", "P"}
    if picture.width * picture.height * (1 if one_byte else 4) > MAX_BYTES:
        raise RefusedError("too_large")


def _orientation(kind: PaperType, picture: Image.Image) -> int:
    """Return the orientation tag; Pillow itself turns a TIFF by it, and swaps its sizes before."""
    tags = getattr(picture, "tag_v2", {}) if kind is PaperType.TIFF else picture.getexif()
    value = tags.get(ExifTags.Base.Orientation, 1)
    return value if isinstance(value, int) else 1


def _points(picture: Image.Image) -> tuple[float, float]:
    """Return the size on paper; a resolution nobody scans at counts as none: then 11 inches are assumed."""
    least, most = _BELIEVED_DPI
    across, down = (float(value) for value in picture.info.get("dpi", (0, 0)))
    if all(math.isfinite(dpi) and least <= dpi <= most for dpi in (across, down)):
        return picture.width * _POINTS / across, picture.height * _POINTS / down
    scale = _LONG_SIDE / max(picture.size)
    return picture.width * scale, picture.height * scale
