"""What Today shows: sections by days, one row for one deed, the next visit and its forecast."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from vault.domain.coverage.judge import judge
from vault.domain.coverage.verdict import Verdict
from vault.domain.deadlines.due_date import DueDate, DueKind
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import SHIPPED_SERVICES, Record
from vault.domain.records.papers import Document, DocumentKind, DocumentLink, Reminder
from vault.domain.records.people import Person
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Referral
from vault.domain.records.values import Basis, Need
from vault.domain.records.visit import Visit, VisitStatus
from vault.domain.today import NOW_DAYS, SOON_DAYS, Section, TodayCode, TodayItem, next_visit, today_items

TODAY = dt.date(2026, 11, 23)


def days(number: int) -> dt.date:
    return TODAY + dt.timedelta(number)


def visit(name: str, day: int, status: VisitStatus = VisitStatus.COMPLETED) -> Visit:
    return Visit(name, "me", days(day), None, "massage", status=status)


def paper(name: str, link: str | None) -> Document:
    links = () if link is None else (DocumentLink(f"l-{name}", "referral", link),)
    return Document(name, DocumentKind.REFERRAL, "0" * 32, 1, name.ljust(64, "0"), links=links)


def held(*more: Record, referral_need: Need = Need.YES) -> RecordSet:
    policy = Policy("p", "me", "Sample", "1", days(-300), requires_referral=referral_need, requires_auth="no")
    return RecordSet([Person("me", "Sample Person"), *SHIPPED_SERVICES, policy, *more])


def items(records: RecordSet, due: tuple[DueDate, ...] = ()) -> tuple[TodayItem, ...]:
    return today_items(records, judge(records, TODAY), due, TODAY)


def due_date(kind: DueKind, subject: str, day: int | None) -> DueDate:
    values: dict[str, Any] = {
        "kind": kind,
        "subject_kind": "visit",
        "subject": subject,
        "person": "me",
        "policy": None,
        "due": None if day is None else days(day),
        "later": None,
        "basis": Basis.PRINTED,
        "rule": None,
        "source": "policy",
        "confidence": None,
        "steps": (),
        "arrival": False,
        "missing": (),
        "remaining": None,
        "lead_days": (),
    }
    known = {name: values[name] for name in DueDate.__dataclass_fields__ if name in values}
    rest = {"overdue": day is not None and day < 0, "days_left": day}
    known |= {name: rest[name] for name in rest if name in DueDate.__dataclass_fields__}
    return DueDate(**known)


REFERRAL = Referral("r", "me", days(-30), ("massage",), "doc", signed=True, visits=5, diagnosis=("M54.5",))


@pytest.mark.parametrize(
    ("day", "section"),
    [
        (-1, Section.NOW),
        (0, Section.NOW),
        (NOW_DAYS, Section.NOW),
        (NOW_DAYS + 1, Section.SOON),
        (SOON_DAYS, Section.SOON),
        (SOON_DAYS + 1, Section.LATER),
    ],
)
def test_a_due_date_stands_in_the_section_of_its_days(day: int, section: Section) -> None:
    found = items(held(), (due_date(DueKind.REFERRAL_ENDS, "r", day),))
    assert [(item.section, item.code, item.day) for item in found] == [(section, TodayCode.DUE, days(day))]


def test_an_event_is_due_today() -> None:
    found = items(held(), (due_date(DueKind.VISITS_NEARLY_USED, "r", None),))
    assert (found[0].day, found[0].section) == (TODAY, Section.NOW)


def test_long_overdue_a_gentle_date_comes_after_those_that_cost_something() -> None:
    due = (due_date(DueKind.BILL_OR_CLAIM, "v", -90), due_date(DueKind.REFERRAL_ENDS, "r", -1))
    found = items(held(), due)
    assert [(item.subjects, item.day) for item in found] == [(("r",), days(-1)), (("v",), days(-90))]


@pytest.mark.parametrize(("case", "rows"), [("no_bill", 1), ("not_filed", 2)])
def test_a_bill_the_visits_lack_is_asked_for_once(case: str, rows: int) -> None:
    due = (replace(due_date(DueKind.BILL_OR_CLAIM, "a", -2), case=case),)
    found = items(held(visit("a", -9), referral_need=Need.NO), due)
    assert [item.code for item in found].count(TodayCode.VISITS_LACK) == 1
    assert len(found) == rows


def test_claims_to_file_stand_together_under_the_first_day() -> None:
    due = (due_date(DueKind.FILE_CLAIM, "b", 100), due_date(DueKind.FILE_CLAIM, "a", 20))
    (found,) = items(held(), due)
    assert (found.code, found.day, found.subjects) == (TodayCode.FILE_CLAIMS, days(20), ("a", "b"))
    assert found.section is Section.SOON


def test_visits_that_lack_the_same_paper_are_one_row() -> None:
    (found,) = items(held(REFERRAL, visit("a", -9), visit("b", -2), visit("c", -5)))
    assert found.code is TodayCode.VISITS_LACK
    assert found.hit is not None
    assert (found.hit.rule, found.subjects, found.day) == ("R14", ("a", "c", "b"), days(-2))


def test_only_the_worst_lack_of_a_visit_is_told() -> None:
    (found,) = items(held(visit("a", -9)))
    assert found.hit is not None
    assert (found.hit.rule, found.verdict) == ("R2", Verdict.NOT_SUPPORTED)


def test_missed_visits_say_nothing() -> None:
    assert items(held(visit("a", -9, VisitStatus.NO_SHOW))) == ()


@pytest.mark.parametrize(("day", "section"), [(SOON_DAYS, Section.NOW), (SOON_DAYS + 1, Section.SOON)])
def test_a_planned_visit_without_support_is_told_early(day: int, section: Section) -> None:
    (found,) = items(held(visit("a", day, VisitStatus.PLANNED)))
    assert (found.code, found.section, found.subjects) == (TodayCode.PLANNED_VISIT, section, ("a",))


def test_what_past_visits_lack_is_not_told_again_for_planned_ones() -> None:
    found = items(held(REFERRAL, visit("a", -9), visit("b", 2, VisitStatus.PLANNED)))
    assert [item.code for item in found] == [TodayCode.VISITS_LACK]


def test_a_supported_planned_visit_is_no_task() -> None:
    assert items(held(REFERRAL, paper("d", "r"), visit("b", 2, VisitStatus.PLANNED))) == ()


def test_a_planned_visit_that_is_over_asks_what_happened() -> None:
    (found,) = items(held(visit("a", -1, VisitStatus.PLANNED)))
    assert (found.code, found.section) == (TodayCode.DID_IT_TAKE_PLACE, Section.NOW)


def test_papers_without_a_record_wait_in_one_row() -> None:
    (found,) = items(held(paper("x", None), paper("y", None), paper("z", "r")))
    assert (found.code, found.subjects) == (TodayCode.CHECK_PAPERS, ("x", "y"))


def test_own_reminders_are_told_unless_done_or_without_a_day() -> None:
    found = items(
        held(
            Reminder("a", label="Sample", due=days(3)),
            Reminder("b", label="Snoozed", due=days(-9), snoozed_until=days(9)),
            Reminder("c", due=days(1), done_on=TODAY),
            Reminder("d", label="No day"),
        )
    )
    assert [(item.label, item.day, item.section) for item in found] == [
        ("Sample", days(3), Section.NOW),
        ("Snoozed", days(9), Section.SOON),
    ]


def test_the_next_visit_is_the_earliest_planned_from_today_on() -> None:
    records = held(
        visit("past", -3, VisitStatus.PLANNED), visit("later", 8, VisitStatus.PLANNED), visit("done", 0),
        visit("next", 0, VisitStatus.PLANNED),
    )  # fmt: skip
    found = next_visit(records, judge(records, TODAY), TODAY)
    assert found is not None
    assert found.visit.id == "next"
    assert found.verdict.forecast is not None


def test_without_a_planned_visit_there_is_no_next() -> None:
    records = held(visit("done", -1))
    assert next_visit(records, judge(records, TODAY), TODAY) is None


def test_verdicts_on_visits_that_are_gone_are_passed_over() -> None:
    records = held(visit("a", -1), visit("b", 3, VisitStatus.PLANNED))
    verdicts = judge(records, TODAY)
    assert today_items(held(), verdicts, (), TODAY) == ()
    assert next_visit(held(), verdicts, TODAY) is None
