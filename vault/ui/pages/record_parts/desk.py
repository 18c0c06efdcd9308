"""The doctor's-desk check of a referral: what to say at the desk first, what is there on demand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from vault.domain.coverage.verdict import Verdict
from vault.domain.desk_check import DeskItem, Held, desk_check, policy_for
from vault.domain.records.people import IdentifierType, Provider
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Referral, ReferralStatus
from vault.services.wording.desk_check import desk_heading, desk_held, desk_name, desk_sentence, desk_why
from vault.ui.navigation import AskQuestions, EditRecord, PickPapers, Request
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.record_parts.layout import Group
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.pages.record_parts.step_row import StepRow
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.card import ListCard
from vault.ui.widgets.labels import IconMark
from vault.ui.widgets.verdict_shape import VerdictMark

_IN_USE = frozenset({ReferralStatus.DRAFT, ReferralStatus.ACTIVE})
_QUESTIONS = {
    "referrer_type_rule": "who_may_refer",
    "service_excluded": "exclusions",
    "condition": "conditions_accepted",
}
"""What the insurer is asked about an item the doctor's desk cannot mend."""
_MARKS = {Held.MISSING: Verdict.AT_RISK, Held.UNKNOWN: Verdict.UNKNOWN}


def desk_part(room: RecordRoom, referral: Referral) -> QWidget | None:
    """Return the check of a referral in use; one that is used up or revoked is not taken to the desk."""
    if referral.status not in _IN_USE:
        return None
    policy = policy_for(room.records, referral, room.today)
    items = desk_check(room.snapshot.records, referral, policy, room.today)
    return DeskPart(room, items, policy)


class DeskPart(Group):
    """What is missing and not known, each with what to say and why; what is there behind a button."""

    def __init__(self, room: RecordRoom, items: Sequence[DeskItem], policy: Policy | None) -> None:
        super().__init__(room, room.say.text("Check at the doctor's desk"))
        self._room, self._policy = room, policy
        self._there = [each for each in items if each.held is Held.OK]
        lacking = [each for each in items if each.held is not Held.OK]
        self.add_text(desk_heading(items, room.say))
        self._card = ListCard(room.look, self)
        for item in lacking:
            self._card.add_row(self._row(item))
        self._card.setVisible(bool(lacking))
        self.add(self._card)
        words = room.say.count(
            len(self._there), "Show {n} thing that is there", "Show {n} things that are there"
        )
        self.more = Button(room.look, words, kind=ButtonKind.QUIET, icon="chevron-down", small=True)
        self.more.clicked.connect(self._show_there)
        self.more.setVisible(bool(self._there))
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def _row(self, item: DeskItem) -> StepRow:
        room, say = self._room, self._room.say
        mark = VerdictMark(room.look, say, _MARKS[item.held], meaning=desk_held(item.held, say))
        rule = "" if item.rule is None else f" {say.text('Rule {rule}', rule=item.rule.partition(':')[0])}."
        request = self._request(item)
        button = None
        if request is not None:
            text = say.text("Enter it…")
            if isinstance(request, AskQuestions):
                text = say.text("Questions to ask…")
            elif isinstance(request, PickPapers):
                text = say.text("Add the scan…")
            button = GoButton(room.desk, text, request, small=True)
        return StepRow(room, mark, desk_sentence(item, say), f"{desk_why(item, say)}{rule}", button)

    def _request(self, item: DeskItem) -> Request | None:
        if item.field == "documents":
            return PickPapers("referral", item.record, "referral")
        if not item.at_desk:
            first = _QUESTIONS[item.code]
            return None if self._policy is None else AskQuestions(self._policy.id, first)
        if item.record is None:
            return None
        why = desk_sentence(item, self._room.say)
        return EditRecord(item.kind, item.record, at=self._spot(item), why=why)

    def _spot(self, item: DeskItem) -> str:
        """Return the field of an item; of a doctor's numbers the one that fails, else a new row."""
        provider = self._room.get(Provider, item.record)
        if provider is None or item.field != "identifiers":
            return item.field
        npi = [row for row, each in enumerate(provider.identifiers) if each.type is IdentifierType.NPI]
        row = npi[0] if npi and item.code == "npi_digits" else len(provider.identifiers)
        return f"identifiers[{row}].printed"

    def _show_there(self) -> None:
        self.more.hide()
        self._card.show()
        room, say = self._room, self._room.say
        for item in self._there:
            mark = IconMark(room.look, "check", units=0.8, meaning=desk_held(item.held, say))
            self._card.add_row(StepRow(room, mark, desk_name(item, say), ""))
