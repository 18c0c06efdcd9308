"""The calendar file in a real calendar program: what it shows, and that a second file updates the first."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.fakes.locked_vaults import wording
from tests.fakes.vaults import SampleVault
from vault.services.reminders.agenda import AgendaLevel
from vault.services.reminders.calendar_events import CalendarOrder

pytestmark = pytest.mark.long("calendar")
_ORDER = CalendarOrder(AgendaLevel.LABELS, visits=True)
_LONG = "Rückfrage wegen der Verlängerung, außerdem: Größe; Maß, " * 4
_CONFIG = """[calendars]
[[dates]]
path = {folder}/dates
[sqlite]
path = {folder}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = {zone}
default_timezone = {zone}
[default]
default_calendar = dates
"""


class Khal:
    """A calendar of its own in khal."""

    def __init__(self, folder: Path, zone: str) -> None:
        (folder / "dates").mkdir(parents=True)
        self._folder = folder
        self._config = folder / "config"
        self._config.write_text(_CONFIG.format(folder=folder, zone=zone))

    def take(self, data: bytes, name: str) -> None:
        """Import a file as the person would, without being asked about each event."""
        file = self._folder / name
        file.write_bytes(data)
        self._run("import", "--batch", "-a", "dates", str(file))

    def shown(self, start: date, days: int) -> list[str]:
        """Return the events of so many days: day, times, status and title; one line each."""
        form = "{start-date}|{start-time}|{end-date}|{status}|{title}"
        lines = self._run(
            "list", "--notstarted", "--day-format", "", "--format", form, str(start), f"{days}d"
        ).splitlines()
        return [line.replace(" |", "|") for line in lines if line]

    def stored(self) -> str:
        """Return everything it keeps as text."""
        return "\n".join(each.read_text("utf-8") for each in sorted((self._folder / "dates").iterdir()))

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            ["khal", "-c", str(self._config), *words],
            env={**os.environ, "HOME": str(self._folder), "LC_ALL": "C.UTF-8", "PYTHONPATH": ""},
            check=True,
            capture_output=True,
            timeout=60,
        )
        return done.stdout.decode()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Europe/Berlin", "America/New_York"])
def test_a_second_file_moves_and_cancels_and_doubles_nothing(
    sample: SampleVault, tmp_path: Path, zone: str
) -> None:
    khal = Khal(tmp_path / "khal", zone)
    say = wording("de")
    with sample.open() as vault:
        person = vault.records.add("person", {"name": "Sample Person"}).record.id
        values = {"person": person, "label": "Ärztin anrufen", "due": "2026-03-29", "lead_days": [7, 1, 0]}
        vault.records.add("reminder", values)
        moved = vault.records.add(
            "reminder", {**values, "label": _LONG.strip(), "due": "2026-04-01"}
        ).record.id
        gone = vault.records.add("reminder", {**values, "label": "Überholt", "due": "2026-04-02"}).record.id
        visit = {"person": person, "service": "massage", "provider": None, "status": "planned"}
        vault.records.add("visit", {**visit, "date": "2026-04-03", "time": "09:15", "minutes": 60})
        khal.take(vault.make_calendar(_ORDER, say).data, "one.ics")
        first = khal.shown(date(2026, 3, 20), 30)
        vault.records.edit(moved, {"due": "2026-04-08"})
        vault.records.delete(gone)
        sample.clock.advance(days=1)
        again = vault.make_calendar(_ORDER, say)
        khal.take(again.data, "two.ics")
        khal.take(again.data, "three.ics")
        second = khal.shown(date(2026, 3, 20), 30)
    long = _LONG.strip()
    assert first == [
        "2026-03-29||2026-03-29|CONFIRMED|Ärztin anrufen",
        f"2026-04-01||2026-04-01|CONFIRMED|{long}",
        "2026-04-02||2026-04-02|CONFIRMED|Überholt",
        "2026-04-03|09:15|2026-04-03|CONFIRMED|Massage",
    ]
    assert second == [
        first[0],
        "2026-04-02||2026-04-02|CANCELLED|Referral Vault: Etwas ist fällig",
        first[3],
        f"2026-04-08||2026-04-08|CONFIRMED|{long}",
    ]
    assert khal.stored().count("BEGIN:VALARM") == 6
