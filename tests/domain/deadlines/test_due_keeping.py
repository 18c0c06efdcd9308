"""Kinds 21, 22, 28 and 30: records asked for, letters and forms that end, backups."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.fakes.due_desk import POLICY, TODAY, dues, rule
from vault.domain.deadlines.due_date import OWN_DURATION, DueKind
from vault.domain.deadlines.situation import Choices
from vault.domain.period import PeriodUnit
from vault.domain.records.letters import Communication, Direction
from vault.domain.records.papers import Document, DocumentKind, DocumentLink, Reminder
from vault.domain.records.referral import Referral
from vault.domain.rule_pack import Anchor

RECORDS = replace(rule(DueKind.OWN_RECORDS, 30, Anchor.ASKED), extension=30)
YEAR = rule(DueKind.NECESSITY_ENDS, 1, Anchor.AUTHORED, PeriodUnit.YEAR)
BACKUP = rule(DueKind.BACKUP_UNVERIFIED, 90, Anchor.VERIFIED)
LETTER = Communication("com", "p", Direction.SENT, TODAY)
ASKED = Reminder("rem", "communication", "com", rule="21")
NEED = Document("doc", DocumentKind.NECESSITY, "b", 1, "s", person="p", dated=date(2024, 2, 29))
FORM = Reminder("rem", "document", "doc", "p", "Release form", date(2026, 12, 1), "28")


class TestOwnRecords:
    def test_they_are_expected_in_time_or_after_a_notice(self) -> None:
        again = replace(ASKED, id="rem2")
        (found,) = dues(DueKind.OWN_RECORDS, POLICY, LETTER, ASKED, again, rules=[RECORDS])
        assert (found.due, found.later) == (date(2026, 12, 23), date(2027, 1, 22))
        assert (found.subject_kind, found.subject) == ("communication", "com")

    @pytest.mark.parametrize(
        "reminder",
        [
            replace(ASKED, done_on=TODAY),
            replace(ASKED, rule=None),
            replace(ASKED, due=TODAY),
            replace(ASKED, subject="gone"),
        ],
    )
    def test_what_is_done_or_has_a_date_of_its_own_is_not_waited_for(self, reminder: Reminder) -> None:
        assert dues(DueKind.OWN_RECORDS, LETTER, reminder, rules=[RECORDS]) == []


class TestNecessity:
    def test_a_letter_of_a_leap_day_ends_on_the_last_of_february(self) -> None:
        (found,) = dues(DueKind.NECESSITY_ENDS, NEED, rules=[YEAR])
        assert (found.due, found.person, found.rule) == (date(2025, 2, 28), "p", "sample-22")

    @pytest.mark.parametrize(
        ("weeks", "by", "of"),
        [
            (12, date(2024, 5, 22), OWN_DURATION),
            (60, date(2025, 2, 28), "sample-22"),
            (None, date(2025, 2, 28), "sample-22"),
        ],
    )
    def test_a_shorter_duration_of_its_referral_ends_it(self, weeks: int | None, by: date, of: str) -> None:
        referral = Referral("ref", "p", None, ("massage",), None, signed=True, duration_weeks=weeks)
        letter = replace(
            NEED, links=(DocumentLink("l", "referral", "ref"), DocumentLink("m", "visit", "vis"))
        )
        (found,) = dues(DueKind.NECESSITY_ENDS, letter, referral, rules=[YEAR])
        assert (found.due, found.later, found.rule) == (by, None, of)

    def test_without_a_date_or_a_rule_it_has_no_end(self) -> None:
        assert dues(DueKind.NECESSITY_ENDS, NEED) == []
        assert dues(DueKind.NECESSITY_ENDS, replace(NEED, dated=None), rules=[YEAR]) == []

    @pytest.mark.parametrize(
        ("mine", "theirs", "days", "person", "replaced"),
        [
            ((), (), 1, "p", True),
            (("a", "b"), ("b", "c"), 1, "p", True),
            (("a",), ("b",), 1, "p", False),
            (("a",), (), 1, "p", False),
            ((), (), 0, "p", False),
            ((), (), 1, "q", False),
            ((), (), None, "p", False),
        ],
    )
    def test_a_later_letter_for_the_same_takes_its_place(
        self, mine: tuple[str, ...], theirs: tuple[str, ...], days: int | None, person: str, replaced: bool
    ) -> None:
        first = replace(NEED, links=tuple(DocumentLink(each, "condition", each) for each in mine))
        dated = None if days is None else date(2024, 2, 29) + timedelta(days)
        links = tuple(DocumentLink(each, "condition", each) for each in theirs)
        second = replace(NEED, id="new", person=person, dated=dated, links=links)
        found = dues(DueKind.NECESSITY_ENDS, first, second, rules=[YEAR])
        assert ("doc" not in [each.subject for each in found]) is replaced

    def test_a_letter_of_nobody_yet_is_told_too(self) -> None:
        (found,) = dues(DueKind.NECESSITY_ENDS, replace(NEED, person=None), rules=[YEAR])
        assert found.person == ""


class TestTheForm:
    def test_it_ends_as_printed(self) -> None:
        (found,) = dues(DueKind.RELEASE_ENDS, FORM)
        assert (found.due, found.source, found.subject, found.person) == (
            date(2026, 12, 1),
            "release_form",
            "rem",
            "p",
        )
        assert dues(DueKind.RELEASE_ENDS, replace(FORM, person=None))[0].person == ""

    @pytest.mark.parametrize(
        "reminder",
        [
            replace(FORM, done_on=TODAY),
            replace(FORM, due=None),
            replace(FORM, snoozed_until=TODAY),
            replace(FORM, rule="21"),
        ],
    )
    def test_one_that_is_done_put_off_or_undated_is_not_told(self, reminder: Reminder) -> None:
        assert dues(DueKind.RELEASE_ENDS, reminder) == []


def test_a_backup_is_proved_again_after_a_while() -> None:
    choices = Choices(backup_verified=TODAY)
    (found,) = dues(DueKind.BACKUP_UNVERIFIED, rules=[BACKUP], choices=choices)
    assert (found.due, found.subject_kind, found.person) == (date(2027, 2, 21), "vault", "")
    assert dues(DueKind.BACKUP_UNVERIFIED, rules=[BACKUP]) == []
