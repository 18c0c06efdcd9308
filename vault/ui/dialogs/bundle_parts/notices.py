"""What stands in place of the pages: the main paper is missing, something has to be entered, it is saved."""

from dataclasses import dataclass

from vault.ui.desk import Desk
from vault.ui.dialogs.bundle_parts.making import Left
from vault.ui.sent_button import SentButton
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.empty_state import EmptyState

_MISSING: dict[str, str] = {
    "none": "No scan of the referral is on file",
    "sensitive": "The scan of the referral is marked sensitive and not ticked",
    "not_ticked": "The scan of the referral is not ticked",
    "unread": "The scan of the referral could not be opened",
    "other_person": "The scan of the referral also concerns another person",
}


@dataclass(frozen=True, slots=True)
class MissingNotice:
    """The notice and its two ways on."""

    card: EmptyState
    fix: Button
    go_on: Button


def missing_notice(desk: Desk, reason: str) -> MissingNotice:
    """Return the notice that the main paper will not be in the file, by the reason of the plan."""
    look, say = desk.look, desk.say
    held = reason in ("sensitive", "not_ticked")
    fix = Button(look, say.text("Include it") if held else say.text("Add the scan…"), kind=ButtonKind.FILLED)
    go_on = Button(look, say.text("Go on without it"))
    sentence = say.text("The cover would say that the copy of the referral is not enclosed.")
    heading = say.text(_MISSING.get(reason, "The scan of the referral is missing"))
    return MissingNotice(EmptyState(look, "file-text", heading, sentence, (fix, go_on)), fix, go_on)


def unfinished_notice(desk: Desk, lacking: str) -> EmptyState:
    """Return the notice that something has to be entered first."""
    return EmptyState(
        desk.look, "pencil", lacking, desk.say.text("Then the pages appear here as they will leave.")
    )


def saved_notice(desk: Desk, left: Left) -> EmptyState:
    """Return what has happened, once the file is there."""
    say, bundle = desk.say, left.exported.bundle
    heading = say.text("Saved as {file}", file=left.target.name)
    pages = say.count(bundle.pages, "{n} page", "{n} pages")
    sentence = say.text(
        "{pages} for {recipient}, in the folder {folder}. Your log of what was sent has one more line.",
        pages=pages,
        recipient=bundle.recipient,
        folder=str(left.target.parent),
    )
    return EmptyState(desk.look, "check", heading, sentence, (SentButton(desk, bundle),))
