"""Every error in sentences: what happened, what is safe, what to do next."""

from dataclasses import dataclass

from vault.domain.errors import BugError, UserError, VaultError
from vault.services.wording.catalogue import Wording

_UNCHANGED = "Your vault is unchanged."
_NOTHING_WRITTEN = "Nothing was written."


@dataclass(frozen=True, slots=True)
class ErrorText:
    """The three sentences of an error."""

    happened: str
    safe: str
    next: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.happened, self.safe, self.next) if part)


ERRORS: dict[str, tuple[str, str, str]] = {
    "wrong_password": (
        "This password or recovery key does not open the vault.",
        _UNCHANGED,
        "Check Caps Lock and the keyboard language, or use the recovery key you printed.",
    ),
    "header_damaged": (
        "The file vault.rvault and its copy are both damaged.",
        "Your papers may still be whole; nothing was changed.",
        "Put back vault.rvault from a backup of this vault, then open it again.",
    ),
    "database_damaged": (
        "The records file of this vault is damaged or does not belong to it.",
        "The sealed papers are separate files and were not touched.",
        "Do not delete anything in the folder; restore the newest backup beside it.",
    ),
    "newer_vault": (
        "This vault was written by a newer version of the program.",
        _UNCHANGED,
        "Install the newest version and open the vault with it.",
    ),
    "not_a_vault": (
        "There is no vault here.",
        "Nothing was changed.",
        "Choose the folder that holds vault.rvault, or create a new vault.",
    ),
    "vault_not_found": (
        "The vault is not where it was.",
        "Nothing was changed.",
        "Was the folder moved or a drive taken out? Choose where it is now.",
    ),
    "vault_has_links": (
        "A part of the vault folder ({part}) is a link to somewhere else.",
        "Nothing was opened.",
        "Put the real files back into the folder; links are never followed.",
    ),
    "vault_in_use": (
        "This vault is open in another window or program.",
        _UNCHANGED,
        "Close it there and try again.",
    ),
    "already_exists": (
        "There is something at this place already.",
        "It was not touched.",
        "Choose an empty or new folder.",
    ),
    "rolled_back": (
        "The key file of this vault is older than its records.",
        _UNCHANGED,
        "Put the newest vault.rvault back; an older one may revive a removed password.",
    ),
    "recovery_key_typo": (
        "This is not a recovery key: a letter or digit is wrong, missing or swapped.",
        _UNCHANGED,
        "Compare it with the printed one; dashes and small letters do not matter.",
    ),
    "password_empty": (
        "The password is empty.",
        _NOTHING_WRITTEN,
        "Choose one you can remember; a sentence of several words is good.",
    ),
    "passwords_differ": (
        "The two passwords are not the same.",
        _NOTHING_WRITTEN,
        "Type the same password twice.",
    ),
    "password_needed": (
        "No password was given and there is no terminal to ask at.",
        _UNCHANGED,
        "Use --password-fd N or --recovery-key-fd N.",
    ),
    "password_not_text": (
        "The password is not UTF-8 text.",
        _UNCHANGED,
        "Give it as UTF-8, ended by a newline or the end of the stream.",
    ),
    "descriptor_unreadable": (
        "File descriptor {descriptor} cannot be read.",
        _UNCHANGED,
        "Open it for reading before starting the program.",
    ),
    "kdf_cost": (
        "The memory for the password's key must be 8 to 1024 MiB.",
        _NOTHING_WRITTEN,
        "Leave --kdf-memory out to get the value that suits this computer.",
    ),
    "disk_full": (
        "The disk is full.",
        "What was stored before is safe; this change was not made.",
        "Free some space and try again.",
    ),
    "document_damaged": (
        "A stored paper is damaged on the disk.",
        "All other papers and records are unchanged.",
        "Restore this paper from a backup.",
    ),
    "source_changed": (
        "The file changed while it was being read.",
        _UNCHANGED,
        "Wait until the scanner has finished writing it, then add it again.",
    ),
    "file_unreadable": (
        "The file {file} cannot be read.",
        _UNCHANGED,
        "Check that it is there and that you may read it.",
    ),
    "file_empty": (
        "The file {file} is empty.",
        _UNCHANGED,
        "Scan or save it again.",
    ),
    "file_exists": (
        "There is a file of this name already.",
        "It was not touched.",
        "Choose another name.",
    ),
    "file_not_written": (
        "The file could not be written there.",
        "The bundle is kept in the vault.",
        "Choose a folder you may write to.",
    ),
    "not_found": (
        "Nothing in this vault has the id {id}.",
        _UNCHANGED,
        "Look it up with `list`.",
    ),
    "no_such_version": (
        "This record has no version {seq}.",
        _UNCHANGED,
        "See its versions with `show --history`.",
    ),
    "not_in_trash": (
        "This record is not in the trash.",
        _UNCHANGED,
        "Say which version shall come back with `--version`.",
    ),
    "invalid_field": (
        "{kind}: the field {field} does not hold: {reason}.",
        _NOTHING_WRITTEN,
        "Right would be: {expected}.",
    ),
    "invalid_json": (
        "The input is not a JSON object.",
        _NOTHING_WRITTEN,
        "Give one object with the field names that `schema` prints.",
    ),
    "unknown_kind": (
        "There is no kind of record called {kind}.",
        _NOTHING_WRITTEN,
        "Kinds are: {expected}.",
    ),
    "kind_not_entered": (
        "Records of the kind {kind} are made by the program itself.",
        _NOTHING_WRITTEN,
        "Use `attach` for papers and `export` for bundles.",
    ),
    "append_only": (
        "The log of what was disclosed cannot be changed.",
        _UNCHANGED,
        "Add a note to the record it speaks of instead.",
    ),
    "still_referenced": (
        "Other records point at this one.",
        _UNCHANGED,
        "Change or delete those first.",
    ),
    "missing_paper": (
        "The main paper of this bundle is missing: no scan of the referral is on file.",
        _NOTHING_WRITTEN,
        "Attach the referral's scan, or export with --incomplete.",
    ),
    "unknown_profile": (
        "There is no bundle profile {profile}.",
        _NOTHING_WRITTEN,
        "Profiles are: {expected}.",
    ),
    "unreadable_paper": (
        "A paper could not be opened: {reason}.",
        "The original is stored unchanged.",
        "Scan it again, or save it as a plain PDF without a password.",
    ),
    "bundle_refused": (
        "The finished bundle did not pass its own check: {problem}.",
        "Nothing left the vault.",
        "Try again; if it stays, send us the code, not the papers.",
    ),
    "missing_glyphs": (
        "The bundle's font lacks these letters: {letters}.",
        "Nothing left the vault.",
        "Write the name in other letters for this bundle.",
    ),
    "case_invalid": (
        "The case {case} cannot be judged: {path}: {reason}.",
        _NOTHING_WRITTEN,
        "Correct the case and try again.",
    ),
    "rule_pack_invalid": (
        "The rule pack {pack} does not hold: {row}: {reason}.",
        _UNCHANGED,
        "Correct this row, or use the pack that was shipped.",
    ),
    "not_sealed_off": (
        "This system cannot seal off the reading of files.",
        "The paper is stored unchanged and was not opened.",
        "Type its fields by hand, or open the vault on a system that can.",
    ),
    "check_failed": (
        "The check found damage.",
        "Nothing was changed.",
        "See the findings; restore a backup beside this vault before you go on.",
    ),
    "cancelled": ("Stopped, as you asked.", "Nothing is half done.", ""),
    "usage": ("{detail}", "", "See `referral-vault --help`."),
}

REASONS: dict[str, str] = {
    "required": "it is needed",
    "null": "it must not be empty",
    "empty": "it is empty",
    "empty_list": "it needs at least one entry",
    "unknown_field": "there is no such field",
    "set_by_the_vault": "it is set by the vault itself",
    "taken": "it is taken",
    "not_text": "it is not text",
    "too_long": "it is too long",
    "not_of_this_form": "it has another form",
    "not_a_whole_number": "it is not a whole number",
    "out_of_range": "it is out of range",
    "not_true_or_false": "it is neither true nor false",
    "not_one_of": "it is none of the possible words",
    "not_a_date": "it is not a date",
    "not_a_time": "it is not a time of day",
    "not_an_instant": "it is not an instant",
    "not_a_list": "it is not a list",
    "not_an_object": "it is not an object",
    "no_such_record": "there is no such record",
    "ends_before_it_starts": "it ends before it starts",
    "in_the_future": "it lies in the future",
    "needed_with_unit_money": "it is needed when the unit is money",
    "other_currency": "the currencies differ",
    "more_than_upper_number": "the lower number is above the upper one",
    "number_is_given": "a number is given",
    "renews_itself": "a referral cannot renew itself",
    "negative": "it is below zero",
    "encrypted": "it is protected by a password",
    "damaged": "the file is damaged",
    "unknown_type": "this kind of file is not known",
    "too_large": "it is too large",
    "timeout": "it took too long",
    "too_much_output": "it holds too much",
    "died": "the reader stopped",
    "parser": "the reader did not understand it",
    "no_text_layer": "it is a picture without text",
}


def reason_text(code: str, say: Wording) -> str:
    """Return a reason in words; an unknown one as its code."""
    return say.text(REASONS[code]) if code in REASONS else code


def error_text(error: VaultError, say: Wording) -> ErrorText:
    """Return an error in sentences; a fault of the program names only its kind."""
    if isinstance(error, UserError) and error.code in ERRORS:
        values: dict[str, str | int | None] = dict(error.values)
        if isinstance(values.get("reason"), str):
            values["reason"] = reason_text(str(values["reason"]), say)
        happened, safe, following = ERRORS[error.code]
        if values.get("expected", "") is None:
            following = ""
        sentences = (say.text(part, **values) if part else "" for part in (happened, safe, following))
        return ErrorText(*sentences)
    code = error.code if isinstance(error, UserError) else type(error).__name__
    return ErrorText(
        say.text("Something went wrong in the program itself ({code}).", code=code),
        say.text(_UNCHANGED) if isinstance(error, BugError) else "",
        say.text("Please report this code; it holds nothing of your records."),
    )
