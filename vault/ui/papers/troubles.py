"""Why a paper cannot be looked at, said in three sentences; the original is always safe."""

from vault.domain.errors import ExitCode, UserError, VaultError
from vault.domain.records.papers import Document
from vault.services.wording.catalogue import Wording
from vault.services.wording.errors import reason_text
from vault.ui.errors import sentences
from vault.ui.widgets.error_frame import ErrorFacts

_LOCKED = "Save a copy and open it with its password in another program."
_OTHER = "Save a copy and open it in another program."


def unread_facts(document: Document, say: Wording) -> ErrorFacts | None:
    """Return why a paper could not be looked at, None when it could or was not tried yet."""
    return None if document.unread_reason is None else _facts(document.unread_reason, say)


def trouble_facts(error: VaultError, say: Wording) -> ErrorFacts:
    """Return an error that kept a paper from being shown, in sentences."""
    if isinstance(error, UserError):
        if error.exit_code is ExitCode.UNREADABLE_PAPER:
            return _facts(str(error.values.get("reason")), say)
        if error.exit_code is ExitCode.NOT_SEALED_OFF:
            return _facts("not_sealed", say)
    return ErrorFacts(*sentences(error, say))


def _facts(reason: str, say: Wording) -> ErrorFacts:
    return ErrorFacts(
        say.text(
            "This paper cannot be shown: {reason}.", reason=reason_text(_REASONS.get(reason, reason), say)
        ),
        say.text("The original is stored unchanged."),
        say.text(_LOCKED if reason == "encrypted" else _OTHER),
        reason,
    )


_REASONS = {"not_sealed_off": "not_sealed"}
