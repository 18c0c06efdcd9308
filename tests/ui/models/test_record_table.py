"""The model of the tables: Qt's own checks, blocks that come later, and rows that are gone."""

from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.ui.desks import TODAY, Desks
from vault.domain.coverage.verdict import Verdict
from vault.domain.records.visit import Visit
from vault.open_vault import OpenVault
from vault.ui.models.facts import Facts
from vault.ui.models.record_table import BLOCK, MOST_BLOCKS, WAITING, RecordTableModel
from vault.ui.models.visit_columns import visit_columns
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.table_roles import CellRole, VerdictCell

DATE, VERDICT, WHY, SERVICE, THERAPIST, REFERRAL, AUTHORIZATION, CHARGE = range(8)
DISPLAY = Qt.ItemDataRole.DisplayRole


def _facts(desks: Desks) -> Facts:
    judged, snapshot = desks.session.judged, desks.session.snapshot
    assert judged is not None
    assert snapshot is not None
    return Facts.of(judged, snapshot, desks.desk.say)


def _read(vault: OpenVault, ids: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(vault.rows("visit", ids))


def _model(desks: Desks) -> RecordTableModel:
    return RecordTableModel(desks.session, visit_columns(desks.desk.say), _read, desks)


def _text(model: RecordTableModel, row: int, column: int, role: int = DISPLAY) -> Any:
    return model.data(model.index(row, column), role)


def test_it_keeps_qts_rules_of_models_empty_waiting_and_full(desks: Desks) -> None:
    model = _model(desks)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    ids = tuple(desks.ids[f"v{number:02}"] for number in range(1, 11))
    model.show_rows(ids, _facts(desks))
    desks.settle()
    model.show_rows(ids[:3], _facts(desks), desks.ask(lambda vault: _read(vault, ids[:3])))
    model.show_rows((), None)
    assert tester.model() is model


def test_a_row_says_it_is_on_its_way_and_is_there_after_one_question(desks: Desks, qtbot: QtBot) -> None:
    model, ids = _model(desks), (desks.ids["v01"], desks.ids["v07"])
    model.show_rows(ids, _facts(desks))
    with qtbot.waitSignal(model.dataChanged):
        assert [_text(model, row, CHARGE) for row in (0, 1)] == [WAITING, WAITING]
        assert _text(model, 0, VERDICT, CellRole.VERDICT) is None
    assert [_text(model, row, CHARGE) for row in (0, 1)] == ["$120.00", "$90.00"]
    assert _text(model, 1, VERDICT, CellRole.VERDICT) == VerdictCell(Verdict.NOT_SUPPORTED)


def test_rows_that_came_with_the_ids_are_there_at_once(desks: Desks) -> None:
    model, ids = _model(desks), (desks.ids["v01"], desks.ids["v07"])
    model.show_rows(ids, _facts(desks), desks.ask(lambda vault: _read(vault, ids)))
    assert _text(model, 1, CHARGE) == "$90.00"
    assert not desks.jobs.busy


def test_only_a_few_blocks_are_kept_and_each_is_read_once(desks: Desks) -> None:
    asked: list[tuple[str, ...]] = []

    def reader(_vault: OpenVault, ids: tuple[str, ...]) -> list[Visit]:
        asked.append(ids)
        return [Visit(each, "nora", TODAY, None, "massage") for each in ids]

    model = RecordTableModel(desks.session, visit_columns(desks.desk.say), reader, desks)
    blocks = MOST_BLOCKS + 3
    model.show_rows(tuple(f"visit-{number}" for number in range(blocks * BLOCK)), _facts(desks))
    for row in range(0, blocks * BLOCK, BLOCK // 2):
        _text(model, row, DATE)
    desks.settle()
    assert [len(ids) for ids in asked] == [BLOCK] * blocks
    assert _text(model, (blocks - 1) * BLOCK, DATE) == "Nov 23, 2026"
    assert _text(model, 0, DATE) == WAITING
    desks.settle()
    assert asked[-1][0] == "visit-0"
    assert len(model._blocks) == MOST_BLOCKS


def test_a_block_of_earlier_rows_is_dropped(desks: Desks) -> None:
    model = _model(desks)
    model.show_rows((desks.ids["v01"],), _facts(desks))
    assert _text(model, 0, CHARGE) == WAITING
    model.show_rows((desks.ids["v07"],), _facts(desks))
    desks.settle()
    assert _text(model, 0, CHARGE) == WAITING
    desks.settle()
    assert _text(model, 0, CHARGE) == "$90.00"


def test_a_row_that_is_gone_waits_and_what_it_names_may_be_gone_too(desks: Desks) -> None:
    lost = Visit("lost", "nobody", TODAY, "no-provider", "no-service", referral="no-referral")

    def reader(_vault: OpenVault, _ids: tuple[str, ...]) -> list[Visit]:
        return [lost]

    model = RecordTableModel(desks.session, visit_columns(desks.desk.say), reader, desks)
    model.show_rows(("gone", "lost"), _facts(desks))
    _text(model, 0, DATE)
    desks.settle()
    assert [_text(model, 0, column) for column in range(8)] == [WAITING] * 8
    assert [_text(model, 1, column) for column in range(8)] == [
        "Nov 23, 2026",
        "Unknown",
        "",
        "no-service",
        "—",
        "—",
        "—",
        "—",
    ]


def test_indexes_outside_the_table_say_nothing(desks: Desks) -> None:
    model = _model(desks)
    model.show_rows((desks.ids["v01"],), _facts(desks))
    stale = model.index(0, 0)
    model.show_rows((), None)
    assert model.data(stale) is None
    assert model.data(QModelIndex()) is None
    assert model.headerData(99, Qt.Orientation.Horizontal) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.rowCount(stale) == model.columnCount(stale) == 0 or model.rowCount() == 0


def test_a_screen_reader_hears_heading_and_words_and_what_is_planned(desks: Desks) -> None:
    model, ids = _model(desks), (desks.ids["v08"], desks.ids["v01"])
    model.show_rows(ids, _facts(desks), desks.ask(lambda vault: _read(vault, ids)))
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert _text(model, 0, VERDICT, spoken) == "Verdict: At risk (planned)"
    assert _text(model, 1, VERDICT, spoken) == "Verdict: At risk"
    assert _text(model, 1, DATE, spoken) == "Date: Sep 22, 2026"
    assert _text(model, 0, VERDICT, CellRole.VERDICT) == VerdictCell(Verdict.AT_RISK, planned=True)
    assert Tone(_text(model, 0, WHY, CellRole.TONE)) is Tone.TEXT2


def test_charges_stand_at_the_right_and_words_at_the_left(desks: Desks) -> None:
    model = _model(desks)
    model.show_rows((desks.ids["v01"],), _facts(desks))
    align = Qt.ItemDataRole.TextAlignmentRole
    assert _text(model, 0, CHARGE, align) & Qt.AlignmentFlag.AlignRight.value
    assert _text(model, 0, WHY, align) & Qt.AlignmentFlag.AlignLeft.value


def test_why_is_the_reason_that_carries_the_verdict(desks: Desks) -> None:
    model = _model(desks)
    ids = tuple(desks.ids[name] for name in ("v07", "v04", "v01"))
    facts = _facts(desks)
    model.show_rows(ids, facts, desks.ask(lambda vault: _read(vault, ids)))
    assert [_text(model, row, WHY) for row in range(3)] == [
        "Sample Health Plan excludes Chiropractic.",
        "The visit of Oct 13, 2026 was missed; it uses up nothing.",
        "No scan of the referral is attached.",
    ]
    assert [hit.verdict for hit in facts.verdicts[ids[0]].hits][-1] is not Verdict.NOT_SUPPORTED
    assert [_text(model, row, REFERRAL) for row in range(3)] == ["none", "—", "RF-48213"]
    assert [_text(model, row, SERVICE) for row in range(3)] == ["Chiropractic", "Massage", "Massage"]
    assert _text(model, 0, THERAPIST) == "Otto Sample, DC"
    assert [_text(model, row, AUTHORIZATION) for row in (1, 2)] == ["—", "not needed"]
