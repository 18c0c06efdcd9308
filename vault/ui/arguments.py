"""The few words the window's program understands; Qt is not needed to read them."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vault.services.wording.catalogue import LANGUAGES

PROG = "referral-vault-app"


@dataclass(frozen=True, slots=True)
class Start:
    """How the program was started; `menu` is `install` or `remove`, `locked` says that it locked itself.

    `hidden` is to show no window until the person asks for one.
    """

    vault: Path | None = None
    sample: bool = False
    lang: str | None = None
    menu: str | None = None
    locked: bool = False
    hidden: bool = False

    def again(self, vault: Path, *, hidden: bool = False) -> tuple[str, ...]:
        """Return the arguments to come back with as a locked window of the same vault, or without one."""
        words = [str(vault), "--locked"]
        if hidden:
            words.append("--hidden")
        if self.sample:
            words.append("--sample")
        if self.lang is not None:
            words += ["--lang", self.lang]
        return tuple(words)


def read_arguments(words: Sequence[str]) -> Start:
    """Return what was asked; a misuse ends the program with exit code 2 and the usage."""
    parser = argparse.ArgumentParser(PROG, description="The window of Referral Vault.")
    parser.add_argument(
        "vault", nargs="?", type=Path, metavar="VAULT", help="a vault's folder or vault.rvault"
    )
    parser.add_argument("--sample", action="store_true", help="open a throw-away copy of sample records")
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the window")
    parser.add_argument(
        "--menu",
        nargs="?",
        const="install",
        choices=("install", "remove"),
        help="put the program into the applications menu and onto the desktop, or take it away again",
    )
    parser.add_argument("--locked", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--hidden", action="store_true", help=argparse.SUPPRESS)
    found = parser.parse_args(list(words))
    return Start(found.vault, found.sample, found.lang, found.menu, found.locked, found.hidden)
