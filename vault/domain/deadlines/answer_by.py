"""By when each open request is due, as the verdicts need it."""

from collections.abc import Iterable
from datetime import date

from vault.domain.deadlines.letters import answer_request
from vault.domain.deadlines.situation import Inputs
from vault.domain.record_set import RecordSet
from vault.domain.rule_pack import RulePack


def answer_days(records: RecordSet, packs: Iterable[RulePack], today: date) -> dict[str, date]:
    """Return the day by which each open request is to be answered: printed, else by a rule; by its id."""
    due = answer_request(Inputs(records, tuple(packs), today, {}))
    return {each.subject: each.due for each in due if each.due is not None}
