"""Small things a person or a screen reader notices: tones, crumbs, labels of pickers, one draft a form."""

import os
import stat
import warnings
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.desks import Desks
from tests.ui.setting import wording
from vault.domain.coverage.moved import MovedVerdicts
from vault.domain.deadlines.due_date import DueDate, DueKind
from vault.domain.records.values import Basis
from vault.services.wording.moved import moved_sentence
from vault.ui.forms.offers import Offer
from vault.ui.forms.record_editors import ReferenceBox
from vault.ui.models.due_tone import due_tone
from vault.ui.navigation import EditRecord
from vault.ui.pages.form import FormPage
from vault.ui.single_instance import runtime_folder
from vault.ui.theme.look import Look
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.choice import Choice
from vault.ui.widgets.field import Field
from vault.ui.widgets.labels import ElidedLabel
from vault.ui.widgets.link_label import Link, LinkLabel
from vault.ui.widgets.page_head import PageHead


def due(kind: DueKind) -> DueDate:
    return DueDate(kind, "referral", "r", "p", None, "referral", Basis.PRINTED, (0,), True, -1)


@pytest.mark.parametrize(
    ("date", "overdue", "tone"),
    [
        (due(DueKind.BOOK_RENEWAL), True, Tone.RISK),
        (due(DueKind.ANSWER_REQUEST), True, Tone.NO),
        (due(DueKind.ANSWER_REQUEST), False, Tone.TEXT),
        (None, True, Tone.NO),
        (None, False, Tone.TEXT),
    ],
)
def test_a_habit_that_is_late_is_brown_and_a_term_red(
    date: DueDate | None, overdue: bool, tone: Tone
) -> None:
    assert due_tone(date, overdue=overdue) is tone


def test_others_are_spoken_of_only_besides_some() -> None:
    say = wording("en")
    assert moved_sentence(MovedVerdicts((), (), ("a", "b")), say) == "2 visits are judged anew."
    assert moved_sentence(MovedVerdicts(("a",), (), ("b",)), say) == (
        "1 visit is now supported. 1 other visit is judged anew."
    )


def test_a_long_crumb_is_shortened_and_told_whole(qtbot: QtBot, look: Look) -> None:
    name = "Gemeinschaftspraxis für Physiotherapie und Krankengymnastik Sample-Beispielhausen"
    head = PageHead(look, wording("de"), "Titel", crumbs=[Link("Verordnungen", "target"), name])
    qtbot.addWidget(head)
    head.resize(300, 120)
    head.show()
    qtbot.waitExposed(head)
    crumb = head.findChild(ElidedLabel)
    link = head.findChild(LinkLabel)
    assert crumb is not None
    assert link is not None
    assert crumb.geometry().right() <= head.width()
    assert crumb.width() < crumb.sizeHint().width()
    assert (crumb.toolTip(), crumb.accessibleName()) == (name, name)
    head.resize(1200, 120)
    qtbot.waitUntil(lambda: crumb.width() == crumb.sizeHint().width())


def test_a_picker_with_a_value_still_tells_its_label(qtbot: QtBot, look: Look) -> None:
    say = wording("en")
    box = Choice(look, "Kind of plan")
    box.addItems(["Marketplace plan", "Other"])
    field = Field(look, say, "Kind of plan", box)
    qtbot.addWidget(field)
    field.warn("Please look at it.")
    said = QAccessible.queryAccessibleInterface(box)
    assert said.text(QAccessible.Text.Value) == "Marketplace plan"
    assert said.text(QAccessible.Text.Description) == "Kind of plan. Please look at it."
    field.warn("")
    assert said.text(QAccessible.Text.Description) == "Kind of plan"
    labels = [each for each in field.findChildren(QLabel) if each.buddy() is box]
    assert [each.text() for each in labels] == ["Kind of plan"]


def test_ten_choices_are_seen_while_typing(qtbot: QtBot, look: Look) -> None:
    box = ReferenceBox(look, "Therapist")
    qtbot.addWidget(box)
    box.offer([Offer(str(number), f"Sample {number}") for number in range(30)], "")
    box.show()
    completer = box.completer()
    assert completer is not None
    completer.setCompletionPrefix("Sam")
    completer.complete()
    popup, list_of_all = completer.popup(), box.view()
    assert popup is not None
    assert list_of_all is not None
    rows = popup.viewport().height() / popup.sizeHintForRow(0)
    popup.hide()
    room = box.screen().availableGeometry().height() / 2 / popup.sizeHintForRow(0)
    assert rows >= min(10, int(room) - 1)
    assert popup.sizeHintForRow(0) >= list_of_all.sizeHintForRow(0)


@pytest.mark.skipif(os.name != "posix", reason="only Linux and its like have a runtime folder to miss")
@pytest.mark.parametrize("given", ["", "/nowhere/at/all"])
def test_without_a_runtime_folder_nothing_is_said_and_nobody_else_may_read(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", given)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        folder = runtime_folder()
    assert folder.is_relative_to(tmp_path)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_form_kept_twice_at_once_has_one_draft(desks: Desks, qtbot: QtBot) -> None:
    page = FormPage(desks.desk)
    qtbot.addWidget(page)
    page.show()
    page.edit(EditRecord("person"))
    desks.settle()
    form = page.form
    assert form is not None
    form.editor("name").show_value("Second Sample")
    form.editor("name").changed.emit()
    done: list[bool] = []
    page.hide()  # keeps it silently
    page.save_draft(lambda: done.append(True))  # and so does the lock, before the first is stored
    desks.settle()
    assert done == [True]
    assert len(desks.ask(lambda vault: vault.drafts.list())) == 1
    page.show()
    page.leave()
    desks.settle()
    assert len(desks.ask(lambda vault: vault.drafts.list())) == 1


def test_older_drafts_of_a_record_give_way(desks: Desks, qtbot: QtBot) -> None:
    visit = desks.ids["v01"]
    for _ in range(2):
        desks.ask(lambda vault: vault.drafts.save("visit", visit, '{"values": {}, "raw": {}}'))
    page = FormPage(desks.desk)
    qtbot.addWidget(page)
    page.show()
    page.edit(EditRecord("visit", visit, {"status": "no_show"}))
    desks.settle()
    page.hide()
    desks.settle()
    assert len(desks.ask(lambda vault: vault.drafts.list())) == 1
