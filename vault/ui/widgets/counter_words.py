"""What a counter says: how much is left, how much is used, and both for a screen reader."""

from vault.domain.coverage.verdict import Counter
from vault.services.wording.catalogue import Wording
from vault.services.wording.counters import counter_amount


def left_words(counter: Counter, say: Wording) -> str:
    """Return `2 left`, or how much more was used than ordered."""
    if counter.remaining is None:
        return say.text("no number given")
    if counter.remaining < 0:
        return say.text("{amount} too many", amount=counter_amount(-counter.remaining, counter, say))
    return say.text("{amount} left", amount=counter_amount(counter.remaining, counter, say))


def used_words(counter: Counter, say: Wording, *, elsewhere: bool) -> str:
    """Return `8 of 10 used`, with what of it was used elsewhere when asked."""
    used = counter_amount(counter.used_elsewhere + counter.charged, counter, say)
    if counter.ordered is None:
        return say.text("{used} used", used=used)
    ordered = counter_amount(counter.ordered, counter, say)
    if elsewhere and counter.used_elsewhere:
        there = counter_amount(counter.used_elsewhere, counter, say)
        return say.text(
            "{used} of {ordered} used, {there} elsewhere", used=used, ordered=ordered, there=there
        )
    return say.text("{used} of {ordered} used", used=used, ordered=ordered)


def spoken_words(counter: Counter, say: Wording) -> str:
    """Return `2 left, 8 of 10 used`."""
    return f"{left_words(counter, say)}, {used_words(counter, say, elsewhere=True)}"
