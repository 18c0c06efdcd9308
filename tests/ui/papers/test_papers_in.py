"""Papers come in by drop, paste and pick: stored first, looked at after, onto the record in view."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.open_desk import OpenDesk
from tests.ui.papers.made import encrypted, referral_pdf
from tests.ui.walking import clipped
from vault.domain.records.papers import Document, DocumentKind
from vault.services.documents.attach import Target
from vault.services.wording.catalogue import Wording
from vault.ui.navigation import PickPapers
from vault.ui.papers.papers_in import PapersIn

PLACE = QPoint(20, 20)


class Window(QWidget):
    """A window with a line in it that would swallow drops, and a record in view when there is one."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)
        self.record: tuple[str, str] | None = None
        self.chosen: list[Path] = []
        self.deeds: list[Any] = []
        self.said: list[str] = []

    def record_in_view(self) -> tuple[str, str] | None:
        return self.record

    def choose(self, _parent: QWidget, _say: Wording) -> Sequence[Path]:
        return self.chosen


class Arriving:
    """A window with its way in."""

    def __init__(self, qtbot: QtBot, opened: OpenDesk) -> None:
        self.opened = opened
        self.window = Window()
        qtbot.addWidget(self.window)
        self.window.resize(900, 600)
        self.way = PapersIn(opened.desk, self.window, self.window.record_in_view, choose=self.window.choose)
        self.way.said.connect(self.window.said.append)
        opened.session.done.connect(self.window.deeds.append)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def drop(self, mime: QMimeData, place: QPoint = PLACE) -> QDropEvent:
        event = QDropEvent(
            QPointF(place),
            Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self.window.windowHandle(), event)
        self.settle()
        return event

    def settle(self) -> None:
        self.opened.qtbot.waitUntil(self._idle, timeout=20_000)

    def documents(self) -> list[Document]:
        listed = self.opened.ask(lambda vault: vault.list("document"))
        return [each for each in listed if isinstance(each, Document)]

    @property
    def texts(self) -> list[str]:
        return [deed.text for deed in self.window.deeds]

    @property
    def error(self) -> str:
        return "" if self.way.bar.error is None else self.way.bar.error.accessibleName()

    def _idle(self) -> bool:
        return not self.opened.jobs.busy and not self.way.looker.waiting and not self.way.busy


def of_files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def entering(mime: QMimeData, place: QPoint) -> QDragEnterEvent:
    return QDragEnterEvent(
        place, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )


def files(folder: Path, count: int) -> list[Path]:
    made = []
    for number in range(count):
        path = folder / f"Sample {number}.pdf"
        path.write_bytes(referral_pdf(f"page of {number}"))
        made.append(path)
    return made


class TestDropping:
    def test_files_are_stored_then_looked_at(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        arriving = Arriving(qtbot, opened)
        event = arriving.drop(of_files(*files(tmp_path, 3)))
        assert event.dropAction() is Qt.DropAction.CopyAction
        assert arriving.texts == ["3 papers stored safely"]
        found = arriving.documents()
        assert [(each.pages, each.has_text_layer, each.links) for each in found] == [(2, True, ())] * 3
        assert {each.person for each in found} == {opened.ids["nora"]}
        assert opened.session.snapshot is not None
        assert all(each.pages for each in opened.session.snapshot.records.all(Document))
        assert not arriving.way.bar.isVisible()

    def test_undo_takes_all_of_them_back(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        arriving = Arriving(qtbot, opened)
        arriving.drop(of_files(*files(tmp_path, 2)))
        opened.ask(lambda vault: vault.records.undo(arriving.window.deeds[0].changes))
        assert arriving.documents() == []

    def test_a_line_in_the_window_gets_no_path(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        arriving = Arriving(qtbot, opened)
        arriving.drop(of_files(*files(tmp_path, 1)))
        assert arriving.window.line.text() == ""
        words = QMimeData()
        words.setText("sample words")
        place = arriving.window.line.geometry().center()
        QApplication.sendEvent(arriving.window.windowHandle(), entering(words, place))
        arriving.drop(words, place)
        assert arriving.texts == ["1 paper stored safely"]
        assert arriving.window.line.text() == "sample words"

    def test_onto_the_record_in_view(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        arriving = Arriving(qtbot, opened)
        arriving.window.record = ("referral", opened.ids["referral"])
        arriving.drop(of_files(*files(tmp_path, 1)))
        (document,) = arriving.documents()
        assert [(link.kind, link.record) for link in document.links] == [("referral", opened.ids["referral"])]
        assert (document.kind, document.person) == (DocumentKind.REFERRAL, opened.ids["nora"])
        assert arriving.texts == ["1 paper stored safely with: Referral RF-48213"]

    def test_a_folder(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        (tmp_path / "inner").mkdir()
        files(tmp_path, 2)
        arriving = Arriving(qtbot, opened)
        arriving.drop(of_files(tmp_path))
        deed = arriving.texts[0]
        assert deed.startswith("2 papers stored safely; ")
        assert "in the folder passed over" in deed

    def test_an_empty_folder_says_so(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        arriving = Arriving(qtbot, opened)
        arriving.drop(of_files(tmp_path / "empty"))
        assert arriving.error.startswith("There is no file in this folder. Your vault is unchanged.")

    def test_an_address_is_refused(self, qtbot: QtBot, opened: OpenDesk) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl("https://example.org/scan.pdf")])
        arriving = Arriving(qtbot, opened)
        arriving.drop(mime)
        assert arriving.error.startswith("What was dropped is not a file on this computer.")
        assert (arriving.documents(), arriving.texts) == ([], [])

    def test_the_same_papers_again(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        arriving = Arriving(qtbot, opened)
        paths = files(tmp_path, 2)
        arriving.drop(of_files(paths[0]))
        arriving.drop(of_files(*paths))
        arriving.drop(of_files(*paths))
        assert arriving.texts == ["1 paper stored safely", "1 paper stored safely; 1 paper was here already"]
        assert arriving.window.said == ["2 papers were here already"]
        arriving.window.record = ("referral", opened.ids["referral"])
        arriving.drop(of_files(*paths))
        assert arriving.texts[-1] == "2 that were here already are linked now"
        assert len(arriving.documents()) == 2

    def test_bad_files_are_named_and_the_others_are_safe(
        self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path
    ) -> None:
        paths = [*files(tmp_path, 1), tmp_path / "gone.pdf"]
        locked = tmp_path / "locked.pdf"
        locked.write_bytes(encrypted(user="sample"))
        arriving = Arriving(qtbot, opened)
        arriving.drop(of_files(*paths, locked))
        assert arriving.texts == ["2 papers stored safely"]
        assert arriving.error == (
            "1 of 3 files was not stored. The other 2 are stored safely. "
            "gone.pdf: The file gone.pdf cannot be read."
        )
        assert {each.unread_reason for each in arriving.documents()} == {None, "encrypted"}
        QTest.qWait(20)
        assert clipped(arriving.way.bar) == []
        QTest.keyClick(arriving.window.focusWidget(), Qt.Key.Key_Space)
        assert arriving.way.bar.error is None

    def test_hovering_says_where_they_land(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        arriving = Arriving(qtbot, opened)
        arriving.window.record = ("referral", opened.ids["referral"])
        mime = of_files(*files(tmp_path, 1))
        enter = entering(mime, PLACE)
        QApplication.sendEvent(arriving.window.windowHandle(), enter)
        assert enter.isAccepted()
        assert arriving.way.bar.words.text() == "Drop them to add them to: Referral RF-48213"
        QApplication.sendEvent(arriving.window.windowHandle(), QDragLeaveEvent())
        assert not arriving.way.bar.isVisible()


class TestPasting:
    def test_files(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        arriving = Arriving(qtbot, opened)
        QGuiApplication.clipboard().setMimeData(of_files(*files(tmp_path, 2)))
        arriving.window.setFocus()
        QTest.keyClick(arriving.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        arriving.settle()
        assert arriving.texts == ["2 papers stored safely"]

    def test_an_input_keeps_ctrl_v_for_words(self, qtbot: QtBot, opened: OpenDesk) -> None:
        QGuiApplication.clipboard().setText("sample words")
        arriving = Arriving(qtbot, opened)
        arriving.window.line.setFocus()
        QTest.keyClick(arriving.window.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert (arriving.window.line.text(), arriving.window.said) == ("sample words", [])

    def test_a_picture_becomes_a_png_in_memory(self, qtbot: QtBot, opened: OpenDesk) -> None:
        image = QImage(60, 40, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.red)
        QGuiApplication.clipboard().setImage(image)
        arriving = Arriving(qtbot, opened)
        arriving.way.paste()
        arriving.settle()
        (document,) = arriving.documents()
        assert (document.title, document.media_type) == ("Pasted picture.png", "image/png")
        content = opened.ask(lambda vault: vault.papers.content(document))
        assert QImage.fromData(content).convertToFormat(image.format()) == image

    def test_nothing_to_take_is_said(self, qtbot: QtBot, opened: OpenDesk) -> None:
        QGuiApplication.clipboard().setText("sample words")
        arriving = Arriving(qtbot, opened)
        arriving.way.paste()
        assert arriving.window.said == ["There is no file and no picture on the clipboard."]


class TestPicking:
    def test_for_the_record_that_was_asked(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        arriving = Arriving(qtbot, opened)
        arriving.window.chosen = files(tmp_path, 1)
        arriving.way.pick(PickPapers("request", opened.ids["request"], "proof_of_delivery"))
        arriving.settle()
        (document,) = arriving.documents()
        assert document.kind is DocumentKind.PROOF_OF_DELIVERY
        assert [link.record for link in document.links] == [opened.ids["request"]]

    def test_of_a_kind_for_the_inbox(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        arriving = Arriving(qtbot, opened)
        arriving.window.chosen = files(tmp_path, 1)
        arriving.way.pick(PickPapers(document_kind="card"))
        arriving.settle()
        assert [(each.kind, each.links) for each in arriving.documents()] == [(DocumentKind.CARD, ())]

    def test_leaving_the_dialog_does_nothing(self, qtbot: QtBot, opened: OpenDesk) -> None:
        arriving = Arriving(qtbot, opened)
        arriving.way.pick()
        assert not arriving.way.busy


class TestProgress:
    def test_stopping_stores_none(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        arriving = Arriving(qtbot, opened)
        arriving.window.chosen = files(tmp_path, 3)
        arriving.way.pick()
        bar = arriving.way.bar
        qtbot.waitUntil(lambda: bar.isVisible() and bar.words.text() == "Storing paper 1 of 3 safely")
        QTest.mouseClick(arriving.way.bar.cancel, Qt.MouseButton.LeftButton)
        arriving.settle()
        assert arriving.documents() == []
        assert arriving.window.said == ["Stopped; none of these papers was stored."]
        assert not arriving.way.bar.isVisible()

    def test_many_papers_and_the_window_answers(self, qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
        arriving = Arriving(qtbot, opened)
        beats = Heartbeat(arriving.window)
        arriving.drop(of_files(*files(tmp_path, 30)))
        assert arriving.texts == ["30 papers stored safely"]
        assert {each.pages for each in arriving.documents()} == {2}
        print(f"longest gap {beats.longest_ms} ms")  # noqa: T201 - a figure of the run
        assert beats.longest_ms < 200, "the window froze while papers came in"

    def test_papers_of_an_earlier_run_are_looked_at(self, qtbot: QtBot, opened: OpenDesk) -> None:
        content, target = referral_pdf(), Target(DocumentKind.OTHER)
        opened.ask(lambda vault: vault.papers.attach_bytes(content, "Sample.pdf", target))
        arriving = Arriving(qtbot, opened)
        opened.session.refresh()
        arriving.settle()
        assert [each.pages for each in arriving.documents()] == [1]


class Heartbeat(QWidget):
    """Beats every 10 ms and keeps the longest gap."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._since = QElapsedTimer()
        self._since.start()
        self.longest_ms = 0
        self.startTimer(10)

    def timerEvent(self, _event: QEvent) -> None:
        self.longest_ms = max(self.longest_ms, self._since.restart())
