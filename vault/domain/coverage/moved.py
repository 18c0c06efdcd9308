"""Which verdicts a change moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from vault.domain.coverage.verdict import Verdict, VisitVerdict


@dataclass(frozen=True, slots=True)
class MovedVerdicts:
    """Visits, by id, whose verdict or forecast is another one than before a change."""

    now_supported: tuple[str, ...] = ()
    no_longer_supported: tuple[str, ...] = ()
    other: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether any verdict moved."""
        return bool(self.now_supported or self.no_longer_supported or self.other)

    def __add__(self, more: "MovedVerdicts") -> "MovedVerdicts":
        """Return both together, as for two persons."""
        return MovedVerdicts(
            self.now_supported + more.now_supported,
            self.no_longer_supported + more.no_longer_supported,
            self.other + more.other,
        )


def moved(before: Sequence[VisitVerdict], after: Sequence[VisitVerdict]) -> MovedVerdicts:
    """Compare verdicts by visit; visits that are new, gone, or not counted on one side did not move."""
    known = {each.visit: each for each in before}
    now, no_longer, other = [], [], []
    for each in after:
        old = known.get(each.visit)
        if old is None or old is each:
            continue
        was, is_now = told(old), told(each)
        if was is is_now or Verdict.NOT_COUNTED in (was, is_now):
            continue
        if is_now is Verdict.SUPPORTED:
            now.append(each.visit)
        elif was is Verdict.SUPPORTED:
            no_longer.append(each.visit)
        else:
            other.append(each.visit)
    return MovedVerdicts(tuple(now), tuple(no_longer), tuple(other))


def told(verdict: VisitVerdict) -> Verdict:
    """Return what a visit is shown with: the forecast of a planned one, else its verdict."""
    return verdict.verdict if verdict.forecast is None else verdict.forecast.verdict
