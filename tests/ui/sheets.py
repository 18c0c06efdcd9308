"""Sheets that show every part of the window, for tests and for the eyes."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tests.ui import sample_data as sample
from tests.ui.sample_data import CLOCK, either
from vault.domain.coverage.verdict import Verdict
from vault.domain.period import DateRange
from vault.services.wording.catalogue import Wording
from vault.services.wording.verdicts import verdict_heading, verdict_word
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import Breadth
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button, ButtonKind, IconButton
from vault.ui.widgets.calendar_popup import RangeCalendar
from vault.ui.widgets.card import Card, ListCard, SplitCard
from vault.ui.widgets.chips import Chip, ChipRow
from vault.ui.widgets.choice import Choice
from vault.ui.widgets.counters import CounterCell, CounterRows
from vault.ui.widgets.date_field import DateField
from vault.ui.widgets.date_range import DateRangeField
from vault.ui.widgets.empty_state import EmptyState
from vault.ui.widgets.error_frame import ErrorFacts, ErrorFrame
from vault.ui.widgets.field import Field, FormGrid
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.key_hint import KeyHint, KeyHints
from vault.ui.widgets.labels import Label
from vault.ui.widgets.link_label import Link, LinkedText
from vault.ui.widgets.money_field import MoneyField
from vault.ui.widgets.notice import Banner, InlineWarning, Notice
from vault.ui.widgets.page import PageBody
from vault.ui.widgets.page_head import PageHead
from vault.ui.widgets.section import SectionHead
from vault.ui.widgets.side_nav import SideNav
from vault.ui.widgets.stage_marks import Stage, StageMarks
from vault.ui.widgets.table_roles import SortChoice
from vault.ui.widgets.table_view import RecordTable
from vault.ui.widgets.toast import Toast
from vault.ui.widgets.today_row import RowColumns, TodayRow
from vault.ui.widgets.validity_strip import ValidityStrip
from vault.ui.widgets.verdict_panel import PanelFacts, ProblemPanel, VerdictPanel
from vault.ui.widgets.verdict_shape import VerdictLabel, VerdictMark


def components(look: Look, say: Wording) -> QWidget:
    """Return the sheet of states, in three columns."""
    sheet = QWidget()
    row = QHBoxLayout(sheet)
    row.setContentsMargins(*[look.theme.px(1.6)] * 4)
    row.setSpacing(look.theme.px(1.6))
    for parts in (_left(look, say), _middle(look, say), _right(look, say)):
        column = QVBoxLayout()
        column.setSpacing(look.theme.px(0.5))
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        row.addLayout(column, 1)
    return sheet


def _verdicts(look: Look, say: Wording, verdict: Verdict) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(VerdictLabel(look, say, verdict))
    row.addWidget(VerdictMark(look, say, verdict, planned=True))
    row.addWidget(VerdictMark(look, say, verdict, units=1.6))
    row.addWidget(VerdictMark(look, say, verdict, units=0.7))
    row.addWidget(Label(look, verdict_heading(verdict, say), Role.SMALL, Tone.TEXT2), 1)
    return holder


def _flow(look: Look, *parts: QWidget) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder)
    flow.set_gaps(look.theme.px(0.6), look.theme.px(0.4))
    for part in parts:
        flow.addWidget(part)
    return holder


def _left(look: Look, say: Wording) -> list[QWidget]:
    waiting = Button(look, say.text("Undo"))
    waiting.set_not_ready("Nothing was changed yet.")
    facts = sample.counters(say)
    counter = Card(look, padded=False)
    counter.column.addWidget(CounterCell(look, say, facts[2]))
    return [
        SectionHead(look, "Verdict: shape, word, color"),
        *[_verdicts(look, say, verdict) for verdict in Verdict],
        SectionHead(look, "Buttons"),
        _flow(
            look,
            Button(look, either(say, "Save", "Speichern"), kind=ButtonKind.FILLED, icon="check"),
            Button(look, either(say, "Edit", "Bearbeiten"), icon="pencil"),
            Button(look, either(say, "Show why", "Warum?"), kind=ButtonKind.QUIET),
            waiting,
            Button(
                look,
                either(say, "Erase for good…", "Endgültig löschen…"),
                kind=ButtonKind.DANGER,
                icon="trash-2",
            ),
            IconButton(look, "zoom-in", "Zoom in", framed=True),
        ),
        SectionHead(look, "Counter"),
        counter,
        SectionHead(look, "Error: what happened, what is safe, what to do"),
        ErrorFrame(
            look,
            say,
            ErrorFacts(
                either(say, "The PDF was not saved.", "Die PDF-Datei wurde nicht gespeichert."),
                either(
                    say,
                    "The folder on the USB stick is full. Your papers are unchanged.",
                    "Der Ordner auf dem USB-Stick ist voll. Ihre Papiere sind unverändert.",
                ),
                details="DISK_FULL",
            ),
            [Button(look, either(say, "Choose another folder…", "Anderen Ordner wählen…"), small=True)],
        ),
    ]


def _middle(look: Look, say: Wording) -> list[QWidget]:
    ordered, member, number = QLineEdit("10"), QLineEdit("NHP 0042 771"), QLineEdit("RF-48213")
    number.setReadOnly(True)
    warned = Field(look, say, either(say, "Member ID", "Mitgliedsnummer"), member)
    warned.warn(either(say, "A digit may be missing.", "Vielleicht fehlt eine Ziffer."))
    how_often = Choice(look)
    how_often.addItems([either(say, "1 a week", "1 pro Woche"), either(say, "2 a week", "2 pro Woche")])
    fields = [
        Field(look, say, either(say, "Visits ordered", "Verordnete Termine"), ordered),
        Field(look, say, either(say, "How often", "Wie oft"), how_often),
        warned,
        Field(look, say, either(say, "Number from the vault", "Nummer aus dem Tresor"), number),
        Field(
            look, say, either(say, "Written on", "Ausgestellt am"), DateField(look, say, CLOCK, "Written on")
        ),
        Field(look, say, either(say, "Charge", "Betrag"), MoneyField(look, say, "Charge"), hint="per visit"),
    ]
    form = FormGrid(look, fields)
    days = DateRangeField(look, say, CLOCK, either(say, "Valid", "Gültig"))
    strip = sample.strip(say).bars[0].days
    days.set_value(strip)
    calendar = RangeCalendar(look, say)
    calendar.show_range(DateRange(strip.start, None if strip.start is None else strip.start.replace(day=30)))
    calendar.setCurrentPage(2026, 9)
    tick = QCheckBox(
        either(say, "Every day while something is overdue", "Täglich, solange etwas überfällig ist")
    )
    tick.setChecked(True)
    return [
        SectionHead(look, "Fields and the date range"),
        form,
        Field(look, say, either(say, "Valid", "Gültig"), days, wide=True),
        calendar,
        tick,
        QCheckBox(either(say, "Ask for a password", "Nach einem Passwort fragen")),
        SectionHead(look, "Inbox stages"),
        StageMarks(look, Stage(0, either(say, "Storing it safely", "Wird sicher abgelegt"))),
        StageMarks(look, Stage(2, either(say, "Reading, page 12 of 38", "Wird gelesen, Seite 12 von 38"))),
        StageMarks(look, Stage(3, either(say, "Ready to check", "Bereit zum Prüfen"), needs_you=True)),
        StageMarks(look, Stage(1, either(say, "Needs its password", "Braucht sein Passwort"), trouble=True)),
    ]


def _right(look: Look, say: Wording) -> list[QWidget]:
    holder = QWidget()
    holder.setMinimumHeight(look.theme.px(4.4))
    toast = Toast(look, say, holder)
    toast.say_done(
        either(say, "Visit on Nov 10 moved to the trash", "Termin vom 10. Nov. in den Papierkorb gelegt")
    )
    chips = [Chip(verdict.name, verdict_word(verdict, say), 4 + verdict, verdict) for verdict in Verdict]
    days = ChipRow(look, say, "Days", [Chip("30", "30 days"), Chip("14", "14 days"), Chip("0", "same day")])
    days.choose(frozenset({"30", "0"}))
    return [
        SectionHead(look, "Banner"),
        Banner(
            look,
            say,
            either(say, "Last backup: 94 days ago", "Letzte Sicherung: vor 94 Tagen"),
            either(say, "New papers are only on this computer.", "Neue Papiere sind nur auf diesem Rechner."),
            Button(look, either(say, "Back up now", "Jetzt sichern"), small=True),
        ),
        SectionHead(look, "Toast with Undo"),
        holder,
        SectionHead(look, "Empty state"),
        EmptyState(
            look,
            "file-text",
            either(say, "No referral yet", "Noch keine Verordnung"),
            either(
                say,
                "Drop a scan or a phone photo anywhere in this window. It is read here, on this computer.",
                "Ziehen Sie einen Scan oder ein Foto in dieses Fenster. Es wird auf diesem Rechner gelesen.",
            ),
            [
                Button(
                    look,
                    either(say, "Add a paper…", "Papier hinzufügen…"),
                    kind=ButtonKind.FILLED,
                    icon="plus",
                ),
                Button(look, either(say, "Type it in", "Eintippen")),
            ],
        ),
        SectionHead(look, "Locked"),
        Notice(
            look,
            "lock",
            either(say, "Sample vault is locked", "Der Mustertresor ist gesperrt"),
            either(say, "Your unsaved draft is kept inside it.", "Ihr Entwurf ist darin aufgehoben."),
            Button(look, either(say, "Unlock", "Öffnen"), kind=ButtonKind.FILLED),
        ),
        SectionHead(look, "Filters and choices", fact="2 of 3"),
        ChipRow(look, say, "Verdicts", chips),
        days,
        InlineWarning(look, say, "Oct 27 is missing. Only a card receipt is here.", tinted=True),
        KeyHints(
            look, [KeyHint(("Enter",), "accept"), KeyHint(("F2",), "correct"), KeyHint(("←", "→"), "move")]
        ),
    ]


def _with_nav(look: Look, say: Wording, page: QWidget, key: str, *, rail: bool) -> QWidget:
    sheet = QWidget()
    row = QHBoxLayout(sheet)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    add = QAction(either(say, "Add a paper…", "Papier hinzufügen…"), sheet)
    bar = SideNav(look, say, sample.nav(say), add)
    bar.set_rail(rail=rail)
    bar.show_page(key)
    row.addWidget(bar)
    row.addWidget(page, 1)
    return sheet


def _next_visit(look: Look, say: Wording) -> QWidget:
    pane = QWidget()
    column = QVBoxLayout(pane)
    column.setContentsMargins(*[look.theme.px(1)] * 4)
    column.setSpacing(look.theme.px(0.2))
    column.addWidget(Label(look, either(say, "Your next visit", "Ihr nächster Termin"), tone=Tone.TEXT2))
    column.addWidget(Label(look, either(say, "Tomorrow at 2:30 PM", "Morgen um 14:30 Uhr"), Role.H2))
    facts = either(
        say, "Tue, Nov 24, 2026 · Medical massage, 60 minutes", "Di., 24. Nov. 2026 · Massage, 60 Minuten"
    )
    column.addWidget(Label(look, facts, tone=Tone.TEXT2))
    row = QHBoxLayout()
    row.setSpacing(look.theme.px(0.7))
    row.addWidget(VerdictMark(look, say, Verdict.SUPPORTED, units=1.6))
    words = QVBoxLayout()
    words.setSpacing(look.theme.px(0.15))
    words.addWidget(Label(look, verdict_heading(Verdict.SUPPORTED, say), Role.H3))
    shown: list[str | Link] = [
        either(say, "Shown by ", "Belegt durch "),
        Link(either(say, "referral RF‑48213", "Verordnung RF‑48213"), 1),
        ", ",
        Link(either(say, "authorization AU‑7712", "Genehmigung AU‑7712"), 2),
        either(say, " and ", " und "),
        Link(either(say, "your policy", "Ihren Vertrag"), 3),
        ".",
    ]
    words.addWidget(LinkedText(look, shown))
    row.addLayout(words, 1)
    column.addSpacing(look.theme.px(0.6))
    column.addLayout(row)
    column.addStretch(1)
    return pane


def today(look: Look, say: Wording, *, narrow: bool = False) -> QWidget:
    """Return a page like Today."""
    page = PageBody(look, either(say, "Today", "Heute"), reading=True)
    page.set_breadth(Breadth.NARROW if narrow else Breadth.NORMAL)
    buttons = [Button(look, either(say, "Add a visit", "Termin eintragen"), icon="calendar-check")]
    if narrow:
        buttons.insert(0, Button(look, either(say, "Add a paper…", "Papier hinzufügen…"), icon="plus"))
    date = either(say, "Monday, November 23, 2026", "Montag, 23. November 2026")
    page.add(PageHead(look, say, either(say, "Today", "Heute"), facts=date, buttons=buttons))
    panes = [_next_visit(look, say), CounterRows(look, say, sample.counters(say))]
    page.add(SplitCard(look, panes, (18, 13), stack_below=36), gap=0.2)
    rows: list[TodayRow] = []
    for title in (
        either(say, "Needs you now", "Das braucht Sie jetzt"),
        either(say, "Coming up", "Demnächst"),
    ):
        card = ListCard(look)
        for facts, words in sample.today_rows(say):
            kind = ButtonKind.PLAIN if rows else ButtonKind.FILLED
            rows.append(TodayRow(look, say, facts, Button(look, words, kind=kind)))
            card.add_row(rows[-1])
        page.add(SectionHead(look, title), gap=0.4)
        page.add(card)
    RowColumns(look, page).take(rows)
    page.finish()
    return _with_nav(look, say, page, "today", rail=narrow)


def record(look: Look, say: Wording, *, narrow: bool = False) -> QWidget:
    """Return a page like a referral's, with a visit's problem below."""
    page = PageBody(look, "Referral")
    page.set_breadth(Breadth.NARROW if narrow else Breadth.NORMAL)
    crumbs: list[Link | str] = [
        Link(either(say, "Referrals", "Verordnungen"), "referrals"),
        either(say, "Sample Person", "Muster Person"),
    ]
    buttons = [
        Button(look, either(say, "Edit", "Bearbeiten"), icon="pencil"),
        Button(look, either(say, "Make a bundle…", "Unterlagen bündeln…"), icon="files"),
        Button(look, either(say, "Check the renewal", "Folgeverordnung prüfen"), kind=ButtonKind.FILLED),
    ]
    title = either(say, "Referral RF‑48213", "Verordnung RF‑48213")
    facts = either(say, "Dr. Sample to Sample Therapist", "Dr. Muster an Musterpraxis")
    page.add(PageHead(look, say, title, facts=facts, crumbs=crumbs, buttons=buttons))
    panel = PanelFacts(
        Verdict.SUPPORTED,
        either(say, "It is the last one this year.", "Es ist der letzte in diesem Jahr."),
        either(say, "Your papers support the next visit", "Ihre Unterlagen stützen den nächsten Termin"),
    )
    page.add(VerdictPanel(look, say, panel, [Button(look, either(say, "Show why", "Warum?"))]))
    cells = [CounterCell(look, say, facts) for facts in sample.counters(say)]
    page.add(SplitCard(look, cells, (1, 1, 1), stack_below=40))
    strip = Card(look, padded=False)
    strip.column.addWidget(ValidityStrip(look, say, either(say, "Validity", "Gültigkeit"), sample.strip(say)))
    page.add(strip)
    page.add(
        SectionHead(look, either(say, "Visits", "Termine"), fact=either(say, "8 used", "8 verbraucht")),
        gap=0.4,
    )
    page.add(_table(look, say, narrow=narrow))
    fixes = [
        Button(
            look,
            either(say, "Add another referral…", "Andere Verordnung hinzufügen…"),
            kind=ButtonKind.FILLED,
        ),
        Button(look, either(say, "Write to Dr. Sample…", "An Dr. Muster schreiben…"), icon="mail"),
    ]
    likely = LinkedText(
        look, [either(say, "The insurer would likely refuse $120.00.", "Wohl abgelehnt: 120,00 €.")]
    )
    sentence = either(
        say, "The visit was 9 days after the referral ended.", "9 Tage nach Ende der Verordnung."
    )
    problem = PanelFacts(Verdict.NOT_SUPPORTED, sentence)
    advice = either(say, "Ask for a copy of that order.", "Bitten Sie um eine Kopie der Verordnung.")
    page.add(ProblemPanel(look, say, problem, fixes, advice, likely), gap=0.6)
    page.finish()
    return _with_nav(look, say, page, "referrals", rail=narrow)


def _table(look: Look, say: Wording, *, narrow: bool) -> RecordTable:
    model = sample.VisitModel(say)
    table = RecordTable(look, either(say, "Visits", "Termine"), model.columns())
    model.setParent(QObject(table))
    table.setModel(model)
    table.set_narrow(narrow=narrow)
    table.set_full_height(model.rowCount())
    table.selectRow(3)
    table.show_sort(SortChoice(0, descending=True))
    return table
