"""The bundle dialog: what leaves, the pages exactly as they will leave, and what is missing."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from vault.domain.bundle_plan import BundlePlan, LeftOutReason
from vault.domain.errors import BugError, UserError, VaultError
from vault.ui.desk import Desk
from vault.ui.dialogs.bundle_parts.choices import Choices
from vault.ui.dialogs.bundle_parts.facts import Facts
from vault.ui.dialogs.bundle_parts.footer import Footer
from vault.ui.dialogs.bundle_parts.making import BundleMaking, Left, Made
from vault.ui.dialogs.bundle_parts.notices import missing_notice, saved_notice, unfinished_notice
from vault.ui.dialogs.bundle_parts.preset import file_name, make_offer, plan
from vault.ui.dialogs.bundle_parts.preview import Preview
from vault.ui.jobs import Step
from vault.ui.navigation import MakeBundle, PickPapers
from vault.ui.show_in_folder import show_in_folder
from vault.ui.theme.theme import Theme
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.labels import Divider

_WIDTH, _HEIGHT, _SHARE = 56.8, 36.8, 0.94
_LEFT, _RIGHT, _NARROW = 14.2, 12.8, 48


class BundleDialog(QDialog):
    """Makes a bundle, shows it, and lets it leave; nothing is written before the person saves."""

    def __init__(self, desk: Desk, request: MakeBundle, parent: QWidget) -> None:
        super().__init__(parent)
        snapshot = desk.session.snapshot
        if snapshot is None:
            raise BugError("a bundle before the first snapshot")
        self._desk, self._request, self._snapshot = desk, request, snapshot
        self._offer = make_offer(snapshot, request, desk.say)
        self._step, self._narrow = 0, False
        self._saved: Path | None = None
        self._picker: QFileDialog | None = None
        self.setWindowTitle(self._offer.title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._body = QStackedWidget(self)  # parents first: a style sheet polishes anew what changes hands
        self._panes = QWidget(self._body)
        self._end = QWidget(self._body)
        self.choices = Choices(desk.look, desk.say, self._offer, request, self._panes)
        self.preview = Preview(desk, self._panes)
        self.facts = Facts(desk.look, desk.say, self._panes)
        self.footer = Footer(desk.look, desk.say, self)
        self.making = BundleMaking(desk, self)
        self._end_column = QVBoxLayout(self._end)
        self._dividers = (
            Divider(vertical=True, parent=self._panes),
            Divider(vertical=True, parent=self._panes),
        )
        self._lay_out()
        self._connect()
        self._fit(parent)
        desk.look.follow(self._restyle)
        self._choices_changed()

    @property
    def picker(self) -> QFileDialog | None:
        """The question where to save, while it is open."""
        return self._picker

    @property
    def is_narrow(self) -> bool:
        """Whether there are three steps instead of three columns."""
        return self._narrow

    def done(self, result: int) -> None:
        """Close; what is being made is stopped and forgotten."""
        self.making.drop()
        self.preview.pictures.open(None)
        super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the facts too, which hold nothing that takes the focus."""
        bar = self.facts.body.verticalScrollBar()
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and self.facts.isVisible():
            step = bar.pageStep() if event.key() == Qt.Key.Key_PageDown else -bar.pageStep()
            bar.setValue(bar.value() + step)
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._panes)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.choices)
        row.addWidget(self._dividers[0])
        row.addWidget(self.preview, 1)
        row.addWidget(self._dividers[1])
        row.addWidget(self.facts)
        self._end_column.addStretch(1)
        self._body.addWidget(self._panes)
        self._body.addWidget(self._end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._body, 1)
        column.addWidget(self.footer)

    def _connect(self) -> None:
        self.choices.changed.connect(self._choices_changed)
        self.facts.scan_asked.connect(self._add_scan)
        self.making.made.connect(self._show_made)
        self.making.refused.connect(self._show_refused)
        self.making.progressed.connect(self._show_progress)
        self.making.left.connect(self._show_left)
        self.making.save_refused.connect(self._show_not_saved)
        footer = self.footer
        footer.cancel.clicked.connect(self.reject)
        footer.back.clicked.connect(self._step_back)
        footer.next.clicked.connect(self._step_on)
        footer.save.clicked.connect(self._ask_where)
        footer.folder.clicked.connect(self._show_in_folder)
        footer.done.clicked.connect(self.accept)

    def _fit(self, parent: QWidget) -> None:
        px = self._desk.look.theme.px
        self.resize(
            min(px(_WIDTH), round(parent.width() * _SHARE)), min(px(_HEIGHT), round(parent.height() * _SHARE))
        )
        self.footer.save.setFocus()

    def _choices_changed(self) -> None:
        """Plan and make anew."""
        say = self._desk.say
        self.making.drop()
        self.preview.clear_error()
        self.facts.show_size(None)
        lacking = self.choices.lacking()
        self.footer.save.set_not_ready(lacking or say.text("The pages are being made."))
        if lacking:
            self.preview.show_notice(unfinished_notice(self._desk, lacking))
            return
        order = self.choices.order()
        try:
            planned = plan(self._snapshot, order)
        except UserError as error:
            self._show_refused(error)
            return
        self.facts.show_plan(planned, self._snapshot.records, diagnosis=order.diagnosis)
        self.preview.show_progress(say.text("Making the pages…"))
        self.making.make(planned)

    def _show_progress(self, step: Step) -> None:
        say = self._desk.say
        if step.total > 1:
            self.preview.show_progress(
                say.text("Making page {n} of {total}", n=min(step.done + 1, step.total), total=step.total)
            )

    def _show_made(self, made: Made) -> None:
        result = made.result
        self.preview.show_pages(result)
        self.facts.show_size(len(result.data))
        self._show_counts(made.plan, made)
        self.footer.save.set_not_ready("")
        if not self._narrow and self.choices.is_untouched():
            self.footer.save.setFocus()

    def _show_counts(self, planned: BundlePlan, made: Made) -> None:
        """Show how many pages each part has: a part ends where the next begins."""
        result = made.result
        papers = {line.document: line.pages for line in result.manifest}
        fronts = 1 + planned.has_index
        starts = [first for _, first in result.outline]
        first_part = starts[fronts] if len(starts) > fronts else result.pages + 1
        statement = result.pages - (first_part - 1) - sum(papers.values())
        self.choices.show_pages(first_part - 1, statement, papers)

    def _show_refused(self, error: VaultError) -> None:
        if isinstance(error, UserError) and error.code == "missing_paper":
            self._show_missing(str(error.values.get("reason")))
            return
        self.preview.show_progress("")
        self.preview.show_error(error)
        self.footer.save.set_not_ready(self._desk.say.text("There are no pages to save."))

    def _show_missing(self, reason: str) -> None:
        """Say that the main paper is missing, before anything else, and leave the choice."""
        order = replace(self.choices.order(), incomplete=True)
        without = plan(self._snapshot, order)
        self.facts.show_plan(without, self._snapshot.records, diagnosis=order.diagnosis)
        held = reason in (LeftOutReason.SENSITIVE, LeftOutReason.NOT_TICKED)
        notice = missing_notice(self._desk, reason)
        notice.fix.clicked.connect(self.choices.tick_papers if held else self._add_scan)
        notice.go_on.clicked.connect(self.choices.go_on_without)
        self.preview.show_notice(notice.card)
        self.footer.save.set_not_ready(self._desk.say.text("The copy of the referral is missing."))
        if self._narrow:
            self._go_to(1)

    def _add_scan(self) -> None:
        self.reject()
        self._desk.go(PickPapers("referral", self._request.referral, "referral"))

    def _ask_where(self) -> None:
        """Ask for a name and a folder; a file that is there already is refused later, never replaced."""
        say = self._desk.say
        self.preview.clear_error()
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = file_name(self.choices.recipient, self._offer.number, self._snapshot.today)
        picker = QFileDialog(self, say.text("Save the bundle"), folder, say.text("PDF files (*.pdf)"))
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.setOption(QFileDialog.Option.DontConfirmOverwrite)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.setDefaultSuffix("pdf")
        picker.selectFile(name)
        picker.fileSelected.connect(self._save_to)
        picker.finished.connect(self._picked)
        self._picker = picker
        picker.open()

    def _picked(self) -> None:
        self._picker = None

    def _save_to(self, chosen: str) -> None:
        self.footer.save.set_not_ready(self._desk.say.text("The file is being saved."))
        self.making.save_to(Path(chosen))

    def _show_not_saved(self, error: VaultError) -> None:
        again = Button(self._desk.look, self._desk.say.text("Choose another name…"), small=True)
        again.clicked.connect(self._ask_where)
        self.preview.show_error(error, [again])
        self.footer.save.set_not_ready("")
        if self._narrow:
            self._go_to(1)

    def _show_left(self, left: Left) -> None:
        if left.error is not None:
            self._show_not_saved(left.error)
            return
        self._saved = left.target
        self.preview.pictures.open(None)
        self._end_column.insertWidget(0, saved_notice(self._desk, left))
        self._body.setCurrentWidget(self._end)
        self.footer.show_saved()
        self.footer.done.setFocus()

    def _show_in_folder(self) -> None:
        if self._saved is not None:
            show_in_folder(self._saved, self._desk.jobs, self)

    def _step_back(self) -> None:
        self._go_to(self._step - 1)

    def _step_on(self) -> None:
        self._go_to(self._step + 1)

    def _go_to(self, step: int) -> None:
        self._step = step
        self._show_panes()
        (self.footer.save if step == 2 else self.footer.next).setFocus()  # noqa: PLR2004 - the third step

    def _arrange(self) -> None:
        narrow = self.width() < self._desk.look.theme.px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._show_panes()

    def _show_panes(self) -> None:
        panes = (self.choices, self.preview, self.facts)
        last = len(panes) - 1
        for number, pane in enumerate(panes):
            pane.setVisible(not self._narrow or number == self._step)
        for divider in self._dividers:
            divider.setVisible(not self._narrow)
        self.facts.log_line.setVisible(self._narrow)
        theme = self._desk.look.theme
        for pane, units in ((self.choices, _LEFT), (self.facts, _RIGHT)):
            widest = self.maximumWidth() if self._narrow else theme.px(units)
            pane.setMaximumWidth(widest)
            pane.setMinimumWidth(0 if self._narrow else widest)
        if self._saved is None:
            first = not self._narrow or self._step == 0
            self.footer.show_step(
                first=first, last=not self._narrow or self._step == last, narrow=self._narrow
            )

    def _restyle(self, theme: Theme) -> None:
        self._end_column.setContentsMargins(*[theme.px(2)] * 4)
        self._narrow = self.width() < theme.px(_NARROW)
        self._show_panes()
