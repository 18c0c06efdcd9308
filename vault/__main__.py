"""Both entry points; the sandboxed child is dispatched before anything else is imported."""

import sys


def _become_fork_server() -> None:
    if sys.argv[1:2] == ["--sandbox"]:
        from vault.services.files.sandbox.zygote import serve

        serve(int(sys.argv[2]), sys.argv[3:])


def main() -> int:
    """Run the command line."""
    _become_fork_server()
    from vault.cli.main import main as command_line

    return command_line()


def main_app() -> int:
    """Run the app; until it has a window, the command line's view of a sample vault."""
    _become_fork_server()
    from vault.cli.sample import show_sample

    return show_sample()


if __name__ == "__main__":
    sys.exit(main())
