"""The right side of the bundle dialog: how large, what is missing, what is left out."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vault.domain.bundle_facts import GapCode
from vault.domain.bundle_plan import BundlePlan, LeftOutReason
from vault.domain.coverage.verdict import Verdict
from vault.domain.record_set import RecordSet
from vault.services.bundle.labels import gap_lines
from vault.services.wording.catalogue import Wording
from vault.services.wording.titles import record_title
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import Breadth
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.labels import Label
from vault.ui.widgets.link_label import Link, LinkLabel
from vault.ui.widgets.page import PageBody
from vault.ui.widgets.painting import rounded
from vault.ui.widgets.verdict_shape import VerdictMark

_MEGABYTE = 1_000_000
PORTAL_BYTES = 10 * _MEGABYTE
"""What the upload of an insurer's portal usually takes."""

_LEFT_OUT: dict[LeftOutReason, str] = {
    LeftOutReason.SENSITIVE: "{paper} (marked sensitive)",
    LeftOutReason.NOT_TICKED: "{paper} (not ticked)",
    LeftOutReason.OTHER_PERSON: "{paper} (concerns another person)",
    LeftOutReason.UNREAD: "{paper} (could not be opened)",
}
_NEVER = (
    "Payments and receipts",
    "Other visits, other referrals",
    "Private notes and verdicts",
    "Other policies, other people",
)


class SizeBar(QWidget):
    """How much of the usual portal limit a file takes."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def show_share(self, share: float, spoken: str) -> None:
        """Show a share, from 0 to 1 and above."""
        self._share = share
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(4), self._look.theme.px(0.4))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        area, radius = QRectF(self.rect()), self.height() / 2
        rounded(painter, area, radius, fill=theme.color(Tone.CARD), edge=theme.color(Tone.EDGE))
        used = QRectF(area)
        used.setWidth(max(2 * radius, area.width() * min(1.0, self._share)))
        tone = Tone.RISK if self._share > 1 else Tone.TEXT3
        rounded(painter, used, radius, fill=theme.color(tone))

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()
        self.update()


class Facts(QFrame):
    """What the person should know before the file leaves; `scan_asked` wants the main paper added."""

    scan_asked = Signal()

    def __init__(self, look: Look, say: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._say = look, say
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._size = Label(look, say.text("not known yet"), Role.H2)
        self._fits = Label(look, "", Role.LABEL, Tone.TEXT2)
        self._bar = SizeBar(look)
        self.log_line = Label(
            look, say.text("Saving adds one line to your log of what was sent."), Role.LABEL
        )
        self._lists = QWidget()
        self._lists_column = QVBoxLayout(self._lists)
        self._lists_column.setContentsMargins(0, 0, 0, 0)
        self.body = PageBody(look, say.text("Size, missing, left out"), parent=self)
        self.body.set_breadth(Breadth.NARROW)
        self.body.add(Label(look, say.text("Size"), Role.STRONG, Tone.TEXT2))
        for part in (self._size, self._fits, self._bar, self._lists, self.log_line):
            self.body.add(part)
        self.body.finish()
        self._column.addWidget(self.body)
        look.follow(self._restyle)

    def show_size(self, size: int | None) -> None:
        """Show how large the file is; None while it is being made."""
        say = self._say
        self._fits.setVisible(size is not None)
        self._bar.setVisible(size is not None)
        if size is None:
            self._size.setText(say.text("not known yet"))
            return
        if size < _MEGABYTE:
            self._size.setText(say.text("{size} KB", size=max(1, round(size / 1e3))))
        else:
            self._size.setText(say.text("{size} MB", size=say.decimal(size / _MEGABYTE)))
        limit = PORTAL_BYTES // _MEGABYTE
        if size <= PORTAL_BYTES:
            fits = say.text("fits the usual {size} MB portal limit", size=limit)
        else:
            fits = say.text("larger than the usual {size} MB portal limit", size=limit)
        self._fits.setText(fits)
        self._bar.show_share(size / PORTAL_BYTES, fits)

    def show_plan(self, plan: BundlePlan, records: RecordSet, *, diagnosis: bool) -> None:
        """Show what a plan lacks and leaves out."""
        self._clear()
        self._show_missing(plan)
        self._heading(self._say.text("Left out"))
        for line in self._left_out(plan, records, diagnosis=diagnosis):
            self._lists_column.addWidget(_Bullet(self._look, line))

    def _show_missing(self, plan: BundlePlan) -> None:
        say = self._say
        self._heading(say.text("Missing"))
        lines = gap_lines(say, plan.gaps)
        if not lines:
            self._lists_column.addWidget(Label(self._look, say.text("Nothing is missing."), tone=Tone.TEXT2))
        lacks_scan = any(gap.code is GapCode.REFERRAL_PAPER for gap in plan.gaps)
        for number, (title, status) in enumerate(lines):
            note = say.text("Page 1 says “{status}”.", status=status)
            link = None
            if lacks_scan and number == 0:
                link = LinkLabel(self._look, Link(say.text("Add the scan…"), None), Role.LABEL)
                link.clicked.connect(self.scan_asked)
            self._lists_column.addWidget(_Missing(self._look, say, title, note, link))

    def _left_out(self, plan: BundlePlan, records: RecordSet, *, diagnosis: bool) -> list[str]:
        say = self._say
        lines = [
            say.text(_LEFT_OUT[each.reason], paper=record_title(records, "document", each.document, say))
            for each in plan.left_out
        ]
        if plan.states_dates and not diagnosis:
            lines.append(say.text("The diagnosis, in the statement of dates"))
        if not plan.states_dates:
            lines.append(say.text("Dates of visits"))
        return [*lines, *(say.text(line) for line in _NEVER)]

    def _heading(self, text: str) -> None:
        if self._lists_column.count():
            self._lists_column.addSpacing(self._look.theme.px(0.5))
        self._lists_column.addWidget(Label(self._look, text, Role.STRONG, Tone.TEXT2))

    def _clear(self) -> None:
        while (item := self._lists_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()

    def _restyle(self, theme: Theme) -> None:
        self.body.column.setSpacing(theme.px(0.4))
        self._lists_column.setContentsMargins(0, theme.px(0.5), 0, theme.px(0.5))
        self._lists_column.setSpacing(theme.px(0.35))


class _Missing(QWidget):
    def __init__(self, look: Look, say: Wording, title: str, note: str, link: LinkLabel | None) -> None:
        super().__init__()
        mark = VerdictMark(look, say, Verdict.AT_RISK, units=0.8)
        mark.setAccessibleName(say.text("Missing"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(look, title))
        words.addWidget(Label(look, note, Role.SMALL, Tone.TEXT2))
        if link is not None:
            words.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addLayout(words, 1)
        look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self._row.setSpacing(theme.px(0.4))


class _Dot(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(0.8), self._look.theme.px(0.85))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        side = theme.px(0.25)
        dot = QRect((self.width() - side) // 2, (self.height() - side) // 2 + theme.px(0.05), side, side)
        rounded(QPainter(self), QRectF(dot), side / 2, fill=theme.color(Tone.TEXT2))

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()


class _Bullet(QWidget):
    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(_Dot(look), 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(Label(look, text), 1)
        look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self._row.setSpacing(theme.px(0.4))
