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
        _others(other, say, alone=not (now or no_longer)) if other else "",
    )
    return " ".join(part for part in parts if part)


def _others(other: int, say: Wording, *, alone: bool) -> str:
    """Return how many are judged otherwise but no better and no worse; others only besides some."""
    if alone:
        return say.count(other, "{n} visit is judged anew.", "{n} visits are judged anew.")
    return say.count(other, "{n} other visit is judged anew.", "{n} other visits are judged anew.")
