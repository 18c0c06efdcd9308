"""What tests of record pages share: showing one, reading its words, and records the sample lacks."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import walking
from tests.ui.desks import Desks
from tests.ui.forms.test_record_forms import MADE, filled
from vault.domain.records.papers import DocumentKind
from vault.open_vault import OpenVault
from vault.services.documents.attach import Target
from vault.ui.pages.record import RecordPage
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.link_label import LinkedText

W = TypeVar("W", bound=QWidget)

SAMPLES = {
    "person": "nora",
    "provider": "doctor",
    "policy": "plan",
    "benefit_limit": "limit",
    "condition": "back",
    "treatment_plan": "care",
    "referral": "referral",
    "authorization": "authorization",
    "visit": "v07",
    "bill": "bill",
    "claim": "claim",
    "eob": "eob",
    "request": "request",
    "communication": "call",
    "reminder": "reminder",
}


def show(page: RecordPage, desks: Desks, kind: str, record_id: str) -> None:
    """Show a record in the newest state."""
    desks.session.refresh()
    desks.settle()
    page.show_record(kind, record_id)
    page.finish()
    desks.settle()
    desks.qtbot.wait(30)


def assert_nothing_clipped(qtbot: QtBot, page: QWidget) -> None:
    """Let the layout come to rest, then find no text that does not fit."""

    def whole() -> None:
        assert walking.clipped(page) == []

    qtbot.waitUntil(whole, timeout=3000)


def one(page: QWidget, widget_class: type[W]) -> W:
    """Return the only widget of a class."""
    (found,) = page.findChildren(widget_class)
    return found


def texts(page: QWidget) -> str:
    """Return every word that is in view."""
    labels = [each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page)]
    links = [each.accessibleName() for each in page.findChildren(LinkedText) if each.isVisibleTo(page)]
    return "\n".join((*labels, *links))


def button(page: QWidget, text: str) -> Button:
    """Return the button with these words."""
    return next(each for each in page.findChildren(Button) if each.text() == text)


def id_of(desks: Desks, kind: str) -> str:
    """Return a record of a kind, made when the sample has none."""
    if kind in SAMPLES:
        return desks.ids[SAMPLES[kind]]
    if kind == "service":
        return "massage"
    if kind == "document":
        return str(desks.ask(lambda vault: attach(vault, desks.ids["referral"])))
    if kind == "bundle":
        return str(desks.ask(lambda vault: log_bundle(vault, desks)))
    values = filled(MADE[kind], desks.ids) | {"person": desks.ids["nora"]}
    return str(desks.ask(lambda vault: vault.records.add(kind, values).record.id))


def editing(record_id: str, values: dict[str, Any]) -> Callable[[OpenVault], object]:
    """Return what changes a record."""
    return lambda vault: vault.records.edit(record_id, values)


def adding(values: dict[str, Any]) -> Callable[[OpenVault], object]:
    """Return what adds a visit."""
    return lambda vault: vault.records.add("visit", values)


def deleting(record_id: str) -> Callable[[OpenVault], object]:
    """Return what moves a record to the trash."""
    return lambda vault: vault.records.delete(record_id)


def attach(vault: OpenVault, referral: str) -> str:
    """Store a paper of a referral."""
    target = Target(DocumentKind.REFERRAL, None, ("referral", referral))
    return vault.papers.attach_bytes(b"sample paper", "scan.bin", target).document.id


def log_bundle(vault: OpenVault, desks: Desks) -> str:
    """Keep a file as one that left."""
    import datetime as dt

    from vault.domain.records.papers import Bundle, BundleFact

    data = b"%PDF-sample"
    stored = vault.blobs.put(data, len(data))
    bundle = Bundle(
        "019a0000-0000-7000-8000-0000000000aa",
        desks.ids["nora"],
        "R",
        "Sample Health Plan",
        "Answer to a request",
        dt.datetime(2026, 11, 20, 8, 0, tzinfo=dt.UTC),
        stored.id,
        len(data),
        stored.sha256.hex(),
        3,
        referral=desks.ids["referral"],
        facts=(BundleFact("019a0000-0000-7000-8000-0000000000ab", "Patient", "Nora Sample"),),
        not_held=("Member ID",),
    )
    vault.records.put([bundle])
    return bundle.id
