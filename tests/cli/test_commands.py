"""Every command, for programs and for people, in both languages."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Filled, Runner
from vault.domain.records.kinds import KINDS
from vault.services.wording.catalogue import LANGUAGES

DAY = ("--today", "2026-11-24")
CASES = Path(__file__).parents[1] / "files" / "coverage_cases.json"
EXPORT = ("export", "--profile", "R,D", "--referral", "@referral", "--recipient", "X", "--purpose", "Y")
READING = (
    ("info",),
    ("list", "visit"),
    ("list", "visit", "--trash"),
    ("show", "@referral"),
    ("show", "@referral", "--history"),
    ("due",),
    ("verdicts",),
    ("questions",),
    ("desk-check", "@referral"),
    ("whatif", "--person", "@nora"),
    ("whatif", "--referral", "@referral", "--from", "2026-12-01", "--days", "10"),
    ("log",),
    ("check",),
    ("check", "--full"),
    (*EXPORT, "--dry-run", "--incomplete"),
)
WITHOUT_VAULT = (("schema",), ("schema", "referral"), ("judge", str(CASES)))


def _words(filled: Filled, command: tuple[str, ...]) -> list[str | Path]:
    rest = [filled.ids[word[1:]] if word.startswith("@") else word for word in command[1:]]
    return [command[0], filled.folder, *rest]


@pytest.mark.parametrize("command", READING, ids=" ".join)
class TestReading:
    """Commands that change nothing."""

    def test_json_is_one_document_and_the_same_in_both_languages_but_for_sentences(
        self, run: Runner, read_only: Filled, command: tuple[str, ...]
    ) -> None:
        found = {}
        for lang in LANGUAGES:
            done = run(*_words(read_only, command), *DAY, "--json", "--lang", lang)
            assert (done.code, done.err) == (0, "")
            found[lang] = _bare(json.loads(done.out))
        assert found["en"] == found["de"]

    def test_people_read_lines_in_their_language(
        self, run: Runner, read_only: Filled, command: tuple[str, ...]
    ) -> None:
        said = {lang: run(*_words(read_only, command), *DAY, "--lang", lang) for lang in LANGUAGES}
        for done in said.values():
            assert (done.code, done.err) == (0, "")
            assert not done.out.startswith(("{", "["))
        if command[0] in {"due", "verdicts", "whatif", "check", "info", "export"}:
            assert said["en"].out != said["de"].out


def _bare(value: Any) -> Any:
    """Return a document without its sentences."""
    told = {"sentence", "fix", "title", "text", "not_held", "notes"}
    if isinstance(value, dict):
        return {name: _bare(member) for name, member in value.items() if name not in told}
    if isinstance(value, list):
        return [_bare(member) for member in value]
    return value


@pytest.mark.parametrize("command", WITHOUT_VAULT, ids=lambda command: command[0])
def test_commands_without_a_vault(run: Runner, command: tuple[str, ...]) -> None:
    for lang in LANGUAGES:
        done = run(*command, "--lang", lang, secret=None)
        assert (done.code, done.err) == (0, "")
        assert done.out.strip()
    assert run(*command, "--json", secret=None).document


class TestSchema:
    """What can be entered is told by the program itself."""

    def test_every_kind_is_listed_and_described(self, run: Runner) -> None:
        listed = run("schema", "--json", secret=None).document
        assert [each["kind"] for each in listed] == list(KINDS)
        for kind in KINDS:
            fields = run("schema", kind, "--json", secret=None).document["fields"]
            assert fields
            assert ("id" in {field["name"] for field in fields}) == (kind == "service")

    def test_a_field_says_what_would_be_right(self, run: Runner) -> None:
        fields = {
            each["name"]: each for each in run("schema", "visit", "--json", secret=None).document["fields"]
        }
        assert fields["date"]["required"]
        assert fields["date"]["expected"] == "YYYY-MM-DD"
        assert fields["status"]["choices"] == ["planned", "completed", "no_show", "cancelled"]
        assert fields["provider"]["ref"] == "provider"
        assert [each["name"] for each in fields["charge"]["members"]] == ["minor", "currency"]

    def test_a_record_can_be_entered_by_what_it_says(self, run: Runner, filled: Filled) -> None:
        described = run("schema", "condition", "--json", secret=None).document["fields"]
        values = {each["name"]: "Sample" for each in described if each["required"] and each["type"] == "text"}
        done = run(
            "add",
            filled.folder,
            "condition",
            "--json",
            stdin=json.dumps(values | {"person": filled.ids["nora"]}),
        )
        assert done.code == 0, done.err


class TestWriting:
    """Commands that change the vault print what they wrote."""

    def test_create_shows_the_recovery_key_once(self, run: Runner, tmp_path: Path) -> None:
        done = run("create", tmp_path / "new", "--kdf-memory", "8", "--name", "Sample", secret="sample")
        assert done.code == 0
        key = re.search(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}", done.out)
        assert key is not None
        for secret, option in (("sample", "--password-fd"), (key[0], "--recovery-key-fd")):
            info = run("info", tmp_path / "new", "--json", secret=secret, option=option)
            assert info.document["name"] == "Sample"
            assert key[0] not in info.out
            assert {slot["type"] for slot in info.document["slots"]} == {"password", "recovery"}

    def test_add_edit_delete_restore(self, run: Runner, filled: Filled) -> None:
        added = run("add", filled.folder, "visit", "--json", stdin=json.dumps(_visit(filled))).document
        assert added["kind"] == "visit"
        record_id = added["id"]
        shown = run("show", filled.folder, record_id, "--json").document
        assert (shown["date"], shown["charge"]) == ("2026-11-20", {"minor": 9050, "currency": "EUR"})
        edited = run("edit", filled.folder, record_id[:-2], "--set", "note=Sample note", "--json").document
        assert edited["seq"] > added["seq"]
        deleted = run("delete", filled.folder, record_id)
        assert record_id in deleted.out
        trash = run("list", filled.folder, "visit", "--trash", "--json").document
        assert [each["id"] for each in trash] == [record_id]
        assert run("restore", filled.folder, record_id, "--json").document["id"] == record_id
        history = run("show", filled.folder, record_id, "--history", "--json").document
        assert [each["action"] for each in history] == ["added", "changed", "trashed", "restored"]
        assert history[0]["record"]["note"] is None
        run("restore", filled.folder, record_id, "--version", str(history[0]["seq"]))
        assert run("show", filled.folder, record_id, "--json").document["note"] is None

    def test_a_version_that_is_there_already_is_no_fault(self, run: Runner, filled: Filled) -> None:
        record_id = filled.ids["referral"]
        history = run("show", filled.folder, record_id, "--history", "--json").document
        done = run("restore", filled.folder, record_id, "--version", str(history[-1]["seq"]), "--json")
        assert (done.code, done.document["id"], done.document["kind"]) == (0, record_id, "referral")

    @pytest.mark.parametrize(
        ("given", "name", "value"),
        [
            ("visits=7", "visits", 7),
            ("visits=", "visits", None),
            ("signed=false", "signed", False),
            ("services=massage, other", "services", ["massage", "other"]),
            ('services=["other"]', "services", ["other"]),
            ("diagnosis=", "diagnosis", []),
            ("number=0012", "number", "0012"),
            ("number=a=b", "number", "a=b"),
            ("valid_until=2026-12-31", "valid_until", "2026-12-31"),
            (
                'frequency={"n": 1, "per": "week"}',
                "frequency",
                {"n": 1, "per": "week", "every": 1, "low": None},
            ),
        ],
    )
    def test_set_reads_values_by_the_kind_of_their_field(
        self, run: Runner, filled: Filled, given: str, name: str, value: object
    ) -> None:
        assert run("edit", filled.folder, filled.ids["referral"], "--set", given, "--json").code == 0
        assert run("show", filled.folder, filled.ids["referral"], "--json").document[name] == value

    def test_attach_stores_and_tells_what_it_is(self, run: Runner, filled: Filled, tmp_path: Path) -> None:
        paper = tmp_path / "Sample order.txt"
        paper.write_bytes(b"sample")
        (told,) = run("attach", filled.folder, paper, "--to", filled.ids["referral"], "--json").document
        assert (told["file"], told["new"], told["kind"]) == ("Sample order.txt", True, "referral")
        assert told["unread_reason"] == "unknown_type"
        assert told["links"] == [{"kind": "referral", "record": filled.ids["referral"]}]
        (again,) = run("attach", filled.folder, paper, "--json").document
        assert (again["new"], again["id"]) == (False, told["id"])


def _visit(filled: Filled) -> dict[str, Any]:
    return {
        "person": filled.ids["nora"],
        "date": "2026-11-20",
        "provider": filled.ids["therapist"],
        "service": "massage",
        "charge": {"minor": 9050, "currency": "EUR"},
    }


class TestJudge:
    """Cases are judged without a vault; what differs from what was expected is told."""

    def test_the_shared_cases_pass(self, run: Runner) -> None:
        done = run("judge", CASES, "--json", secret=None)
        assert done.code == 0
        assert [case["name"] for case in done.document] == [
            case["name"] for case in json.loads(CASES.read_text("utf-8"))
        ]

    def test_a_wrong_expectation_ends_with_1(self, run: Runner, tmp_path: Path) -> None:
        cases = json.loads(CASES.read_text("utf-8"))[:1]
        visit = next(iter(cases[0]["expect"]))
        cases[0]["expect"][visit] = ["NOT_COUNTED", ["C0"]]
        (tmp_path / "cases.json").write_text(json.dumps(cases))
        done = run("judge", tmp_path / "cases.json", secret=None)
        assert done.code == 1
        assert visit in done.out
