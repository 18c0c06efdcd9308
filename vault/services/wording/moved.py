"""What a change made of the verdicts, in a sentence."""

from vault.domain.coverage.moved import MovedVerdicts
from vault.services.wording.catalogue import Wording


def moved_sentence(moved: MovedVerdicts, say: Wording) -> str:
    """Return how many visits are judged otherwise now, "" when none is."""
    now, no_longer, other = (
        len(each) for each in (moved.now_supported, moved.no_longer_supported, moved.other)
    )
    parts = (
        say.count(now, "{n} visit is now supported.", "{n} visits are now supported.") if now else "",
        say.count(no_longer, "{n} visit is no longer supported.", "{n} visits are no longer supported.")
        if no_longer
        else "",
        say.count(other, "{n} other visit is judged anew.", "{n} other visits are judged anew.")
        if other
        else "",
    )
    return " ".join(part for part in parts if part)
