"""Every error the program can raise says in both languages what happened, what is safe and what to do."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from vault.domain.errors import (
    BugError,
    Cancelled,
    ExitCode,
    InvalidFieldError,
    NotFoundError,
    UserError,
    Value,
)
from vault.domain.rule_pack_reading import RulePackError
from vault.services.bundle.compare import ProblemCode
from vault.services.files.sandbox import rung
from vault.services.wording.catalogue import Wording
from vault.services.wording.error_sentences import ERRORS
from vault.services.wording.errors import PROBLEMS, REASONS, error_text, reason_text, sentences_key

SOURCES = sorted((Path(__file__).resolve().parents[3] / "vault").rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}
NOT_SHOWN = {"_damaged"}
"""Functions whose reason is for the details of a report and stands in no sentence."""
WITHOUT_ADVICE = {"cancelled": 2, "usage": 2}
"""Errors with a sentence fewer: stopping needs no advice, a wrong command endangers nothing."""


@dataclass(frozen=True)
class Raised:
    """An error as a line of the code makes it."""

    place: str
    code: str
    names: tuple[str, ...]

    def error(self, **known: Value) -> UserError:
        samples: dict[str, Value] = {"reason": "damaged", "problem": "pages", "page": 3, **known}
        return UserError(
            self.code, ExitCode.USAGE, **{name: samples.get(name, "sample") for name in self.names}
        )


def _is_exit_code(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "ExitCode"
    )


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name):
            return name
        case ast.Attribute(attr="__init__") if any(_is_exit_code(each) for each in call.args):
            return "UserError"
        case ast.Attribute(attr=name):
            return name
    return ""


def _raised() -> Iterator[Raised]:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            match node:
                case ast.Call(args=[ast.Constant(value=str(code)), *_], keywords=keywords) if (
                    _called(node) == "UserError"
                ):
                    names = tuple(each.arg for each in keywords if each.arg is not None)
                    yield Raised(f"{path.stem}:{node.lineno}", code, names)
                case ast.Tuple(
                    elts=[ast.Constant(value=str(code)), ast.Attribute(value=ast.Name(id="ExitCode"))]
                ):
                    yield Raised(f"{path.stem}:{node.lineno}", code, ())


def _takers() -> dict[str, int]:
    """Return what is called with a reason, and as which argument."""
    takers: dict[str, int] = {}
    for tree in TREES.values():
        for node in ast.walk(tree):
            members = node.body if isinstance(node, ast.ClassDef) else []
            for member in members:
                if isinstance(member, ast.FunctionDef):
                    name = (
                        node.name
                        if member.name == "__init__" and isinstance(node, ast.ClassDef)
                        else member.name
                    )
                    takers |= _taking(name, member, 1)
            for member in node.body if isinstance(node, ast.Module) else []:
                if isinstance(member, ast.FunctionDef):
                    takers |= _taking(member.name, member, 0)
    return {name: at for name, at in takers.items() if name not in NOT_SHOWN}


def _taking(name: str, function: ast.FunctionDef, bound: int) -> dict[str, int]:
    names = [each.arg for each in function.args.args][bound:]
    return {name: names.index("reason")} if "reason" in names else {}


def _reasons() -> Iterator[str]:
    """Yield every reason that is written out where it is given."""
    takers = _takers()
    for path, tree in TREES.items():
        if "ui" in path.parts:
            continue  # the window takes reasons as finished words
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and len(node.args) > takers.get(_called(node), len(node.args)):
                for part in ast.walk(node.args[takers[_called(node)]]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value
            elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                match node.value.elts:
                    case [_, ast.Constant(value=str(reason)), _]:
                        yield reason


RAISED = sorted(set(_raised()), key=lambda each: (each.code, each.place))


@pytest.mark.parametrize("raised", RAISED, ids=lambda each: f"{each.code} at {each.place}")
def test_an_error_says_what_happened_what_is_safe_and_what_to_do(
    raised: Raised, say: Wording, finished: Callable[[str], bool]
) -> None:
    assert raised.code in ERRORS
    unknown: dict[str, Value] = dict.fromkeys(("row", "line", "page", "file"))
    if f"{raised.code}:unexplained" in ERRORS:
        unknown["expected"] = None
    for error in (raised.error(), raised.error(**unknown)):
        text = error_text(error, say)
        said = [part for part in (text.happened, text.safe, text.next) if part]
        assert len(said) >= WITHOUT_ADVICE.get(raised.code, 3) or "detail" in raised.names
        assert text.happened in said
        assert all(finished(part.replace("sample", "Sample")) for part in said)
        assert str(text) == " ".join(said)


def test_no_sentences_are_kept_for_an_error_that_is_never_raised() -> None:
    assert {key.partition(":")[0] for key in ERRORS} - {each.code for each in RAISED} == set()


def test_every_reason_has_words() -> None:
    reasons = set(_reasons()) | rung.REASONS | {"not_a_date", "not_a_time", "not_an_instant"}
    assert len(reasons) > 40
    assert sorted(reasons - REASONS.keys()) == []


def test_every_problem_of_a_bundle_has_words() -> None:
    assert PROBLEMS.keys() == set(ProblemCode)


def test_a_reason_without_words_is_shown_as_its_code(german: Wording) -> None:
    assert reason_text("encrypted", german) == "die Datei ist mit einem Passwort geschützt"
    assert reason_text("unheard_of", german) == "unheard_of"


@pytest.mark.parametrize("key", ERRORS)
def test_each_case_of_an_error_can_come_up(key: str) -> None:
    code, _, case = key.partition(":")
    samples: dict[str, dict[str, Value]] = {
        "document": {"kind": "document"},
        "nameless": {"file": ""},
        "unexplained": {"expected": None},
        "titled": {"title": "Sample paper"},
        "": {"file": "a.pdf", "expected": "b"},
    }
    error = UserError(code, ExitCode.USAGE, **samples.get(case, {"reason": case}))
    assert sentences_key(error) == key


@pytest.mark.parametrize(
    ("error", "in_english", "in_german"),
    [
        (
            InvalidFieldError("referral", "visits", "not_a_whole_number", "0..99999"),
            (
                "referral, field visits: it is not a whole number. Nothing was written. "
                "Right would be: 0..99999."
            ),
            (
                "referral, Feld visits: das ist keine ganze Zahl. Es wurde nichts geschrieben. "
                "Richtig wäre: 0..99999."
            ),
        ),
        (
            InvalidFieldError("referral", "renewal_of", "renews_itself"),
            (
                "referral, field renewal_of: a referral cannot renew itself. Nothing was written. "
                "Correct this field and try again."
            ),
            (
                "referral, Feld renewal_of: eine Verordnung kann sich nicht selbst erneuern. "
                "Es wurde nichts geschrieben. Berichtigen Sie dieses Feld und versuchen Sie es noch einmal."
            ),
        ),
        (
            RulePackError("us", "not_toml", line=7),
            (
                "The rules cannot be used (us, line 7): it is not TOML. Your vault is unchanged. "
                "Correct the file, or use the rules that came with the program."
            ),
            (
                "Die Regeln lassen sich nicht verwenden (us, Zeile 7): die Datei ist kein TOML. "
                "Ihr Tresor ist unverändert. "
                "Berichtigen Sie die Datei, oder nehmen Sie die mitgelieferten Regeln."
            ),
        ),
        (
            UserError(
                "case_invalid", ExitCode.CASE_INVALID, case="", path="", reason="not_json", expected=None
            ),
            (
                "The cases cannot be judged (the whole file): it is not JSON. Nothing was written. "
                "Correct the file of cases and try again."
            ),
            (
                "Die Fälle lassen sich nicht beurteilen (die ganze Datei): die Datei ist kein JSON. "
                "Es wurde nichts geschrieben. "
                "Berichtigen Sie die Datei mit den Fällen und versuchen Sie es noch einmal."
            ),
        ),
        (
            NotFoundError("0193"),
            "Nothing in this vault has the id 0193. Your vault is unchanged. Look it up with `list`.",
            (
                "Nichts in diesem Tresor hat die Kennung 0193. Ihr Tresor ist unverändert. "
                "Schlagen Sie sie mit `list` nach."
            ),
        ),
        (
            Cancelled(),
            "Stopped, as you asked. Nothing is half done.",
            "Angehalten, wie Sie es wollten. Nichts blieb halb fertig.",
        ),
    ],
)
def test_errors_in_full(
    error: UserError, in_english: str, in_german: str, english: Wording, german: Wording
) -> None:
    assert str(error_text(error, english)) == in_english
    assert str(error_text(error, german)) == in_german


def test_a_problem_of_a_bundle_names_its_page(english: Wording) -> None:
    error = UserError("bundle_refused", ExitCode.BUNDLE_REFUSED, problem="rotation", page=3)
    happened = error_text(error, english).happened
    assert happened == "The finished bundle did not pass its own check: page 3: a page is not upright."


def test_a_row_without_an_id_is_named_by_its_number(english: Wording) -> None:
    error = RulePackError("us", "missing", field="kind", index=2, line=9)
    assert "(us, line 9, row 2, field kind)" in error_text(error, english).happened


@pytest.mark.parametrize(
    "error", [BugError("secret words"), UserError("unheard_of", ExitCode.BUG, name="secret")]
)
def test_a_fault_of_the_program_says_nothing_of_the_records(
    error: BugError | UserError, say: Wording
) -> None:
    text = str(error_text(error, say))
    assert "secret" not in text
    assert ("unheard_of" if isinstance(error, UserError) else "BugError") in text
