"""A real tray, a real window manager: a closed window goes, the icon and a second start bring it back."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.fakes.desktop import Desktop, missing_programs
from tests.fakes.vaults import CHEAP, PASSWORD
from vault.app import App

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(sys.executable).with_name("referral-vault-app")
TRAY = "trayer --edge bottom --align right --widthtype pixel --width 200 --height 48 --SetDockType false"
ICON = (1268, 776)
"""The middle of the only icon in a tray of this size, at the right end of the screen."""

BLUE = b"\xc4\x5f\x1a"
"""The ground of the program's mark, blue first."""

QUESTION, OPEN, LOCKED = "Closing the window", "Sample vault", "Referral Vault"
SECONDS = 30

pytestmark = pytest.mark.long("desktop")


def wait_for(true: Callable[[], bool], what: str) -> None:
    """Wait until something is so."""
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.1)


class Person:
    """One person with a locked vault in view."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self.desktop, self.folder = desktop, folder
        self.vault = folder / "Sample.rvault"
        with App.on_this_machine() as app:
            app.create(self.vault, PASSWORD, CHEAP, "Sample vault")
        self.process = self.start()
        self.see(LOCKED)

    def start(self) -> "subprocess.Popen[bytes]":
        """Start the program of this tree."""
        words = [str(PROGRAM), str(self.vault), "--lang", "en"]
        return self.desktop.run(words, {"PYTHONPATH": str(ROOT)})

    def start_again(self) -> None:
        """Start it once more; that start ends, for there is one window for a vault."""
        assert self.start().wait(SECONDS) == 0

    def titles(self) -> list[str]:
        """Return the titles of the program's windows in view."""
        return [each for each in self.desktop.windows() if LOCKED in each]

    def see(self, title: str) -> None:
        """Wait until a window with such a title is in view, and at rest."""
        wait_for(lambda: any(each.startswith(title) for each in self.titles()), f"no {title}")
        self.desktop.wait_still()

    def see_nothing(self) -> None:
        """Wait until no window is in view, and see that the program runs on."""
        wait_for(lambda: self.titles() == [], f"still {self.titles()}")
        assert self.process.poll() is None

    def unlock(self) -> None:
        """Type the password."""
        self.desktop.type(PASSWORD.text)
        self.desktop.key("Return")
        self.see(OPEN)

    def close(self) -> None:
        """Close the window in front as the window manager does."""
        self.desktop.key("alt+F4")

    def picture(self, name: str) -> None:
        """Keep what the screen shows."""
        self.desktop.wait_still().save(self.folder / f"{name}.png")

    def has_icon(self) -> bool:
        """Tell whether the program's mark is in the tray."""
        frame, (x, y) = self.desktop.screen.frame(), ICON
        around = ((x + across, y + down) for across in range(-9, 10, 2) for down in range(-9, 10, 2))
        starts = (4 * (down * frame.width + across) for across, down in around)
        return any(frame.pixels[start : start + 3] == BLUE for start in starts)

    def click_icon(self) -> None:
        """Click the icon in the tray."""
        words = ["xdotool", "mousemove", *map(str, ICON), "click", "1"]
        subprocess.run(words, env=self.desktop.environ, check=True, timeout=SECONDS)

    def is_silent(self) -> bool:
        """Tell whether the program wrote nothing."""
        return self.desktop.log(PROGRAM.name) == ""


def test_the_window_goes_into_the_tray_and_comes_back(tmp_path: Path) -> None:
    assert missing_programs() == []
    assert shutil.which("trayer") is not None, "sh packaging/test.sh --long desktop installs it"
    with Desktop(tmp_path / "desktop", notifications=False) as desktop:
        desktop.run(TRAY.split(), quiet=True)
        wait_for(lambda: "panel" in desktop.windows(), "no tray")
        person = Person(desktop, tmp_path)
        person.unlock()
        assert not person.has_icon()
        person.close()
        person.see(QUESTION)
        person.picture("question")
        desktop.key("Return")
        person.see_nothing()
        wait_for(person.has_icon, "no icon")
        person.picture("tray")
        person.click_icon()
        person.see(OPEN)
        person.close()
        person.see_nothing()
        person.start_again()
        person.see(OPEN)
        desktop.key("ctrl+l")
        wait_for(lambda: not any(each.startswith(OPEN) for each in person.titles()), "not locked")
        person.see(LOCKED)
        wait_for(person.has_icon, "no icon after the lock")
        person.close()
        person.see_nothing()
        person.click_icon()
        person.see(LOCKED)
        person.unlock()
        desktop.key("ctrl+q")
        assert person.process.wait(SECONDS) == 0
        assert person.is_silent()


def test_without_a_tray_a_second_start_brings_it_back_and_a_signal_ends_it(tmp_path: Path) -> None:
    assert missing_programs() == []
    with Desktop(tmp_path / "desktop", notifications=False) as desktop:
        person = Person(desktop, tmp_path)
        person.unlock()
        person.close()
        person.see(QUESTION)
        person.picture("question-no-tray")
        desktop.key("Return")
        person.see_nothing()
        person.start_again()
        person.see(OPEN)
        person.close()
        person.see_nothing()
        person.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            person.process.wait(SECONDS)
        assert person.process.poll() == 0
        assert person.is_silent()
