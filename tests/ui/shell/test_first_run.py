"""From nothing to a vault with a person and a referral: every step, on real files."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.bundle_papers import pdf
from tests.fakes.clock import FakeClock
from tests.fakes.ids import SeededIds
from tests.ui.setting import laid_out
from tests.ui.shell.lobby_setting import close_lobby, make_lobby, until
from tests.ui.walking import clipped, nameless
from vault.app import App, resources_folder
from vault.domain.records.papers import Document, DocumentKind
from vault.open_vault import OpenVault
from vault.services.keys.recovery import decode_recovery
from vault.services.keys.slots import Password, RecoveryKey
from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.dialogs.first_run.ending import FirstRunEnd
from vault.ui.dialogs.first_run.place import cloud_of
from vault.ui.dialogs.first_run.window import FirstRun
from vault.ui.dialogs.recovery_sheet import RecoveryFacts
from vault.ui.lobby import Lobby
from vault.ui.navigation import EditRecord, Navigator, Request
from vault.ui.session import Session
from vault.ui.theme.look import Look, LookSettings, SchemeChoice

PASSWORD = "a sentence of sample words"


class Person:
    """Someone who goes through the steps."""

    def __init__(self, lobby: Lobby, qtbot: QtBot, home: Path) -> None:
        self.window = FirstRun(lobby)
        self.lobby, self.qtbot, self.folder = lobby, qtbot, home / "My vault.rvault"
        self.ends: list[FirstRunEnd] = []
        self.window.finished.connect(self.ends.append)
        self.window.show()

    def choose_place(self) -> None:
        self.window.place.folder.setText(str(self.folder))
        self.window.place.folder.textEdited.emit(str(self.folder))
        self.window.next_button.click()

    def choose_password(self) -> None:
        QTest.keyClicks(self.window.password.first, PASSWORD)
        QTest.keyClicks(self.window.password.second, PASSWORD)
        self.window.next_button.click()
        until(self.qtbot, lambda: self.window.step == 2)

    def write_key_down(self) -> str:
        groups = [
            label.text() for label in self.window.recovery.findChildren(QLabel) if len(label.text()) == 4
        ]
        asked = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
        spoken = words(self.window.recovery)
        (number,) = [place for place, word in enumerate(asked) if f"the {word} group" in spoken]
        QTest.keyClicks(self.window.recovery.answer, groups[number].lower())
        self.window.next_button.click()
        return "-".join(groups)

    def say_name(self) -> None:
        QTest.keyClicks(self.window.person.name, "Sample Person")
        self.window.next_button.click()
        until(self.qtbot, lambda: self.window.step == 4)

    def come_to_the_referral(self) -> str:
        self.choose_place()
        self.choose_password()
        key = self.write_key_down()
        self.say_name()
        return key

    def end(self) -> FirstRunEnd:
        (end,) = self.ends
        return end


def words(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


@pytest.fixture
def person(look: Look, say: Wording, tmp_path: Path, qtbot: QtBot) -> Iterator[Person]:
    app = App(resources_folder(), FakeClock(), SeededIds(4))
    lobby = make_lobby(app, look, say, tmp_path / "config")
    person = Person(lobby, qtbot, tmp_path)
    yield person
    lobby.jobs.shut_down()
    person.window.close_vault()
    close_lobby(lobby)
    person.window.leave()


def test_it_ends_with_a_vault_that_password_and_key_open(person: Person) -> None:
    key = person.come_to_the_referral()
    person.window.quiet_button.click()
    end = person.end()
    assert (end.papers, end.typing, end.opened.name) == ((), False, "My vault")
    assert [each.id for each in end.opened.vault.list("person")] == [end.person]
    assert end.opened.recovery_text == ""
    end.opened.vault.close()
    app = person.lobby.app
    app.open(person.folder, Password(PASSWORD)).close()

    app.open(person.folder, RecoveryKey(decode_recovery(key))).close()
    assert [each.folder for each in person.lobby.settings.now.recent] == [str(person.folder)]


def test_the_place_follows_the_name_until_one_is_chosen(person: Person) -> None:
    place = person.window.place
    place.name.setText("Sample: our/vault?")
    assert place.vault_folder.name == "Sample  our vault.rvault"
    (person.folder.parent / "other.txt").write_text("x")
    place.choose(str(person.folder.parent))
    assert place.vault_folder.parent == person.folder.parent
    chosen = place.vault_folder
    place.name.setText("Another")
    assert place.vault_folder == chosen


@pytest.mark.parametrize("text", ["", "relative/folder"])
def test_a_place_must_be_a_whole_path(person: Person, text: str) -> None:
    person.window.place.folder.setText(text)
    person.window.place.folder.textEdited.emit(text)
    assert not person.window.next_button.isEnabled()
    assert person.window.said == "Choose a folder."


def test_a_folder_with_other_files_is_refused(person: Person) -> None:
    person.folder.mkdir()
    (person.folder / "tax.txt").write_text("x")
    person.choose_place()
    assert person.window.step == 0
    assert "other files" in person.window.said


def test_a_vault_that_is_there_is_offered_to_be_opened(person: Person) -> None:
    person.come_to_the_referral()
    other = Person(person.lobby, person.qtbot, person.folder.parent)
    other.choose_place()
    assert other.window.step == 0
    found: list[Path] = []
    other.window.vault_found.connect(found.append)
    other.window.place.open_button.click()
    assert found == [person.folder]
    other.window.leave()


@pytest.mark.parametrize(
    ("folder", "cloud"),
    [
        ("/home/sample/Dropbox/vault", "Dropbox"),
        ("/home/sample/OneDrive - Sample Company/v", "OneDrive"),
        ("/Users/sample/Library/Mobile Documents/v", "iCloud"),
        ("/home/sample/Nextcloud/v", "Nextcloud"),
        ("/home/sample/.local/share/referral-vault/v", ""),
        ("/home/sample/dropboxes/v", ""),
    ],
)
def test_a_synced_folder_is_told_by_its_name(folder: str, cloud: str) -> None:
    assert cloud_of(Path(folder)) == cloud


def test_a_synced_folder_is_warned_of_and_not_refused(person: Person) -> None:
    place = person.window.place
    place.choose(str(person.folder.parent / "Dropbox" / "v"))
    assert "kept in step by Dropbox" in place.cloud_warning
    assert person.window.next_button.isEnabled()
    place.choose(str(person.folder))
    assert place.cloud_warning == ""


@pytest.mark.parametrize(
    ("first", "second", "hint", "ready"),
    [
        ("", "", "", False),
        ("short", "short", "Short passwords are guessed quickly", True),
        ("aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "over and over", True),
        (PASSWORD, "", "", False),
        (PASSWORD, PASSWORD[:5], "", False),
        (PASSWORD, "other", "not the same", False),
        (PASSWORD, PASSWORD, "", True),
    ],
)
def test_hints_are_honest_and_never_block(
    person: Person, first: str, second: str, hint: str, ready: bool
) -> None:
    person.choose_place()
    person.window.password.first.setText(first)
    person.window.password.second.setText(second)
    assert hint in words(person.window.password)
    assert person.window.next_button.isEnabled() is ready


def test_the_first_steps_can_be_gone_back_to_and_the_made_vault_cannot(person: Person) -> None:
    person.choose_place()
    person.window.back_button.click()
    assert person.window.step == 0
    person.window.next_button.click()
    person.choose_password()
    assert person.window.back_button.isHidden()
    person.write_key_down()
    assert person.window.back_button.isHidden()
    person.say_name()
    person.window.back_button.click()
    assert person.window.step == 3
    person.window.person.name.setText("Sample Other")
    person.window.next_button.click()
    until(person.qtbot, lambda: person.window.step == 4)
    person.window.quiet_button.click()
    (record,) = person.end().opened.vault.list("person")
    assert getattr(record, "name", "") == "Sample Other"


def test_a_vault_that_cannot_be_made_is_told_and_another_place_tried(person: Person) -> None:
    person.choose_place()
    person.folder.write_text("in the way")
    QTest.keyClicks(person.window.password.first, PASSWORD)
    QTest.keyClicks(person.window.password.second, PASSWORD)
    person.window.next_button.click()
    assert "takes a few seconds" in person.window.said
    until(person.qtbot, lambda: "There is something at this place already." in words(person.window))
    assert person.window.step == 1
    assert person.window.next_button.isEnabled()


def test_the_key_goes_on_only_when_a_group_is_given_back(person: Person) -> None:
    person.choose_place()
    person.choose_password()
    QTest.keyClicks(person.window.recovery.answer, "ZZZZ")
    assert person.window.said == "This is another group."
    assert not person.window.next_button.isEnabled()
    person.window.recovery.answer.clear()
    key = person.write_key_down()
    assert person.window.step == 3
    assert not any(group in words(person.window) for group in key.split("-"))


def test_leaving_without_the_key_is_asked_about_once(person: Person) -> None:
    person.choose_place()
    person.choose_password()
    person.window.close()
    assert person.window.isVisible()
    assert "not written down yet" in words(person.window)
    person.window.close()
    assert not person.window.isVisible()


def test_the_sheet_of_the_key_is_a_pdf_with_its_text(person: Person, tmp_path: Path) -> None:
    person.choose_place()
    person.choose_password()
    target = tmp_path / "key.pdf"
    person.window.recovery.save_pdf(target)
    groups = [label.text() for label in person.window.recovery.findChildren(QLabel) if len(label.text()) == 4]
    with pypdfium2.PdfDocument(target) as document:
        assert len(document) == 1
        text = document[0].get_textpage().get_text_range()
    assert "".join(groups) in text.replace("\r\n", "").replace(" ", "")
    assert "My vault" in text
    assert "delete the file" in words(person.window.recovery)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_sheet_that_cannot_be_written_is_told(person: Person, tmp_path: Path) -> None:
    person.choose_place()
    person.choose_password()
    person.window.recovery.save_pdf(tmp_path / "none" / "key.pdf")
    assert "could not be written" in words(person.window.recovery)


def test_no_secret_is_in_what_is_printed_of_these_things() -> None:
    facts = RecoveryFacts("Sample vault", FakeClock().today(), "ABCD-EFGH")
    assert "ABCD" not in repr(facts)


def test_a_dropped_scan_is_stored_and_the_form_opened(person: Person, tmp_path: Path) -> None:
    person.come_to_the_referral()
    scan = tmp_path / "referral.pdf"
    scan.write_bytes(pdf("Sample referral"))
    assert not person.window.next_button.isEnabled()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(scan)), QUrl("https://sample.invalid/x")])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    person.window.referral.place.dropEvent(QDropEvent(QPointF(5, 5), action, mime, button, none))
    person.window.next_button.click()
    end = person.end()
    assert end.papers == (scan,)
    asked, vault = went_on(person, end)
    (paper,) = vault.list("document")
    assert asked == [EditRecord("referral", preset={"person": end.person}, paper=paper.id)]
    assert isinstance(paper, Document)
    assert (paper.kind, paper.person, paper.pages) == (DocumentKind.REFERRAL, end.person, 1)
    assert scan.exists()


def test_typing_it_in_opens_the_form(person: Person) -> None:
    person.come_to_the_referral()
    person.window.referral.type_button.click()
    end = person.end()
    assert end.typing
    asked, _ = went_on(person, end)
    assert asked == [EditRecord("referral", preset={"person": end.person})]


def went_on(person: Person, end: FirstRunEnd) -> tuple[list[Request], OpenVault]:
    """Go on as the window of the open vault does; return what was asked of its navigator."""
    lobby, navigator = person.lobby, Navigator()
    asked: list[Request] = []
    navigator.asked.connect(asked.append)
    session = Session(end.opened.vault, lobby.jobs, lobby.say)
    end.go_on(Desk(lobby.app, lobby.look, lobby.say, lobby.jobs, session, navigator, lobby.settings))
    until(person.qtbot, lambda: bool(asked) and not lobby.jobs.busy)
    return asked, end.opened.vault


@pytest.mark.parametrize(("scale", "size"), [(100, QSize(900, 600)), (200, QSize(1280, 800))])
def test_every_step_in_german_has_names_and_room(
    look: Look, german: Wording, tmp_path: Path, scale: int, size: QSize
) -> None:
    look.choose(LookSettings(SchemeChoice.LIGHT, scale=scale))
    app = App(resources_folder(), FakeClock(), SeededIds(4))
    lobby = make_lobby(app, look, german, tmp_path / "config")
    window = FirstRun(lobby)
    facts = RecoveryFacts("Sample vault", FakeClock().today(), "ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345")
    window.recovery.show_key(facts, 3)
    for number in range(5):
        window._show_step(number)
        laid_out(window, size)
        assert nameless(window) == [], number
        assert clipped(window) == [], number
    close_lobby(lobby)
    window.leave()
