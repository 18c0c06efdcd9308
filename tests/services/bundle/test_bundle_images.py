"""Pictures become pages with every pixel kept and nothing a camera or program noted about its owner."""

import struct
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from tests.fakes.bundle_papers import encoded, fax, phone_photo, picture
from vault.services.bundle.images import (
    count_frames,
    image_to_pdf,
    jp2_without_metadata,
    jpeg_without_metadata,
)


def pixels(data: bytes) -> bytes:
    with Image.open(BytesIO(data)) as image:
        return image.tobytes()


def segments(data: bytes) -> list[int]:
    """Return the markers before the first scan."""
    markers, at = [], 2
    while data[at + 1] != 0xDA:
        markers.append(data[at + 1])
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    return markers


def test_a_photo_loses_place_owner_and_comment_and_no_pixel() -> None:
    photo = phone_photo()
    assert b"Exif" in photo
    assert b"Sample Owner" in photo
    clean = jpeg_without_metadata(photo)
    assert b"Exif" not in clean
    assert b"Sample" not in clean
    assert pixels(clean) == pixels(photo)
    assert jpeg_without_metadata(clean) == clean


def test_a_progressive_photo_with_restarts_keeps_all_its_scans() -> None:
    photo = encoded(
        picture(), "JPEG", progressive=True, restart_marker_rows=1, comment=b"Sample Owner", quality=80
    )
    clean = jpeg_without_metadata(photo)
    assert pixels(clean) == pixels(photo)
    assert b"Sample Owner" not in clean


def test_what_follows_the_picture_is_cut_off() -> None:
    photo = phone_photo()
    assert jpeg_without_metadata(photo + b"a film of the room") == jpeg_without_metadata(photo)


def test_color_profile_and_printing_color_stay() -> None:
    profile = b"a profile" * 20
    assert 0xE2 in segments(jpeg_without_metadata(encoded(picture(), "JPEG", icc_profile=profile)))
    printing = encoded(picture().convert("CMYK"), "JPEG")
    assert 0xEE in segments(printing)
    assert pixels(jpeg_without_metadata(printing)) == pixels(printing)


def test_fill_bytes_are_passed_over_and_a_cut_off_file_ends_cleanly() -> None:
    photo = jpeg_without_metadata(phone_photo())
    filled = photo[:2] + b"\xff\xff" + photo[2:]
    assert jpeg_without_metadata(filled) == photo
    cut = photo[:-400]
    assert jpeg_without_metadata(cut) == cut.removesuffix(b"\xff") + b"\xff\xd9"
    assert jpeg_without_metadata(b"\xff\xd8\xff\xd9") == b"\xff\xd8\xff\xd9"


def test_a_jpeg_2000_keeps_its_picture_boxes_only() -> None:
    plain = encoded(picture(), "JPEG2000")
    note = struct.pack(">I4s", 8 + 16, b"uuid") + b"Sample Owner    "
    long_note = struct.pack(">I4sQ", 1, b"xml ", 16 + 4) + b"<x/>"
    assert jp2_without_metadata(plain + note + long_note) == plain
    assert jp2_without_metadata(plain) == plain
    assert jp2_without_metadata(plain + struct.pack(">I4s", 0, b"uuid") + b"Sample") == plain
    broken = plain + struct.pack(">I4s", 3, b"uuid")
    assert jp2_without_metadata(broken) == broken
    stream = b"\xff\x4f\xff\x51" + bytes(40)
    assert jp2_without_metadata(stream) == stream


@pytest.mark.parametrize(("orientation", "angle"), [(1, 0), (2, 0), (3, 180), (6, 90), (8, 270)])
def test_a_turned_photo_stands_upright(orientation: int, angle: int) -> None:
    with pikepdf.open(BytesIO(image_to_pdf(phone_photo(orientation)))) as made:
        assert int(made.pages[0].get("/Rotate", 0)) == angle
        assert float(made.pages[0].mediabox[2]) == pytest.approx(400 * 72 / 150)


def test_the_photo_inside_the_page_is_the_photo_itself() -> None:
    photo = phone_photo()
    with pikepdf.open(BytesIO(image_to_pdf(photo))) as made:
        (image,) = made.pages[0].obj.Resources.XObject.values()
        assert image.read_raw_bytes() == jpeg_without_metadata(photo)


def test_each_frame_of_a_fax_becomes_a_page_with_its_own_bits() -> None:
    sent = fax(3)
    assert count_frames(sent) == 3
    with pikepdf.open(BytesIO(image_to_pdf(sent))) as made:
        assert len(made.pages) == 3
        for page in made.pages:
            (image,) = page.obj.Resources.XObject.values()
            assert "/CCITTFaxDecode" in str(image.Filter)


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "P"])
def test_pictures_of_every_common_mode_are_taken(mode: str) -> None:
    source = picture("RGB").convert("P") if mode == "P" else picture(mode)
    assert count_frames(encoded(source, "PNG")) == 1
    with pikepdf.open(BytesIO(image_to_pdf(encoded(source, "PNG")))) as made:
        assert len(made.pages) == 1


def test_a_picture_as_large_as_a_wall_still_makes_a_page() -> None:
    with pikepdf.open(
        BytesIO(image_to_pdf(encoded(picture("1", (16_000, 20)), "PNG", dpi=(72, 72))))
    ) as made:
        assert float(made.pages[0].mediabox[2]) <= 14_400
