"""A desktop of one's own: X server, window manager, message bus, notifications, keyboard, clipboard, eyes."""

import mmap
import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

PROGRAMS = ("Xvfb", "openbox", "xdotool", "dbus-daemon", "dunst", "xclip")
SIZE = (1280, 800)
_PATIENCE = 20.0
_DUNST = """[global]
    monitor = 0
    geometry = "400x5-20+20"
    font = Sans 12
    timeout = 0
    show_age_threshold = -1
    idle_threshold = 0
[urgency_normal]
    timeout = 0
    background = "#203040"
    foreground = "#ffffff"
"""


def missing_programs() -> list[str]:
    """Return the programs this desktop needs and the system lacks."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the screen showed at an instant: 32 bits a pixel, blue first."""

    width: int
    height: int
    pixels: bytes

    def differing(self, other: "Frame", step: int = 8) -> float:
        """Return the share of sampled pixels that differ, 0 to 1."""
        mine, theirs = memoryview(self.pixels).cast("I"), memoryview(other.pixels).cast("I")
        total = changed = 0
        for row in range(0, self.height, step):
            start = row * self.width
            one, two = mine[start : start + self.width : step], theirs[start : start + self.width : step]
            total += len(one)
            if one != two:
                changed += sum(a != b for a, b in zip(one, two, strict=True))
        return changed / total

    def colors(self, step: int = 4) -> int:
        """Return how many colors a sample of the pixels has."""
        pixels = memoryview(self.pixels).cast("I")
        found: set[int] = set()
        for row in range(0, self.height, step):
            start = row * self.width
            found.update(pixels[start : start + self.width : step])
        return len(found)

    def save(self, path: Path) -> None:
        """Write the frame as a PNG file."""
        from PIL import Image

        Image.frombytes("RGB", (self.width, self.height), self.pixels, "raw", "BGRX").save(path)


class Screen:
    """Reads the frame buffer of a running Xvfb without disturbing anybody."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head = struct.unpack(">25I", self._map[:100])
        self.width, self.height, line, colors = head[4], head[5], head[12], head[19]
        if line != 4 * self.width:
            raise ValueError("a frame buffer of an unknown shape")
        self._start = head[0] + 12 * colors

    def frame(self) -> Frame:
        """Return what is on the screen now."""
        end = self._start + 4 * self.width * self.height
        return Frame(self.width, self.height, self._map[self._start : end])

    def close(self) -> None:
        """Let go of the buffer."""
        self._map.close()


class Desktop:
    """Runs while it is entered; `environ` is for the programs on it."""

    def __init__(self, folder: Path, size: tuple[int, int] = SIZE, *, notifications: bool = True) -> None:
        self._folder, self._size, self._notifications = folder, size, notifications
        self._stack = ExitStack()
        self.environ: dict[str, str] = {}

    def __enter__(self) -> Self:
        with ExitStack() as failed:
            failed.callback(self._stack.close)
            self._start()
            failed.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def _start(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        home = self._folder / "home"
        home.mkdir(mode=0o700)
        # As short as a real one: the address of a socket has room for 107 characters.
        runtime = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="run"))
        self.environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_RUNTIME_DIR": runtime,
            "LANG": "C.UTF-8",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        width, height = self._size
        number = self._start_saying(
            lambda fd: (
                *("Xvfb", "-displayfd", str(fd), "-screen", "0", f"{width}x{height}x24"),
                *("-nolisten", "tcp", "-fbdir", str(self._folder)),
            )
        )
        self.environ["DISPLAY"] = f":{number}"
        self.screen = Screen(self._folder / "Xvfb_screen0")
        self._stack.callback(self.screen.close)
        self.environ["DBUS_SESSION_BUS_ADDRESS"] = self._start_saying(
            lambda fd: ("dbus-daemon", "--session", "--nofork", "--nopidfile", f"--print-address={fd}")
        )
        self.run(["openbox", "--sm-disable"], quiet=True)
        if self._notifications:
            config = self._folder / "dunstrc"
            config.write_text(_DUNST, encoding="ascii")
            self.run(["dunst", "-config", str(config)], quiet=True)

    def run(
        self, command: Sequence[str], environ: Mapping[str, str] | None = None, *, quiet: bool = False
    ) -> subprocess.Popen[bytes]:
        """Start a program on this desktop; it ends with it."""
        out: int | IO[bytes] = subprocess.DEVNULL if quiet else self._log(Path(command[0]).name)
        process = subprocess.Popen(
            command, env={**self.environ, **(environ or {})}, stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
        self._stack.callback(_end, process)
        return process

    def log(self, name: str) -> str:
        """Return what a program that was started here has written."""
        return (self._folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def key(self, *keys: str) -> None:
        """Press keys or chords one after the other: `Tab`, `ctrl+s`."""
        self._tool("key", "--delay", "20", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._tool("type", "--delay", "8", text)

    def windows(self) -> list[str]:
        """Return the titles of the windows in view."""
        found = self._tool("search", "--onlyvisible", "--name", ".", check=False).split()
        return [self._tool("getwindowname", each, check=False).strip() for each in found]

    def copy_file(self, path: Path, kind: str) -> None:
        """Put the bytes of a file onto the clipboard as this media type."""
        command = ["xclip", "-selection", "clipboard", "-t", kind, "-i", str(path)]
        subprocess.run(
            command,
            env=self.environ,
            check=True,
            timeout=_PATIENCE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def wait_still(self, seconds: float = 0.4, share: float = 0.002) -> Frame:
        """Wait until the screen has hardly changed for a while; a blinking cursor does not count."""
        last, since = self.screen.frame(), time.monotonic()
        end = since + _PATIENCE
        while time.monotonic() < end:
            time.sleep(0.05)
            now = self.screen.frame()
            if now.differing(last) > share:
                last, since = now, time.monotonic()
            elif time.monotonic() - since >= seconds:
                return now
        raise TimeoutError("the screen never came to rest")

    def _tool(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self.environ, check=check, capture_output=True, timeout=_PATIENCE
        )
        return done.stdout.decode()

    def _start_saying(self, command: Callable[[int], Sequence[str]]) -> str:
        """Start a program that writes one line to a descriptor once it is ready; return the line."""
        reading, writing = os.pipe()
        with os.fdopen(reading, "rb") as answers:
            words = command(writing)
            process = subprocess.Popen(
                words,
                env=self.environ,
                pass_fds=[writing],
                stdin=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            self._stack.callback(_end, process)
            os.close(writing)
            line = answers.readline().decode().strip()
        if not line:
            raise OSError(f"{words[0]} did not start")
        return line

    def _log(self, name: str) -> IO[bytes]:
        file = (self._folder / f"{name}.log").open("ab")
        self._stack.callback(file.close)
        return file


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
