"""The resident: each date on its days, nothing missed, nothing doubled, whatever the clock does."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.locked_vaults import LEADS, LockedVaults, item
from vault.services.files.lock import FolderLock
from vault.services.keys.keyring_item import KeyringItem, write_item
from vault.services.reminders.agenda import AgendaItem, AgendaLevel
from vault.services.reminders.plan import Told, put_off
from vault.services.reminders.reminded import RemindedVault, RemindedVaults
from vault.services.reminders.resident import Looked, Resident
from vault.services.reminders.told_outside import ToldOutside

TODAY = date(2026, 11, 23)
UNLOCK = "Referral Vault\nUnlock your vault, so that your reminders are up to date."
PLAIN = "Referral Vault\nA date needs you. Unlock your vault to see which."
ONE = "Referral Vault: 1 date needs you today\n"


@pytest.fixture
def computer(tmp_path: Path) -> LockedVaults:
    return LockedVaults(tmp_path, TODAY)


def days(number: int) -> timedelta:
    return timedelta(number)


class TestOnItsDays:
    def test_at_each_lead_day_on_the_day_and_daily_while_overdue(self, computer: LockedVaults) -> None:
        computer.add([item(TODAY + days(31))])
        told = []
        for passed in range(35):
            if computer.look():
                told.append(31 - passed)
            assert computer.look() == []
            computer.clock.advance(days=1)
            if passed == 20:
                computer.write([item(TODAY + days(31))])
        assert told == [*LEADS, -1, -2, -3]

    def test_a_restart_tells_nothing_again(self, computer: LockedVaults) -> None:
        computer.add([item(TODAY)])
        assert computer.look() == [f"{ONE}Today: The referral ends: Referral RF-1"]
        computer.restarted()
        assert computer.look() == []

    def test_what_fell_due_while_it_was_off_comes_oldest_first(self, computer: LockedVaults) -> None:
        computer.add(
            [item(TODAY + days(number), f"n{number}", None, f"Errand {number}") for number in range(1, 7)]
        )
        computer.clock.advance(days=9)
        (text,) = computer.look()
        assert text.splitlines() == [
            "Referral Vault: 6 dates need you today",
            *(f"{9 - number} days overdue: Errand {number}" for number in (1, 2, 3, 4)),
            "and 2 more",
        ]

    def test_a_date_that_moved_is_told_for_its_new_day(self, computer: LockedVaults) -> None:
        computer.add([item(TODAY)])
        computer.look()
        computer.write([item(TODAY + days(3))])
        assert computer.look() == [f"{ONE}In 3 days: The referral ends: Referral RF-1"]

    @pytest.mark.parametrize(
        ("level", "line"),
        [
            (AgendaLevel.DATES, "2 days overdue: A date to keep"),
            (AgendaLevel.KINDS, "2 days overdue: The referral has ended"),
            (AgendaLevel.LABELS, "2 days overdue: The referral has ended: Referral RF-1"),
        ],
    )
    def test_it_tells_no_more_than_was_chosen(
        self, computer: LockedVaults, level: AgendaLevel, line: str
    ) -> None:
        computer.add()
        computer.write([item(TODAY - days(2))], level=level)
        assert computer.look() == [ONE + line]

    def test_an_own_reminder_and_a_kind_from_a_later_version(self, computer: LockedVaults) -> None:
        computer.add([item(TODAY, "a", None, None), item(TODAY, "b", 99, None)])
        assert computer.look()[0].splitlines()[1:] == ["Today: A reminder of yours", "Today: A date to keep"]

    def test_in_the_language_of_each_vault(self, computer: LockedVaults) -> None:
        computer.add([item(TODAY)], 1, lang="de")
        computer.add([item(TODAY)], 2, lang="xx")
        first, second = computer.look()
        assert (first.endswith("Referral RF-1"), first.startswith(ONE)) == (True, False)
        assert second.startswith(ONE)


class TestSnooze:
    def test_it_is_told_again_tomorrow_and_once(self, computer: LockedVaults) -> None:
        computer.add([item(TODAY + days(7))])
        computer.resident.look()
        key = computer.desktop.shown[0].key
        assert computer.desktop.shown[0].snooze_label == "Tomorrow again"
        computer.desktop.taken()
        computer.resident.snooze(key)
        assert computer.look() == []
        computer.clock.advance(days=1)
        assert computer.look() == [f"{ONE}In 6 days: The referral ends: Referral RF-1"]
        assert computer.look() == []
        computer.clock.advance(days=1)
        assert computer.look() == []

    def test_a_lead_day_and_a_snooze_on_one_day_are_one_notification(self, computer: LockedVaults) -> None:
        computer.add([item(TODAY + days(1))])
        computer.resident.look()
        computer.resident.snooze(computer.desktop.shown[0].key)
        computer.resident.snooze(computer.desktop.shown[0].key)
        computer.desktop.taken()
        computer.clock.advance(days=1)
        assert computer.look() == [f"{ONE}Today: The referral ends: Referral RF-1"]
        assert computer.look() == []

    def test_a_notification_nobody_knows_is_nothing(self, computer: LockedVaults) -> None:
        computer.add([item(TODAY)])
        computer.resident.snooze("nothing")
        assert computer.resident.folder_of("nothing") is None
        assert len(computer.look()) == 1

    def test_only_the_last_fifty_notifications_are_remembered(self, computer: LockedVaults) -> None:
        layout = computer.add([item(TODAY)])
        for _ in range(60):
            computer.resident.look()
            computer.clock.advance(days=1)
        keys = [each.key for each in computer.desktop.shown]
        assert computer.resident.folder_of(keys[-1]) == layout.folder
        assert computer.resident.folder_of(keys[0]) is None


class TestTheClock:
    def told_days(self, computer: LockedVaults) -> int:
        return sum(text.startswith("Referral Vault:") for text in computer.look())

    def test_closed_for_sixty_days(self, computer: LockedVaults) -> None:
        dues = [TODAY + days(number) for number in range(0, 60, 5)]
        computer.add([item(due, f"n{number}") for number, due in enumerate(dues)])
        computer.clock.advance(days=60)
        first, second = computer.look()
        assert first.startswith(f"Referral Vault: {len(dues)} dates need you today\n60 days overdue")
        assert second == UNLOCK
        assert computer.look() == []

    def test_back_a_year_and_forth_again_tells_nothing_twice(self, computer: LockedVaults) -> None:
        computer.add([item(TODAY + days(3)), item(TODAY - days(1), "two")])
        assert self.told_days(computer) == 1
        computer.clock.advance(days=-365)
        assert computer.look() == []
        computer.clock.advance(days=365)
        assert computer.look() == []
        computer.clock.advance(days=2)
        assert self.told_days(computer) == 1

    def test_ten_years_forward_and_back_swallows_nothing(self, computer: LockedVaults) -> None:
        computer.add([item(TODAY + days(10))])
        computer.look()
        computer.clock.advance(days=3650)
        assert len(computer.look()) == 2
        computer.clock.advance(days=-3650)
        told = []
        for passed in range(11):
            if self.told_days(computer):
                told.append(10 - passed)
            computer.clock.advance(days=1)
        assert told == [7, 3, 1, 0]

    def test_a_day_that_comes_twice_on_the_way_west_is_told_once(self, computer: LockedVaults) -> None:
        computer.add([item(TODAY - days(1))])
        assert self.told_days(computer) == 1
        computer.clock.advance(days=1)
        assert self.told_days(computer) == 1
        computer.clock.advance(days=-1)
        assert computer.look() == []
        computer.clock.advance(days=1)
        assert computer.look() == []

    @settings(max_examples=60, deadline=None)
    @given(
        leads=st.lists(st.integers(0, 30), min_size=1, max_size=5, unique=True),
        ahead=st.integers(0, 30),
        on=st.sets(st.integers(0, 45), min_size=1, max_size=20),
        twice=st.booleans(),
    )
    def test_whenever_the_computer_runs_nothing_is_missed_and_nothing_doubled(
        self,
        tmp_path_factory: pytest.TempPathFactory,
        leads: list[int],
        ahead: int,
        on: set[int],
        twice: bool,
    ) -> None:
        """The plain rule: told at the first run after each lead day, and on each day it runs once overdue."""
        computer = LockedVaults(tmp_path_factory.mktemp("clock"), TODAY)
        due = TODAY + days(ahead)
        computer.add([AgendaItem("one", due, tuple(leads), None, "Sample errand")])
        seen: list[int] = []
        expected: list[int] = []
        reached: set[int] = set()
        for passed in sorted(on):
            computer.clock.day = TODAY + days(passed)
            computer.restarted()
            for _ in range(2 if twice else 1):
                seen += [passed] * self.told_days(computer)
            left = ahead - passed
            now = {lead for lead in leads if left <= lead}
            if left < 0 or now - reached:
                expected.append(passed)
            reached |= now
        assert seen == expected


class TestSilence:
    def test_while_somebody_has_the_vault_open(self, computer: LockedVaults) -> None:
        layout = computer.add([item(TODAY)])
        layout.lock.touch(mode=0o600)
        with FolderLock(layout):
            assert computer.resident.look() == Looked(waits=True)
            assert computer.desktop.taken() == []
        assert computer.resident.look() == Looked(1)
        with FolderLock(layout), FileLock(computer.folder / "other"):
            assert computer.resident.look() == Looked()

    def test_what_the_open_vault_told_is_not_told_again(self, computer: LockedVaults) -> None:
        computer.add([item(TODAY)])
        log = ToldOutside(computer.reminded.folder, computer.key(), bytes([1]) * 16, computer.ids)
        log.keep({"one": Told("one", TODAY, ("0",))})
        assert computer.look() == []

    def test_a_desktop_that_shows_nothing_is_tried_again(self, computer: LockedVaults) -> None:
        computer.add([item(TODAY)])
        computer.desktop.works = False
        assert computer.resident.look() == Looked(shown=False)
        computer.desktop.works = True
        assert computer.resident.look() == Looked(1)

    def test_vaults_nobody_asked_for(self, computer: LockedVaults) -> None:
        first = computer.add([item(TODAY)], 1)
        computer.add([item(TODAY)], 2)
        resident = computer.restarted(first.folder)
        assert [each.folder for each in resident.vaults()] == [str(first.folder)]
        assert len(computer.look()) == 1


class TestAskingToUnlock:
    @pytest.mark.parametrize("damage", ["missing", "damaged", "other key", "folder", "link"])
    def test_an_agenda_that_says_nothing(self, computer: LockedVaults, damage: str) -> None:
        layout = computer.add([item(TODAY)])
        if damage == "missing":
            layout.agenda.unlink()
        elif damage == "damaged":
            layout.agenda.write_bytes(layout.agenda.read_bytes()[:-1])
        elif damage == "other key":
            computer.secrets.kept[computer.entry().vid] = (
                computer.secrets.kept[computer.entry().vid][:-2] + "AA"
            )
        elif damage == "folder":
            layout.agenda.unlink()
            layout.agenda.mkdir()
        else:
            layout.agenda.rename(layout.folder / "elsewhere")
            layout.agenda.symlink_to(layout.folder / "elsewhere")
        assert computer.look() == [UNLOCK]
        assert computer.desktop.shown == []

    def test_at_most_once_a_week(self, computer: LockedVaults) -> None:
        computer.add().agenda.unlink()
        asked = []
        for day in range(20):
            asked += [day] * len(computer.look())
            computer.restarted()
            computer.clock.advance(days=1)
        assert asked == [0, 7, 14]
        computer.clock.advance(days=-400)
        assert computer.look() == [UNLOCK]
        assert computer.look() == []

    def test_from_thirty_days_on(self, computer: LockedVaults) -> None:
        computer.add()
        computer.clock.advance(days=29)
        assert computer.look() == []
        computer.clock.advance(days=1)
        assert computer.look() == [UNLOCK]

    def test_the_keyring_is_asked_again_when_the_agenda_does_not_open(self, computer: LockedVaults) -> None:
        computer.add([item(TODAY)])
        right = computer.secrets.kept[computer.entry().vid]
        computer.secrets.kept[computer.entry().vid] = write_item(KeyringItem(bytes(32)))
        assert computer.look() == [UNLOCK]
        computer.secrets.kept[computer.entry().vid] = right
        assert len(computer.look()) == 1


class TestWithoutAKeyring:
    def test_it_asks_to_unlock(self, computer: LockedVaults) -> None:
        computer.add([item(TODAY)])
        computer.secrets.works = False
        assert computer.look() == [UNLOCK]

    def test_one_bare_day_is_told_where_the_person_allowed_it(self, computer: LockedVaults) -> None:
        computer.add([item(TODAY)], plain_day=True, next_day=TODAY + days(2), asked=TODAY)
        computer.secrets.works = False
        told = []
        for day in range(5):
            told += [day] * (computer.look() == [PLAIN])
            assert computer.look() == []
            computer.clock.advance(days=1)
        assert told == [2, 3, 4]


class TestTheList:
    def test_it_survives_and_is_changed_by_two_programs(self, tmp_path: Path) -> None:
        one, other = RemindedVaults(tmp_path / "config"), RemindedVaults(tmp_path / "config")
        first = RemindedVault("01" * 16, "/sample/one", "en", plain_day=True, next_day=TODAY, asked=TODAY)
        second = RemindedVault("02" * 16, "/sample/two", "de")
        assert one.signature() is None
        one.put(first)
        other.put(second)
        before = one.signature()
        assert one.all() == (first, second)
        other.change("01" * 16, folder="/sample/moved", day_told=TODAY)
        assert one.signature() != before
        assert one.entry("01" * 16) == RemindedVault(
            "01" * 16, "/sample/moved", "en", plain_day=True, next_day=TODAY, day_told=TODAY, asked=TODAY
        )
        assert one.drop("02" * 16)
        assert not other.drop("02" * 16)
        assert other.entry("02" * 16) is None

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "{}",
            "[1]",
            "[" * 100_000,
            '[{"vid": "xx", "folder": "/a", "lang": "en"}]',
            '[{"vid": "0101", "folder": "/a", "lang": "en"}]',
            '[{"vid": "01010101010101010101010101010101", "folder": 1, "lang": "en"}]',
        ],
    )
    def test_a_damaged_one_is_as_good_as_none(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "reminders.json").write_text(text)
        assert RemindedVaults(tmp_path).all() == ()

    def test_what_is_no_day_is_none(self, tmp_path: Path) -> None:
        text = '[{"vid": "%s", "folder": "/a", "lang": "en", "next_day": 5, "asked": "soon"}]' % ("01" * 16)
        (tmp_path / "reminders.json").write_text(text)
        assert RemindedVaults(tmp_path).all() == (RemindedVault("01" * 16, "/a", "en"),)


class TestToldOutside:
    def log(self, computer: LockedVaults, key: bytes = bytes(32)) -> ToldOutside:
        return ToldOutside(computer.folder / "told", key, bytes(16), computer.ids)

    def test_it_survives_sealed(self, computer: LockedVaults) -> None:
        told = {"one": Told("one", TODAY, ("30", "14"))}
        self.log(computer).keep(told)
        assert self.log(computer).read() == told
        (file,) = (computer.folder / "told").iterdir()
        assert b"2026" not in file.read_bytes()
        assert file.stat().st_mode & 0o777 == 0o600
        assert self.log(computer, bytes([9]) * 32).read() == {}

    def test_the_same_is_not_written_again(self, computer: LockedVaults) -> None:
        told = put_off({}, [], TODAY) | {"one": Told("one", TODAY, ("30",))}
        self.log(computer).keep(told)
        (file,) = (computer.folder / "told").iterdir()
        before = file.read_bytes()
        self.log(computer).keep(told)
        assert file.read_bytes() == before


def test_the_signature_changes_with_the_list_and_the_agenda(computer: LockedVaults) -> None:
    resident: Resident = computer.resident
    seen = [resident.signature()]
    layout = computer.add([item(TODAY)])
    seen.append(resident.signature())
    layout.agenda.unlink()
    seen.append(resident.signature())
    computer.write([item(TODAY), item(TODAY, "two")])
    seen.append(resident.signature())
    assert len(set(seen)) == 4
    assert seen[-1] == resident.signature()
