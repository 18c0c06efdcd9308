"""The day to renew is one day: the Dates page's is the one What if names."""

from pathlib import Path

import hypothesis
import hypothesis.strategies as st

from tests.fakes.coverage_records import PERSON, TODAY
from tests.fakes.locked_vaults import wording
from tests.fakes.random_lives import SERVICES, Life
from vault.domain.deadlines.charged import paper_uses
from vault.domain.deadlines.due_date import DueKind
from vault.domain.record_set import RecordSet
from vault.domain.records.referral import Referral
from vault.services.reminders.due import due_for
from vault.services.reminders.rule_files import load_packs
from vault.services.verdicts.judging import judge_all
from vault.ui.models.what_if_days import find_what_if

PACKS = load_packs(Path(__file__).parents[3] / "resources" / "rules")


@hypothesis.settings(max_examples=40, deadline=None)
@hypothesis.given(st.integers(0, 1 << 32), st.sampled_from(SERVICES))
def test_what_if_names_the_first_day_of_the_dates_page(seed: int, service: str) -> None:
    records = RecordSet(Life(seed).records(10))
    (judged,) = judge_all(records, TODAY)
    due = due_for(records, PACKS, TODAY, paper_uses(judged.judgment, records))
    days = [
        each.due
        for each in due
        if each.kind is DueKind.BOOK_RENEWAL
        and each.due is not None
        and (referral := records.get(Referral, each.subject)) is not None
        and service in referral.services
    ]
    say = wording("en")
    said = find_what_if(judged, due, service, say).lasts
    first = min(days, default=None)
    assert judged.person.id == PERSON
    assert said.count("See the doctor for a renewal") == (first is not None)
    if first is not None:
        assert said.endswith("now." if first <= TODAY else f"by {say.short_date(first)}.")
