"""Reminders while the window is open: told once, never lost over a suspend or a clock change."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import SampleVault
from tests.ui.open_desk import OpenDesk
from tests.ui.setting import wording
from vault.open_vault import OpenVault
from vault.services.reminders.notice_words import Detail
from vault.system import SystemClock
from vault.ui.navigation import PageId, ShowPage, ShowRecord
from vault.ui.pages.last_checked import LastChecked
from vault.ui.reminding import Checked, Opened, Reminding
from vault.ui.session import Session
from vault.ui.theme.look import Look

HOUR = 3600.0


@pytest.fixture
def desk(qtbot: QtBot, sample: SampleVault, look: Look) -> Iterator[OpenDesk]:
    """Return a desk over the sample records."""
    opened = OpenDesk(qtbot, sample, look)
    yield opened
    opened.close()


@pytest.fixture
def reminding(desk: OpenDesk) -> Reminding:
    """Return reminders that have looked once, with everything told that was due."""
    made = desk.with_reminding()
    desk.load()
    made.start()
    desk.settle()
    return made


def pass_time(desk: OpenDesk, reminding: Reminding, seconds: float) -> None:
    """Let clock and computer go on together, and the timer tick."""
    desk.clock.advance(seconds=seconds)
    desk.clock.day = desk.clock.instant.date()
    desk.seconds += seconds
    reminding.tick()
    desk.settle()


def test_at_the_start_everything_due_is_told_once_and_neutrally(desk: OpenDesk, reminding: Reminding) -> None:
    (shown,) = desk.notifier.shown
    assert shown.title == "Referral Vault"
    assert shown.body.endswith("dates need you today")
    assert "eferral" not in shown.body
    assert reminding.works is True
    last = reminding.last_checked
    assert last is not None
    assert last.told > 1
    reminding.check()
    desk.settle()
    assert len(desk.notifier.shown) == 1


def test_what_was_told_is_not_told_again_by_the_next_start(desk: OpenDesk, reminding: Reminding) -> None:
    assert reminding.works
    again = Reminding(
        Session(desk.vault, desk.jobs, desk.desk.say, desk),
        desk.jobs,
        desk.desk.say,
        desk.clock,
        desk.settings,
        desk.notifier,
    )
    again.start()
    desk.settle()
    assert len(desk.notifier.shown) == 1


def test_it_looks_every_hour_and_not_before(desk: OpenDesk, reminding: Reminding) -> None:
    looks: list[Checked] = []
    reminding.checked.connect(looks.append)
    pass_time(desk, reminding, 20)
    pass_time(desk, reminding, HOUR - 40)
    assert looks == []
    pass_time(desk, reminding, 20)
    assert len(looks) == 1
    assert looks[0].at == desk.clock.instant


def test_midnight_brings_the_next_lead_day_and_a_new_today(desk: OpenDesk, reminding: Reminding) -> None:
    desk.ask(
        lambda vault: vault.records.add(
            "reminder", {"person": desk.ids["nora"], "label": "Call", "due": "2026-11-24"}
        )
    )
    reminding.check()
    desk.settle()
    assert len(desk.notifier.shown) == 1
    for _ in range(11 * 3):
        pass_time(desk, reminding, 20 * 60)
    told = len(desk.notifier.shown)
    assert told == 2
    snapshot = desk.session.snapshot
    assert snapshot is not None
    assert snapshot.today == desk.clock.today()


ZONES = (
    "Pacific/Kiritimati",
    "Etc/GMT+12",
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/Havana",
    "Africa/Cairo",
)


def add_record(kind: str, values: dict[str, Any], vault: OpenVault) -> str:
    return vault.records.add(kind, values).record.id


def use_elsewhere(referral: str, visits: int, vault: OpenVault) -> None:
    vault.records.edit(referral, {"used_elsewhere": visits})


def told_days(desk: OpenDesk, reminding: Reminding, reminder: str, until: date) -> list[date]:
    """Run through the days, asleep over every midnight, and return those on which a reminder was told."""
    key, days = f"own:{reminder}", []
    known: tuple[str, ...] = ()
    while desk.clock.today() < until:
        desk.clock.advance(seconds=12 * HOUR)
        reminding.tick()
        desk.settle()
        told = desk.ask(lambda vault: vault.reminders.log.read()).get(key)
        marks = () if told is None else told.marks
        days += [desk.clock.today()] * (marks != known)
        known = marks
    return days


@pytest.mark.parametrize("zone", ZONES)
def test_both_ends_of_summer_time_and_the_ends_of_the_world(
    desk: OpenDesk, reminding: Reminding, zone: str
) -> None:
    for day in (date(2027, 3, 28), date(2027, 11, 7)):
        desk.clock.live_in(zone, day - timedelta(4), 14)
        values = {"person": desk.ids["nora"], "label": "Call", "due": str(day), "lead_days": [3, 1, 0]}
        reminder = desk.ask(partial(add_record, "reminder", values))
        told = told_days(desk, reminding, reminder, day + timedelta(3))
        assert told == [day + timedelta(each) for each in (-3, -1, 0, 1, 2, 3)]


def test_a_zone_the_person_moved_to_counts_at_the_next_tick(
    desk: OpenDesk, reminding: Reminding, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, looked = SystemClock(), []
    reminding._clock = clock
    reminding.checked.connect(lambda _checked: looked.append(clock.today()))
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
        monkeypatch.setenv("TZ", zone)
        reminding.tick()
        desk.settle()
    monkeypatch.undo()
    reminding.tick()
    desk.settle()
    assert (looked[0] - looked[1]).days in (1, 2)


def test_what_nearly_runs_out_is_told_with_the_rest_and_once_for_each_visit(
    desk: OpenDesk, reminding: Reminding
) -> None:
    values = {
        "person": desk.ids["nora"],
        "authored_on": "2026-11-01",
        "services": ["acupuncture"],
        "referrer": None,
        "signed": True,
        "visits": 5,
        "used_elsewhere": 2,
    }
    referral = desk.ask(partial(add_record, "referral", values))
    reminding.check()
    desk.settle()
    for elsewhere, more in ((3, 1), (3, 0), (4, 1), (4, 0)):
        desk.ask(partial(use_elsewhere, referral, elsewhere))
        seen = len(desk.notifier.shown)
        reminding.check()
        desk.settle()
        assert len(desk.notifier.shown) - seen == more


def test_a_suspend_over_a_lead_day_is_noticed_on_waking(desk: OpenDesk, reminding: Reminding) -> None:
    desk.clock.advance(days=8)
    reminding.tick()
    desk.settle()
    assert len(desk.notifier.shown) == 2


def test_a_clock_set_forward_within_the_day_is_noticed(desk: OpenDesk, reminding: Reminding) -> None:
    looks: list[Checked] = []
    reminding.checked.connect(looks.append)
    desk.clock.instant += timedelta(minutes=5)
    reminding.tick()
    desk.settle()
    assert len(looks) == 1


def test_a_clock_set_back_tells_nothing_twice(desk: OpenDesk, reminding: Reminding) -> None:
    desk.clock.advance(days=-3)
    reminding.tick()
    desk.settle()
    desk.clock.advance(days=3)
    reminding.tick()
    desk.settle()
    last = reminding.last_checked
    assert last is not None
    assert last.told == 0


def test_on_a_silent_desktop_nothing_counts_as_told(desk: OpenDesk) -> None:
    made = desk.with_reminding()
    desk.notifier.works = False
    desk.load()
    made.start()
    desk.settle()
    assert made.works is False
    assert made.last_checked is not None
    assert desk.ask(lambda vault: vault.reminders.log.read()) == {}
    assert "no notifications" in LastChecked(desk.desk).text()
    desk.notifier.works = True
    pass_time(desk, made, HOUR)
    assert len(desk.notifier.shown) == 1
    assert "no notifications" not in LastChecked(desk.desk).text()


def test_switched_off_nothing_is_shown_and_nothing_is_lost(desk: OpenDesk) -> None:
    made = desk.with_reminding()
    desk.settings.change(notifications=False)
    desk.load()
    made.start()
    desk.settle()
    assert desk.notifier.shown == []
    assert made.last_checked is not None
    desk.settings.change(notifications=True)
    made.check()
    desk.settle()
    assert len(desk.notifier.shown) == 1


def test_a_click_on_one_date_leads_to_its_record(qtbot: QtBot, desk: OpenDesk, reminding: Reminding) -> None:
    desk.ask(
        lambda vault: vault.records.add(
            "reminder",
            {
                "person": desk.ids["finn"],
                "subject_kind": "visit",
                "subject": desk.ids["f01"],
                "due": "2026-11-23",
            },
        )
    )
    reminding.check()
    desk.settle()
    opened: list[Opened] = []
    reminding.opened.connect(opened.append)
    desk.notifier.click(token="sample-token")
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == [Opened(ShowRecord("visit", desk.ids["f01"]), desk.ids["finn"], "sample-token")]


def test_a_click_on_several_leads_to_today(qtbot: QtBot, desk: OpenDesk, reminding: Reminding) -> None:
    opened: list[Opened] = []
    reminding.opened.connect(opened.append)
    desk.notifier.click()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].request == ShowPage(PageId.TODAY)


def test_one_that_is_put_off_comes_once_more_tomorrow(desk: OpenDesk, reminding: Reminding) -> None:
    (shown,) = desk.notifier.shown
    assert shown.snooze_label == "Tomorrow again"
    number = int(shown.body.split()[0])
    before = desk.ask(lambda vault: vault.reminders.log.read())
    desk.notifier.put_off()
    QTest.qWait(1)
    desk.settle()
    reminding.check()
    desk.settle()
    assert len(desk.notifier.shown) == 1
    assert desk.ask(lambda vault: vault.reminders.log.read()).keys() == before.keys()
    desk.clock.advance(days=1)
    for _ in range(2):
        reminding.check()
        desk.settle()
    assert len(desk.notifier.shown) == 2
    assert int(desk.notifier.shown[1].body.split()[0]) >= number


def test_what_cannot_be_put_off_offers_no_button(desk: OpenDesk, reminding: Reminding) -> None:
    reminding.show_sample()
    desk.settle()
    assert desk.notifier.shown[-1].snooze_label == ""
    before = desk.ask(lambda vault: vault.reminders.log.read())
    desk.notifier.put_off()
    QTest.qWait(1)
    desk.settle()
    assert desk.ask(lambda vault: vault.reminders.log.read()) == before


def test_details_are_told_when_chosen(desk: OpenDesk) -> None:
    made = desk.with_reminding()
    desk.settings.change(notice_detail=str(Detail.KINDS))
    desk.load()
    made.start()
    desk.settle()
    (shown,) = desk.notifier.shown
    assert "Answer the insurer's request" in shown.body
    assert "RQ-2026-5518" not in shown.body


def test_the_sample_is_shown_and_counts_for_nothing(desk: OpenDesk, reminding: Reminding) -> None:
    answers: list[bool] = []
    reminding.sample_shown.connect(answers.append)
    before = desk.ask(lambda vault: vault.reminders.log.read())
    reminding.show_sample()
    desk.settle()
    assert answers == [True]
    assert desk.notifier.shown[-1].body == "1 date needs you today"
    assert desk.ask(lambda vault: vault.reminders.log.read()) == before


def test_a_look_asked_for_during_another_follows_it(desk: OpenDesk, reminding: Reminding) -> None:
    looks: list[Checked] = []
    reminding.checked.connect(looks.append)
    reminding.check()
    reminding.check()
    reminding.check()
    desk.settle()
    assert len(looks) == 2


def test_stopping_lets_go_of_the_desktop(desk: OpenDesk, reminding: Reminding) -> None:
    reminding.stop()
    assert desk.notifier.closed


def test_the_foot_of_today_says_when(desk: OpenDesk, reminding: Reminding) -> None:
    line = LastChecked(desk.desk)
    here = desk.clock.instant.astimezone()
    assert line.text() == f"Last checked today at {wording('en').time(here.time())}."
    desk.clock.advance(days=2)
    assert reminding.last_checked
    assert LastChecked(desk.desk).text().startswith("Last checked on Nov 23, 2026")


def test_without_reminders_the_foot_is_empty(desk: OpenDesk) -> None:
    assert LastChecked(desk.desk).isHidden()
