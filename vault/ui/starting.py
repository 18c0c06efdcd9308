"""What happens before Qt is imported: arguments, the menu entry, and whether there is a screen at all."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from vault.app import App, resources_folder
from vault.domain.errors import ExitCode
from vault.services.wording.catalogue import Wording
from vault.ui.arguments import Start, read_arguments
from vault.ui.display import environment_language, has_display, no_display_text

MakeSample = Callable[[App, Path], str]
"""Makes a vault of sample records in a folder and returns its password."""


def start(words: Sequence[str], make_sample: MakeSample) -> int:
    """Run the window's program and return its exit code."""
    asked = read_arguments(words)
    if asked.menu is not None:
        return _menu(asked)
    if not has_display(os.environ):
        _complain(no_display_text(_wording(asked)))
        return int(ExitCode.USAGE)
    try:
        from vault.ui.main import run
    except ImportError as error:
        if error.name is not None and error.name.startswith("vault"):
            raise
        _complain(
            _wording(asked).text(
                "The window cannot be opened, for a library of this system is missing ({error});"
                " `sh packaging/run.sh` installs what is needed.",
                error=str(error),
            )
        )
        return int(ExitCode.USAGE)
    return run(asked, make_sample)


def _menu(asked: Start) -> int:
    from vault.services.files import desktop_entry

    say = _wording(asked)
    menu = desktop_entry.Menu.of_this_person(os.environ)
    if menu is None:
        _complain(say.text("This system has no applications menu of the kind this program can write to."))
        return int(ExitCode.USAGE)
    if asked.menu == "remove":
        gone = menu.remove()
        text = (
            say.text("Taken out of the applications menu.") if gone else say.text("It was not in the menu.")
        )
        sys.stdout.write(f"{text}\n")
        return int(ExitCode.OK)
    menu.install(desktop_entry.this_program(), resources_folder() / "icons" / "referral-vault.svg")
    sys.stdout.write(say.text("Referral Vault is in the applications menu now.") + "\n")
    return int(ExitCode.OK)


def _wording(asked: Start) -> Wording:
    lang = asked.lang or environment_language(os.environ)
    return Wording.load(lang, resources_folder() / "translations")


def _complain(text: str) -> None:
    sys.stderr.write(f"{text}\n")
