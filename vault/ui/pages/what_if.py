"""What if: the months to come, each day with the verdict a visit on it would get."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.open_vault import Snapshot
from vault.services.verdicts.judging import PersonVerdicts
from vault.services.wording.titles import record_title
from vault.ui.desk import Desk
from vault.ui.models.what_if_days import WhatIfFacts
from vault.ui.navigation import EditRecord, PageId, ShowPage, ShowWhatIf
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.page import Page
from vault.ui.pages.what_if_pane import WhatIfPane
from vault.ui.theme.metrics import Breadth
from vault.ui.widgets.choice import Choice
from vault.ui.widgets.empty_state import EmptyState
from vault.ui.widgets.link_label import Link
from vault.ui.widgets.page import PageBody
from vault.ui.widgets.page_head import PageHead

_MONTHS = 6


class WhatIfPage(Page):
    """The days of one service, which can be chosen where a person has more than one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._service: str | None = None
        self._shown: tuple[Snapshot, str | None, str | None] | None = None
        self._breadth = Breadth.NORMAL
        self._body: PageBody | None = None
        self.pane: WhatIfPane | None = None
        self.choice: Choice | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def suppose(self, request: ShowWhatIf) -> None:
        """Look at visits of a service, or of what the person has most often."""
        self._service = request.service

    def show_snapshot(self, snapshot: Snapshot) -> None:
        judged = self.desk.session.judged
        shown = (snapshot, None if judged is None else judged.person.id, self._service)
        same = self._shown is not None and self._shown[0] is snapshot and self._shown[1:] == shown[1:]
        if not same:
            self._shown = shown
            self._build(judged)

    def set_breadth(self, breadth: Breadth) -> None:
        self._breadth = breadth
        if self._body is not None:
            self._body.set_breadth(breadth)

    def _build(self, judged: PersonVerdicts | None) -> None:
        look, say = self.desk.look, self.desk.say
        body = PageBody(look, say.text("What if"))
        body.set_breadth(self._breadth)
        self._replace(body)  # a finished page put in its place would be styled anew
        crumbs: list[Link | str] = [Link(say.text("Visits"), ShowPage(PageId.VISITS))]
        if judged is not None:
            crumbs.append(judged.person.name)
        facts = say.text("What a visit on each day to come would find in your papers")
        head = PageHead(look, say, say.text("What if"), facts=facts, crumbs=crumbs)
        head.crumb_activated.connect(self.desk.navigator.go)
        body.add(head)
        self.pane = self.choice = None
        if judged is None:
            body.add(self._nobody())
        else:
            self._fill(body, judged)
        body.finish()

    def _fill(self, body: PageBody, judged: PersonVerdicts) -> None:
        look, say = self.desk.look, self.desk.say
        self.choice = Choice(look, say.text("Service"), body.widget())
        self.choice.activated.connect(self._choose)
        self.choice.hide()
        self.pane = WhatIfPane(self.desk, judged, self._service, _MONTHS, body.widget())
        self.pane.looked.connect(self._offer)
        body.add(_AtLeft(self.choice, body.widget()))
        body.add(self.pane)

    def _offer(self, facts: WhatIfFacts) -> None:
        """Offer the services, where there is more than the one that is shown."""
        judged = self.desk.session.judged
        if self.choice is None or judged is None:
            return
        self.choice.clear()
        for each in facts.services:
            self.choice.addItem(record_title(judged.records, "service", each, self.desk.say), each)
        self.choice.setCurrentIndex(facts.services.index(facts.supposed.service))
        self.choice.setVisible(len(facts.services) > 1)

    def _choose(self, _place: int) -> None:
        if self.choice is not None:
            self.desk.go(ShowWhatIf(str(self.choice.currentData())))

    def _nobody(self) -> EmptyState:
        say = self.desk.say
        button = GoButton(self.desk, say.text("Add a person"), EditRecord("person"))
        words = say.text("Enter a name first; then add the referral.")
        return EmptyState(
            self.desk.look, "user", say.text("Whose papers shall be kept here?"), words, (button,)
        )

    def _replace(self, body: PageBody) -> None:
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = body
        self._column.addWidget(body)


class _AtLeft(QWidget):
    """Holds a part at its own width."""

    def __init__(self, part: QWidget, parent: QWidget | None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(part)
        row.addStretch(1)
