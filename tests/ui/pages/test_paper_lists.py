"""Referrals, authorizations, policies, letters and papers: what their rows say and where they lead."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from tests.ui.desks import TODAY
from tests.ui.pages.list_desks import ListDesks, press, texts
from vault.domain.coverage.verdict import Verdict
from vault.ui.navigation import EditRecord, MakeBundle, PickPapers, ShowPaper, ShowRecord
from vault.ui.pages.list_page import ListPage
from vault.ui.pages.policies import PoliciesPage
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.counters import CounterCell
from vault.ui.widgets.link_label import LinkLabel
from vault.ui.widgets.table_roles import CellRole, VerdictCell

CONTROL = Qt.KeyboardModifier.ControlModifier


def _filter(lists: ListDesks, page: ListPage, text: str) -> list[str]:
    page.filters.field.setText(text)
    press(page.filters.field, Qt.Key.Key_Return)
    lists.settle()
    return lists.rows(page)


def _head_button(page: ListPage, text: str) -> Button:
    return next(button for button in page.head.findChildren(Button) if button.text() == text)


def test_a_referral_says_what_is_left_when_it_ends_and_whether_the_next_visit_is_supported(
    lists: ListDesks,
) -> None:
    page = lists.show("referrals")
    assert lists.rows(page) == ["referral", "old_referral"]
    assert texts(page, "left") == ["5 left", "—"]
    assert texts(page, "ends") == ["in 20 days, Dec 13, 2026", "Used up"]
    assert texts(page, "next") == ["Supported", "none planned"]
    number = [column.key for column in page.model.columns].index("next")
    cells = [page.model.index(row, number).data(CellRole.VERDICT) for row in (0, 1)]
    assert cells == [VerdictCell(Verdict.SUPPORTED, planned=True), None]
    assert texts(page, "doctor")[0] == "Elena Sample, MD"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "in 1 day, Nov 24, 2026"),
        (0, "today, Nov 23, 2026"),
        (-1, "1 day ago, Nov 22, 2026"),
        (-40, "40 days ago, Oct 14, 2026"),
    ],
)
def test_the_end_is_told_in_days_first(lists: ListDesks, days: int, words: str) -> None:
    end = (TODAY + timedelta(days)).isoformat()
    lists.ask(lambda vault: vault.records.edit(lists.ids["referral"], {"valid_until": end}))
    lists.renew()
    page = lists.show("referrals")
    assert texts(page, "ends")[0] == words


@pytest.mark.parametrize(
    ("text", "rows"),
    [("47001", ["old_referral"]), ("elena massage", ["referral", "old_referral"]), ("acu", [])],
)
def test_referrals_are_found_by_number_doctor_and_service(
    lists: ListDesks, text: str, rows: list[str]
) -> None:
    assert _filter(lists, lists.show("referrals"), text) == rows


def test_a_referral_becomes_a_bundle_by_one_key(lists: ListDesks) -> None:
    page = lists.show("referrals")
    page.table.setFocus()
    press(page.table, Qt.Key.Key_B, CONTROL)
    _head_button(page, "Add a referral").click()
    assert lists.asked == [MakeBundle(lists.ids["referral"]), EditRecord("referral")]


def test_an_authorization_says_how_far_it_is_and_what_is_left(lists: ListDesks) -> None:
    page = lists.show("authorizations")
    assert (texts(page, "number"), texts(page, "status")) == (["SA-2207-B"], ["Approved"])
    assert (texts(page, "left"), texts(page, "insurer")) == (["4 left"], ["Sample Health Plan"])
    assert _filter(lists, page, "health SA-") == ["authorization"]
    _head_button(page, "Add an authorization").click()
    assert lists.asked == [EditRecord("authorization")]


def test_below_the_policies_stand_the_limits_of_the_row_the_keyboard_is_on(lists: ListDesks) -> None:
    lists.ask(
        lambda vault: vault.records.add(
            "policy",
            {"person": lists.ids["nora"], "insurer": "Older Plan", "member_id": "O-1", "start": "2020-01-01"},
        )
    )
    lists.renew()
    page = lists.show("policies")
    assert isinstance(page, PoliciesPage)
    assert texts(page, "insurer") == ["Sample Health Plan, Sample Choice", "Older Plan"]
    assert texts(page, "referral") == ["Yes", "Not recorded"]
    cells = page.limits.findChildren(CounterCell)
    period = "Massage, Physiotherapy · Calendar year, Jan 1, 2026 to Dec 31, 2026"
    assert [cell.accessibleName() for cell in cells] == [f"{period}: 9 left, 7 of 16 used, 3 elsewhere"]
    page.limits.findChildren(LinkLabel)[0].click()
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Down)
    assert page.limits.isVisible()
    add = next(
        each for each in page.limits.findChildren(Button) if each.text() == "Add a limit" and each.isVisible()
    )
    add.click()
    older = page.model.ids[1]
    assert lists.asked == [
        ShowRecord("benefit_limit", lists.ids["limit"]),
        EditRecord("benefit_limit", preset={"policy": older}),
    ]


def test_letters_calls_and_requests_stand_in_one_list_with_what_is_due(lists: ListDesks) -> None:
    page = lists.show("letters")
    assert lists.rows(page) == ["request", "call"]
    assert texts(page, "what") == ["Insurer's request", "Call"]
    assert texts(page, "due") == ["in 22 days, Tue, Dec 15, 2026", "—"]
    assert texts(page, "with") == ["from Sample Health Plan", "to Sample Health Plan"]
    assert texts(page, "status") == ["To be answered", "—"]
    assert [page.kind_of(each) for each in page.model.ids] == ["request", "communication"]


def test_an_answered_request_is_due_no_more(lists: ListDesks) -> None:
    lists.ask(lambda vault: vault.records.edit(lists.ids["request"], {"status": "answered"}))
    lists.renew()
    page = lists.show("letters")
    assert (texts(page, "due")[0], texts(page, "status")[0]) == ("—", "Answered")


def test_the_heads_buttons_add_a_call_a_letter_and_a_request(lists: ListDesks) -> None:
    page = lists.show("letters")
    for text in ("Add a call", "Add a letter", "Add a request"):
        _head_button(page, text).click()
    call, letter, request = lists.asked
    assert isinstance(call, EditRecord)
    assert isinstance(letter, EditRecord)
    assert (call.kind, call.preset["channel"]) == ("communication", "call")
    assert (letter.kind, letter.preset["channel"]) == ("communication", "letter")
    assert request == EditRecord("request")


def test_the_kinds_of_letters_can_be_chosen(lists: ListDesks) -> None:
    page = lists.show("letters")
    choice = page.filters.choice
    assert choice is not None
    assert [choice.itemText(number) for number in range(choice.count())] == ["All kinds", "Requests", "Calls"]
    choice.setCurrentIndex(2)
    lists.settle()
    assert lists.rows(page) == ["call"]


def test_papers_say_where_they_belong_and_why_one_is_not_open(lists: ListDesks) -> None:
    page = lists.show("papers")
    assert lists.rows(page) == ["paper-5", "paper-2", "paper-1"]
    assert texts(page, "title") == ["Not filed", "letter.pdf", "Referral, signed"]
    assert texts(page, "belongs") == ["not filed yet", "not filed yet", "Referral RF-48213"]
    assert texts(page, "pages") == ["being read", "needs its password", "2"]
    number = [column.key for column in page.model.columns].index("pages")
    tip = page.model.index(1, number).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "not opened: it is protected by a password"
    assert page.model.index(2, number).data(Qt.ItemDataRole.ToolTipRole) is None


def test_papers_are_found_by_what_was_read_on_them_and_by_kind(lists: ListDesks) -> None:
    page = lists.show("papers")
    assert _filter(lists, page, "inside scan") == ["paper-5"]
    assert _filter(lists, page, "RF-48213") == ["paper-1"]
    page.filters.clear()
    lists.settle()
    choice = page.filters.choice
    assert choice is not None
    assert [choice.itemText(number) for number in range(1, choice.count())] == [
        "Letter (1)",
        "Other (1)",
        "Referral (1)",
    ]
    choice.setCurrentIndex(3)
    lists.settle()
    assert lists.rows(page) == ["paper-1"]


def test_a_paper_is_shown_by_one_key(lists: ListDesks) -> None:
    page = lists.show("papers")
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Return, CONTROL)
    _head_button(page, "Add a paper…").click()
    assert lists.asked == [ShowPaper("paper-5"), PickPapers()]
