"""Checks the vault for damage, quickly or in full: progress, a way to stop, what was found in words."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.domain.coverage.verdict import Verdict
from vault.domain.errors import Cancelled, VaultError
from vault.open_vault import OpenVault
from vault.services.backup.check import CheckReport
from vault.services.wording.checks import finding_text
from vault.services.wording.units import units
from vault.ui.desk import Desk
from vault.ui.errors import sentences
from vault.ui.jobs import JobProgress
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.card import Card
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import IconMark, Label
from vault.ui.widgets.verdict_shape import VerdictMark

_POLL_MS = 100
_MOST_FINDINGS = 20


class CheckCard(Card):
    """One check at a time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, parent=parent)
        self._desk = desk
        self._progress: JobProgress | None = None
        look, say = desk.look, desk.say
        self.quick = Button(look, say.text("Check now"))
        self.full = Button(look, say.text("Check everything"))
        self.stop = Button(look, say.text("Stop"))
        self.result = Label(look, say.text("The quick check takes a moment, the full one reads every paper."))
        self._flow_holder = QWidget()
        self._flow = FlowLayout(self._flow_holder)
        for button in (self.quick, self.full, self.stop):
            self._flow.addWidget(button)
        self.stop.hide()
        self._findings = QVBoxLayout()
        self._findings.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(Label(look, say.text("Is it whole?"), Role.STRONG))
        self.column.addWidget(self.result)
        self.column.addLayout(self._findings)
        self.column.addWidget(self._flow_holder)
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._poll)
        self.quick.clicked.connect(self._check_quick)
        self.full.clicked.connect(self._check_full)
        self.stop.clicked.connect(self._stop)
        look.follow(self._restyle_flow)

    def _check_quick(self) -> None:
        self._check(full=False)

    def _check_full(self) -> None:
        self._check(full=True)

    def _check(self, *, full: bool) -> None:
        self._clear()
        self._set_running(running=True)
        self.result.setText(self._desk.say.text("Checking…"))
        work = partial(_run, full)
        self._progress = self._desk.session.long_work(work, self, self._tell, self._failed)
        self._timer.start()

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.cancel()

    def _poll(self) -> None:
        last = None if self._progress is None else self._progress.last
        if last is not None:
            say = self._desk.say
            unit = units(say).get(last.unit, last.unit)
            text = say.text("Checking: {done} of {total} {unit}", done=last.done, total=last.total, unit=unit)
            self.result.setText(text)

    def _tell(self, report: CheckReport) -> None:
        say = self._desk.say
        self._set_running(running=False)
        if report.ok:
            text = say.count(len(report.checks), "{n} check, no damage.", "{n} checks, no damage.")
        else:
            text = say.text("Damage was found. Do not delete anything; restore the newest backup beside it.")
        self.result.setText(text)
        for finding in report.findings[:_MOST_FINDINGS]:
            self._add_finding(finding_text(finding, say), damage=finding.is_damage)
        more = len(report.findings) - _MOST_FINDINGS
        if more > 0:
            self._add_finding(say.count(more, "and {n} more", "and {n} more"), damage=False)

    def _add_finding(self, text: str, *, damage: bool) -> None:
        look, say = self._desk.look, self._desk.say
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        mark: QWidget
        if damage:
            mark = VerdictMark(look, say, Verdict.NOT_SUPPORTED, units=0.8)
            mark.setAccessibleName(say.text("Error"))
        else:
            mark = IconMark(look, "info", units=0.8, meaning=say.text("Note"))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(look, text), 1)
        self._findings.addWidget(line)

    def _failed(self, error: VaultError) -> None:
        self._set_running(running=False)
        happened, safe, advice, _ = sentences(error, self._desk.say)
        stopped = isinstance(error, Cancelled)
        self.result.setText(" ".join(part for part in (happened, safe, "" if stopped else advice) if part))

    def _set_running(self, *, running: bool) -> None:
        self.quick.setEnabled(not running)
        self.full.setEnabled(not running)
        self.stop.setVisible(running)
        if not running:
            self._timer.stop()
            self._progress = None

    def _clear(self) -> None:
        while (item := self._findings.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()

    def _restyle_flow(self, theme: Theme) -> None:
        self._flow.set_gaps(theme.px(0.6), theme.px(0.4))
        self._findings.setSpacing(theme.px(0.3))


def _run(full: bool, vault: OpenVault, progress: JobProgress) -> CheckReport:  # noqa: FBT001 - for partial
    return vault.check(full=full, progress=progress)
