"""The page that unlocks: one secret, shown or hidden, and what went wrong said calmly."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.setting import laid_out
from tests.ui.walking import clipped, nameless
from vault.domain.errors import ExitCode, UserError
from vault.services.wording.catalogue import Wording
from vault.ui.dialogs.start_window import StartWindow
from vault.ui.dialogs.unlock import UnlockPage
from vault.ui.theme.look import Look, LookSettings, SchemeChoice
from vault.ui.unlocking import Attempt, SecretKind
from vault.ui.widgets.error_frame import ErrorFrame

WRONG = UserError("wrong_password", ExitCode.WRONG_PASSWORD, secret="password")


class Unlocking:
    def __init__(self, look: Look, say: Wording, qtbot: QtBot) -> None:
        self.window = StartWindow(look, say)
        qtbot.addWidget(self.window)
        self.page = UnlockPage(look, say, "Sample vault", say.text("Locked."))
        self.window.show_page(self.page)
        self.window.show()
        self.window.activateWindow()
        self.tries: list[Attempt] = []
        self.page.asked.connect(self.tries.append)

    def words(self) -> str:
        QCoreApplication.sendPostedEvents()
        return " ".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def shown(look: Look, say: Wording, qtbot: QtBot) -> Unlocking:
    return Unlocking(look, say, qtbot)


def test_enter_and_the_button_try_the_password(shown: Unlocking) -> None:
    QTest.keyClicks(shown.page.field, "open sesame")
    QTest.keyClick(shown.page.field, Qt.Key.Key_Return)
    shown.page.button.click()
    assert shown.tries == [Attempt("open sesame")] * 2
    assert "sesame" not in repr(shown.tries)


def test_an_empty_password_is_not_tried(shown: Unlocking) -> None:
    QTest.keyClick(shown.page.field, Qt.Key.Key_Return)
    assert shown.tries == []


def test_the_eye_shows_what_is_typed_and_hides_it_again(shown: Unlocking) -> None:
    field = shown.page.field
    assert field.echoMode() is QLineEdit.EchoMode.Password
    field.eye.click()
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    field.eye.click()
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert field.eye.focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_a_wrong_password_is_said_and_stays_to_be_corrected(shown: Unlocking) -> None:
    QTest.keyClicks(shown.page.field, "wrong")
    shown.page.show_error(WRONG)
    words = shown.words()
    assert "does not open the vault" in words
    assert "Your vault is unchanged." in words
    assert "recovery key" in words
    assert shown.page.field.selectedText() == "wrong"
    shown.page.show_error(WRONG)
    shown.words()
    assert [frame.isVisible() for frame in shown.page.findChildren(ErrorFrame)] == [True]
    QTest.keyClick(shown.page.field, Qt.Key.Key_Return)
    assert "does not open" not in shown.words()


def test_the_recovery_key_is_asked_for_in_plain_sight(shown: Unlocking) -> None:
    shown.page.field.setText("a password that must not be seen")
    shown.page.other_secret.click()
    assert shown.page.field.text() == ""
    assert shown.page.field.echoMode() is QLineEdit.EchoMode.Normal
    assert shown.page.field.accessibleName() == "Recovery key"
    assert "Dashes and small letters do not matter." in shown.words()
    QTest.keyClicks(shown.page.field, "abcd")
    QTest.keyClick(shown.page.field, Qt.Key.Key_Return)
    assert shown.tries == [Attempt("abcd", SecretKind.RECOVERY_KEY)]
    shown.page.other_secret.click()
    assert shown.page.field.echoMode() is QLineEdit.EchoMode.Password


def test_nothing_is_taken_while_it_unlocks(shown: Unlocking) -> None:
    QTest.keyClicks(shown.page.field, "once")
    shown.page.set_busy("Unlocking…")
    QTest.keyClick(shown.page.field, Qt.Key.Key_Return)
    shown.page.button.click()
    assert shown.tries == []
    assert shown.page.button.text() == "Unlocking…"
    shown.page.set_busy("")
    shown.page.button.click()
    assert len(shown.tries) == 1


@pytest.mark.parametrize(
    ("typed", "shift", "warns"), [("A", False, True), ("a", False, False), ("a", True, True)]
)
def test_caps_lock_is_warned_of(shown: Unlocking, typed: str, shift: bool, warns: bool) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    shown.page.field.setFocus()
    QCoreApplication.sendEvent(
        shown.page.field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, typed)
    )
    assert shown.page.warns_of_caps_lock is warns
    assert ("Caps Lock is on." in shown.words()) is warns


def test_the_key_itself_takes_the_warning_away(shown: Unlocking) -> None:
    QTest.keyClicks(shown.page.field, "A")
    QTest.keyClick(shown.page.field, Qt.Key.Key_CapsLock)
    assert not shown.page.warns_of_caps_lock


def test_the_picture_comes_before_anything_slow(look: Look, say: Wording, qtbot: QtBot) -> None:
    window = StartWindow(look, say)
    qtbot.addWidget(window)
    painted: list[bool] = []
    window.painted.connect(lambda: painted.append(True))
    window.show_page(UnlockPage(look, say, "Sample vault", ""))
    assert painted == []
    window.show()
    window.grab()
    window.grab()
    assert painted == [True]


@pytest.mark.parametrize("scale", [100, 200])
def test_every_control_has_a_name_and_no_word_is_cut(
    look: Look, german: Wording, qtbot: QtBot, scale: int
) -> None:
    look.choose(LookSettings(SchemeChoice.LIGHT, scale=scale))
    shown = Unlocking(look, german, qtbot)
    shown.page.show_error(WRONG)
    shown.page.use(SecretKind.RECOVERY_KEY)
    shown.page.show_error(WRONG)
    laid_out(shown.window, QSize(look.theme.px(24), look.theme.px(30)))
    assert nameless(shown.window) == []
    assert clipped(shown.window) == []
