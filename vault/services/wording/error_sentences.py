"""The three sentences of each error: what happened, what is safe, what to do next."""

_UNCHANGED = "Your vault is unchanged."
_NOTHING_CHANGED = "Nothing was changed."
_NOTHING_WRITTEN = "Nothing was written."
_NOTHING_LEFT = "Nothing left the vault."
_NOT_TOUCHED = "It was not touched."

ERRORS: dict[str, tuple[str, str, str]] = {
    "calendar_empty": (
        "There is no date to put into a calendar.",
        _NOTHING_LEFT,
        "Dates appear once a referral, a policy or a letter is entered.",
    ),
    "which_person": (
        "This vault holds more than one person, or none.",
        _NOTHING_LEFT,
        "Say whose overview it shall be: --person ID; `list person` shows the ids.",
    ),
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
        _NOTHING_CHANGED,
        "Choose the folder that holds vault.rvault, or create a new vault.",
    ),
    "vault_not_found": (
        "The vault is not where it was.",
        _NOTHING_CHANGED,
        "Was the folder moved or a drive taken out? Choose where it is now.",
    ),
    "vault_has_links": (
        "A part of the vault folder ({name}) is a link to somewhere else.",
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
        _NOT_TOUCHED,
        "Choose an empty or new folder.",
    ),
    "already_exists:document": (
        "This paper is in the vault already.",
        _UNCHANGED,
        "Link the stored paper to this record instead.",
    ),
    "rolled_back": (
        "The key file of this vault is older than its records.",
        _UNCHANGED,
        "Put the newest vault.rvault back; an older one may revive a removed password.",
    ),
    "recovery_key_typo": (
        "This recovery key does not add up: a letter or digit may be wrong, missing or swapped.",
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
    "file_unreadable:nameless": (
        "A file of this vault cannot be read or written.",
        "What was stored before is safe; this change was not made.",
        "Check that you may write to the vault folder and that its drive is there.",
    ),
    "file_empty": (
        "The file {file} is empty.",
        _UNCHANGED,
        "Scan or save it again.",
    ),
    "file_empty:nameless": (
        "This file is empty.",
        _UNCHANGED,
        "Scan or save it again.",
    ),
    "file_exists": (
        "There is a file of this name already.",
        _NOT_TOUCHED,
        "Choose another name.",
    ),
    "file_not_written": (
        "The file could not be written there.",
        _NOTHING_LEFT,
        "Choose a folder you may write to.",
    ),
    "not_found": (
        "Nothing in this vault has the id {id}.",
        _UNCHANGED,
        "Look it up with `list`.",
    ),
    "ambiguous_id": (
        "More than one record has an id that begins with {id}.",
        _UNCHANGED,
        "Give more characters of the id.",
    ),
    "not_in_trash": (
        "This record is not in the trash.",
        _UNCHANGED,
        "Choose the version to put back with `--version`.",
    ),
    "invalid_field": (
        "{kind}, field {field}: {reason}.",
        _NOTHING_WRITTEN,
        "Right would be: {expected}.",
    ),
    "invalid_field:unexplained": (
        "{kind}, field {field}: {reason}.",
        _NOTHING_WRITTEN,
        "Correct this field and try again.",
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
        "The log of what left this vault cannot be changed.",
        _UNCHANGED,
        "Add a note to the record it speaks of instead.",
    ),
    "one_policy": (
        "A sheet of questions is about one policy, not {count}.",
        _NOTHING_WRITTEN,
        "Name the policy with --policy.",
    ),
    "nothing_answered": (
        "No answer was given.",
        _UNCHANGED,
        "Enter at least one answer.",
    ),
    "nobody_spoken_to": (
        "Who said so is missing.",
        _UNCHANGED,
        "Enter the name of the person you spoke to.",
    ),
    "still_referenced": (
        "Other records point at this one.",
        _UNCHANGED,
        "Change or delete them first.",
    ),
    "missing_paper": (
        "No scan of the referral is on file, and this bundle needs one.",
        _NOTHING_WRITTEN,
        "Attach the scan of the referral, or export with --incomplete.",
    ),
    "missing_paper:sensitive": (
        "The scan of the referral is marked as sensitive and was not chosen for this bundle.",
        _NOTHING_WRITTEN,
        "Choose the scan for this bundle, or export with --incomplete.",
    ),
    "missing_paper:not_ticked": (
        "The scan of the referral was left out, and this bundle needs it.",
        _NOTHING_WRITTEN,
        "Choose the scan for this bundle, or export with --incomplete.",
    ),
    "missing_paper:unread": (
        "The scan of the referral could not be opened, and this bundle needs it.",
        "The original is stored unchanged.",
        "Scan the referral again, or export with --incomplete.",
    ),
    "missing_paper:other_person": (
        "The only scan of the referral also belongs to another person.",
        _NOTHING_WRITTEN,
        "Attach a scan that holds this person's referral alone, or export with --incomplete.",
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
    "unreadable_paper:titled": (
        "The paper {title} could not be opened: {reason}.",
        "The original is stored unchanged.",
        "Scan it again, or save it as a plain PDF without a password.",
    ),
    "bundle_refused": (
        "The finished bundle did not pass its own check: {problem}.",
        _NOTHING_LEFT,
        "Try again; if it happens again, report this code, not the papers.",
    ),
    "missing_glyphs": (
        "The font of the bundle cannot write these letters: {letters}.",
        _NOTHING_LEFT,
        "Write the name in other letters, for example as on a passport.",
    ),
    "case_invalid": (
        "The cases cannot be judged ({place}): {reason}.",
        _NOTHING_WRITTEN,
        "Right would be: {expected}.",
    ),
    "case_invalid:unexplained": (
        "The cases cannot be judged ({place}): {reason}.",
        _NOTHING_WRITTEN,
        "Correct the file of cases and try again.",
    ),
    "rule_pack_invalid": (
        "The rules cannot be used ({place}): {reason}.",
        _UNCHANGED,
        "Right would be: {expected}. Correct it, or use the rules that came with the program.",
    ),
    "rule_pack_invalid:unexplained": (
        "The rules cannot be used ({place}): {reason}.",
        _UNCHANGED,
        "Correct the file, or use the rules that came with the program.",
    ),
    "rule_pack_unknown": (
        "There is no pack of rules called {pack}.",
        _UNCHANGED,
        "These there are: {expected}.",
    ),
    "rule_pack_not_own": (
        "{pack} is a pack that came with the program, and you have none of your own by this name.",
        _UNCHANGED,
        "Only packs of your own can be deleted.",
    ),
    "not_sealed_off": (
        "This system cannot seal off the program that reads papers.",
        "The paper is stored unchanged and was not opened.",
        "Type its fields by hand, or open the vault on a system that can.",
    ),
    "no_keyring": (
        "This computer has no keyring that can keep the key of the reminders.",
        "No reminder was switched on, and the key was written nowhere else.",
        "Unlock or install the keyring of your desktop and try again, or allow one plain date instead.",
    ),
    "not_reminded": (
        "This vault does not remind while it is locked.",
        _NOTHING_CHANGED,
        "Switch it on with `referral-vault remind --install VAULT`.",
    ),
    "autostart_not_written": (
        "The program could not be put among those that start with your session.",
        _UNCHANGED,
        "Make the folder {path} writable and try again.",
    ),
    "cancelled": ("Stopped, as you asked.", "Nothing is half done.", ""),
    "usage": ("{detail}", "", "See `referral-vault --help`."),
}
