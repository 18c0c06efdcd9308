"""The program in the applications menu and on the desktop of a freedesktop system, and out of it again."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

APP_ID = "referral-vault"
_FILE = f"{APP_ID}.desktop"
_ENTRY = """\
[Desktop Entry]
Type=Application
Version=1.5
Name=Referral Vault
Name[de]=Referral Vault
GenericName=Vault for referrals and visits
GenericName[de]=Tresor für Verordnungen und Termine
Comment=Keeps referrals, visits and insurer letters encrypted and says whether the papers support each visit
Comment[de]=Bewahrt Verordnungen, Termine und Briefe verschlüsselt auf und sagt, ob sie jeden Termin stützen
Exec={command}
Icon={icon}
Terminal=false
StartupNotify=true
StartupWMClass={app_id}
Categories=Office;
Keywords=referral;insurance;therapy;visit;
Keywords[de]=Verordnung;Rezept;Überweisung;Versicherung;Therapie;Termin;
"""
_SPECIAL = re.compile(r'["`$\\]')
_ESCAPED = r'\\\\(?:["`$]|\\\\)'
_PLAIN = re.compile(r"[A-Za-z0-9_@+=:,./-]+")
_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Menu:
    """Where one person's menu entries, icons and desktop lie; `desktop` None when there is none."""

    data: Path
    desktop: Path | None

    @classmethod
    def of_this_person(cls, environ: Mapping[str, str], platform: str = sys.platform) -> "Menu | None":
        """Return the places the environment names, None on systems that have no such menu."""
        if not platform.startswith(("linux", "freebsd")):
            return None
        home = Path(environ.get("HOME") or Path.home())
        data = Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share")
        return cls(data, _desktop_folder(environ, home))

    @property
    def entry(self) -> Path:
        """The file the applications menu reads."""
        return self.data / "applications" / _FILE

    @property
    def icon(self) -> Path:
        """The program's icon, as large as anybody asks."""
        return self.data / "icons" / "hicolor" / "scalable" / "apps" / f"{APP_ID}.svg"

    @property
    def shortcut(self) -> Path | None:
        """The file on the desktop."""
        return None if self.desktop is None else self.desktop / _FILE

    def installed(self) -> bool:
        """Whether the program is in the menu."""
        return self.entry.is_file()

    def install(self, program: Sequence[str], icon: Path) -> tuple[Path, ...]:
        """Put the program into the menu and onto the desktop; return the files that were written."""
        text = _ENTRY.format(command=exec_line(program), icon=self.icon, app_id=APP_ID)
        self.icon.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(icon, self.icon)
        self.entry.parent.mkdir(parents=True, exist_ok=True)
        self.entry.write_text(text, encoding="utf-8")
        written = [self.icon, self.entry]
        if self.shortcut is not None and self.shortcut.parent.is_dir():
            self.shortcut.write_text(text, encoding="utf-8")
            self.shortcut.chmod(0o755)
            _trust(self.shortcut, text)
            written.append(self.shortcut)
        return tuple(written)

    def remove(self) -> bool:
        """Take away what was put there; False if nothing was."""
        gone = False
        for path in (self.shortcut, self.entry, self.icon):
            if path is not None:
                with suppress(FileNotFoundError):
                    path.unlink()
                    gone = True
        return gone


def this_program() -> tuple[str, ...]:
    """Return the command that starts the window of this very installation, with absolute paths."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    return (str(Path(sys.executable).parent / "referral-vault-app"),)


def exec_line(words: Sequence[str]) -> str:
    """Return a command as the Exec line of an entry has it."""
    return " ".join(_quoted(word) for word in words)


def exec_words(line: str) -> tuple[str, ...]:
    """Return the command an Exec line of ours holds."""
    words = re.findall(rf'"((?:[^"\\]|{_ESCAPED})*)"|(\S+)', line)
    found = (re.sub(_ESCAPED, _last, quoted) if quoted else plain for quoted, plain in words)
    return tuple(word.replace("%%", "%") for word in found)


def _last(found: re.Match[str]) -> str:
    return found[0][-1]


def _desktop_folder(environ: Mapping[str, str], home: Path) -> Path | None:
    """Return the desktop's folder as user-dirs.dirs has it, else the usual one if it is there."""
    config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    try:
        told = (config / "user-dirs.dirs").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        told = ""
    found = re.search(r'^\s*XDG_DESKTOP_DIR="([^"]+)"', told, re.MULTILINE)
    folder = Path(found[1].replace("$HOME", str(home))) if found is not None else home / "Desktop"
    return folder if folder.is_dir() and folder != home else None


def _quoted(word: str) -> str:
    """Return a word as the Exec line has it: the specification's quoting, then percent signs doubled."""
    if not _PLAIN.fullmatch(word):
        word = '"' + _SPECIAL.sub(r"\\\g<0>", word).replace("\\", "\\\\") + '"'
    return word.replace("%", "%%")


def _trust(shortcut: Path, text: str) -> None:
    """Mark the file as wanted where the desktop asks for that; without its tool it asks the person once."""
    gio = shutil.which("gio")
    if gio is None:
        return
    checksum = hashlib.sha256(text.encode()).hexdigest()
    for kind, name, value in (
        ("string", "metadata::trusted", "true"),
        ("string", "metadata::xfce-exe-checksum", checksum),
    ):
        with suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(  # noqa: S603 - the system's own tool on a file of ours
                [gio, "set", "-t", kind, os.fspath(shortcut), name, value],
                check=False,
                timeout=_SECONDS,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
