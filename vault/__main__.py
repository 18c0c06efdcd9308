"""Both entry points; the children of ours are dispatched before anything else is imported."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from vault.app import App


def _become_fork_server() -> None:
    if sys.argv[1:2] == ["--sandbox"]:
        from vault.services.files.sandbox.zygote import serve

        serve(int(sys.argv[2]), sys.argv[3:])


def _become_keyring() -> None:
    if sys.argv[1:] == ["--keyring"]:
        from vault.services.keys.keyring_child import answer

        sys.exit(answer(sys.stdin, sys.stdout, sys.platform))


def main() -> int:
    """Run the command line."""
    _become_fork_server()
    _become_keyring()
    from vault.cli.main import main as command_line

    return command_line()


def main_app() -> int:
    """Run the window; without a screen, say so in one sentence."""
    _become_fork_server()
    _become_keyring()
    from vault.ui.starting import start

    return start(sys.argv[1:], _make_sample)


def _make_sample(app: "App", folder: "Path") -> str:
    """Make a vault of sample records and return its password; the window and the command line share it."""
    from vault.cli.sample import make_sample

    return make_sample(app, folder).text


if __name__ == "__main__":
    sys.exit(main())
