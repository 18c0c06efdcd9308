"""Every error in sentences: what happened, what is safe, what to do next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from vault.domain.errors import UserError, Value, VaultError
from vault.services.wording.catalogue import Wording
from vault.services.wording.error_sentences import ERRORS


@dataclass(frozen=True, slots=True)
class ErrorText:
    """The three sentences of an error."""

    happened: str
    safe: str
    next: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.happened, self.safe, self.next) if part)


REASONS: dict[str, str] = {
    "required": "it is needed",
    "null": "it must not be empty",
    "empty": "it is empty",
    "empty_list": "it needs at least one entry",
    "unknown_field": "there is no such field",
    "set_by_the_vault": "the vault sets it itself",
    "taken": "it is taken already",
    "not_text": "it is not text",
    "too_long": "it is too long",
    "record_too_long": "the record is too long as a whole",
    "not_of_this_form": "it has another form",
    "not_a_whole_number": "it is not a whole number",
    "out_of_range": "it is out of range",
    "not_true_or_false": "it is neither true nor false",
    "not_one_of": "it is none of the possible words",
    "not_a_date": "it is not a date",
    "not_a_time": "it is not a time of day",
    "not_an_instant": "it is not a date with time and zone",
    "not_a_list": "it is not a list",
    "not_an_object": "it is not a JSON object",
    "no_such_record": "there is no such record",
    "ends_before_it_starts": "the end is before the start",
    "in_the_future": "it lies in the future",
    "needed_with_unit_money": "an amount of money is needed when the unit is money",
    "other_currency": "the currencies differ",
    "more_than_upper_number": "the lower number is above the upper one",
    "number_is_given": "a number is given",
    "renews_itself": "a referral cannot renew itself",
    "negative": "it is below zero",
    "encrypted": "it is protected by a password",
    "damaged": "the file is damaged",
    "unknown_type": "this type of file is not known",
    "too_large": "it is too large",
    "memory": "it needs too much memory",
    "timeout": "it took too long",
    "too_much_output": "it holds too much",
    "died": "the program that reads papers stopped",
    "parser": "the program that reads papers did not understand it",
    "bad_answer": "the program that reads papers gave no usable answer",
    "not_sealed": "the program that reads papers could not be sealed off",
    "no_text_layer": "it is a picture without text",
    "not_toml": "it is not TOML",
    "unreadable": "the file cannot be read",
    "no_rows": "it has no rows",
    "missing": "it is missing",
    "wrong_type": "it is of another type",
    "bad_pattern": "it has another form",
    "duplicate_id": "this id stands there twice",
    "dates_reversed": "the end is before the start",
    "anchor_not_for_kind": "a rule of this kind does not count from there",
    "not_json": "it is not JSON",
    "not_a_text": "it is not text",
    "not_a_count": "it is not a whole number from there on",
    "not_a_choice": "it is none of the possible words",
    "not_a_list_of_texts": "it is not a list of texts",
    "not_an_outcome": "it is not a verdict with its rules",
    "already_used": "it is taken already",
    "unknown_reference": "there is no such record",
    "not_for_kind": "it does not fit a rule of this kind",
    "overlaps": "both rows hold for the same kind, place, plan and days",
    "presumed_needs_received": "a presumed receipt needs a rule that counts from receipt",
}


PROBLEMS: dict[str, str] = {
    "answer": "the program that makes it gave no usable answer",
    "pages": "it has too few or too many pages",
    "size": "a page has another size",
    "rotation": "a page is not upright",
    "label": "a page's label is not its number",
    "number": "a page's number is not printed on it",
    "paper": "a page does not look like its original",
    "links": "a link leads to the wrong page",
    "bookmarks": "a bookmark leads to the wrong page",
    "annotations": "a note or form of an original is left in it",
    "forbidden": "something active or hidden is left in it",
}


def reason_text(code: str, say: Wording) -> str:
    """Return a reason in words; an unknown one as its code."""
    return say.text(REASONS[code]) if code in REASONS else code


def error_text(error: VaultError, say: Wording) -> ErrorText:
    """Return an error in sentences; a fault of the program names only its kind."""
    if isinstance(error, UserError) and error.code in ERRORS:
        values = _written(error, say)
        sentences = ERRORS[sentences_key(error)]
        return ErrorText(*(say.text(part, **values) if part else "" for part in sentences))
    code = error.code if isinstance(error, UserError) else type(error).__name__
    return ErrorText(
        say.text("Something went wrong in the program itself ({code}).", code=code),
        say.text("What was stored before is safe."),
        say.text("Please report this code; it holds nothing of your records."),
    )


def sentences_key(error: UserError) -> str:
    """Return which case of an error fits the values it came with."""
    case = _CASES[error.code](error.values) if error.code in _CASES else ""
    return f"{error.code}:{case}" if f"{error.code}:{case}" in ERRORS else error.code


def _written(error: UserError, say: Wording) -> dict[str, Value]:
    """Return the values of an error with its codes in words."""
    values = dict(error.values)
    if isinstance(values.get("reason"), str):
        values["reason"] = reason_text(str(values["reason"]), say)
    if isinstance(values.get("problem"), str):
        problem = say.text(PROBLEMS[str(values["problem"])])
        page = values.get("page")
        values["problem"] = (
            problem if page is None else say.text("page {page}: {problem}", page=page, problem=problem)
        )
    if error.code in {"rule_pack_invalid", "case_invalid"}:
        values["place"] = _place(error.values, say)
    return values


def _place(values: Mapping[str, Value], say: Wording) -> str:
    """Return where in a file something is wrong, as far as it is known."""
    row = values.get("row") if values.get("row") is not None else values.get("index")
    parts = [str(values[name]) for name in ("pack", "case", "path") if values.get(name)]
    if values.get("line") is not None:
        parts.append(say.text("line {line}", line=values["line"]))
    if row is not None:
        parts.append(say.text("row {row}", row=row))
    if values.get("field") is not None:
        parts.append(say.text("field {field}", field=values["field"]))
    if values.get("other") is not None:
        parts.append(say.text("against row {row}", row=values["other"]))
    return ", ".join(parts) or say.text("the whole file")


def _unexplained(values: Mapping[str, Value]) -> str:
    return "unexplained" if values.get("expected") is None else ""


def _nameless(values: Mapping[str, Value]) -> str:
    return "" if values.get("file") else "nameless"


_CASES: dict[str, Callable[[Mapping[str, Value]], str]] = {
    "already_exists": lambda values: str(values.get("kind")),
    "case_invalid": _unexplained,
    "file_empty": _nameless,
    "file_unreadable": _nameless,
    "invalid_field": _unexplained,
    "missing_paper": lambda values: str(values.get("reason")),
    "rule_pack_invalid": _unexplained,
    "unreadable_paper": lambda values: "titled" if values.get("title") else "",
}
