"""The switch for reminders while locked: what it does outside the vault, and what it says afterwards."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.locked_vaults import FakeSecrets
from tests.fakes.vaults import SampleVault
from tests.ui.open_desk import TODAY, OpenDesk
from vault.services.files.autostart import Autostart
from vault.services.keys.keyring_item import read_item
from vault.services.reminders.agenda import AgendaLevel
from vault.services.reminders.locked import LockedReminders
from vault.services.reminders.plan import plan, things_of
from vault.services.reminders.reminded import RemindedVaults
from vault.ui.pages.settings_parts.locked_reminders import LockedReminderCard
from vault.ui.theme.look import Look


class Outside:
    """What lies outside the vault on a computer of the test's own."""

    def __init__(self, folder: Path) -> None:
        self.program = folder / "referral-vault"
        self.program.write_text("#!/bin/sh\n")
        self.program.chmod(0o700)
        self.reminded = RemindedVaults(folder / "config")
        self.secrets = FakeSecrets()
        self.autostart = Autostart.of_this_person({"HOME": str(folder)}, "linux")
        self.started: list[Sequence[str]] = []
        command = (str(self.program), "remind")
        self.locked = LockedReminders(
            self.reminded, self.secrets, self.autostart, command, self.started.append
        )


@pytest.fixture
def outside(tmp_path: Path) -> Outside:
    folder = tmp_path / "outside"
    folder.mkdir()
    return Outside(folder)


@pytest.fixture
def desk(qtbot: QtBot, sample: SampleVault, look: Look, outside: Outside) -> Iterator[OpenDesk]:
    sample.app._local = lambda: outside.reminded.folder
    opened = OpenDesk(qtbot, sample, look).load()
    yield opened
    opened.close()


@pytest.fixture
def card(qtbot: QtBot, desk: OpenDesk, outside: Outside) -> LockedReminderCard:
    made = LockedReminderCard(desk.desk, outside.locked)
    qtbot.addWidget(made)
    qtbot.addWidget(made.trouble)
    made.show()
    made.arrived()
    desk.settle()
    return made


def test_off_at_first_and_says_so(card: LockedReminderCard, outside: Outside) -> None:
    assert not card.on.box.isChecked()
    assert "does not remind you while it is locked" in card.on.hint.text()
    assert (outside.secrets.kept, outside.reminded.all()) == ({}, ())
    assert not card.plain.isVisible()


def test_on_and_off_again(card: LockedReminderCard, desk: OpenDesk, outside: Outside) -> None:
    card.on.box.click()
    assert not card.on.box.isEnabled()
    desk.settle()
    assert card.on.box.isChecked()
    assert "This vault reminds you while it is locked." in card.on.hint.text()
    (entry,) = outside.reminded.all()
    assert entry.folder == str(desk.folder)
    item = read_item(outside.secrets.kept[entry.vid])
    assert item is not None
    assert item.device is None
    assert outside.started == [(str(outside.program), "remind")]
    assert outside.autostart.state() == "installed"
    assert card.trouble.isHidden()
    card.on.box.click()
    desk.settle()
    assert (outside.secrets.kept, outside.reminded.all()) == ({}, ())
    assert outside.autostart.state() == "gone"
    assert "The keyring holds nothing of it." in card.on.hint.text()


def test_the_level_is_kept_in_the_vault(card: LockedReminderCard, desk: OpenDesk) -> None:
    card.level.setCurrentIndex(2)
    card.level.activated.emit(2)
    desk.settle()
    assert desk.ask(lambda vault: vault.reminders.choice.level) is AgendaLevel.LABELS


def test_without_a_keyring_it_stays_off_and_offers_one_plain_day(
    card: LockedReminderCard, desk: OpenDesk, outside: Outside
) -> None:
    outside.secrets.works = False
    card.on.box.click()
    desk.settle()
    assert not card.on.box.isChecked()
    assert "no keyring" in card.trouble.text.text()
    assert outside.reminded.all() == ()
    card.plain.box.click()
    desk.settle()
    assert card.on.box.isChecked()
    (entry,) = outside.reminded.all()
    assert entry.plain_day
    assert entry.next_day is not None
    card.plain.box.click()
    desk.settle()
    assert outside.reminded.all() == ()


def test_a_program_that_went_away_is_told(card: LockedReminderCard, desk: OpenDesk, outside: Outside) -> None:
    card.on.box.click()
    desk.settle()
    outside.program.unlink()
    card.arrived()
    desk.settle()
    assert "points to a program that is no longer there" in card.on.hint.text()
    assert not card.trouble.isHidden()


def test_what_is_told_open_and_locked_is_shared(
    card: LockedReminderCard, desk: OpenDesk, outside: Outside
) -> None:
    reminding = desk.with_reminding()
    card.on.box.click()
    desk.settle()
    reminding.check()
    desk.settle()
    assert desk.notifier.shown
    (log,) = outside.reminded.folder.glob("told-*")
    assert log.stat().st_size > 4096
    desk.ask(lambda vault: vault.reminders.log.keep({}))
    things = desk.ask(lambda vault: things_of(vault.snapshot().records, vault.snapshot().due))
    told = desk.ask(lambda vault: vault.reminders.told_of(things))
    assert {each.day is None for each in things} == {True, False}
    assert plan(things, told, TODAY) == ()
