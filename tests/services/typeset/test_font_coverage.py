"""Which characters our fonts draw."""

import struct
from pathlib import Path

import pytest

from vault.domain.errors import BugError
from vault.services.typeset.coverage import font_coverage

FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"


def font(*subtables: tuple[int, int, bytes]) -> bytes:
    """Return a font file that holds a character map and nothing else."""
    offset = 4 + 8 * len(subtables)
    heads, bodies = b"", b""
    for platform, encoding, body in subtables:
        heads += struct.pack(">HHI", platform, encoding, offset + len(bodies))
        bodies += body
    table = struct.pack(">HH", 0, len(subtables)) + heads + bodies
    return (
        struct.pack(">IHHHH", 0x00010000, 1, 0, 0, 0)
        + struct.pack(">4sIII", b"cmap", 0, 28, len(table))
        + table
    )


def format_4(*ranges: tuple[int, int]) -> bytes:
    ends = [last for _, last in ranges]
    starts = [first for first, _ in ranges]
    count = len(ranges)
    return (
        struct.pack(">HHHHHHH", 4, 0, 0, count * 2, 0, 0, 0)
        + struct.pack(f">{count}H", *ends)
        + b"\0\0"
        + struct.pack(f">{count}H", *starts)
    )


def format_12(*ranges: tuple[int, int]) -> bytes:
    groups = b"".join(struct.pack(">III", first, last, 1) for first, last in ranges)
    return struct.pack(">HHIII", 12, 0, 0, 0, len(ranges)) + groups


def test_our_fonts_draw_the_names_of_europe_but_not_of_china() -> None:
    drawable = font_coverage(FONTS, "NotoSans")
    assert {ord(each) for each in "AzÄößéŁžñçŞĞİαβЖ–…“”„0123456789\u00a0\u2011"} <= drawable
    assert not {ord(each) for each in "中文字ひ한ع"} & drawable


def test_maps_of_both_formats_are_read_and_others_are_passed_over(tmp_path: Path) -> None:
    made = font((3, 1, format_4((65, 67), (0xFFFF, 0xFFFF))), (3, 10, format_12((0x1F600, 0x1F601))))
    (tmp_path / "Sample-Regular.ttf").write_bytes(made)
    assert font_coverage(tmp_path, "Sample") == {65, 66, 67, 0x1F600, 0x1F601}
    (tmp_path / "Sample-Bold.ttf").write_bytes(
        font((3, 1, format_4((66, 70))), (1, 0, format_4((1, 2))), (0, 3, struct.pack(">H", 6)))
    )
    assert font_coverage(tmp_path, "Sample") == {66, 67}


def test_a_family_without_files_or_a_font_without_a_map_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(BugError):
        font_coverage(tmp_path, "Sample")
    (tmp_path / "Sample-Regular.ttf").write_bytes(struct.pack(">IHHHH", 0x00010000, 0, 0, 0, 0))
    with pytest.raises(BugError):
        font_coverage(tmp_path, "Sample")
