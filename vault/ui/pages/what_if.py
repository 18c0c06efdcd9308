"""What if: a year of days, each with the verdict a visit on it would get."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.domain.records.referral import Referral
from vault.domain.records.visit import Visit
from vault.open_vault import Snapshot
from vault.services.verdicts.judging import PersonVerdicts
from vault.services.wording.titles import record_title
from vault.ui.desk import Desk
from vault.ui.models.what_if_days import supposed_of
from vault.ui.navigation import EditRecord, PageId, ShowPage, ShowWhatIf
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.page import Page
from vault.ui.pages.what_if_pane import WhatIfPane
from vault.ui.theme.metrics import Breadth
from vault.ui.widgets.choice import Choice
from vault.ui.widgets.empty_state import EmptyState
from vault.ui.widgets.field import Field
from vault.ui.widgets.link_label import Link
from vault.ui.widgets.page import PageBody
from vault.ui.widgets.page_head import PageHead

_MONTHS = 12


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
        self._replace(body)

    def _fill(self, body: PageBody, judged: PersonVerdicts) -> None:
        look, say = self.desk.look, self.desk.say
        service = supposed_of(judged, self._service).service
        services = _services(judged, service)
        if len(services) > 1:
            self.choice = Choice(look, say.text("Service"))
            for each in services:
                self.choice.addItem(record_title(judged.records, "service", each, say), each)
            self.choice.setCurrentIndex(services.index(service))
            self.choice.activated.connect(self._choose)
            body.add(Field(look, say, say.text("Service"), self.choice))
        self.pane = WhatIfPane(self.desk, judged, service, _MONTHS, body.widget())
        body.add(self.pane)

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


def _services(judged: PersonVerdicts, supposed: str) -> list[str]:
    """Return what the person has visits or referrals for, and what is looked at."""
    had = {visit.service for visit in judged.records.all(Visit)}
    ordered = {service for referral in judged.records.all(Referral) for service in referral.services}
    return sorted({supposed, *had, *ordered})
