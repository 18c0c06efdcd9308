"""How this very installation starts itself again, from a wheel, a checkout or a frozen program."""

import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

_CODE_ROOT = Path(__file__).parents[3]


def own_command(*words: str) -> tuple[str, ...]:
    """Return the command that runs this program with these words."""
    if getattr(sys, "frozen", False):
        return (sys.executable, *words)
    return (sys.executable, "-P", "-m", "vault", *words)


def own_environment() -> dict[str, str]:
    """Return our environment, in which `own_command` finds the code that is running now."""
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(_CODE_ROOT), *([known] if known else [])])}


def this_program(name: str) -> tuple[str, ...]:
    """Return the command that starts one of this installation's programs, with absolute paths."""
    ending = ".exe" if sys.platform == "win32" else ""
    return (str(Path(sys.executable).parent / f"{name}{ending}"),)


def start_apart(command: Sequence[str], more: Mapping[str, str] | None = None) -> None:
    """Start a program that lives on by itself; nothing happens when it cannot be started."""
    detached = getattr(subprocess, "DETACHED_PROCESS", 0)
    try:
        started = subprocess.Popen(  # noqa: S603 - a program of ours
            command,
            env={**os.environ, **(more or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=detached,
        )
    except OSError:
        return
    threading.Thread(target=started.wait, daemon=True).start()
