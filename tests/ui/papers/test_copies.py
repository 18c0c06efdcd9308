"""A copy is byte for byte what came in and replaces nothing; a print has every page."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.open_desk import OpenDesk
from tests.ui.papers.made import encrypted, picture, referral_pdf
from tests.ui.papers.test_paper_view import stored
from vault.domain.errors import Cancelled, UserError
from vault.domain.records.papers import Document, DocumentKind
from vault.services.wording.catalogue import Wording
from vault.ui.jobs import JobProgress
from vault.ui.papers.copies import Copies, copy_name, print_pages


class Chooser:
    """Answers for the person: a place to save, and a PDF file for a printer."""

    def __init__(self, target: Path | None) -> None:
        self.target = target
        self.names: list[str] = []

    def file(self, _parent: QWidget, name: str, _say: Wording) -> Path | None:
        self.names.append(name)
        return self.target

    def printer(self, _parent: QWidget, printer: QPrinter) -> bool:
        if self.target is None:
            return False
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.target))
        return True


class Watch:
    """Copies of a desk, and what they told."""

    def __init__(self, qtbot: QtBot, opened: OpenDesk, target: Path | None) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.chooser = Chooser(target)
        self.copies = Copies(opened.desk, self.window, target=self.chooser.file, printer=self.chooser.printer)
        self.told: list[object] = []
        self.failed: list[str] = []
        self.copies.saved.connect(self.told.append)
        self.copies.printed.connect(self.told.append)
        self.copies.failed.connect(self._fail)

    def _fail(self, error: UserError) -> None:
        self.failed.append(error.code)


class TestSaving:
    def test_the_very_bytes(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        content = encrypted(user="sample") + b"\0odd tail"
        watch = Watch(qtbot, opened, tmp_path / "copy.pdf")
        watch.copies.save(stored(opened, content, "Sample letter.pdf"))
        opened.settle()
        assert (tmp_path / "copy.pdf").read_bytes() == content
        assert (watch.told, watch.chooser.names) == ([tmp_path / "copy.pdf"], ["Sample letter.pdf"])

    def test_what_is_there_stays(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        (tmp_path / "copy.pdf").write_bytes(b"mine")
        watch = Watch(qtbot, opened, tmp_path / "copy.pdf")
        watch.copies.save(stored(opened, referral_pdf()))
        opened.settle()
        assert (tmp_path / "copy.pdf").read_bytes() == b"mine"
        assert (watch.told, watch.failed) == ([], ["file_exists"])

    def test_a_place_that_is_not_there(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        watch = Watch(qtbot, opened, tmp_path / "missing" / "copy.pdf")
        watch.copies.save(stored(opened, referral_pdf()))
        opened.settle()
        assert watch.failed == ["file_not_written"]

    def test_leaving_the_dialog_does_nothing(self, qtbot: QtBot, opened: OpenDesk) -> None:
        watch = Watch(qtbot, opened, None)
        document = stored(opened, referral_pdf())
        watch.copies.save(document)
        watch.copies.print(document)
        assert not opened.jobs.busy

    @pytest.mark.parametrize(
        ("file_name", "media_type", "name"),
        [
            ("scan.pdf", "application/pdf", "scan.pdf"),
            ("scan", "image/tiff", "scan.tif"),
            ("../../etc/x\\y", None, "-..-etc-x-y"),
            (None, "image/png", "paper.png"),
        ],
    )
    def test_its_name(self, file_name: str | None, media_type: str | None, name: str) -> None:
        document = Document(
            "d", DocumentKind.OTHER, "0" * 32, 1, "0" * 64, file_name=file_name, media_type=media_type
        )
        assert copy_name(document) == name


class TestPrinting:
    def test_every_page_is_printed(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        document = stored(opened, referral_pdf("two", "three"))
        watch = Watch(qtbot, opened, tmp_path / "print.pdf")
        watch.copies.print(document)
        opened.settle()
        printed = pypdfium2.PdfDocument(tmp_path / "print.pdf")
        assert (watch.told, len(printed)) == ([3], 3)
        image = printed[0].render(scale=1).to_pil().convert("L")
        assert image.getextrema()[0] < 100, "the first page is empty"

    def test_a_picture_keeps_its_shape(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        document = stored(opened, picture("PNG", size=(400, 100)), "Sample.png")
        watch = Watch(qtbot, opened, tmp_path / "print.pdf")
        watch.copies.print(document)
        opened.settle()
        page = pypdfium2.PdfDocument(tmp_path / "print.pdf")[0]
        image = page.render(scale=1).to_pil().convert("L")
        left, top, right, bottom = image.point(_dark).getbbox() or (0, 0, 0, 0)
        assert (right - left) / (bottom - top) == pytest.approx(4, rel=0.05)

    def test_a_page_that_cannot_be_drawn_stops_it(
        self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path
    ) -> None:
        watch = Watch(qtbot, opened, tmp_path / "print.pdf")
        watch.copies.print(stored(opened, encrypted(user="sample")))
        opened.settle()
        assert (watch.told, watch.failed) == ([], ["unreadable_paper"])

    def test_it_can_be_stopped(self, opened: OpenDesk, tmp_path: Path, qapp: object) -> None:
        del qapp
        progress, printer = JobProgress(), QPrinter()
        printer.setOutputFileName(str(tmp_path / "print.pdf"))
        progress.cancel()
        with pytest.raises(Cancelled):
            print_pages(opened.app.sandbox(), referral_pdf(), 1, printer, progress)
        assert not (tmp_path / "print.pdf").exists()


def _dark(value: int) -> int:
    return 255 if value < 128 else 0
