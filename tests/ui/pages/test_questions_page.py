"""The page of questions: answers go in with the call, verdicts move, and all is undone at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.desks import Desks
from tests.ui.pages.record_pages import assert_nothing_clipped, button, show, texts
from vault.domain.coverage.verdict import Verdict
from vault.domain.questions import Whom
from vault.domain.records.letters import Communication
from vault.domain.records.policy import BenefitLimit, Policy
from vault.domain.records.values import Need
from vault.ui.forms.choice_editors import NeedEditor
from vault.ui.navigation import AskQuestions, EditRecord, GoBack, PickPapers, Request
from vault.ui.pages.question_parts.party import Party
from vault.ui.pages.question_parts.question_row import QuestionRow
from vault.ui.pages.questions import QuestionsPage
from vault.ui.pages.record import RecordPage


@pytest.fixture
def asking(desks: Desks, qtbot: QtBot) -> QuestionsPage:
    made = QuestionsPage(desks.desk)
    qtbot.addWidget(made)
    made.resize(1068, 800)
    made.show()
    return made


def open_page(page: QuestionsPage, desks: Desks, name: str = "finn_plan") -> Party:
    """Ask about one of the sample policies."""
    desks.session.refresh()
    desks.settle()
    page.ask(desks.ids[name])
    snapshot = desks.session.snapshot
    assert snapshot is not None
    page.show_snapshot(snapshot)
    desks.settle()
    page.finish()
    desks.qtbot.wait(30)
    party = page.party
    assert party is not None
    return party


def last(desks: Desks) -> Request:
    """Return what was asked of the window last."""
    return desks.asked[-1]


def row(party: Party, code: str) -> QuestionRow:
    return next(each for each in party.rows if each.question.code == code)


def type_in(party: Party, name: str, text: str) -> None:
    control = party.said(name).control
    line = control if isinstance(control, QLineEdit) else control.findChild(QLineEdit)
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def choose(party: Party, code: str, value: str) -> None:
    box = row(party, code).findChild(QComboBox)
    assert box is not None
    box.setCurrentIndex(box.findData(value))


def test_what_waits_stands_first(desks: Desks, asking: QuestionsPage) -> None:
    party = open_page(asking, desks)
    assert party.whom is Whom.INSURER
    assert party.rows[0].question.code == "referral_needed"
    said = texts(asking)
    assert "Do you need a doctor's referral before you pay for Physiotherapy?" in said
    assert "1 visit waits for this answer." in said
    assert "What you leave empty counts as not demanded." in said


def test_nothing_is_saved_before_somebody_is_named(desks: Desks, asking: QuestionsPage) -> None:
    party = open_page(asking, desks)
    assert party.not_ready() == "Still needed: Spoken to"
    asking.save()
    desks.settle()
    assert desks.ask(lambda vault: len(vault.list("communication"))) == 1
    type_in(party, "spoken_to", "Sample Agent")
    assert party.not_ready() == ""


def test_answers_move_the_verdict_and_are_one_deed(desks: Desks, asking: QuestionsPage) -> None:
    party = open_page(asking, desks)
    visit, policy = desks.ids["f01"], desks.ids["finn_plan"]
    assert _verdict(desks, visit) is Verdict.UNKNOWN
    choose(party, "referral_needed", "no")
    type_in(party, "spoken_to", "Sample Agent")
    type_in(party, "call_reference", "C-77")
    told: list[str] = []
    asking.told.connect(told.append)
    asking.save()
    desks.settle()
    assert told == []
    assert desks.asked == [GoBack()]
    assert [each.text for each in desks.deeds] == ["Answers of Sample Agent entered"]
    assert _verdict(desks, visit) is not Verdict.UNKNOWN
    said = desks.ask(lambda vault: vault.records.find(policy)[1])
    assert isinstance(said, Policy)
    assert (said.requires_referral, said.said_by, said.call_reference) == (Need.NO, "Sample Agent", "C-77")
    calls = desks.ask(lambda vault: vault.list("communication"))
    call = next(each for each in calls if each.spoken_to == "Sample Agent")
    assert isinstance(call, Communication)
    assert (call.counterparty, call.summary) == ("Sample Health Plan", "Is a referral needed? No")
    desks.undo()
    assert _verdict(desks, visit) is Verdict.UNKNOWN
    assert len(desks.ask(lambda vault: vault.list("communication"))) == 1


def test_a_wrong_answer_is_told_where_it_was_typed(desks: Desks, asking: QuestionsPage) -> None:
    party = open_page(asking, desks)
    type_in(party, "spoken_to", "Sample Agent")
    limit = row(party, "limits")
    number = limit.findChildren(QLineEdit)[0]
    QTest.keyClicks(number, "12")
    asking.save()
    desks.settle()
    assert "This is needed." in texts(asking)
    assert (
        desks.ask(
            lambda vault: [
                each
                for each in vault.list("benefit_limit")
                if isinstance(each, BenefitLimit) and each.policy == desks.ids["finn_plan"]
            ]
        )
        == []
    )
    assert asking.party is party


def test_a_call_of_tomorrow_is_told_at_its_date(desks: Desks, asking: QuestionsPage) -> None:
    party = open_page(asking, desks)
    type_in(party, "spoken_to", "Sample Agent")
    party.said("date").show_value("2026-11-24")
    asking.save()
    desks.settle()
    assert "This day is still to come." in texts(asking)
    assert len(desks.ask(lambda vault: vault.list("communication"))) == 1


def test_what_is_typed_stays_when_something_else_changes(desks: Desks, asking: QuestionsPage) -> None:
    party = open_page(asking, desks)
    type_in(party, "spoken_to", "Sample Agent")
    desks.ask(lambda vault: vault.records.edit(desks.ids["finn"], {"note": "x"}))
    again = open_page(asking, desks)
    assert again is party
    assert again.spoken_to == "Sample Agent"


def another(desks: Desks, qtbot: QtBot) -> QuestionsPage:
    """Return the page as it is after a lock."""
    made = QuestionsPage(desks.desk)
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_typed_outlasts_a_lock(desks: Desks, asking: QuestionsPage, qtbot: QtBot) -> None:
    party = open_page(asking, desks)
    choose(party, "referral_needed", "no")
    type_in(party, "spoken_to", "Sample Agent")
    safe: list[bool] = []
    asking.save_draft(lambda: safe.append(True))
    desks.settle()
    assert safe == [True]
    page = another(desks, qtbot)
    told: list[str] = []
    page.told.connect(told.append)
    back = open_page(page, desks)
    desks.settle()
    assert told == ["Your unsaved input is back."]
    assert back.spoken_to == "Sample Agent"
    assert row(back, "referral_needed").typed() == {"requires_referral": "no"}
    page.save()
    desks.settle()
    assert desks.ask(lambda vault: vault.drafts.list()) == ()


def test_what_was_left_empty_is_restored_too(desks: Desks, asking: QuestionsPage, qtbot: QtBot) -> None:
    party = open_page(asking, desks, "plan")
    assert party.more is not None
    QTest.mouseClick(party.more, Qt.MouseButton.LeftButton)
    row(party, "conditions_accepted").show_typed({"conditions": ["Low back pain"]})
    asking.save_draft(_nothing)
    desks.settle()
    page = another(desks, qtbot)
    back = open_page(page, desks, "plan")
    desks.settle()
    assert row(back, "conditions_accepted").typed() == {"conditions": ["Low back pain"]}


def test_taking_everything_back_takes_the_draft_away(desks: Desks, asking: QuestionsPage) -> None:
    party = open_page(asking, desks)
    choose(party, "referral_needed", "no")
    asking.save_draft(_nothing)
    desks.settle()
    asking._keep()
    desks.settle()
    assert len(desks.ask(lambda vault: vault.drafts.list())) == 1
    choose(party, "referral_needed", "unknown")
    asking.save_draft(_nothing)
    desks.settle()
    assert desks.ask(lambda vault: vault.drafts.list()) == ()


def test_each_party_has_its_own_questions(desks: Desks, asking: QuestionsPage) -> None:
    open_page(asking, desks)
    whom = asking.whom
    assert whom is not None
    whom.setCurrentIndex(whom.findData("doctor"))
    party = asking.party
    assert party is not None
    assert [each.question.code for each in party.rows] == ["combine"]
    assert party.not_ready() == "Enter at least one answer."
    assert "What you leave empty" not in texts(asking)


def test_what_a_call_left_empty_is_shown_on_demand(desks: Desks, asking: QuestionsPage) -> None:
    party = open_page(asking, desks, "plan")
    assert party.rows == []
    assert party.more is not None
    QTest.mouseClick(party.more, Qt.MouseButton.LeftButton)
    assert [each.question.code for each in party.rows] == ["conditions_accepted", "combined"]
    assert party.more.isHidden()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert party.rows[0].isAncestorOf(focused)


def test_whether_an_authorization_is_needed_takes_a_number(desks: Desks, asking: QuestionsPage) -> None:
    desks.ask(lambda vault: vault.records.edit(desks.ids["finn_plan"], {"requires_auth": "unknown"}))
    party = open_page(asking, desks)
    editor = row(party, "authorization_needed").findChild(NeedEditor)
    assert editor is not None
    editor.box.setCurrentIndex(editor.box.findData("after"))
    QTest.keyClicks(editor.count, "6")
    answer = row(party, "authorization_needed").answer()
    assert answer is not None
    assert answer.values == {"requires_auth": "6"}


def test_the_sheet_is_written_and_never_over_another(
    desks: Desks, asking: QuestionsPage, tmp_path: Path
) -> None:
    open_page(asking, desks)
    told: list[str] = []
    asking.told.connect(told.append)
    target = tmp_path / "questions.pdf"
    asking.print_to(str(target))
    desks.settle()
    assert target.read_bytes().startswith(b"%PDF")
    assert told == ["Saved: questions.pdf"]
    asking.print_to(str(target))
    desks.settle()
    assert len(told) == 2
    assert "It was not touched." in told[-1]


def test_escape_goes_back_and_saving_has_its_key(desks: Desks, asking: QuestionsPage) -> None:
    open_page(asking, desks)
    QTest.keyClick(asking, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(asking, Qt.Key.Key_Escape)
    assert desks.asked == [GoBack()]


def test_a_policy_that_is_gone(desks: Desks, asking: QuestionsPage) -> None:
    desks.ask(lambda vault: vault.records.delete(desks.ids["finn_plan"]))
    desks.session.refresh()
    desks.settle()
    asking.ask(desks.ids["finn_plan"])
    assert desks.session.snapshot is not None
    asking.show_snapshot(desks.session.snapshot)
    desks.settle()
    assert "This record is not here any more" in texts(asking)
    assert not asking.bar.isVisible()


class TestWaysThere:
    """From a verdict that is unknown, from the policy, from the check and the steps."""

    def test_an_unknown_verdict_leads_to_the_questions(self, desks: Desks, page: RecordPage) -> None:
        show(page, desks, "visit", desks.ids["f01"])
        button(page, "Questions to ask…").click()
        assert last(desks) == AskQuestions(desks.ids["finn_plan"], "referral_needed")

    def test_a_policy_says_how_much_is_open(self, desks: Desks, page: RecordPage) -> None:
        show(page, desks, "policy", desks.ids["finn_plan"])
        said = texts(page)
        assert "questions are open." in said
        assert "1 visit waits for the answers." in said
        button(page, "Questions to ask…").click()
        assert last(desks) == AskQuestions(desks.ids["finn_plan"])

    def test_a_policy_with_all_facts_is_quiet(self, desks: Desks, page: RecordPage) -> None:
        show(page, desks, "policy", desks.ids["plan"])
        assert "are open" not in texts(page)

    def test_the_check_of_a_referral(self, desks: Desks, page: RecordPage) -> None:
        desks.ask(
            lambda vault: vault.records.edit(desks.ids["referral"], {"signed": False, "necessity": None})
        )
        show(page, desks, "referral", desks.ids["referral"])
        said = texts(page)
        assert "3 things are missing on it" in said
        assert said.index("Please have the doctor sign it.") < said.index("medically necessary")
        assert "NPI of the doctor" not in said
        button(page, "Enter it…").click()
        assert last(desks) == EditRecord("referral", desks.ids["referral"], at="signed")
        button(page, "Add the scan…").click()
        assert last(desks) == PickPapers("referral", desks.ids["referral"], "referral")
        button(page, "Show 9 things that are there").click()
        desks.qtbot.wait(30)
        assert "NPI of the doctor" in texts(page)
        assert_nothing_clipped(desks.qtbot, page)

    def test_an_old_referral_is_not_checked(self, desks: Desks, page: RecordPage) -> None:
        show(page, desks, "referral", desks.ids["old_referral"])
        assert "Check at the doctor's desk" not in texts(page)

    def test_the_steps_of_a_condition(self, desks: Desks, page: RecordPage) -> None:
        show(page, desks, "condition", desks.ids["back"])
        assert "4 of 4 done" in texts(page)
        show(page, desks, "condition", desks.ids["ankle"])
        said = texts(page)
        assert "1 of 4 done" in said
        assert "Ask Sample Health Plan whether a referral is needed." in said
        button(page, "Questions to ask…").click()
        assert last(desks) == AskQuestions(desks.ids["finn_plan"], "referral_needed")
        button(page, "Add it…").click()
        assert last(desks) == EditRecord(
            "treatment_plan",
            None,
            {"person": desks.ids["finn"], "conditions": [desks.ids["ankle"]]},
            at="goals",
        )
        assert_nothing_clipped(desks.qtbot, page)


def _verdict(desks: Desks, visit: str) -> Verdict:
    assert desks.session.snapshot is not None
    found = {each.visit: each.verdict for judged in desks.session.snapshot.people for each in judged.verdicts}
    return found[visit]


def _nothing() -> None:
    return
