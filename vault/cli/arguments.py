"""The form of the command line: commands, options, help."""

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path

from vault.domain.errors import ExitCode, UserError

PROG = "referral-vault"


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are errors of ours, so that --json holds for them too."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Raise what argparse would print."""
        raise UserError("usage", ExitCode.USAGE, detail=message)


AddCommand = Callable[[str, str], Parser]


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date of the form YYYY-MM-DD") from None


def _globals(*, top: bool) -> Parser:
    """Global options, accepted before and after the command; only the top one sets their defaults."""

    def default(value: object) -> object:
        return value if top else argparse.SUPPRESS

    parent = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = parent.add_argument_group("global options")
    group.add_argument(
        "--json", action="store_true", default=default(value=False), help="one JSON document on stdout"
    )
    group.add_argument("--lang", choices=("en", "de"), default=default(None), help="language of sentences")
    group.add_argument(
        "--today", type=_day, metavar="DATE", default=default(None), help="judge as of this day"
    )
    return parent


def _secrets() -> Parser:
    parent = Parser(add_help=False)
    group = parent.add_argument_group("secrets (asked for when neither is given)")
    group.add_argument(
        "--password-fd", type=int, metavar="N", help="read the password from file descriptor N"
    )
    group.add_argument(
        "--recovery-key-fd", type=int, metavar="N", help="read the recovery key from descriptor N"
    )
    return parent


def build_parser(version: str) -> Parser:
    """Return the parser of all commands."""
    parser = Parser(
        prog=PROG,
        description="Keeps referrals, visits and insurer papers in an encrypted vault.",
        parents=[_globals(top=True)],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROG} {version}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    every = _globals(top=False)
    secrets = _secrets()

    def without_vault(name: str, text: str) -> Parser:
        return commands.add_parser(name, help=text, description=text, parents=[every], allow_abbrev=False)

    def with_vault(name: str, text: str) -> Parser:
        command = commands.add_parser(
            name, help=text, description=text, parents=[every, secrets], allow_abbrev=False
        )
        command.add_argument("vault", type=Path, metavar="VAULT", help="the folder or its vault.rvault")
        return command

    create = with_vault("create", "make a new vault and show its recovery key once")
    create.add_argument("--kdf-memory", type=int, metavar="MIB", help="memory for the password's key, in MiB")
    create.add_argument("--name", help="a name for the vault; the folder's name without it")
    with_vault("info", "say what the vault holds and how papers are opened")
    _record_commands(with_vault)
    _paper_commands(with_vault)
    with_vault("due", "list due dates, soonest first")
    with_vault("verdicts", "say for each visit whether the papers support it, and why")
    check = with_vault("check", "check the vault for damage")
    check.add_argument("--full", action="store_true", help="open every paper and follow the whole history")

    _remind_command(
        commands.add_parser(
            "remind",
            help="remind of dates while vaults are locked",
            description="Runs until the session ends and reminds of dates while vaults are locked.",
            parents=[every, secrets],
            allow_abbrev=False,
        )
    )

    schema = without_vault("schema", "list kinds of records, or the fields of one")
    schema.add_argument("kind", nargs="?", metavar="KIND")
    judge = without_vault("judge", "judge the cases of a file")
    judge.add_argument("file", type=Path, metavar="CASES.json")
    read = without_vault("read", "read kind and fields from a paper, without a vault")
    read.add_argument("file", type=Path, metavar="FILE")
    return parser


def _record_commands(with_vault: AddCommand) -> None:
    for name, text in (
        ("add", "add a record; its fields as JSON on stdin"),
        ("edit", "change fields of a record"),
    ):
        command = with_vault(name, text)
        what = ("kind", "KIND") if name == "add" else ("id", "ID")
        command.add_argument(what[0], metavar=what[1])
        command.add_argument(
            "--set", action="append", default=[], metavar="FIELD=VALUE", help="instead of JSON on stdin"
        )
    listing = with_vault("list", "list the records of a kind")
    listing.add_argument("kind", metavar="KIND")
    listing.add_argument("--trash", action="store_true", help="those in the trash instead")
    show = with_vault("show", "show a record")
    show.add_argument("id", metavar="ID")
    show.add_argument("--history", action="store_true", help="every version it had")
    with_vault("delete", "move a record to the trash").add_argument("id", metavar="ID")
    restore = with_vault("restore", "take a record from the trash, or put an earlier version back")
    restore.add_argument("id", metavar="ID")
    restore.add_argument("--version", type=int, metavar="SEQ", help="a number that show --history prints")


def _remind_command(remind: Parser) -> None:
    remind.add_argument("--once", action="store_true", help="look once, tell what is due, and end")
    remind.add_argument(
        "--vault", type=Path, nargs="+", metavar="VAULT", help="watch only these of the vaults that remind"
    )
    what = remind.add_mutually_exclusive_group()
    what.add_argument(
        "--install", type=Path, metavar="VAULT", help="have this vault remind while locked, after each login"
    )
    what.add_argument("--remove", type=Path, metavar="VAULT", help="have it remind no more")
    what.add_argument("--status", action="store_true", help="say which vaults remind and whether it works")
    remind.add_argument(
        "--level",
        choices=("0", "1", "2"),
        help="with --install: 0 tells only that a date is due and when, 1 also what, 2 also on which record",
    )
    remind.add_argument(
        "--plain-day",
        action="store_true",
        help="with --install, without a keyring: the next due day, and only that, may stand in clear",
    )


def _paper_commands(with_vault: AddCommand) -> None:
    attach = with_vault("attach", "store papers, sealed and unchanged, then look at them")
    attach.add_argument("files", type=Path, nargs="+", metavar="FILE")
    attach.add_argument("--to", metavar="ID", help="the record they belong to")
    attach.add_argument("--kind", default="other", metavar="KIND", help="what kind of paper it is")
    export = with_vault("export", "write a claim bundle as one PDF")
    export.add_argument(
        "--profile", required=True, metavar="R,D", help="R referral copy, D statement of dates"
    )
    export.add_argument("--referral", required=True, metavar="ID")
    export.add_argument("--recipient", required=True, metavar="NAME")
    export.add_argument("--purpose", required=True, metavar="TEXT")
    export.add_argument("--out", type=Path, metavar="FILE")
    export.add_argument("--dry-run", action="store_true", help="say what would leave and what is missing")
    export.add_argument("--incomplete", action="store_true", help="export although the main paper is missing")
    with_vault("log", "list what was disclosed, to whom and when")
