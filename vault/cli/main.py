"""The command line: parses, runs one command, ends with its exit code. Qt is never imported here."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from vault import __version__
from vault.app import App, resources_folder
from vault.cli.arguments import build_parser
from vault.cli.output import Output, write, write_error
from vault.domain.errors import BugError, Cancelled, ExitCode, UserError
from vault.services.wording.catalogue import LANGUAGES, Wording

if TYPE_CHECKING:
    from types import ModuleType

Command = Callable[[Namespace, App, Wording], Output]
_MODULES = {
    "schema": "without_vault",
    "judge": "without_vault",
    "read": "without_vault",
    "create": "whole_vault",
    "info": "whole_vault",
    "check": "whole_vault",
    "log": "whole_vault",
    "attach": "papers",
    "export": "papers",
    "calendar": "printed",
    "overview": "printed",
    "verdicts": "answers",
    "due": "answers",
    "questions": "asking",
    "answer": "asking",
    "desk-check": "asking",
    "rules": "rules",
    "whatif": "what_if",
    "remind": "remind",
}
"""Where a command lives; all others are about records."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in arguments
    say = Wording.load(_language(arguments), resources_folder() / "translations")
    try:
        options = build_parser(__version__).parse_args(arguments)
        as_json = options.json
        output = run(options, App.on_this_machine(options.today), say)
        write(output, as_json=as_json)
    except UserError as error:
        return int(write_error(error, say, as_json=as_json))
    except KeyboardInterrupt:
        return int(write_error(Cancelled(), say, as_json=as_json))
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - the reader of our output went away
        return int(ExitCode.OK)
    except Exception as error:  # noqa: BLE001 - whatever else happens is a fault of ours: no traceback with personal data
        return int(write_error(BugError(_where(error)), say, as_json=as_json))
    return int(output.exit_code)


def _where(error: Exception) -> str:
    """Return kind and place of a fault: enough to find it, without a word of anybody's records."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = "" if frame is None else f" {Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}"
    return f"{type(error).__name__}{place}"


def run(options: Namespace, app: App, say: Wording) -> Output:
    """Run the chosen command."""
    return _command(options.command)(options, app, say)


def _command(name: str) -> Command:
    """Import only the commands' own module: the command line starts fast."""
    module: ModuleType = import_module(f"vault.cli.{_MODULES.get(name, 'records')}")
    command: Command = getattr(module, f"{name.replace('-', '_')}_command")
    return command


def _language(arguments: list[str]) -> str:
    """Return the language asked for, else the system's; known before parsing, for its errors."""
    for at, argument in enumerate(arguments):
        chosen = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        if argument == "--lang" and at + 1 < len(arguments):
            chosen = arguments[at + 1]
        if chosen in LANGUAGES:
            return chosen
    system = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "de" if system.lower().startswith("de") else "en"
