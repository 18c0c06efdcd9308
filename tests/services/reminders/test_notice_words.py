"""A notification tells no more than the person allowed, in both languages."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from vault.domain.deadlines.due_date import DEFAULT_LEAD_DAYS, DueDate, DueKind
from vault.domain.record_set import RecordSet
from vault.domain.records.referral import Referral
from vault.domain.records.values import Basis
from vault.services.reminders.notice_words import Detail, notice_text, sample_text
from vault.services.reminders.plan import Notice, Thing
from vault.services.wording.catalogue import Wording

TRANSLATIONS = Path(__file__).resolve().parents[3] / "resources" / "translations"
TODAY = date(2026, 11, 23)
RECORDS = RecordSet([Referral("ref1", "nora", None, (), None, None, number="RF-48213")])


def say(lang: str = "en") -> Wording:
    return Wording.load(lang, TRANSLATIONS)


def notice(days: int = 20, label: str | None = None) -> Notice:
    day = TODAY + timedelta(days)
    due = DueDate(
        DueKind.REFERRAL_ENDS,
        "referral",
        "ref1",
        "nora",
        day,
        "referral",
        Basis.PRINTED,
        DEFAULT_LEAD_DAYS,
        overdue=days < 0,
        days_left=days,
    )
    explained = None if label else due
    return Notice(Thing("1:ref1", "referral", "ref1", "nora", day, (0,), explained, label), str(max(days, 0)))


def text(detail: Detail, *notices: Notice) -> tuple[str, str]:
    found = notice_text(notices, RECORDS, detail, TODAY, say())
    return found.title, found.body


def test_by_default_only_the_number_is_told() -> None:
    assert text(Detail.COUNT, notice()) == ("Referral Vault", "1 date needs you today")
    assert text(Detail.COUNT, notice(), notice(3))[1] == "2 dates need you today"


def test_kinds_name_what_and_when_but_no_record() -> None:
    title, body = text(Detail.KINDS, notice(), notice(0), notice(-2), notice(1, label="Call the doctor"))
    assert title == "Referral Vault: 4 dates need you today"
    assert body.splitlines() == [
        "In 20 days: The referral ends",
        "Today: The referral ends",
        "2 days overdue: The referral has ended",
        "Tomorrow: A reminder of yours",
    ]


def test_labels_name_the_record_too() -> None:
    body = text(Detail.LABELS, notice(), notice(1, label="Call the doctor"))[1]
    assert body.splitlines() == [
        "In 20 days: The referral ends: Referral RF-48213",
        "Tomorrow: Call the doctor",
    ]


def test_what_costs_something_when_late_is_named_before_what_does_not() -> None:
    late = notice(-40)
    assert late.thing.due is not None
    gentle = replace(late, thing=replace(late.thing, due=replace(late.thing.due, kind=DueKind.BILL_OR_CLAIM)))
    body = text(Detail.KINDS, gentle, notice(3))[1]
    assert body.splitlines() == [
        "In 3 days: The referral ends",
        "40 days overdue: Get the bill and send the claim",
    ]


def test_many_are_cut_short() -> None:
    body = text(Detail.KINDS, *[notice(days) for days in range(7)])[1]
    assert len(body.splitlines()) == 5
    assert body.endswith("and 3 more")


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("detail", list(Detail))
def test_the_sample_looks_like_the_real_one_and_is_marked(detail: Detail, lang: str) -> None:
    shown = sample_text(detail, say(lang))
    assert shown.title
    assert shown.body
    assert ("SAMPLE" in shown.body or "MUSTER" in shown.body) == (detail is Detail.LABELS)
