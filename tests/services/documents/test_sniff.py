"""The first bytes tell the type; nothing else is believed."""

import pytest

from vault.services.documents.sniff import READABLE, PaperType, sniff


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"%PDF-1.7\n", PaperType.PDF),
        (b"\xef\xbb\xbf junk before\n%PDF-1.4", PaperType.PDF),
        (b"x" * 1019 + b"%PDF-", PaperType.PDF),
        (b"x" * 1020 + b"%PDF-", PaperType.UNKNOWN),
        (b"\xff\xd8\xff\xe0", PaperType.JPEG),
        (b"\x89PNG\r\n\x1a\n", PaperType.PNG),
        (b"\x89PNG\n\x1a\n", PaperType.UNKNOWN),
        (b"II*\0", PaperType.TIFF),
        (b"MM\0*", PaperType.TIFF),
        (b"II+\0", PaperType.TIFF),
        (b"\0\0\0\x18ftypheic", PaperType.HEIC),
        (b"\0\0\0\x18ftypisom", PaperType.UNKNOWN),
        (b"GIF89a", PaperType.GIF),
        (b"RIFF\0\0\0\0WEBPVP8 ", PaperType.WEBP),
        (b"PK\x03\x04", PaperType.UNKNOWN),
        (b"", PaperType.UNKNOWN),
    ],
)
def test_the_first_bytes_tell(head: bytes, expected: PaperType) -> None:
    assert sniff(head) is expected
    assert sniff(memoryview(head)) is expected


def test_a_picture_that_mentions_pdf_stays_a_picture() -> None:
    assert sniff(b"\xff\xd8\xff\xe1 %PDF-1.7") is PaperType.JPEG


def test_only_four_types_are_read() -> None:
    assert {PaperType.PDF, PaperType.JPEG, PaperType.PNG, PaperType.TIFF} == READABLE
