"""The jobs of a bundle in the real sealed process: every kind of paper works where nothing can be opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.bundle_desk import R_ONLY, Desk
from tests.fakes.bundle_papers import encoded, fax, pdf, phone_photo, picture
from vault.domain.errors import UserError
from vault.services.bundle.export import JOB_MODULES
from vault.services.files.sandbox.client import Sandbox

SHARED = Path(__file__).resolve().parents[4] / "shared" / "samples"
FOUND = sorted(
    path
    for folder in ("scans", "pdf", "papers")
    for path in (SHARED / folder).glob("*")
    if path.suffix in {".pdf", ".png", ".jpg", ".tif"}
)
UNREADABLE = {"libreoffice-writer-password.pdf": "encrypted", "invalid.pdf": "damaged"}
PAPERS = (
    pdf("Sample"),
    phone_photo(),
    fax(2),
    encoded(picture("RGBA"), "PNG"),
    encoded(picture("1"), "TIFF"),
    encoded(picture().convert("CMYK"), "JPEG"),
)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start(JOB_MODULES) as started:
        yield started


def test_every_kind_of_paper_and_the_same_bytes_as_without_a_child(sandbox: Sandbox) -> None:
    made = Desk(PAPERS, sandbox=sandbox).export()
    assert made.pages == 3 + 7
    assert made == Desk(PAPERS).export()


def test_a_damaged_paper_is_told_by_its_title(sandbox: Sandbox) -> None:
    with pytest.raises(UserError) as caught:
        Desk((b"%PDF-1.7 and nothing more",), sandbox=sandbox).export()
    assert caught.value.values["title"] == "Scan 1"


@pytest.mark.parametrize("path", FOUND, ids=[path.name for path in FOUND])
def test_real_papers_come_out_with_as_many_pages_as_went_in(sandbox: Sandbox, path: Path) -> None:
    desk = Desk((path.read_bytes(),), order=R_ONLY, sandbox=sandbox)
    if path.name in UNREADABLE:
        with pytest.raises(UserError) as caught:
            desk.export()
        assert caught.value.values["reason"] == UNREADABLE[path.name]
        return
    made = desk.export()
    assert made.pages == 1 + made.manifest[0].pages
    assert made.manifest[0].pages >= 1
