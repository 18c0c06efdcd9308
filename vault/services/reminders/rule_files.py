"""Rule packs on disk: TOML files a person can read, copy and change."""

import re
import tomllib
from pathlib import Path

from vault.domain.rule_pack import RulePack
from vault.domain.rule_pack_reading import RulePackError, parse_pack

_ROW = re.compile(r"\s*\[\[\s*rows\s*\]\]")
_LINE = re.compile(r"at line (\d+)")


def load_packs(folder: Path) -> tuple[RulePack, ...]:
    """Read every *.toml of a folder in the order of names; RulePackError tells file, line and reason."""
    return tuple(load_pack(path) for path in sorted(folder.glob("*.toml")))


def load_pack(path: Path) -> RulePack:
    """Read one file; the pack is named after it."""
    try:
        return pack_from_text(path.stem, path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise RulePackError(path.stem, "unreadable") from error


def pack_from_text(name: str, text: str) -> RulePack:
    """Read the text of a pack, as a file holds it or a person edits it."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _LINE.search(str(error))
        line = int(place[1]) if place else len(text.splitlines())
        raise RulePackError(name, "not_toml", line=line) from error
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _ROW.match(line)]
    try:
        return parse_pack(name, table, lines)
    except RulePackError as error:
        better = _line_of(error, text.splitlines())
        if better is None:
            raise
        raise error.on_line(better) from None


def _line_of(error: RulePackError, text: list[str]) -> int | None:
    """Return the line of the field at fault, None when it stands on none of its row."""
    field, begin = error.values["field"], error.values["line"]
    start = begin if isinstance(begin, int) else 0
    for number, line in enumerate(text[start:], start + 1):
        if _ROW.match(line) and isinstance(begin, int):
            return None
        if re.match(
            rf"\s*[\"']?{re.escape(str(field))}[\"']?\s*=|\s*\[+\s*{re.escape(str(field))}\s*\]", line
        ):
            return number
    return None
