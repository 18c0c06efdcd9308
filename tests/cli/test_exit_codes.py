"""Each fault has a code and an exit code of its own, as the README tables them; stdout stays empty."""

import hashlib
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Filled, Runner
from tests.fakes.vaults import SampleVault
from tests.paths.command_line import Done
from vault.cli.output import Output
from vault.domain.errors import ExitCode

README = Path(__file__).parents[2] / "README.md"
Fault = Callable[[Runner, Filled], Done]
EXPORT = ("--profile", "R", "--recipient", "X", "--purpose", "Y", "--dry-run")


def _flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0x10
    path.write_bytes(data)


def _damaged_header(run: Runner, filled: Filled) -> Done:
    for name in ("vault.rvault", "vault.rvault.bak"):
        _flip(filled.folder / name, 100)
    return run("info", filled.folder, "--json")


def _damaged_database(run: Runner, filled: Filled) -> Done:
    _flip(filled.folder / "records.db", 5)
    return run("list", filled.folder, "visit", "--json")


def _damage_found(run: Runner, filled: Filled) -> Done:
    path = filled.folder / "records.db"
    _flip(path, path.stat().st_size - 3000)
    return run("check", filled.folder, "--json")


def _newer(run: Runner, filled: Filled) -> Done:
    path = filled.folder / "vault.rvault"
    body = b"RVAULT2\n" + path.read_bytes().split(b"\n", 1)[1].rsplit(b"\n", 2)[0] + b"\n"
    path.write_bytes(body + hashlib.sha256(body).hexdigest().encode() + b"\n")
    return run("list", filled.folder, "visit", "--json")


def _add(values: str, kind: str = "visit") -> Fault:
    return lambda run, filled: run("add", filled.folder, kind, "--json", stdin=values)


def _command(*words: str) -> Fault:
    def command(run: Runner, filled: Filled) -> Done:
        named = [filled.ids.get(word.removeprefix("@"), word) for word in words[1:]]
        return run(words[0], filled.folder, *named, "--json")

    return command


def _at(*words: str, place: str = "", **how: str) -> Fault:
    """Return a command on a place in or near the vault."""
    return lambda run, filled: run(words[0], filled.folder / place, *words[1:], "--json", **how)


def _judge(place: str) -> Fault:
    return lambda run, filled: run("judge", filled.folder / place, "--json", secret=None)


def _bare(*words: str) -> Fault:
    return lambda run, _: run(*words, "--json", secret=None)


def _mistyped(run: Runner, filled: Filled) -> Done:
    return run("info", filled.folder, "--json", secret=filled.recovery_text[:-1], option="--recovery-key-fd")


E = ExitCode
TO = ("--referral", "@referral")
FAULTS: dict[str, tuple[str, ExitCode, Fault]] = {
    "wrong password": ("wrong_password", E.WRONG_PASSWORD, _at("info", secret="other")),
    "mistyped recovery key": ("recovery_key_typo", E.WRONG_PASSWORD, _mistyped),
    "damaged header": ("header_damaged", E.HEADER_DAMAGED, _damaged_header),
    "damaged records": ("database_damaged", E.DATABASE_DAMAGED, _damaged_database),
    "newer vault": ("newer_vault", E.NEWER_VAULT, _newer),
    "no folder": ("vault_not_found", E.NOT_A_VAULT, _at("info", place="none")),
    "no vault": ("not_a_vault", E.NOT_A_VAULT, _at("info", place="..")),
    "taken folder": ("already_exists", E.ALREADY_EXISTS, _at("create")),
    "no password": ("password_empty", E.WEAK_PASSWORD, _at("create", place="new", secret="")),
    "cheap key": ("kdf_cost", E.USAGE, _at("create", "--kdf-memory", "4", place="new")),
    "no record": ("not_found", E.NOT_FOUND, _command("show", "none")),
    "two records": ("ambiguous_id", E.NOT_FOUND, _command("show", "0")),
    "not in trash": ("not_in_trash", E.NOT_FOUND, _command("restore", "@referral")),
    "no such kind": ("unknown_kind", E.INVALID_FIELD, _command("list", "prescription")),
    "no such field": ("invalid_field", E.INVALID_FIELD, _add('{"surname": "x"}', "person")),
    "no JSON": ("invalid_json", E.INVALID_FIELD, _add("{")),
    "no object": ("invalid_json", E.INVALID_FIELD, _add("[]")),
    "deep JSON": ("invalid_json", E.INVALID_FIELD, _add("[" * 100_000)),
    "a bundle typed in": ("kind_not_entered", E.INVALID_FIELD, _add("{}", "bundle")),
    "no such paper kind": ("invalid_field", E.INVALID_FIELD, _command("attach", "x", "--kind", "novel")),
    "no such file": ("file_unreadable", E.FILE_UNREADABLE, _command("attach", "/nowhere/x.pdf")),
    "no cases": ("file_unreadable", E.FILE_UNREADABLE, _judge("none")),
    "no case file": ("case_invalid", E.CASE_INVALID, _judge("README.txt")),
    "no such profile": ("unknown_profile", E.USAGE, _command("export", *TO, "--profile", "Z", *EXPORT[2:])),
    "no referral": ("invalid_field", E.INVALID_FIELD, _command("export", "--referral", "@doctor", *EXPORT)),
    "no paper": ("missing_paper", E.MISSING_PAPER, _command("export", *TO, *EXPORT)),
    "no target": ("usage", E.USAGE, _command("export", *TO, *EXPORT[:-1])),
    "no command": ("usage", E.USAGE, _bare("fly")),
    "no arguments": ("usage", E.USAGE, _bare()),
    "no such option": ("usage", E.USAGE, _command("info", "--password", "secret")),
    "no day": ("usage", E.USAGE, _command("due", "--today", "tomorrow")),
    "no assignment": ("usage", E.USAGE, _command("add", "person", "--set", "name")),
}


@pytest.mark.parametrize(("code", "exit_code", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_fault(run: Runner, filled: Filled, code: str, exit_code: ExitCode, fault: Fault) -> None:
    done = fault(run, filled)
    error = done.error
    assert (error["code"], done.code) == (code, exit_code)
    assert error.keys() == {"code", "values", "message"}
    assert error["message"].endswith((".", "!", "?"))
    assert "None" not in error["message"]


def test_a_check_that_finds_damage_ends_with_60_and_says_what(run: Runner, filled: Filled) -> None:
    done = _damage_found(run, filled)
    assert done.code == ExitCode.CHECK_FAILED
    assert (done.document["ok"], done.err) == (False, "")
    assert all(finding["text"].endswith(".") for finding in done.document["findings"])


def test_the_table_of_the_readme_names_every_code_with_its_exit_code() -> None:
    tabled: dict[str, int] = {}
    exits = set()
    for row in re.findall(r"^\|(.+)\|$", README.read_text("utf-8"), re.MULTILINE):
        cells = [cell.strip() for cell in row.split("|")]
        for number, text in zip(cells[::2], cells[1::2], strict=True):
            if number.isdigit():
                exits.add(int(number))
                tabled |= dict.fromkeys(re.findall(r"`([a-z_]+)`", text), int(number))
    assert exits == {int(code) for code in ExitCode}
    for code, exit_code, _ in FAULTS.values():
        assert tabled.get(code) == exit_code, code


def test_people_read_sentences_in_their_language(run: Runner, filled: Filled) -> None:
    said = {lang: run("show", filled.folder, "none", "--lang", lang) for lang in ("en", "de")}
    assert {done.code for done in said.values()} == {ExitCode.NOT_FOUND}
    assert {done.out for done in said.values()} == {""}
    assert said["en"].err != said["de"].err
    for done in said.values():
        assert "{" not in done.err
        assert all(line.endswith(".") for line in done.err.splitlines())


def test_a_fault_of_the_program_names_its_place_and_no_record(
    run: Runner, read_only: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Output:
        raise KeyError("Sample Person")

    monkeypatch.setattr("vault.cli.records.list_command", broken)
    done = run("list", read_only.folder, "visit", "--json")
    assert done.code == ExitCode.BUG
    assert done.error["code"] == "bug"
    assert re.fullmatch(r"KeyError test_exit_codes\.py:\d+", done.error["values"]["place"])
    said = run("list", read_only.folder, "visit")
    assert "KeyError test_exit_codes.py" in said.err
    assert "Sample Person" not in done.err + said.err


def test_stopping_it_is_no_fault(run: Runner, read_only: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> Output:
        raise KeyboardInterrupt

    monkeypatch.setattr("vault.cli.records.list_command", stopped)
    done = run("list", read_only.folder, "visit", "--json")
    assert (done.code, done.error["code"]) == (ExitCode.CANCELLED, "cancelled")


def test_a_vault_that_is_open_elsewhere(run: Runner, sample: SampleVault) -> None:
    with sample.open():
        done = run("list", sample.folder, "visit", "--json")
    assert (done.code, done.error["code"]) == (ExitCode.VAULT_IN_USE, "vault_in_use")


def test_a_folder_of_another_alphabet_still_shows_its_recovery_key(run: Runner, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    done = run("create", folder, "--kdf-memory", "8", "--json")
    assert (done.code, done.err) == (0, "")
    assert len(json.loads(done.out)["recovery_key"]) == 34
    assert run("list", folder, "service", "--json").document
