"""The whole way in a real window, by keyboard alone: as a person who sees nothing and uses no mouse."""

import datetime as dt
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.fakes.desktop import Desktop, missing_programs
from tests.fakes.screen_reader import Heard, Pulse, ScreenReader
from tests.services.documents import made_papers as made
from vault.app import App
from vault.domain.records.letters import InsurerRequest
from vault.domain.records.papers import Document
from vault.domain.records.referral import Referral
from vault.domain.records.visit import Visit
from vault.services.keys.slots import Password
from vault.system import SystemClock

PASSWORD = "password of a sample"
PROGRAM = Path(sys.executable).with_name("referral-vault-app")
GROUPS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
REAL = Path(__file__).resolve().parents[2].parent / "shared" / "samples" / "scans" / "typewriter.png"
MOST_TABS = 90
_LATE = "qt.accessibility.atspi: Could not find accessible on path"
"""Said when the screen reader asks about something that has just gone."""

DUNST_BLUE = b"\x40\x30\x20"

pytestmark = pytest.mark.long("desktop")


class Keyboard:
    """Presses keys and listens to where they lead."""

    def __init__(self, desktop: Desktop, ear: ScreenReader) -> None:
        self.desktop, self.ear = desktop, ear

    def tab_to(self, name: str, role: str = "") -> Heard:
        """Press Tab until a control whose name begins so has the keyboard."""
        passed: list[str] = []
        for _ in range(MOST_TABS):
            heard = self.ear.focused()
            if heard is not None and heard.is_called(name) and role in heard.role:
                return heard
            passed.append("" if heard is None else heard.label or heard.name)
            self.tab()
        raise AssertionError(f"Tab does not lead to {name!r}, but to {passed}")

    def tab(self) -> None:
        """Press Tab and wait until it has led somewhere."""
        self.ear.wait_move(0)
        self.desktop.key("Tab")
        self.ear.wait_move()

    def fill(self, name: str, text: str) -> None:
        """Replace what stands in a field."""
        self.tab_to(name)
        self.desktop.key("ctrl+a")
        self.desktop.type(text)

    def press(self, name: str) -> None:
        """Press a button."""
        self.tab_to(name)
        self.desktop.key("space")

    def choose(self, name: str, word: str) -> None:
        """Choose a word of a list by typing its beginning; a space would open the list."""
        self.tab_to(name)
        self.desktop.type(word.split(maxsplit=1)[0])

    def save(self) -> None:
        """Save the form in view."""
        time.sleep(0.5)  # the form looks at what was typed once the typing rests
        self.desktop.key("ctrl+s")


class Journey:
    """One person, one desktop, one vault."""

    def __init__(self, desktop: Desktop, ear: ScreenReader, pulse: Pulse, folder: Path) -> None:
        self.desktop, self.ear, self.pulse, self.folder = desktop, ear, pulse, folder
        self.keys = Keyboard(desktop, ear)
        self.vault = folder / "My records.rvault"
        self.today = SystemClock().today()
        self.process = desktop.run([str(PROGRAM)])

    def day(self, days: int) -> str:
        """Return a day from now as an American types it."""
        day = self.today + dt.timedelta(days)
        return f"{day.month}/{day.day}/{day.year}"

    def picture(self, name: str) -> Path:
        """Keep what the screen shows once it is at rest."""
        target = self.folder / f"{name}.png"
        self.desktop.wait_still().save(target)
        return target

    def first_run(self) -> None:
        """Make the vault, give one group of the recovery key back, say who it is for."""
        keys, ear = self.keys, self.ear
        ear.wait_for("What shall the vault be called?", 30)
        keys.fill("What shall", "My records")
        keys.fill("Folder", str(self.vault))
        self.desktop.key("Return")
        ear.wait_for("Password")
        self.desktop.type(PASSWORD)
        keys.fill("The same", PASSWORD)
        self.desktop.key("Return")
        ear.find("Recovery key: ", 60)
        asked = keys.tab_to("To see that it is written down").name
        spoken = ear.find("Recovery key: ").name.split(": ", 1)[1].split()
        self.desktop.type(spoken[next(n for n, word in enumerate(GROUPS) if word in asked)])
        self.desktop.key("Return")
        ear.wait_for("Name")
        self.desktop.type("Sample Person")
        self.desktop.key("Return")
        ear.wait_for("Choose a file")
        self.picture("first-run-referral")
        keys.press("Type it in")

    def enter_referral(self) -> None:
        """Type the referral in, its doctor from within."""
        keys = self.keys
        self.ear.find("New referral")
        keys.press("Referring doctor: New")
        self.ear.find("New doctor")
        keys.fill("Name", "Sample Doctor, MD")
        keys.press("Doctor who refers")
        keys.save()
        self.ear.find("Sample Doctor, MD")
        keys.press("Massage")
        keys.fill("Valid, first day", self.day(-80))
        keys.fill("Valid, last day", self.day(7))
        keys.fill("Visits ordered", "6")
        keys.fill("Written on", self.day(-80))
        keys.fill("Referral number", "RF-1")
        keys.fill("Diagnosis", "M54.50")
        keys.choose("Signed?", "Yes")
        self.picture("referral-form")
        keys.save()
        self.ear.find("Make a bundle…")

    def enter_policy(self) -> None:
        """Add the policy from its page."""
        keys = self.keys
        self.desktop.key("ctrl+6")
        keys.press("Add a policy")
        self.ear.find("New policy")
        keys.fill("Insurer", "Sample Health Plan")
        keys.fill("Member ID", "SHP 0042")
        keys.fill("Valid, first day", self.day(-300))
        keys.fill("Valid, last day", self.day(200))
        keys.choose("Is a referral needed?", "Yes")
        keys.tab()
        self.desktop.type("No")
        assert self.ear.wait_for("No").role == "combo box"
        keys.save()
        self.ear.find("Edit")

    def add_visit(self, day: str, status: str) -> None:
        """Add a visit with Ctrl+N."""
        self.desktop.key("ctrl+n")
        self.ear.find("New visit")
        self.keys.fill("Date", day)
        self.keys.fill("Treatment", "Massage")
        self.desktop.key("Return")
        self.keys.choose("What became of it", status)
        self.keys.save()
        self.ear.find("Edit")

    def open_referral(self) -> None:
        """Go to the referral's page from the list."""
        self.desktop.key("ctrl+3")
        self.keys.tab_to("Referrals", "table")
        self.desktop.key("Home", "Return")
        self.ear.find("Make a bundle…")

    def bring_papers(self, scan: Path, other: Path) -> None:
        """Paste a picture onto the referral, and pick a file."""
        self.open_referral()
        self.desktop.copy_file(scan, "image/png")
        self.desktop.key("ctrl+shift+v")
        self.ear.find("1 paper stored", 30)
        self.desktop.key("ctrl+o")
        self.ear.wait_for("File name")
        self.desktop.type(str(other))
        self.desktop.key("Return")
        self.ear.find(other.name, 30)
        self.picture("referral-with-papers")

    def see_verdicts(self) -> None:
        """Hear on Today what the papers say."""
        self.desktop.key("ctrl+1")
        self.ear.find("Your papers support this visit")
        self.ear.find("The referral ends: Referral RF-1")
        self.picture("today")

    def lock_and_come_back(self) -> None:
        """Leave a form open, lock, unlock, and find it again."""
        before = self.process.pid
        self.desktop.key("ctrl+n")
        self.ear.find("New visit")
        self.keys.fill("Date", self.day(20))
        time.sleep(0.5)
        self.desktop.key("ctrl+l")
        self.ear.find("Locked. Forms that were open are kept", 30)
        self.ear.wait_for("Password", 30)
        self.picture("locked")
        assert self.process.pid == before
        assert self.process.poll() is None
        self.desktop.type(PASSWORD)
        self.desktop.key("Return")
        self.ear.find("Your unsaved input is back.", 60)

    def see_notification(self) -> Path:
        """See the notification that came with the unlock, shown by a real daemon."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            frame = self.desktop.wait_still()
            corner = [
                frame.pixels[4 * (y * frame.width + x) :][:3]
                for y in range(20, 120, 4)
                for x in range(frame.width - 400, frame.width - 20, 8)
            ]
            if corner.count(DUNST_BLUE) > len(corner) // 4:
                return self.picture("notification")
            time.sleep(0.5)
        raise AssertionError(f"no notification in {self.picture('no-notification')}")

    def export(self, target: Path) -> None:
        """Make R + D from the referral's page and save it."""
        self.open_referral()
        self.keys.press("Make a bundle…")
        self.ear.find("exactly as they will leave", 30)
        self.ear.find("5 pages", 60)
        self.picture("bundle")
        self.keys.press("Save PDF…")
        self.ear.wait_for("File name")
        self.desktop.key("ctrl+a")
        self.desktop.type(str(target))
        self.desktop.key("Return")
        self.ear.find(f"Saved as {target.name}", 30)
        self.keys.press("Done")

    def leave(self) -> int:
        """Quit and return the exit code."""
        self.desktop.key("ctrl+q")
        return self.process.wait(20)


@pytest.fixture
def journey(tmp_path: Path) -> Iterator[Journey]:
    assert missing_programs() == [], "sh packaging/test.sh --long desktop installs them"
    with Desktop(tmp_path / "desktop") as desktop:
        bus = desktop.environ["DBUS_SESSION_BUS_ADDRESS"]
        with ScreenReader(bus) as ear:
            pulse = Pulse(bus)
            yield Journey(desktop, ear, pulse, tmp_path)
            desktop.screen.frame().save(tmp_path / "last.png")
            for step, gap in pulse.stop()[:6]:
                print(f"gap {gap:6.0f} ms  {step}")  # noqa: T201
        said = [line for line in desktop.log(PROGRAM.name).splitlines() if not line.startswith(_LATE)]
        assert said == []


def test_the_whole_way_by_keyboard_in_a_real_window(journey: Journey, tmp_path: Path) -> None:
    scan, other, target = tmp_path / "scan.png", tmp_path / "second.pdf", tmp_path / "For the plan.pdf"
    scan.write_bytes(REAL.read_bytes() if REAL.exists() else made.picture("PNG", "L", (850, 1100)))
    other.write_bytes(made.pdf(made.text("A sample letter", 72, 700)))
    journey.pulse.step("first run")
    journey.first_run()
    journey.pulse.step("referral")
    journey.enter_referral()
    journey.pulse.step("policy")
    journey.enter_policy()
    journey.pulse.step("visits")
    journey.add_visit(journey.day(-30), "Took place")
    journey.add_visit(journey.day(2), "Planned")
    journey.pulse.step("papers")
    journey.bring_papers(scan, other)
    journey.pulse.step("today")
    journey.see_verdicts()
    journey.pulse.step("lock and unlock")
    journey.lock_and_come_back()
    seen = journey.see_notification()
    print(f"the notification: {seen}")  # noqa: T201
    journey.pulse.step("bundle")
    journey.export(target)
    assert journey.leave() == os.EX_OK
    _read_back(journey, target)


def _read_back(journey: Journey, target: Path) -> None:
    """Read the bundle, and the vault by the services alone."""
    words = " ".join(page.extract_text() for page in PdfReader(target).pages)
    assert "Sample Person" in words
    assert "RF-1" in words
    with App.on_this_machine() as app, app.open(journey.vault, Password(PASSWORD)) as vault:
        records = vault.all_records()
        (referral,) = records.all(Referral)
        assert len(records.documents_of(referral.id)) == 2
        assert len(records.all(Document)) == 2
        assert len(records.all(Visit)) == 2
        assert records.all(InsurerRequest) == ()
        assert len(vault.disclosures()) == 1
