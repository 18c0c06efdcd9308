"""The rule packs in force: those that came with the program, and a person's own, kept inside the vault."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from vault.domain.errors import ExitCode, UserError
from vault.domain.rule_pack import RulePack, replaced
from vault.domain.rule_pack_reading import RulePackError
from vault.services.reminders.long_settings import long_settings, read_long
from vault.services.reminders.rule_files import load_packs, pack_from_text
from vault.services.store.database import Database

_NAMES = "rules.packs"
_LARGEST = 200_000
"""Letters in a pack: some hundred rows."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PackText:
    """A pack as a person reads it; `replaces` means: a shipped one of this name exists too.

    `pack` is None when a text kept in the vault cannot be read any more; `fault` then says why.
    """

    name: str
    text: str
    is_own: bool
    replaces: bool
    pack: RulePack | None
    fault: RulePackError | None = None


def shipped_texts(folder: Path) -> tuple[PackText, ...]:
    """Return the packs that came with the program, in the order of their names."""
    return tuple(
        PackText(pack.name, (folder / f"{pack.name}.toml").read_text("utf-8"), False, False, pack)  # noqa: FBT003 - two facts of a row
        for pack in load_packs(folder)
    )


def find_pack(packs: tuple[PackText, ...], name: str) -> PackText:
    """Return the pack of a name, one's own first; raises rule_pack_unknown with those there are."""
    found = sorted((each for each in packs if each.name == name), key=lambda each: not each.is_own)
    if not found:
        names = ", ".join(dict.fromkeys(each.name for each in packs))
        raise UserError("rule_pack_unknown", ExitCode.NOT_FOUND, pack=name, expected=names)
    return found[0]


class RuleStore:
    """Shipped and own packs of one vault; own rows stand in the place of shipped ones with their ids."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._shipped: tuple[PackText, ...] | None = None
        self._last: tuple[tuple[str, ...], tuple[RulePack, ...]] | None = None

    def packs(self) -> tuple[RulePack, ...]:
        """Return the packs in force; an own one that cannot be read is passed over."""
        own = self._own_texts()
        if self._last is None or self._last[0] != own:
            packs = [each.pack for each in self.own() if each.pack is not None]
            shipped = [each.pack for each in self.shipped() if each.pack is not None]
            self._last = own, replaced(shipped, packs)
        return self._last[1]

    def listed(self) -> tuple[PackText, ...]:
        """Return all packs: shipped ones, then one's own."""
        return (*self.shipped(), *self.own())

    def shipped(self) -> tuple[PackText, ...]:
        """Return the packs that came with the program."""
        if self._shipped is None:
            self._shipped = shipped_texts(self._folder)
        return self._shipped

    def own(self) -> tuple[PackText, ...]:
        """Return the packs the person made, in the order of their names."""
        names = {each.name for each in self.shipped()}
        return tuple(
            _read(name, text, replaces=name in names)
            for name, text in zip(self._own_names(), self._own_texts(), strict=True)
        )

    def check(self, name: str, text: str) -> RulePack:
        """Read a text as a pack of one's own and keep nothing; RulePackError names line and reason.

        An id that another pack of one's own holds is refused: a row has one place.
        """
        if not _NAME.fullmatch(name):
            raise RulePackError(name, "bad_pattern", expected="my-plan")
        if len(text) > _LARGEST:
            raise RulePackError(name, "too_large")
        pack = pack_from_text(name, text)
        taken = {
            row.id: each.name
            for each in self.own()
            if each.name != name and each.pack is not None
            for row in each.pack.rows
        }
        for index, row in enumerate(pack.rows, 1):
            if row.id in taken:
                other = f"{taken[row.id]}/{row.id}"
                raise RulePackError(name, "duplicate_id", field="id", row=row.id, index=index, other=other)
        return pack

    def save(self, name: str, text: str) -> RulePack:
        """Keep a pack of one's own in place of the one of that name; raises what `check` raises."""
        pack = self.check(name, text)
        self._write(name, text)
        return pack

    def put_back(self, packs: Iterable[PackText]) -> None:
        """Keep packs again that were deleted, as they were, even one that cannot be read."""
        for each in packs:
            self._write(each.name, each.text)

    def copy(self, name: str) -> RulePack:
        """Make a pack that came with the program one's own, ready to be changed."""
        return self.save(name, find_pack(self.shipped(), name).text)

    def delete(self, name: str) -> None:
        """Delete a pack of one's own; a shipped one of its name holds again. Raises rule_pack_not_own."""
        if name not in self._own_names():
            find_pack(self.listed(), name)
            raise UserError("rule_pack_not_own", ExitCode.NOT_FOUND, pack=name)
        self._write(name, "")

    def restore(self) -> tuple[PackText, ...]:
        """Delete every pack of one's own that replaces a shipped one; return them as they were."""
        replacing = tuple(each for each in self.own() if each.replaces)
        for each in replacing:
            self.delete(each.name)
        return replacing

    def _own_names(self) -> tuple[str, ...]:
        return tuple(name for name in read_long(self._database, _NAMES).split(",") if name)

    def _own_texts(self) -> tuple[str, ...]:
        return tuple(read_long(self._database, _key(name)) for name in self._own_names())

    def _write(self, name: str, text: str) -> None:
        names = set(self._own_names()) - {name} | ({name} if text else set())
        self._database.set_settings(
            {
                **long_settings(self._database, _NAMES, ",".join(sorted(names))),
                **long_settings(self._database, _key(name), text),
            }
        )


def _key(name: str) -> str:
    return f"rules.pack.{name}"


def _read(name: str, text: str, *, replaces: bool) -> PackText:
    try:
        pack = pack_from_text(name, text)
    except RulePackError as error:
        return PackText(name, text, is_own=True, replaces=replaces, pack=None, fault=error)
    return PackText(name, text, is_own=True, replaces=replaces, pack=pack)
