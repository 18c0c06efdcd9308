import datetime as dt

import pytest

from tests.fakes.coverage_records import PERSON, referral, visit
from vault.domain.coverage.moved import MovedVerdicts
from vault.domain.coverage.outlook import Outlook, Rhythm, RhythmBasis
from vault.domain.coverage.pin_advice import Advice, Pin
from vault.domain.coverage.what_if import Supposed
from vault.domain.record_set import RecordSet
from vault.services.wording.catalogue import Wording
from vault.services.wording.moved import moved_sentence
from vault.services.wording.what_if import advice_sentence, outlook_sentences

MASSAGE = Supposed(PERSON, "massage")
TODAY = dt.date(2026, 11, 23)
WEEKLY = Rhythm(7, RhythmBasis.VISITS, 5)


def test_the_last_supported_visit_and_the_day_to_renew(english: Wording) -> None:
    found = Outlook(MASSAGE, WEEKLY, dt.date(2026, 12, 28))
    assert outlook_sentences(found, dt.date(2026, 12, 7), english, TODAY) == (
        "Rhythm: a visit every 7 days, the median of the last 5 visits.",
        "The last visit your papers support at this rhythm: Dec 28, 2026.",
        "See the doctor for a renewal by Dec 7, 2026.",
    )


@pytest.mark.parametrize(("day", "said"), [(23, "now."), (24, "by Nov 24, 2026.")])
def test_a_day_to_renew_that_has_come_is_now(day: int, said: str, english: Wording) -> None:
    found, renew_by = Outlook(MASSAGE, WEEKLY, dt.date(2026, 12, 14)), dt.date(2026, 11, day)
    assert outlook_sentences(found, renew_by, english, TODAY)[-1] == f"See the doctor for a renewal {said}"


@pytest.mark.parametrize(
    ("found", "last"),
    [
        (Outlook(MASSAGE, None), "No rhythm of visits is known yet, so nothing is projected."),
        (Outlook(MASSAGE, WEEKLY), "Your papers do not support the next visit."),
        (
            Outlook(MASSAGE, Rhythm(1, RhythmBasis.FREQUENCY), dt.date(2028, 11, 1), is_open=True),
            "At this rhythm your papers support visits for the next two years.",
        ),
    ],
)
def test_where_there_is_no_day_to_renew(found: Outlook, last: str, english: Wording) -> None:
    assert outlook_sentences(found, None, english, TODAY)[-1] == last


def test_an_ordered_rhythm_says_so(english: Wording) -> None:
    found = Outlook(MASSAGE, Rhythm(1, RhythmBasis.FREQUENCY))
    assert (
        outlook_sentences(found, None, english, TODAY)[0]
        == "Rhythm: a visit every 1 day, as the referral orders."
    )


def test_which_visit_to_pin_and_what_it_gains(english: Wording) -> None:
    records = RecordSet([referral("r", number="7"), visit("v", "2026-03-02")])
    said = advice_sentence(records, Advice((Pin("v", "r"),), ("v", "w")), english)
    assert said.startswith("Pin the visit of Mar 2, 2026 to: ")
    assert said.endswith(". Then 2 more visits are supported.")


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        (MovedVerdicts(), ""),
        (MovedVerdicts(("a", "b")), "2 visits are now supported."),
        (
            MovedVerdicts(("a",), ("b",), ("c",)),
            "1 visit is now supported. 1 visit is no longer supported. 1 other visit is judged anew.",
        ),
    ],
)
def test_what_a_change_moved(moved: MovedVerdicts, said: str, english: Wording) -> None:
    assert moved_sentence(moved, english) == said
