"""The settings page over a real vault: each choice takes effect at once and is kept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import SampleVault
from tests.ui.open_desk import OpenDesk
from tests.ui.walking import clipped, nameless, unreached
from vault import __version__
from vault.services.files import desktop_entry
from vault.services.local_settings import LocalSettings
from vault.services.wording.catalogue import Wording
from vault.ui.autolock import AutoLock
from vault.ui.background import Background
from vault.ui.lobby import Lobby
from vault.ui.pages.settings import SettingsPage
from vault.ui.pages.settings_parts.about import AboutSection
from vault.ui.pages.settings_parts.appearance import LookSection
from vault.ui.pages.settings_parts.general import GeneralSection
from vault.ui.pages.settings_parts.reminders import ReminderSection
from vault.ui.pages.settings_parts.rows import KeyedChoice
from vault.ui.pages.settings_parts.section import Section
from vault.ui.pages.settings_parts.this_vault import VaultSection
from vault.ui.theme.look import Look, LookSettings, SchemeChoice
from vault.ui.theme.metrics import Breadth
from vault.ui.theme.theme import Scheme
from vault.ui.tray import Tray
from vault.ui.widgets.slices import Slices

NORMAL, SMALL = QSize(1068, 800), QSize(844, 600)
S = TypeVar("S", bound=Section)


class RecordingTray(Tray):
    """Notes when the icon would be shown, and when it would go."""

    def __init__(self, picture: Callable[[], QIcon], say: Wording, shows: list[bool]) -> None:
        super().__init__(picture, say)
        self.shows = shows

    def show(self, *, is_open: bool) -> None:
        """Note it."""
        assert is_open
        self.shows.append(True)

    def hide(self) -> None:
        """Note it."""
        self.shows.append(False)


@pytest.fixture
def desk(qtbot: QtBot, sample: SampleVault, look: Look, qapp: QApplication) -> Iterator[OpenDesk]:
    """Return a desk with reminders and a lock that waits."""
    opened = OpenDesk(qtbot, sample, look)
    opened.with_reminding()
    opened.desk = replace(opened.desk, autolock=AutoLock(qapp, 5))
    opened.load()
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot: QtBot, desk: OpenDesk) -> SettingsPage:
    """Return the page, shown."""
    return shown(qtbot, desk)


def shown(qtbot: QtBot, desk: OpenDesk, size: QSize = NORMAL) -> SettingsPage:
    made = SettingsPage(desk.desk)
    qtbot.addWidget(made)
    made.resize(size)
    made.set_breadth(Breadth.NARROW if size == SMALL else Breadth.NORMAL)
    made.show()
    assert desk.session.snapshot is not None
    made.show_snapshot(desk.session.snapshot)
    qtbot.waitUntil(made.section.isVisible)
    return made


def section(page: SettingsPage, kind: type[S], key: str) -> S:
    """Bring a section into view and return it."""
    page.show_section(key)
    found = page.sections[key]
    assert isinstance(found, kind)
    return found


def choose(choice: KeyedChoice, key: str) -> None:
    """Choose an entry with the keyboard."""
    choice.setFocus()
    step = Qt.Key.Key_Down if choice.findData(key) > choice.currentIndex() else Qt.Key.Key_Up
    while choice.key != key:
        QTest.keyClick(choice, step)


def kept(desk: OpenDesk) -> LocalSettings:
    """Return the settings as another start would read them."""
    return LocalSettings(desk.folder.parent / "config")


def test_the_list_and_the_keyboard_lead_to_each_section(page: SettingsPage) -> None:
    for number, key in enumerate(page.sections):
        page.list.setFocus()
        while page.list.currentIndex().row() < number:
            QTest.keyClick(page.list, Qt.Key.Key_Down)
        QTest.keyClick(page.list, Qt.Key.Key_Return)
        assert page.section is page.sections[key]
        assert page.sections[key].isVisible()


def test_narrow_pages_have_a_choice_instead_of_the_list(qtbot: QtBot, desk: OpenDesk) -> None:
    page = shown(qtbot, desk, SMALL)
    assert not page.list.isVisible()
    choose(page.choice, "vault")
    assert page.sections["vault"].isVisible()


def test_language_is_kept_and_says_when_it_takes_effect(desk: OpenDesk, page: SettingsPage) -> None:
    general = section(page, GeneralSection, "general")
    choose(general.language, "de")
    assert kept(desk).now.language == "de"
    assert "next time the window opens" in general.language.accessibleDescription()


def test_the_lock_waits_as_long_as_chosen_from_now_on(desk: OpenDesk, page: SettingsPage) -> None:
    general = section(page, GeneralSection, "general")
    choose(general.idle, "30")
    assert kept(desk).now.idle_minutes == 30
    assert seconds_left(desk) == 30 * 60
    choose(general.idle, "0")
    assert seconds_left(desk) is None
    assert "Whoever sits down" in general.idle.accessibleDescription()


def test_an_unusual_time_is_offered_too(qtbot: QtBot, desk: OpenDesk) -> None:
    desk.settings.change(idle_minutes=7)
    page = shown(qtbot, desk)
    general = section(page, GeneralSection, "general")
    assert general.idle.key == "7"


def test_the_menu_entry_comes_and_goes(
    desk: OpenDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    menu = desktop_entry.Menu.of_this_person({"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")})
    assert menu is not None
    page = shown(qtbot, desk)
    general = section(page, GeneralSection, "general")
    assert not general.menu.box.isChecked()
    general.menu.box.click()
    desk.settle()
    assert menu.installed()
    assert "in the applications menu now" in general.menu.hint.text()
    general.menu.box.click()
    desk.settle()
    assert not menu.installed()
    assert not general.menu.box.isChecked()


def test_the_look_changes_at_once(desk: OpenDesk, page: SettingsPage) -> None:
    looks = section(page, LookSection, "look")
    before = desk.desk.look.theme
    choose(looks.scheme, "dark")
    assert desk.desk.look.theme.scheme is Scheme.DARK
    choose(looks.scale, "150")
    assert desk.desk.look.theme.metrics.unit > before.metrics.unit
    looks.contrast.box.click()
    assert desk.desk.look.theme.contrast
    now = kept(desk).now
    assert (now.scheme, now.scale, now.contrast) == ("dark", 150, "high")


def test_one_notification_can_be_looked_at(desk: OpenDesk, page: SettingsPage) -> None:
    reminders = section(page, ReminderSection, "reminders")
    reminders.show_one.click()
    desk.settle()
    assert [each.body for each in desk.notifier.shown] == ["1 date needs you today"]
    assert reminders.status.text() == "Reminders work"


def test_how_much_is_told_is_kept_and_shown(desk: OpenDesk, page: SettingsPage) -> None:
    reminders = section(page, ReminderSection, "reminders")
    assert "1 date needs you today" in texts(reminders)
    choose(reminders.detail, "labels")
    QTest.qWait(10)
    assert kept(desk).now.notice_detail == "labels"
    assert "Tomorrow: The referral ends: Referral SAMPLE" in texts(reminders)
    reminders.show_one.click()
    desk.settle()
    assert desk.notifier.shown[-1].body in texts(reminders)


def test_without_a_notification_service_it_is_said(desk: OpenDesk, page: SettingsPage) -> None:
    reminders = section(page, ReminderSection, "reminders")
    assert not reminders.trouble.isVisible()
    desk.notifier.works = False
    reminders.show_one.click()
    desk.settle()
    assert reminders.status.text() == "This desktop shows no notifications"
    assert "still stands on Today" in reminders.trouble.text.text()
    assert reminders.trouble.isVisible()


def test_notifications_can_be_switched_off_and_on(desk: OpenDesk, page: SettingsPage) -> None:
    reminders = section(page, ReminderSection, "reminders")
    reminders.on.box.click()
    assert not kept(desk).now.notifications
    assert reminders.status.text() == "Notifications are off"
    reminders.on.box.click()
    desk.settle()
    assert len(desk.notifier.shown) == 1
    assert "Last checked today" in reminders.checked.text()


def test_the_vault_says_where_it_lies_and_what_it_holds(
    qtbot: QtBot, desk: OpenDesk, page: SettingsPage
) -> None:
    about = section(page, VaultSection, "vault")
    qtbot.waitUntil(lambda: bool(about.place.text()), timeout=5000)
    assert about.place.text() == str(desk.folder)
    assert "2 people" in about.facts.text()
    assert "11 visits" in about.facts.text()
    assert about.rung.text().endswith(".")
    about.copy.click()
    assert QGuiApplication.clipboard().text() == str(desk.folder)


@pytest.mark.parametrize(("button", "checks"), [("quick", "2 checks"), ("full", "5 checks")])
def test_a_whole_vault_is_found_whole(desk: OpenDesk, page: SettingsPage, button: str, checks: str) -> None:
    desk.attach("Sample referral.pdf", "Sample referral")
    card = section(page, VaultSection, "vault").check
    getattr(card, button).click()
    assert card.stop.isVisible()
    assert not card.full.isEnabled()
    desk.settle()
    assert card.result.text() == f"{checks}, no damage."
    assert not card.stop.isVisible()
    assert card.quick.isEnabled()


def test_damage_is_said_in_words(desk: OpenDesk, page: SettingsPage) -> None:
    desk.attach("Sample referral.pdf", "Sample referral")
    (blob,) = [path for path in (desk.folder / "documents").rglob("*") if path.is_file()]
    blob.write_bytes(blob.read_bytes()[:-1])
    card = section(page, VaultSection, "vault").check
    card.full.click()
    desk.settle()
    assert card.result.text().startswith("Damage was found.")
    assert any("A paper is damaged or gone" in text for text in texts(card))


def test_a_check_can_be_stopped(desk: OpenDesk, page: SettingsPage) -> None:
    card = section(page, VaultSection, "vault").check
    card.full.click()
    card.stop.click()
    desk.settle()
    assert card.result.text() in ("Stopped, as you asked. Nothing is half done.", "5 checks, no damage.")
    assert not card.stop.isVisible()


def test_about_names_version_and_license(page: SettingsPage) -> None:
    words = " ".join(texts(section(page, AboutSection, "about")))
    assert __version__ in words
    assert "General Public License" in words


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize(("size", "scale"), [(NORMAL, 100), (SMALL, 100), (SMALL, 200)])
def test_no_word_is_clipped_and_every_control_is_named_and_reached(
    qtbot: QtBot, sample: SampleVault, look: Look, lang: str, size: QSize, scale: int
) -> None:
    look.choose(LookSettings(SchemeChoice.LIGHT, scale=scale))
    desk = OpenDesk(qtbot, sample, look, lang)
    desk.with_reminding()
    desk.load()
    page = shown(qtbot, desk, size)
    found: list[str] = []
    checks: tuple[Callable[[SettingsPage], list[str]], ...] = (clipped, nameless, unreached)
    for key in page.sections:
        page.show_section(key)
        QTest.qWait(250 if key == "vault" else 0)
        desk.settle()
        qtbot.waitUntil(lambda: not any(each.under_way for each in page.findChildren(Slices)))
        QTest.qWait(20)
        found += [f"{key}: {each}" for check in checks for each in check(page)]
    desk.close()
    assert found == []


def seconds_left(desk: OpenDesk) -> float | None:
    """Return how long the lock waits."""
    assert desk.desk.autolock is not None
    return desk.desk.autolock.left


def texts(widget: QWidget) -> list[str]:
    """Return the words that are shown, in the order they were made."""
    return [label.text() for label in widget.findChildren(QLabel) if label.text() and label.isVisible()]


def test_closing_is_chosen_here_and_follows_the_question(page: SettingsPage, desk: OpenDesk) -> None:
    general = section(page, GeneralSection, "general")
    assert general.closing.key == "ask"
    choose(general.closing, "background")
    assert kept(desk).now.on_close == "background"
    assert any("no tray" in each.text() for each in general.findChildren(QLabel) if each.isVisible())
    desk.settings.change(on_close="quit")  # as the question at closing does
    page.show_section("look")
    page.show_section("general")
    assert general.closing.key == "quit"
    assert not any("no tray" in each.text() for each in general.findChildren(QLabel) if each.isVisible())


def test_the_icon_comes_and_goes_with_the_choice(qtbot: QtBot, desk: OpenDesk) -> None:
    lobby = Lobby(desk.app, desk.desk.look, desk.desk.say, desk.jobs, desk.settings)
    shows: list[bool] = []
    background = Background(lobby, desk, RecordingTray(desk.desk.look.icons.app_icon, desk.desk.say, shows))
    background.hold(desk.folder, is_open=True)
    desk.desk = replace(desk.desk, background=background)
    general = section(shown(qtbot, desk), GeneralSection, "general")
    for key in ("background", "quit"):
        choose(general.closing, key)
    assert shows == [False, True, False]
