"""Rules for dates in the settings: read, copied, edited with faults shown, deleted, and the days ahead."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import SampleVault
from tests.ui.open_desk import OpenDesk
from tests.ui.walking import clipped, nameless, unreached
from vault.domain.deadlines.due_date import DEFAULT_LEAD_DAYS, DueKind
from vault.ui.pages.settings import SettingsPage
from vault.ui.pages.settings_parts.date_rules import RulesSection
from vault.ui.pages.settings_parts.lead_days import DAYS, KIND, read_days
from vault.ui.theme.look import Look, LookSettings, SchemeChoice
from vault.ui.theme.metrics import Breadth
from vault.ui.widgets.slices import Slices

NORMAL, SMALL = QSize(1068, 800), QSize(844, 600)


@pytest.fixture
def desk(qtbot: QtBot, sample: SampleVault, look: Look) -> Iterator[OpenDesk]:
    opened = OpenDesk(qtbot, sample, look)
    opened.load()
    yield opened
    assert opened.errors == []
    opened.close()


def calm(desk: OpenDesk) -> None:
    """Wait until no job is on its way and every row is made."""
    desk.settle()
    desk.qtbot.waitUntil(_is_built, timeout=5000)


def _is_built() -> bool:
    tops = QApplication.topLevelWidgets()
    return not any(each.under_way for top in tops for each in top.findChildren(Slices))


def shown(qtbot: QtBot, desk: OpenDesk, size: QSize = NORMAL) -> SettingsPage:
    page = SettingsPage(desk.desk)
    qtbot.addWidget(page)
    page.resize(size)
    page.set_breadth(Breadth.NARROW if size == SMALL else Breadth.NORMAL)
    page.show()
    assert desk.session.snapshot is not None
    desk.session.changed.connect(page.show_snapshot)
    page.show_snapshot(desk.session.snapshot)
    qtbot.waitUntil(page.section.isVisible)
    page.show_section("rules")
    calm(desk)
    return page


@pytest.fixture
def page(qtbot: QtBot, desk: OpenDesk) -> SettingsPage:
    return shown(qtbot, desk)


@pytest.fixture
def rules(page: SettingsPage) -> RulesSection:
    return rules_of(page)


def rules_of(page: SettingsPage) -> RulesSection:
    found = page.sections["rules"]
    assert isinstance(found, RulesSection)
    return found


def copied(desk: OpenDesk, rules: RulesSection, name: str = "us") -> None:
    """Make a shipped pack one's own and have it open as text."""
    rules.list.row(name, own=False).copy.click()
    calm(desk)
    assert rules.editor.isVisible()


def typed(desk: OpenDesk, rules: RulesSection, old: str, new: str) -> None:
    """Change the text as a person would and wait for the check after the pause."""
    text = rules.editor.text.toPlainText()
    assert old in text
    rules.editor.text.setPlainText(text.replace(old, new, 1))
    QTest.qWait(500)
    calm(desk)


def stored(desk: OpenDesk, name: str) -> str | None:
    """Return one's own pack as it is kept."""
    return next((each.text for each in desk.vault.rules.own() if each.name == name), None)


def test_every_pack_is_listed_with_its_place_and_how_many_rules(rules: RulesSection) -> None:
    assert [row.line.title for row in rules.list.rows] == [
        "Australia",
        "Canada",
        "Germany",
        "Every place",
        "United Kingdom",
        "United States",
    ]
    facts = rules.list.row("us", own=False).line.facts
    assert facts == "us · US, US-WA · 37 rules · came with the program"
    assert not rules.list.restore.isEnabled()


def test_a_pack_is_read_as_a_table_of_words(desk: OpenDesk, rules: RulesSection) -> None:
    rules.list.row("us", own=False).view.click()
    calm(desk)
    assert rules.reader.isVisible()
    assert not rules.home.isVisible()
    words = rules.reader.table.toPlainText()
    for word in (
        "First appeal (Original Medicare)",
        "120 days",
        "the day the letter came",
        "42 CFR 405.942(a)",
    ):
        assert word in words
    assert "Periods for plans in the United States" in rules.reader.remarks.text()
    rules.reader.back.click()
    assert rules.home.isVisible()
    assert rules.window().focusWidget() is rules.list.rows[0].view


def test_a_source_with_marks_of_a_page_is_shown_as_text(desk: OpenDesk, rules: RulesSection) -> None:
    text = next(each.text for each in desk.vault.rules.shipped() if each.name == "au")
    begin = text.index('source = "') + len('source = "')
    desk.vault.rules.save("au", f"{text[:begin]}<b>5 & 6</b> {text[begin:]}")
    desk.session.refresh()
    calm(desk)
    rules.list.row("au", own=True).view.click()
    calm(desk)
    assert "<b>5 & 6</b>" in rules.reader.table.toPlainText()


def test_a_pack_without_rules_says_what_to_fill_in(desk: OpenDesk, rules: RulesSection) -> None:
    rules.list.row("ca", own=False).view.click()
    calm(desk)
    assert "Fill in what your plan says" in rules.reader.remarks.text()
    assert not rules.reader.table.isVisible()


def test_a_copy_holds_instead_of_the_shipped_pack(desk: OpenDesk, rules: RulesSection) -> None:
    copied(desk, rules)
    assert stored(desk, "us") == rules.editor.text.toPlainText()
    assert not rules.editor.save_button.isEnabled()
    rules.editor.back.click()
    calm(desk)
    assert rules.home.isVisible()
    assert rules.list.row("us", own=False).copy.isHidden()
    assert "yours, instead of the shipped one" in rules.list.row("us", own=True).line.facts


def test_a_fault_is_told_with_its_line_and_cannot_be_saved(desk: OpenDesk, rules: RulesSection) -> None:
    copied(desk, rules)
    before = stored(desk, "us")
    typed(desk, rules, 'unit = "day"', 'unit = "dya"')
    editor = rules.editor
    line = 1 + editor.text.toPlainText()[: editor.text.toPlainText().index("dya")].count("\n")
    assert f"line {line}" in editor.state.text()
    assert "Right would be: hour, day" in editor.state.text()
    assert not editor.save_button.isEnabled()
    (mark,) = editor.text.extraSelections()
    assert mark.cursor.blockNumber() + 1 == line
    editor.to_fault.click()
    assert editor.text.textCursor().blockNumber() + 1 == line
    assert editor.place.text().startswith(f"Line {line} of")
    QTest.keyClick(editor.text, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    calm(desk)
    assert stored(desk, "us") == before
    typed(desk, rules, "dya", "day")
    assert editor.text.extraSelections() == []
    assert editor.to_fault.isHidden()


def test_ctrl_s_saves_at_once_and_the_dates_are_worked_out_anew(desk: OpenDesk, rules: RulesSection) -> None:
    before = desk.session.snapshot
    assert before is not None
    copied(desk, rules, "general")
    changed = rules.editor.text.toPlainText().replace("value = 3", "value = 4", 1)
    rules.editor.text.setPlainText(changed)
    QTest.keyClick(rules.editor.text, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    calm(desk)
    assert stored(desk, "general") == changed
    assert "worked out anew" in rules.said.text()
    assert desk.session.snapshot is not before
    assert not rules.editor.is_changed


@pytest.mark.parametrize("way", ["save", "discard", "stay"])
def test_something_unsaved_is_asked_about_before_leaving(
    desk: OpenDesk, page: SettingsPage, rules: RulesSection, way: str
) -> None:
    copied(desk, rules)
    before = stored(desk, "us")
    typed(desk, rules, "value = 90", "value = 91")
    page.show_section("look")
    assert page.section is rules
    assert page.list.currentIndex().row() == list(page.sections).index("rules")
    assert rules.editor.leave_bar.isVisible()
    getattr(rules.editor.leave_bar, way).click()
    calm(desk)
    text = stored(desk, "us")
    assert (text != before) is (way == "save")
    assert rules.editor.isVisible() is (way == "stay")
    assert (desk.vault.drafts.list() != ()) is (way == "stay")
    if way != "stay":
        page.show_section("look")
        assert page.section is page.sections["look"]


def test_what_is_not_saved_survives_a_lock(
    qtbot: QtBot, desk: OpenDesk, page: SettingsPage, rules: RulesSection
) -> None:
    copied(desk, rules)
    text = rules.editor.text.toPlainText().replace("value = 90", "value = ninety", 1)
    rules.editor.text.setPlainText(text)
    done: list[bool] = []
    page.save_draft(lambda: done.append(True))
    calm(desk)
    assert done == [True]
    again = rules_of(shown(qtbot, desk))
    assert again.editor.isVisible()
    assert again.editor.text.toPlainText() == text
    assert "not saved last time" in again.said.text()


def test_rules_of_ones_own_are_begun_and_hold_once_their_source_is_named(
    desk: OpenDesk, rules: RulesSection
) -> None:
    rules.list.new.click()
    calm(desk)
    assert "field source" in rules.editor.state.text()
    assert not rules.editor.save_button.isEnabled()
    typed(desk, rules, 'source = ""', 'source = "A sample plan, page 12"')
    rules.editor.save_button.click()
    calm(desk)
    rules.editor.back.click()
    calm(desk)
    assert rules.list.row("my-rules-1", own=True).line.title == "my-rules-1"
    assert not rules.list.restore.isEnabled()
    rules.list.new.click()
    calm(desk)
    assert rules.editor.title.text() == "Your rules: my-rules-2"
    rules.editor.back.click()
    rules.editor.leave_bar.discard.click()
    calm(desk)
    assert [each.name for each in desk.vault.rules.own()] == ["my-rules-1"]
    assert desk.vault.drafts.list() == ()


def test_deleting_lets_the_shipped_rules_hold_and_can_be_undone(desk: OpenDesk, rules: RulesSection) -> None:
    copied(desk, rules)
    rules.editor.back.click()
    calm(desk)
    rules.list.row("us", own=True).delete.click()
    calm(desk)
    assert stored(desk, "us") is None
    assert rules.undo.isVisible()
    rules.undo.click()
    calm(desk)
    assert stored(desk, "us") is not None
    assert rules.undo.isHidden()


def test_all_shipped_rules_come_back_at_once(desk: OpenDesk, rules: RulesSection) -> None:
    for name in ("us", "de"):
        copied(desk, rules, name)
        rules.editor.back.click()
        calm(desk)
    rules.list.restore.click()
    calm(desk)
    assert desk.vault.rules.own() == ()
    rules.undo.click()
    calm(desk)
    assert [each.name for each in desk.vault.rules.own()] == ["de", "us"]


def test_a_pack_that_cannot_be_read_any_more_says_why(desk: OpenDesk, rules: RulesSection) -> None:
    whole = next(each for each in desk.vault.rules.shipped() if each.name == "au")
    desk.vault.rules.save("au", whole.text)
    (own,) = desk.vault.rules.own()
    desk.vault.rules.put_back([type(own)("au", "# mine\nno pack at all", True, True, None)])
    desk.session.refresh()
    calm(desk)
    row = rules.list.row("au", own=True)
    assert "line 2" in row.trouble.text.text()
    row.edit.click()
    calm(desk)
    assert "line 2" in rules.editor.state.text()


def test_days_ahead_are_typed_into_the_table(desk: OpenDesk, rules: RulesSection) -> None:
    table, model = rules.leads.table, rules.leads.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, rules)
    assert not rules.leads.usual.isEnabled()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = table.viewport().findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "1, 21;7")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.qWait(10)
    calm(desk)
    assert desk.vault.choices.read().lead_days == {DueKind.REFERRAL_ENDS: (21, 7, 1)}
    assert model.index(0, DAYS).data() == "21, 7, 1"
    assert "your own choice" in model.index(0, DAYS).data(Qt.ItemDataRole.AccessibleTextRole)
    rules.leads.usual.click()
    calm(desk)
    assert desk.vault.choices.read().lead_days == {}
    assert model.index(0, DAYS).data() == ", ".join(map(str, DEFAULT_LEAD_DAYS))


def test_what_is_no_number_of_days_is_not_taken(desk: OpenDesk, rules: RulesSection) -> None:
    model = rules.leads.model
    assert not model.setData(model.index(0, DAYS), "soon")
    calm(desk)
    assert rules.leads.trouble.isVisible()
    assert desk.vault.choices.read().lead_days == {}
    assert not model.flags(model.index(0, KIND)) & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(QModelIndex(), "3")
    assert model.setData(model.index(0, DAYS), "3")
    assert model.setData(model.index(1, DAYS), "4")
    calm(desk)
    assert rules.leads.trouble.isHidden()
    rules.leads.all_usual.click()
    calm(desk)
    assert desk.vault.choices.read().lead_days == {}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30, 14, 7, 3, 1, 0", (30, 14, 7, 3, 1, 0)),
        ("0", (0,)),
        ("3,30, 3", (30, 3)),
        ("3650", (3650,)),
        ("3651", None),
        ("", None),
        (",", None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        (",".join(map(str, range(13))), None),
    ],
)
def test_days_are_read_from_what_was_typed(text: str, days: tuple[int, ...] | None) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize(("size", "scale"), [(NORMAL, 100), (SMALL, 200)])
def test_no_word_is_clipped_while_reading_and_editing(
    qtbot: QtBot, sample: SampleVault, look: Look, lang: str, size: QSize, scale: int
) -> None:
    look.choose(LookSettings(SchemeChoice.DARK, scale=scale))
    desk = OpenDesk(qtbot, sample, look, lang)
    desk.load()
    page = shown(qtbot, desk, size)
    rules = rules_of(page)
    checks: tuple[Callable[[SettingsPage], list[str]], ...] = (clipped, nameless, unreached)
    rules.list.row("us", own=False).view.click()
    calm(desk)
    QTest.qWait(20)
    found = [f"reading: {each}" for check in checks for each in check(page)]
    rules.reader.change.click()
    calm(desk)
    typed(desk, rules, 'unit = "day"', 'unit = "dya"')
    rules.editor.back.click()
    QTest.qWait(20)
    found += [f"editing: {each}" for check in checks for each in check(page)]
    desk.close()
    assert found == []
