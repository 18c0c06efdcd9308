"""The four steps of a condition, as a quiet checklist: what is done, and the way to what is not."""

from typing import Any

from PySide6.QtWidgets import QWidget

from vault.domain.guide_steps import GuideStep, StepCode, guide_steps
from vault.domain.records.referral import Condition
from vault.services.wording.guide_steps import step_title, step_words
from vault.ui.navigation import AskQuestions, EditRecord, Request
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.record_parts.layout import Group
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.pages.record_parts.step_row import StepRow
from vault.ui.widgets.card import ListCard
from vault.ui.widgets.labels import IconMark


def guide_part(room: RecordRoom, condition: Condition) -> QWidget:
    """Return the checklist of a condition."""
    say = room.say
    steps = guide_steps(room.records, condition, room.policy_on(room.today))
    done = sum(step.is_done for step in steps)
    fact = say.text("{n} of {total} done", n=done, total=len(steps))
    group = Group(room, say.text("Before the visits"), fact=fact)
    card = ListCard(room.look)
    for step in steps:
        card.add_row(_row(room, condition, step))
    group.add(card)
    return group


def _row(room: RecordRoom, condition: Condition, step: GuideStep) -> StepRow:
    say = room.say
    meaning = say.text("Done") if step.is_done else say.text("To do")
    mark = IconMark(room.look, "check" if step.is_done else "clock", units=0.9, meaning=meaning)
    button = None
    if not step.is_done:
        text = say.text("Add it…") if step.record is None else say.text("Enter it…")
        request = _request(condition, step, step_words(step, say))
        if isinstance(request, AskQuestions):
            text = say.text("Questions to ask…")
        button = GoButton(room.desk, text, request, small=True)
    return StepRow(room, mark, step_title(step, say), step_words(step, say), button)


_QUESTIONS = {
    "not_among_accepted": "conditions_accepted",
    "referral_need_unknown": "referral_needed",
    "authorization_need_unknown": "authorization_needed",
}
"""The question that settles what a step lacks; who said so has none of its own."""


def _request(condition: Condition, step: GuideStep, why: str) -> Request:
    """Return where a step is done: with the insurer, in a record, or in one to be added."""
    policy = dict(step.values).get("policy")
    if isinstance(policy, str) and step.code in {StepCode.CONDITION, StepCode.RULES}:
        return AskQuestions(policy, _QUESTIONS.get(step.lacking or "", ""))
    if step.record is not None:
        return EditRecord(step.kind, step.record, at=step.field, why=why)
    preset: dict[str, Any] = {"person": condition.person}
    if step.kind != "policy":
        preset["conditions"] = [condition.id]
    return EditRecord(step.kind, None, preset, at=step.field, why=why)
