"""A paper to look at: pages, zoom, turn, boxes; late pictures are dropped, troubles are explained."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QColor, QImage, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.open_desk import OpenDesk
from tests.ui.papers.made import encrypted, picture, referral_pdf
from vault.domain.records.papers import Document, DocumentKind
from vault.services.documents.attach import Target
from vault.ui.papers.boxes import PageBox
from vault.ui.papers.page_images import PageImage
from vault.ui.papers.paper_pane import PaperPane
from vault.ui.papers.thumbnails import ThumbnailLabel, Thumbnails
from vault.ui.theme.look import Look, LookSettings, SchemeChoice


def stored(opened: OpenDesk, content: bytes, name: str = "Sample.pdf") -> Document:
    attached = opened.vault.papers.attach_bytes(content, name, Target(DocumentKind.OTHER))
    return opened.vault.papers.look_at(attached.document, opened.app.sandbox())


def shown(qtbot: QtBot, opened: OpenDesk, document: Document, page: int = 1) -> PaperPane:
    pane = PaperPane(opened.desk)
    qtbot.addWidget(pane)
    pane.resize(600, 700)
    pane.show()
    pane.show_paper(document, page)
    opened.settle()
    return pane


def pixmap(pane: PaperPane) -> QPixmap:
    return pane.view._picture.pixmap()


class TestPages:
    def test_they_are_leafed_through_by_keys(self, qtbot: QtBot, opened: OpenDesk) -> None:
        pane = shown(qtbot, opened, stored(opened, referral_pdf("two", "three")))
        seen = []
        for key in (
            Qt.Key.Key_PageDown,
            Qt.Key.Key_End,
            Qt.Key.Key_PageDown,
            Qt.Key.Key_PageUp,
            Qt.Key.Key_Home,
        ):
            QTest.keyClick(pane.view, key)
            opened.settle()
            assert not pixmap(pane).isNull()
            seen.append(pane.view.page)
        assert seen == [2, 3, 3, 2, 1]
        assert pane.view.accessibleName() == pane.page_words.text() == "Page 1 of 3"

    def test_buttons_and_strip_lead_to_pages(self, qtbot: QtBot, opened: OpenDesk) -> None:
        pane = shown(qtbot, opened, stored(opened, referral_pdf("two", "three")), page=2)
        assert (pane.view.page, pane.strip.currentIndex().row()) == (2, 1)
        QTest.mouseClick(pane.forth, Qt.MouseButton.LeftButton)
        assert (pane.view.page, pane.forth.isEnabled()) == (3, False)
        pane.strip.setCurrentIndex(pane.strip.model().index(0, 0))
        assert (pane.view.page, pane.back.isEnabled()) == (1, False)
        opened.settle()
        assert pane.strip.sheet(0) is not None

    def test_one_page_has_no_strip(self, qtbot: QtBot, opened: OpenDesk) -> None:
        pane = shown(qtbot, opened, stored(opened, picture("PNG"), "Sample.png"))
        assert not pane.strip.isVisible()
        assert not pane.forth.isVisible()
        assert not pixmap(pane).isNull()

    def test_a_late_picture_of_another_paper_is_dropped(self, qtbot: QtBot, opened: OpenDesk) -> None:
        first, second = stored(opened, referral_pdf()), stored(opened, picture("PNG"), "Sample.png")
        pane = shown(qtbot, opened, first)
        pane.show_paper(second)
        late = QImage(20, 20, QImage.Format.Format_RGB32)
        pane._images._drawn(PageImage(first.id, 1, 128, late))
        assert pixmap(pane).isNull()
        opened.settle()
        assert pixmap(pane).width() > 20

    def test_the_same_paper_again_keeps_its_place(self, qtbot: QtBot, opened: OpenDesk) -> None:
        document = stored(opened, referral_pdf("two"))
        pane = shown(qtbot, opened, document, page=2)
        pane.view.zoom_in()
        pane.show_paper(document)
        assert (pane.view.page, pane.view.zoom) == (2, 1.25)

    def test_kept_pages_come_at_once(self, qtbot: QtBot, opened: OpenDesk) -> None:
        pane = shown(qtbot, opened, stored(opened, referral_pdf("two")))
        pane.view.next_page()
        opened.settle()
        pane.view.previous_page()
        assert not pixmap(pane).isNull()
        assert not opened.jobs.busy


class TestZoomAndTurn:
    def test_by_keys(self, qtbot: QtBot, opened: OpenDesk) -> None:
        pane = shown(qtbot, opened, stored(opened, referral_pdf()))
        control = Qt.KeyboardModifier.ControlModifier
        before = pixmap(pane).width()
        for _ in range(3):
            QTest.keyClick(pane.view, Qt.Key.Key_Plus, control)
        assert pane.view.zoom == 1.25**3
        assert pane.fit.text() == "195 %"
        opened.settle()
        assert pixmap(pane).width() > before * 1.5
        QTest.keyClick(pane.view, Qt.Key.Key_Minus, control)
        assert pane.view.zoom == 1.25**2
        QTest.keyClick(pane.view, Qt.Key.Key_0, control)
        assert pane.fit.text() == "Fit"
        QTest.keyClick(pane.view, Qt.Key.Key_R, control)
        assert pane.view.turn == 90

    def test_its_keys_win_over_those_of_the_window(self, qtbot: QtBot, opened: OpenDesk) -> None:
        pane = shown(qtbot, opened, stored(opened, referral_pdf()))
        action = QAction("Trash", pane)
        action.setShortcut("Ctrl+0")
        pane.addAction(action)
        taken: list[bool] = []
        action.triggered.connect(taken.append)
        pane.activateWindow()
        qtbot.waitUntil(pane.isActiveWindow)
        pane.view.zoom_in()
        pane.view.setFocus()
        QTest.keyClick(pane.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
        assert (pane.fit.text(), taken) == ("Fit", [])
        opened.settle()

    def test_by_the_wheel_with_ctrl(self, qtbot: QtBot, opened: OpenDesk) -> None:
        pane = shown(qtbot, opened, stored(opened, referral_pdf()))
        for modifier, zoom in (
            (Qt.KeyboardModifier.NoModifier, None),
            (Qt.KeyboardModifier.ControlModifier, 1.25),
        ):
            wheel = QWheelEvent(
                QPointF(9, 9),
                QPointF(9, 9),
                QPoint(),
                QPoint(0, 120),
                Qt.MouseButton.NoButton,
                modifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,  # not inverted
            )
            QApplication.sendEvent(pane.view.viewport(), wheel)
            assert pane.view.zoom == zoom

    def test_it_ends_somewhere(self, qtbot: QtBot, opened: OpenDesk) -> None:
        pane = shown(qtbot, opened, stored(opened, referral_pdf()))
        for _ in range(30):
            pane.view.zoom_in()
        assert pane.view.zoom == 6
        opened.settle()
        assert pixmap(pane).width() <= 4096
        for _ in range(40):
            pane.view.zoom_out()
        assert pane.view.zoom == 0.5

    def test_a_turned_page_still_fits_and_the_next_paper_is_upright(
        self, qtbot: QtBot, opened: OpenDesk
    ) -> None:
        pane = shown(qtbot, opened, stored(opened, referral_pdf()))
        upright = pane.view.place_of((0, 0, 1, 1))
        pane.view.rotate_right()
        turned = pane.view.place_of((0, 0, 1, 1))
        assert upright.height() > upright.width()
        assert turned.width() > turned.height()
        assert turned.width() <= pane.view.width()
        pane.show_paper(stored(opened, picture("PNG"), "Sample.png"))
        assert pane.view.turn == 0
        opened.settle()


class TestBoxes:
    BOXES = (
        PageBox(1, 1, (0.1, 0.1, 0.4, 0.15), to_check=True, current=False),
        PageBox(2, 2, (0.1, 0.5, 0.4, 0.55), to_check=False, current=True),
    )

    def test_the_current_one_brings_its_page(self, qtbot: QtBot, opened: OpenDesk) -> None:
        pane = shown(qtbot, opened, stored(opened, referral_pdf("two")))
        pane.view.show_boxes(self.BOXES)
        assert pane.view.page == 2

    def test_a_click_and_keys_choose_one(self, qtbot: QtBot, opened: OpenDesk) -> None:
        pane = shown(qtbot, opened, stored(opened, referral_pdf("two")))
        chosen: list[object] = []
        pane.view.box_chosen.connect(chosen.append)
        pane.view.show_boxes(self.BOXES)
        pane.view.go_to(1)
        area = pane.view.place_of(self.BOXES[0].box)
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
        control = Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(pane.view, Qt.Key.Key_Down, control)
        QTest.keyClick(pane.view, Qt.Key.Key_Up, control)
        assert chosen == [1, 1, 1]

    def test_they_are_painted_where_they_lie(self, qtbot: QtBot, opened: OpenDesk) -> None:
        pane = shown(qtbot, opened, stored(opened, referral_pdf("two")))
        plain = pane.view.grab().toImage()
        box = PageBox(1, 1, (0.3, 0.8, 0.6, 0.85), to_check=True, current=True)
        pane.view.show_boxes((box,))
        area = pane.view.place_of(box.box)
        framed = pane.view.grab().toImage()
        assert framed.pixelColor(area.center()) != plain.pixelColor(area.center())
        far = QPoint(area.center().x(), area.top() - 60)
        assert framed.pixelColor(far) == plain.pixelColor(far)


def test_paper_stays_white_in_the_dark(qtbot: QtBot, opened: OpenDesk, look: Look) -> None:
    look.choose(LookSettings(SchemeChoice.DARK))
    pane = shown(qtbot, opened, stored(opened, referral_pdf()))
    place = pane.view.place_of((0.5, 0.9, 0.6, 0.95)).center()
    picture_of = pane.view.grab().toImage()
    assert picture_of.pixelColor(place) == QColor("white")
    assert picture_of.pixelColor(2, 2).lightness() < 60


class TestTrouble:
    def test_a_password(self, qtbot: QtBot, opened: OpenDesk) -> None:
        pane = shown(qtbot, opened, stored(opened, encrypted(user="sample")))
        assert pane.trouble is not None
        assert pane.trouble.accessibleName() == (
            "This paper cannot be shown: it is protected by a password. The original is stored unchanged. "
            "Save a copy and open it with its password in another program."
        )
        assert not pane.larger.isEnabled()

    def test_a_type_nobody_knows(self, qtbot: QtBot, opened: OpenDesk) -> None:
        pane = shown(qtbot, opened, stored(opened, b"sample words", "Sample.txt"))
        assert pane.trouble is not None
        assert "this type of file is not known" in pane.trouble.accessibleName()

    def test_a_page_that_breaks_only_when_it_is_drawn(self, qtbot: QtBot, opened: OpenDesk) -> None:
        pane = shown(qtbot, opened, stored(opened, referral_pdf()))
        pane.view._count = 2
        pane.view.go_to(2)
        opened.settle()
        assert pane.trouble is not None
        assert "the file is damaged" in pane.trouble.accessibleName()
        pane.show_paper(stored(opened, picture("PNG"), "Sample.png"))
        opened.settle()
        assert pane.trouble is None

    def test_a_sealed_file_that_is_gone(self, qtbot: QtBot, opened: OpenDesk) -> None:
        document = stored(opened, referral_pdf())
        opened.vault.blobs.delete(document.blob)
        pane = shown(qtbot, opened, document)
        assert pane.trouble is not None
        assert "A stored paper is damaged on the disk." in pane.trouble.accessibleName()


class TestThumbnails:
    def test_they_come_later_and_are_kept(self, qtbot: QtBot, opened: OpenDesk) -> None:
        document = stored(opened, referral_pdf("two"))
        thumbnails = Thumbnails(opened.desk, opened)
        label = ThumbnailLabel(opened.desk, thumbnails, document)
        qtbot.addWidget(label)
        label.show()
        assert thumbnails.pixmap(document) is None
        assert thumbnails.pixmap(document, 2) is None
        opened.settle()
        first = thumbnails.pixmap(document)
        assert first is not None
        assert first.width() == 256
        assert thumbnails.pixmap(document, 2) is not None
        assert not opened.jobs.busy

    def test_one_that_cannot_be_drawn_is_tried_once(self, opened: OpenDesk) -> None:
        document = stored(opened, referral_pdf())
        thumbnails = Thumbnails(opened.desk, opened)
        assert thumbnails.pixmap(document, 9) is None
        opened.settle()
        assert thumbnails.pixmap(document, 9) is None
        assert not opened.jobs.busy
