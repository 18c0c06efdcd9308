"""Today: is the next visit supported and by which paper, what needs the person now, what is coming up."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.domain.records.money import Claim
from vault.domain.records.visit import Visit
from vault.domain.rule_pack import Case as RuleCase
from vault.domain.today import Section, TodayCode, TodayItem, next_visit
from vault.open_vault import Snapshot
from vault.services.verdicts.judging import PersonVerdicts
from vault.services.wording.today import days, what, why
from vault.ui.desk import Desk
from vault.ui.models.due_tone import due_tone
from vault.ui.navigation import (
    EditRecord,
    ExportCalendar,
    PageId,
    PickPapers,
    PrintOverview,
    Request,
    ShowPage,
    ShowRecord,
)
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.last_checked import LastChecked
from vault.ui.pages.next_visit_card import next_visit_card
from vault.ui.pages.page import Page
from vault.ui.pages.record_parts.fix_requests import fix_requests
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.pages.today_advice import TodayAdvice
from vault.ui.pages.today_section import TodaySection
from vault.ui.theme.metrics import Breadth
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.empty_state import EmptyState
from vault.ui.widgets.page import PageBody
from vault.ui.widgets.page_head import PageHead
from vault.ui.widgets.section import SectionHead
from vault.ui.widgets.slices import Slices
from vault.ui.widgets.today_row import RowColumns, RowFacts, TodayRow

_HEADINGS = {Section.NOW: "Needs you now", Section.SOON: "Coming up", Section.LATER: "Later"}
_ICONS = {
    TodayCode.CHECK_PAPERS: "inbox",
    TodayCode.FILE_CLAIMS: "send",
    TodayCode.DID_IT_TAKE_PLACE: "calendar-check",
    TodayCode.OWN_REMINDER: "bell",
}
_KIND_ICONS = {
    "referral": "file-text",
    "authorization": "shield-check",
    "request": "mail",
    "eob": "mail",
    "visit": "calendar-check",
}


class TodayPage(Page):
    """The page everything starts from; each row is one click from its fix."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._breadth = Breadth.NORMAL
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._body: PageBody | None = None
        self._shown: tuple[Snapshot, str | None] | None = None
        self._scrolled = 0
        self._slices = Slices(self)
        self._has_primary = False
        self._whole: set[Section] = set()
        self._sections: dict[Section, TodaySection] = {}

    def set_breadth(self, breadth: Breadth) -> None:
        self._breadth = breadth
        if self._body is not None:
            self._body.set_breadth(breadth)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Build the page anew, part by part so that the window stays live; the same state is left alone."""
        judged = self.desk.session.judged
        shown = (snapshot, None if judged is None else judged.person.id)
        if self._shown is not None and self._shown[0] is snapshot and self._shown[1] == shown[1]:
            return
        if self._shown is not None and self._shown[1] != shown[1]:
            self._whole.clear()
        self._shown, self._has_primary = shown, False
        self._sections.clear()
        look, say = self.desk.look, self.desk.say
        body = PageBody(look, say.text("Today"), reading=True)
        body.set_breadth(self._breadth)
        facts = say.full_date(snapshot.today)
        body.add(PageHead(look, say, say.text("Today"), facts=facts, buttons=_head_buttons(self.desk)))
        self._replace(body)
        if judged is None:
            self._slices.drop()
            body.add(self._nobody_yet())
            body.finish()
        else:
            self._slices.start(self._fill(body, judged, snapshot))

    def _fill(self, body: PageBody, judged: PersonVerdicts, snapshot: Snapshot) -> Iterator[None]:
        """Add heading by heading, some rows at a time; yields after each part."""
        look, say = self.desk.look, self.desk.say
        coming = next_visit(judged.records, judged.verdicts, snapshot.today)
        body.add(next_visit_card(self.desk, judged, coming, snapshot.today))
        yield
        items = self.desk.session.waiting
        columns, make = RowColumns(look, body), partial(self._row, judged, snapshot)
        advice = TodayAdvice(self.desk, judged, columns, body)
        for section, heading in _HEADINGS.items():
            members = [item for item in items if item.section is section]
            if section is Section.SOON:
                body.add(advice)
            if not members:
                continue
            part = self._sections[section] = TodaySection(look, say, members, columns, snapshot.today)
            body.add(SectionHead(look, say.text(heading)), gap=0.4)
            body.add(part.card)
            if part.all is not None:
                body.add(part.all)
                part.all.activated.connect(self._show_all)
            yield from part.build(make, whole=section in self._whole)
            yield
        if not items:
            body.add(self._all_quiet())
        body.finish()
        body.add(LastChecked(self.desk))
        self._scroll_back()
        advice.look_for(self._sections.get(Section.NOW))

    @Slot(object)
    def _show_all(self, section: Section) -> None:
        """Show what a section left out, now and as long as the page is there."""
        self._whole.add(section)
        self._slices.finish_now()
        judged = self.desk.session.judged
        if self._shown is not None and judged is not None:
            make = partial(self._row, judged, self._shown[0])
            self._slices.start(self._sections[section].build(make, whole=True))

    def _row(self, judged: PersonVerdicts, snapshot: Snapshot, item: TodayItem) -> TodayRow:
        look, say = self.desk.look, self.desk.say
        away = (item.day - snapshot.today).days
        planned = item.code is TodayCode.PLANNED_VISIT
        facts = RowFacts(
            days(item, away, say),
            say.date(item.day),
            item.verdict
            if item.verdict is not None
            else _ICONS.get(item.code) or _KIND_ICONS.get(item.kind, "bell"),
            what(item, judged.records, say),
            why(item, judged.records, say),
            tone=_tone(item, overdue=away < 0),
            planned=planned,
        )
        text, request = _fix(self.desk, judged, snapshot, item)
        primary, self._has_primary = not self._has_primary, True
        return TodayRow(look, say, facts, _go_button(self.desk, text, request, primary=primary))

    def _all_quiet(self) -> QWidget:
        say = self.desk.say
        return EmptyState(
            self.desk.look,
            "check",
            say.text("Nothing needs you now"),
            say.text("Dates, missing papers and open letters appear here in time."),
        )

    def _nobody_yet(self) -> QWidget:
        say = self.desk.say
        button = _go_button(self.desk, say.text("Add a person"), EditRecord("person"), primary=True)
        return EmptyState(
            self.desk.look,
            "user",
            say.text("Whose papers shall be kept here?"),
            say.text("Enter a name first; then add the referral."),
            (button,),
        )

    def _replace(self, body: PageBody) -> None:
        """Show the new body where the old one stood."""
        if self._body is not None:
            self._scrolled = self._body.verticalScrollBar().value()
            self._column.removeWidget(self._body)
            self._body.deleteLater()
        self._body = body
        self._column.addWidget(body)

    def _scroll_back(self) -> None:
        """Return to where the person was reading, now that the page is as long as before."""
        if self._body is not None and self._scrolled:
            self._body.column.activate()
            self._body.verticalScrollBar().setValue(self._scrolled)
        self._scrolled = 0


def _head_buttons(desk: Desk) -> tuple[Button, ...]:
    """Return what can be done with the dates at any time; without anybody there are none to take along."""
    say = desk.say
    found = [GoButton(desk, say.text("Add a visit"), EditRecord("visit"), icon="calendar-check")]
    if desk.session.judged is not None:
        calendar, page = say.text("Export calendar…"), say.text("Print overview…")
        found.insert(0, GoButton(desk, page, PrintOverview(), icon="printer"))
        found.insert(0, GoButton(desk, calendar, ExportCalendar(), icon="calendar-days"))
    return tuple(found)


def _go_button(desk: Desk, text: str, request: Request, *, primary: bool) -> GoButton:
    return GoButton(desk, text, request, kind=ButtonKind.FILLED if primary else ButtonKind.PLAIN)


def _tone(item: TodayItem, *, overdue: bool) -> Tone:
    """Return the color of a row's day; that of a visit which lacks something is past, not missed."""
    if item.due is None and item.code is not TodayCode.OWN_REMINDER:
        return Tone.RISK if overdue else Tone.TEXT
    return due_tone(item.due, overdue=overdue)


def _fix(desk: Desk, judged: PersonVerdicts, snapshot: Snapshot, item: TodayItem) -> tuple[str, Request]:
    """Return the words of the fixing button and where it leads."""
    say, subject = desk.say, item.subjects[0]
    if item.code is TodayCode.CHECK_PAPERS:
        return say.text("Check them"), ShowPage(PageId.INBOX)
    if item.code is TodayCode.DID_IT_TAKE_PLACE:
        return say.text("Say what happened"), EditRecord("visit", subject, at="status")
    if item.code is TodayCode.PLANNED_VISIT:
        return say.text("See options"), ShowRecord("visit", subject)
    if item.code is TodayCode.VISITS_LACK and item.hit is not None:
        return _mend(desk, judged, snapshot, item)
    if item.code is TodayCode.FILE_CLAIMS or (item.due is not None and item.due.case == RuleCase.NOT_FILED):
        return say.text("Enter the claim…"), _claim(judged, item)
    if item.due is not None and item.due.case == RuleCase.NO_BILL:
        return say.text("Add the bill…"), PickPapers("visit", subject, "itemized_bill")
    if item.kind == "request":
        return say.text("Answer…"), ShowRecord("request", subject)
    return say.text("Open"), ShowRecord(item.kind, subject)


def _claim(judged: PersonVerdicts, item: TodayItem) -> Request:
    """Return the claim that was begun for the first visit, else a new one for all of them."""
    begun = (each for each in judged.records.all(Claim) if item.subjects[0] in each.visits)
    claim = next(begun, None)
    if claim is not None:
        return EditRecord("claim", claim.id, at="submitted_on")
    preset = {"person": judged.person.id, "visits": list(item.subjects)}
    return EditRecord("claim", preset=preset, at="number")


def _mend(desk: Desk, judged: PersonVerdicts, snapshot: Snapshot, item: TodayItem) -> tuple[str, Request]:
    """Return what mends visits that took place: the first fix of the last of them."""
    visit = judged.records.get(Visit, item.subjects[-1])
    if visit is not None and item.hit is not None:
        room = RecordRoom(desk, snapshot, visit, judged)
        found = fix_requests(room, visit, item.hit, item.subjects)
        if found:
            return found[0]
    return desk.say.text("See why"), ShowRecord("visit", item.subjects[-1])
