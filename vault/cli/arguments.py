"""The form of the command line: commands, options, help."""

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path

from vault.domain.errors import ExitCode, UserError

PROG = "referral-vault"
_MOST_LEAD, _MOST_LEADS, _YEAR_DIGITS = 3_650, 12, 4


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
    _printed_commands(with_vault)
    with_vault("due", "list due dates, soonest first, and where each date comes from")
    _rules_command(commands.add_parser, [every, secrets])
    with_vault("verdicts", "say for each visit whether the papers support it, and why")
    _asking_commands(with_vault)
    _what_if_command(with_vault)
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


def _rules_command(add: Callable[..., Parser], parents: list[Parser]) -> None:
    text = "list or print rule packs, and those of a vault; set or delete one of your own"
    rules = add("rules", help=text, description=text, parents=parents, allow_abbrev=False)
    rules.add_argument(
        "vault", type=Path, nargs="?", metavar="VAULT", help="the folder or its vault.rvault, for own packs"
    )
    rules.add_argument("--pack", metavar="ID", help="print this pack, or the name --set keeps the file under")
    act = rules.add_mutually_exclusive_group()
    act.add_argument("--set", type=Path, metavar="FILE", help="keep a TOML file as a pack of your own")
    act.add_argument("--delete", metavar="ID", help="delete a pack of your own; a shipped one holds again")
    act.add_argument(
        "--leads",
        type=_leads,
        metavar="KIND=DAYS",
        help="days ahead a kind of date is announced, like 13=30,7,0; without days the usual ones",
    )
    act.add_argument(
        "--tax-filed",
        type=_filed,
        metavar="YEAR=DATE",
        help="the day the taxes of a year were filed, for the review of old papers; without a day forgotten",
    )


def _leads(text: str) -> tuple[int, tuple[int, ...] | None]:
    kind, sign, days = text.partition("=")
    numbers = [each.strip() for each in days.split(",")] if days else []
    whole = all(each.isdecimal() and int(each) <= _MOST_LEAD for each in numbers)
    if not (sign and kind.isdecimal() and whole and len(numbers) <= _MOST_LEADS):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form KIND=DAYS, like 13=30,7,0")
    return int(kind), tuple(int(each) for each in numbers) or None


def _filed(text: str) -> tuple[int, dt.date | None]:
    year, _, day = text.partition("=")
    if len(year) != _YEAR_DIGITS or not year.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form YEAR=DATE, like 2025=2026-04-15")
    return int(year), _day(day) if day else None


def _what_if_command(with_vault: AddCommand) -> None:
    command = with_vault(
        "whatif", "say what a visit on each day to come would find, and how long papers last"
    )
    whose = command.add_mutually_exclusive_group()
    whose.add_argument("--person", metavar="ID", help="whose visit; needed where there are several persons")
    whose.add_argument("--referral", metavar="ID", help="the person and service of this referral")
    command.add_argument("--service", metavar="ID", help="what would be treated; the usual without it")
    command.add_argument(
        "--from", dest="first", type=_day, metavar="DATE", help="the first day; today without it"
    )
    command.add_argument("--days", type=int, default=92, metavar="N", help="how many days; 92 without it")


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
    renew = with_vault("renew", "add a referral that renews an earlier one and takes over what it orders")
    renew.add_argument("id", metavar="ID")
    renew.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="what the new paper says; without its date it stays a draft",
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


def _asking_commands(with_vault: AddCommand) -> None:
    ask = with_vault("questions", "list what to ask insurer, doctor and therapist")
    ask.add_argument("--person", metavar="ID", help="about this person's policies only")
    ask.add_argument("--policy", metavar="ID", help="about this policy only")
    ask.add_argument("--out", type=Path, metavar="FILE", help="write the questions of one policy as a PDF")
    told = with_vault("answer", "enter what was answered, by whom and when")
    told.add_argument("policy", metavar="POLICY")
    told.add_argument(
        "--set",
        action="append",
        required=True,
        metavar="FIELD=VALUE",
        help="of the policy; benefit_limit.FIELD=VALUE of a new limit, ID.FIELD=VALUE of another record",
    )
    told.add_argument("--spoken-to", required=True, metavar="NAME")
    told.add_argument("--at", metavar="NAME", help="whom they speak for; the insurer without it")
    told.add_argument("--on", type=_day, metavar="DATE", help="the day of the call; today without it")
    told.add_argument("--reference", metavar="REF", help="the reference of the call")
    with_vault("desk-check", "say what a referral lacks, in words for the doctor's desk").add_argument(
        "id", metavar="REFERRAL"
    )


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


def _printed_commands(with_vault: AddCommand) -> None:
    calendar = with_vault("calendar", "write due dates as a calendar file that updates the one before")
    calendar.add_argument("--out", type=Path, required=True, metavar="FILE")
    calendar.add_argument(
        "--detail",
        type=int,
        choices=(0, 1, 2),
        default=0,
        help="0 only that something is due, 1 what, 2 for which record",
    )
    calendar.add_argument("--person", metavar="ID", help="the dates of one person")
    calendar.add_argument("--visits", action="store_true", help="planned visits too")
    overview = with_vault("overview", "write one page about a person's referrals, counters and dates")
    overview.add_argument("--out", type=Path, required=True, metavar="FILE")
    overview.add_argument("--person", metavar="ID", help="whose; needed where there are several people")
