"""Carrying a changed count past visits that cannot notice it: they need not be judged again."""

from collections.abc import Callable

from vault.domain.coverage.meter import Used
from vault.domain.coverage.referral import ReferralState

Known = tuple[tuple[ReferralState, ...], tuple[ReferralState, ...]]
"""The states before and after some visits as they were judged."""

Room = Callable[[str, int], bool]
"""Tells whether a paper with so much used has something left."""


def carry_referrals(
    known: Known,
    now: tuple[ReferralState, ...],
    room: Room,
) -> tuple[ReferralState, ...] | None:
    """Return the states after visits that began with `now`, not with the first of `known`.

    `known` is before and after as judged. None where the visits could notice the difference: a paper has
    nothing left in either case, or differs in more than what is used.
    """
    before, after = ({each[0]: each for each in states} for states in known)
    current = {each[0]: each for each in now}
    for paper in before.keys() | current.keys():
        old = before.get(paper, (paper, 0, None, ()))
        new = current.get(paper, (paper, 0, None, ()))
        if old == new:
            continue
        ended = after.get(paper)
        if ended is None or old[2:] != new[2:]:
            return None
        used = ended[1] + new[1] - old[1]
        if not (room(paper, ended[1]) and room(paper, used)):
            return None
        after[paper] = (paper, used, *ended[2:])
    return tuple(after[paper] for paper in sorted(after))


def carry_used(
    known: tuple[tuple[Used, ...], tuple[Used, ...]], now: tuple[Used, ...], room: Room
) -> tuple[Used, ...] | None:
    """Return the same for papers that only count."""
    bare = tuple(tuple([(paper, used, None, ()) for paper, used in states]) for states in (*known, now))
    carried = carry_referrals((bare[0], bare[1]), bare[2], room)
    return None if carried is None else tuple([(paper, used) for paper, used, _, _ in carried])
