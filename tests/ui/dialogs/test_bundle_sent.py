"""After a bundle is saved: one click says that it was sent, and what follows counts from that day."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import SampleVault
from tests.ui.open_desk import TODAY, OpenDesk
from vault.domain.deadlines.due_date import DueKind
from vault.domain.records.papers import Bundle
from vault.ui.dialogs.bundle import BundleDialog
from vault.ui.navigation import MakeBundle
from vault.ui.sent_button import SentButton
from vault.ui.theme.look import Look

if TYPE_CHECKING:
    from vault.ui.session import Deed


def log(desk: OpenDesk) -> tuple[Bundle, ...]:
    """Return the disclosure log."""
    found = desk.ask(lambda vault: vault.disclosures())
    assert isinstance(found, tuple)
    return found


def saved(desk: OpenDesk, host: QWidget, target: Path) -> BundleDialog:
    """Make a bundle for the sample request and save it."""
    desk.attach("Sample referral.pdf", "Sample referral", "Second page")
    desk.load()
    dialog = BundleDialog(desk.desk, MakeBundle(desk.ids["referral"], desk.ids["request"]), host)
    dialog.open()
    desk.settle()
    dialog.footer.save.click()
    assert dialog.picker is not None
    dialog.picker.selectFile(str(target))
    dialog.picker.accept()
    desk.settle()
    return dialog


def test_once_saved_one_click_says_that_it_was_sent(
    qtbot: QtBot, sample: SampleVault, look: Look, tmp_path: Path
) -> None:
    host, desk = QWidget(), OpenDesk(qtbot, sample, look)
    qtbot.addWidget(host)
    host.show()
    deeds: list[Deed] = []
    desk.session.done.connect(deeds.append)
    dialog = saved(desk, host, tmp_path / "out.pdf")
    (sent,) = dialog.findChildren(SentButton)
    sent.click()
    desk.settle()
    (line,) = log(desk)
    assert (line.sent_on, sent.isHidden()) == (TODAY, True)
    due = desk.ask(lambda vault: [each for each in vault.due() if each.subject == line.id])
    assert [(each.kind, each.due) for each in due] == [(DueKind.BUNDLE_UNANSWERED, date(2026, 12, 7))]
    assert [each.text for each in deeds] == ["Sent: the papers for Sample Health Plan"]
    desk.ask(lambda vault: vault.records.undo(deeds[0].changes))
    assert log(desk)[0].sent_on is None
    desk.close()
