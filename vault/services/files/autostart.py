"""The program among those that start with the person's session, and out of them again, on each system."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from vault.domain.errors import ExitCode, UserError
from vault.services.files.autostart_text import FORMS, Form

_SECONDS = 20


class AutostartState(StrEnum):
    """What is found among the programs of the session."""

    INSTALLED = "installed"
    GONE = "gone"
    BROKEN = "broken"
    """It points to a program that is no longer there."""


@dataclass(frozen=True, slots=True)
class Autostart:
    """One file that the session reads at login; `place` None where a system has no such thing."""

    place: Path | None
    form: Form
    registers: bool = False

    @classmethod
    def of_this_person(cls, environ: Mapping[str, str], platform: str = sys.platform) -> "Autostart":
        """Return where the environment says that this person's session looks."""
        home = Path(environ.get("HOME") or Path.home())
        if platform == "darwin":
            form = FORMS["launch_agent"]
            return cls(home / "Library" / "LaunchAgents" / form.name, form)
        if platform == "win32":
            form = FORMS["task"]
            local = Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
            return cls(local / "referral-vault" / form.name, form, registers=True)
        form = FORMS["desktop"]
        config = environ.get("XDG_CONFIG_HOME") or ""
        folder = Path(config) if Path(config).is_absolute() else home / ".config"
        return cls(folder / "autostart" / form.name, form)

    def state(self) -> AutostartState:
        """Say whether the program will start at the next login."""
        if self.place is None:
            return AutostartState.GONE
        try:
            text = self.place.read_text(self.form.encoding)
        except FileNotFoundError:
            return AutostartState.GONE
        except (OSError, UnicodeError):
            return AutostartState.BROKEN
        program = self.form.program_of(text)
        whole = program is not None and Path(program).is_file() and os.access(program, os.X_OK)
        return AutostartState.INSTALLED if whole else AutostartState.BROKEN

    def install(self, program: Sequence[str]) -> None:
        """Have the program start at each login, in place of what was there; autostart_not_written."""
        if self.place is None:
            raise UserError("autostart_not_written", ExitCode.FILE_UNREADABLE, path="")
        try:
            self.place.parent.mkdir(parents=True, exist_ok=True)
            self.place.write_text(self.form.text(program), encoding=self.form.encoding)
            if self.registers:
                _schtasks("/Create", "/F", "/TN", self.form.title, "/XML", os.fspath(self.place))
        except (OSError, subprocess.SubprocessError):
            path = str(self.place.parent)
            raise UserError("autostart_not_written", ExitCode.FILE_UNREADABLE, path=path) from None

    def remove(self) -> bool:
        """Take it away; False if it was not there."""
        if self.place is None or not self.place.exists():
            return False
        if self.registers:
            with suppress(OSError, subprocess.SubprocessError):
                _schtasks("/Delete", "/F", "/TN", self.form.title)
        self.place.unlink()
        return True


def _schtasks(*words: str) -> None:
    """Tell the Windows Task Scheduler."""
    subprocess.run(["schtasks", *words], check=True, timeout=_SECONDS, capture_output=True)  # noqa: S603, S607 - the system's own tool
