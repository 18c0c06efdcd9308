"""The choice which referral a visit is charged to: by the rules, or pinned to one that fits."""

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from vault.domain.coverage.pinning import pinnable
from vault.domain.records.referral import Referral
from vault.domain.records.visit import Visit
from vault.services.wording.titles import title_of
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.counter_words import left_words


def charge_buttons(room: RecordRoom, visit: Visit) -> tuple[Button, ...]:
    """Return the button with the choice; none where the rules leave nothing to choose."""
    if room.judged is None:
        return ()
    offered = pinnable(room.records, room.judged.judgment, visit)
    verdict = room.verdict_of(visit.id)
    finding = None if verdict is None else verdict.forecast or verdict.finding
    charged = None if finding is None else finding.referral
    others = [each for each in offered if each.id != charged]
    if visit.referral is None and not others:
        return ()
    return (ChargeButton(room, visit, offered),)


class ChargeButton(Button):
    """Opens the choice; what is chosen is written at once and can be undone."""

    def __init__(self, room: RecordRoom, visit: Visit, offered: tuple[Referral, ...]) -> None:
        super().__init__(room.look, room.say.text("Charge to…"))
        self._room, self._visit = room, visit
        self.menu_of_papers = QMenu(self)
        self._group = QActionGroup(self)
        self._offer(room.say.text("Automatic, by the rules"), None)
        for each in offered:
            self._offer(self._words(each), each)
        self._group.triggered.connect(self._choose)
        self.clicked.connect(self._open)

    def _offer(self, text: str, referral: Referral | None) -> None:
        action = self.menu_of_papers.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setData(None if referral is None else referral.id)
        action.setChecked(self._visit.referral == action.data())
        self._group.addAction(action)

    def _words(self, referral: Referral) -> str:
        counters = self._room.counters_of(referral.id)
        title = title_of(referral, self._room.say)
        return f"{title}, {left_words(counters[0], self._room.say)}" if counters else title

    def _open(self) -> None:
        self.menu_of_papers.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _choose(self, action: QAction) -> None:
        visit, say, pin = self._visit, self._room.say, action.data()
        if pin == visit.referral:
            return
        self.setEnabled(False)
        record = title_of(visit, say)
        if pin is None:
            deed = say.text("{record} is charged by the rules", record=record)
        else:
            paper = self._room.title("referral", pin)
            deed = say.text("{record} is charged to {paper}", record=record, paper=paper)
        session = self._room.desk.session
        session.write(deed, lambda vault: vault.records.edit(visit.id, {"referral": pin}).changes, session)
