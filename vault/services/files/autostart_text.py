"""What the files say by which a session starts a program: XDG autostart, LaunchAgent, Task Scheduler."""

import plistlib
import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, unescape

from vault.services.files.desktop_entry import exec_line, exec_words

_TITLE = "Referral Vault reminders"
_LABEL = "referral-vault.reminders"
_DESKTOP = """\
[Desktop Entry]
Type=Application
Version=1.5
Name=Referral Vault reminders
Name[de]=Referral Vault Erinnerungen
Comment=Reminds of dates while the vault is locked
Comment[de]=Erinnert an Termine, während der Tresor gesperrt ist
Exec={command}
Icon=referral-vault
Terminal=false
NoDisplay=true
X-GNOME-Autostart-enabled=true
"""
_TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Reminds of dates while the vault is locked</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger><Enabled>true</Enabled></LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Enabled>true</Enabled>
  </Settings>
  <Actions Context="Author">
    <Exec><Command>{program}</Command><Arguments>{arguments}</Arguments></Exec>
  </Actions>
</Task>
"""


@dataclass(frozen=True, slots=True)
class Form:
    """One system's kind of file: its name, how it is written, and which program one starts."""

    name: str
    encoding: str
    text: Callable[[Sequence[str]], str]
    program_of: Callable[[str], str | None]
    title: str = _TITLE


def desktop_text(program: Sequence[str]) -> str:
    """Return the entry of a freedesktop session."""
    return _DESKTOP.format(command=exec_line(program))


def launch_agent_text(program: Sequence[str]) -> str:
    """Return the property list of a macOS LaunchAgent."""
    agent = {
        "Label": _LABEL,
        "ProgramArguments": list(program),
        "RunAtLoad": True,
        "ProcessType": "Background",
    }
    return plistlib.dumps(agent).decode("utf-8")


def task_text(program: Sequence[str]) -> str:
    """Return the task of the Windows Task Scheduler."""
    return _TASK.format(program=escape(program[0]), arguments=escape(subprocess.list2cmdline(program[1:])))


def _desktop_program(text: str) -> str | None:
    found = re.search(r"^Exec=(.+)$", text, re.MULTILINE)
    words = exec_words(found[1]) if found else ()
    return words[0] if words else None


def _agent_program(text: str) -> str | None:
    try:
        words = plistlib.loads(text.encode("utf-8"))["ProgramArguments"]
    except (ValueError, KeyError, TypeError):
        return None
    return str(words[0]) if isinstance(words, list) and words else None


def _task_program(text: str) -> str | None:
    found = re.search(r"<Command>(.+?)</Command>", text)
    return unescape(found[1]) if found else None


FORMS = {
    "desktop": Form("referral-vault-reminders.desktop", "utf-8", desktop_text, _desktop_program),
    "launch_agent": Form(f"{_LABEL}.plist", "utf-8", launch_agent_text, _agent_program),
    "task": Form("reminders-task.xml", "utf-16", task_text, _task_program),
}
