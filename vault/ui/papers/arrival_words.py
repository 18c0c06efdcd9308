"""What came in and what did not, in sentences."""

from collections.abc import Sequence

from vault.domain.errors import VaultError
from vault.services.documents.attach import Arrivals
from vault.services.wording.catalogue import Wording
from vault.services.wording.errors import error_text
from vault.ui.errors import sentences
from vault.ui.widgets.error_frame import ErrorFacts

_TROUBLES: dict[str, tuple[str, str, str]] = {
    "elsewhere": (
        "What was dropped is not a file on this computer.",
        "Nothing was fetched from anywhere.",
        "Save it as a file first, then drop the file.",
    ),
    "nothing": (
        "There is no file in this folder.",
        "Your vault is unchanged.",
        "Drop the files themselves; folders inside a folder are not opened.",
    ),
}
_MOST_NAMED = 5


def arrival_text(arrivals: Arrivals, passed_over: Sequence[str], place: str | None, say: Wording) -> str:
    """Return what came in, for toast and undo: `3 papers stored safely`."""
    new = sum(each.new for each in arrivals.stored)
    old = len(arrivals.stored) - new
    parts = []
    if new and place is not None:
        parts.append(
            say.count(
                new,
                "{n} paper stored safely with: {record}",
                "{n} papers stored safely with: {record}",
                record=place,
            )
        )
    elif new:
        parts.append(say.count(new, "{n} paper stored safely", "{n} papers stored safely"))
    if old and arrivals.changes is not None and place is not None:
        parts.append(
            say.count(
                old,
                "{n} that was here already is linked now",
                "{n} that were here already are linked now",
            )
        )
    elif old:
        parts.append(say.count(old, "{n} paper was here already", "{n} papers were here already"))
    if passed_over:
        parts.append(
            say.count(
                len(passed_over),
                "{n} thing in the folder passed over",
                "{n} things in the folder passed over",
            )
        )
    return "; ".join(parts)


def refusal_facts(arrivals: Arrivals, say: Wording) -> ErrorFacts:
    """Return which files were not stored and why; the others are safe."""
    refused, stored = arrivals.refused, len(arrivals.stored)
    if len(arrivals.items) == 1:
        return ErrorFacts(*sentences(refused[0].error, say))
    happened = say.count(
        len(refused),
        "{n} of {total} files was not stored.",
        "{n} of {total} files were not stored.",
        total=len(arrivals.items),
    )
    if stored:
        safe = say.count(stored, "The other one is stored safely.", "The other {n} are stored safely.")
    else:
        safe = say.text("Your vault is unchanged.")
    reasons = [f"{each.file}: {error_text(each.error, say).happened}" for each in refused[:_MOST_NAMED]]
    if len(refused) > _MOST_NAMED:
        reasons.append(say.text("and more"))
    return ErrorFacts(
        happened, safe, "\n".join(reasons), ", ".join(sorted({each.error.code for each in refused}))
    )


def trouble(what: str | VaultError, say: Wording) -> ErrorFacts:
    """Return the three sentences of something that could not come in at all."""
    if isinstance(what, VaultError):
        return ErrorFacts(*sentences(what, say))
    happened, safe, advice = _TROUBLES[what]
    return ErrorFacts(say.text(happened), say.text(safe), say.text(advice))
