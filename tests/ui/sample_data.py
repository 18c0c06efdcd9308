"""Invented facts of the window's sample sheets, in both languages; every name is a sample."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from tests.fakes.clock import FakeClock
from vault.domain.coverage.verdict import Counter, CountUnit, Verdict
from vault.domain.period import DateRange
from vault.services.wording.catalogue import Wording
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.counters import CounterFacts
from vault.ui.widgets.link_label import Link
from vault.ui.widgets.nav_model import NavItem
from vault.ui.widgets.side_nav import NavFacts
from vault.ui.widgets.strip_model import StripBar, StripFacts, StripVisit
from vault.ui.widgets.table_roles import CellRole, Column, VerdictCell
from vault.ui.widgets.today_row import RowFacts
from vault.ui.widgets.verdict_shape import planned_word

TODAY = date(2026, 11, 23)
CLOCK = FakeClock(datetime(2026, 11, 23, 13, 2, tzinfo=UTC), TODAY)


def either(say: Wording, english: str, german: str) -> str:
    """Return the text of the language."""
    return german if say.lang == "de" else english


def counters(say: Wording) -> tuple[CounterFacts, ...]:
    """Return the three counters of a referral."""
    return (
        CounterFacts(
            either(say, "Ordered by the doctor", "Ärztlich verordnet"),
            Counter("referral", "r", CountUnit.VISIT, 10, 0, 8, 2, 2),
            takes_next=True,
            source=Link(either(say, "this referral, page 1", "diese Verordnung, Seite 1"), "r"),
        ),
        CounterFacts(
            either(say, "Authorized by the insurer", "Von der Versicherung genehmigt"),
            Counter("authorization", "a", CountUnit.VISIT, 4, 0, 2, 2, 2),
            takes_next=True,
            source=Link("AU‑7712", "a"),
        ),
        CounterFacts(
            either(say, "Plan limit 2026", "Vertragsgrenze 2026"),
            Counter("benefit_limit", "b", CountUnit.VISIT, 16, 2, 13, 1, 1),
            takes_next=True,
            runs_out_first=True,
            source=Link(either(say, "policy", "Vertrag"), "b"),
        ),
    )


def nav(say: Wording) -> NavFacts:
    """Return the side bar."""
    pages = (
        NavItem("today", "house", either(say, "Today", "Heute"), 6),
        NavItem("inbox", "inbox", either(say, "Inbox", "Eingang"), 3),
        NavItem("timeline", "chart-gantt", either(say, "Timeline", "Zeitstrahl")),
        NavItem("referrals", "file-text", either(say, "Referrals", "Verordnungen"), begins_group=True),
        NavItem("authorizations", "shield-check", either(say, "Authorizations", "Genehmigungen")),
        NavItem("visits", "calendar-check", either(say, "Visits", "Termine")),
        NavItem("policies", "landmark", either(say, "Policies", "Verträge")),
        NavItem("letters", "mail", either(say, "Letters", "Briefe"), 1),
        NavItem("claims", "receipt", either(say, "Claims", "Erstattungen")),
        NavItem("papers", "folder", either(say, "Papers", "Papiere")),
        NavItem("people", "users", either(say, "People", "Personen")),
    )
    foot = (
        NavItem("settings", "settings", either(say, "Settings", "Einstellungen")),
        NavItem("lock", "lock", either(say, "Lock", "Sperren"), hint=either(say, "in 4:58", "in 4:58")),
    )
    vault = either(say, "Sample vault", "Mustertresor")
    return NavFacts(vault, either(say, "Sample Person", "Muster Person"), pages, foot, "Ctrl+K")


def today_rows(say: Wording) -> tuple[tuple[RowFacts, str], ...]:
    """Return rows of Today with the words of their buttons."""
    return (
        (
            RowFacts(
                either(say, "20 days overdue", "20 Tage überfällig"),
                either(say, "since Nov 3", "seit 3. Nov."),
                Verdict.AT_RISK,
                either(
                    say,
                    "Get the itemized bill for Oct 27",
                    "Aufgeschlüsselte Rechnung für den 27. Okt. besorgen",
                ),
                either(
                    say,
                    "Only a card receipt is here. Without the bill this visit is at risk.",
                    "Nur ein Kartenbeleg liegt vor. Ohne Rechnung ist der Termin gefährdet.",
                ),
                tone=Tone.NO,
            ),
            either(say, "Add the bill…", "Rechnung hinzufügen…"),
        ),
        (
            RowFacts(
                either(say, "Today", "Heute"),
                either(say, "Mon, Nov 23", "Mo., 23. Nov."),
                "inbox",
                either(say, "Check 2 papers that were read", "2 gelesene Papiere prüfen"),
                either(
                    say,
                    "A renewal from Dr. Sample, and the bill for Nov 17.",
                    "Eine Folgeverordnung und die Rechnung für den 17. Nov.",
                ),
            ),
            either(say, "Check them", "Jetzt prüfen"),
        ),
        (
            RowFacts(
                either(say, "In 8 days", "In 8 Tagen"),
                either(say, "Tue, Dec 1", "Di., 1. Dez."),
                Verdict.NOT_SUPPORTED,
                either(
                    say, "The visit on Dec 1 is not supported", "Der Termin am 1. Dez. ist nicht gestützt"
                ),
                either(
                    say,
                    "Tomorrow uses the last of your plan’s 16 visits for 2026.",
                    "Morgen ist der letzte der 16 Termine für 2026.",
                ),
                planned=True,
            ),
            either(say, "See options", "Möglichkeiten zeigen"),
        ),
    )


def strip(say: Wording) -> StripFacts:
    """Return the strip of a referral."""
    supported = tuple(
        StripVisit(f"v{number}", day, Verdict.SUPPORTED)
        for number, day in enumerate(
            [
                date(2026, 9, 22),
                date(2026, 9, 29),
                date(2026, 10, 6),
                date(2026, 10, 13),
                date(2026, 11, 3),
                date(2026, 11, 10),
                date(2026, 11, 17),
            ]
        )
    )
    others = (
        StripVisit("n", date(2026, 10, 20), Verdict.NOT_COUNTED),
        StripVisit("r", date(2026, 10, 27), Verdict.AT_RISK),
        StripVisit("p", date(2026, 11, 24), Verdict.SUPPORTED, planned=True),
        StripVisit("x", date(2026, 12, 1), Verdict.NOT_SUPPORTED, planned=True),
        StripVisit("y", date(2026, 12, 8), Verdict.NOT_SUPPORTED, planned=True),
        StripVisit("z", date(2026, 12, 15), Verdict.NOT_SUPPORTED, planned=True),
    )
    referral = DateRange(date(2026, 9, 14), date(2026, 12, 13))
    authorization = DateRange(date(2026, 11, 4), date(2026, 12, 31))
    renewal = DateRange(date(2026, 12, 20), None)
    lane = either(say, "Referral", "Verordnung")
    return StripFacts(
        (
            StripBar("ref", lane, say.date_range(referral.start, referral.end), referral),
            StripBar("ren", lane, either(say, "Renewal", "Folgeverordnung"), renewal, expected=True),
            StripBar(
                "aut",
                either(say, "Authorization", "Genehmigung"),
                say.date_range(authorization.start, authorization.end),
                authorization,
            ),
        ),
        supported + others,
        either(say, "Visits", "Termine"),
        TODAY,
        date(2026, 9, 1),
        date(2026, 12, 31),
    )


class VisitModel(QAbstractTableModel):
    """A few visits of every verdict."""

    def __init__(self, say: Wording) -> None:
        super().__init__()
        self._say = say
        self._titles = (
            either(say, "Date", "Datum"),
            either(say, "Verdict", "Ergebnis"),
            either(say, "Why", "Warum"),
            either(say, "Therapist", "Behandelt von"),
            either(say, "Charge", "Betrag"),
        )
        self._rows = (
            (date(2026, 12, 15), Verdict.NOT_SUPPORTED, True, "Planned, after the referral ended", "—"),
            (date(2026, 11, 24), Verdict.SUPPORTED, True, "Planned", "—"),
            (date(2026, 11, 17), Verdict.SUPPORTED, False, "", "$120.00"),
            (date(2026, 10, 27), Verdict.AT_RISK, False, "Itemized bill missing", "$120.00"),
            (date(2026, 10, 20), Verdict.NOT_COUNTED, False, "Canceled", "—"),
            (date(2026, 6, 9), Verdict.NOT_SUPPORTED, False, "9 days after the referral ended", "$120.00"),
            (date(2026, 2, 10), Verdict.UNKNOWN, False, "Is a referral needed? Not recorded", "$150.00"),
        )

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the table."""
        widest = max((planned_word(verdict, self._say, planned=False) for verdict in Verdict), key=len)
        return (
            Column(self._say.short_date(date(2028, 9, 30)), sorts=True),
            Column(widest, has_mark=True),
            Column("Itemized bill missing", takes_rest=True),
            Column("Sample Therapist", hidden_when_narrow=True),
            Column("$9,999.00", right=True, sorts=True),
        )

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        day, verdict, planned, why, charge = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            word = planned_word(verdict, self._say, planned=False)
            return (self._say.short_date(day), word, why, "Sample Therapist", charge)[index.column()]
        if role == CellRole.VERDICT and index.column() == 1:
            return VerdictCell(verdict, planned)
        if role == CellRole.TONE and index.column() in (2, 3):
            return Tone.TEXT2
        return None
