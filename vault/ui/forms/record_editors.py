"""Editors that point at other records: one by name, several, or one of several kinds."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from vault.domain.records.codec import Json
from vault.services.wording.fields import NEW_TITLES, new_title
from vault.ui.forms.choice_editors import FormChoice
from vault.ui.forms.editor import Editor, FormRoom, NewAsked, Spec
from vault.ui.forms.offers import Offer
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.widgets.buttons import Button, IconButton
from vault.ui.widgets.chips import Chip, ChipRow

_MOST_CHIPS = 12
_LIST_ROWS = 6
_LINKED_KINDS = (
    "referral",
    "authorization",
    "visit",
    "policy",
    "bill",
    "claim",
    "eob",
    "request",
    "communication",
    "appeal",
    "treatment_plan",
    "condition",
)
_NO_BUTTON = frozenset({"person", "document", "visit", "service"})


class ReferenceBox(FormChoice):
    """A list of records that can be searched by typing any part of a name."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setMaxVisibleItems(self.maxVisibleItems())
        popup = QListView()
        popup.setProperty("look", "choices")
        completer.setPopup(popup)
        popup.setItemDelegate(QStyledItemDelegate(popup))  # the completer has set one that no style reaches
        self._line = QLineEdit()
        self._line.setAccessibleName(name)
        self._line.setProperty("look", "bare")
        self.setLineEdit(self._line)
        self.setCompleter(completer)
        look.follow(self._restyle_line)

    def offer(self, offers: Sequence[Offer], nothing: str) -> None:
        """Offer these, after an empty first row; what is chosen stays while it is offered."""
        key, typed = self.currentData(), self.currentText()
        self._line.setPlaceholderText(nothing)
        with QSignalBlocker(self):
            self.clear()
            self.addItem("", None)
            for each in offers:
                self.addItem(each.text, each.key)
            self.choose(key)
            if key is None and typed:
                self.setEditText(typed)

    def choose(self, key: str | None) -> None:
        """Choose an offer by its key; one that is not offered chooses nothing."""
        self.setCurrentIndex(max(0, self.findData(key)) if key is not None else 0)

    def chosen(self) -> str | None:
        """Return the key of the offer whose whole name is in the line."""
        text = self.currentText().strip().casefold()
        if self.currentData() is not None and text == self.itemText(self.currentIndex()).strip().casefold():
            return str(self.currentData())
        if text:
            for row in range(1, self.count()):
                if self.itemText(row).strip().casefold() == text:
                    return str(self.itemData(row))
        return None

    def _restyle_line(self, theme: Theme) -> None:
        self.setMinimumHeight(theme.metrics.control)


class ReferenceEditor(Editor):
    """One record of a kind, chosen by name, or a new one."""

    def __init__(self, room: FormRoom, spec: Spec) -> None:
        self.box = ReferenceBox(room.look, spec.label)
        self.new: IconButton | None = None
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(room.look.theme.px(0.3))
        row.addWidget(self.box, 1)
        if self._kind(spec) in NEW_TITLES and self._kind(spec) not in _NO_BUTTON:
            self.new = IconButton(room.look, "plus", _new_words(room, spec, self._kind(spec)), framed=True)
            self.new.clicked.connect(self._ask_new)
            row.addWidget(self.new)
        holder.setFocusProxy(self.box)
        super().__init__(room, spec, holder)
        self.refresh_offers()
        self.box.currentTextChanged.connect(self._edited)

    def value(self) -> Json:
        return self.box.chosen()

    def show_value(self, value: Json) -> None:
        if value is not None and self.box.findData(value) < 0:
            self._offer_too(str(value))
        self.box.choose(value)

    def complaint(self) -> str:
        return "no_such_record" if self.box.currentText().strip() and self.value() is None else ""

    def raw(self) -> Any:
        return self.box.currentText() if self.complaint() else None

    def show_raw(self, raw: Any) -> None:
        self.box.setEditText(str(raw))

    def refresh_offers(self) -> None:
        kind = self._kind(self.spec)
        nothing = self.room.say.text("Choose or type") if self.spec.field.required else ""
        self.box.offer(self.room.offers.of(kind, self.spec.field.name), nothing)

    def warnable(self) -> QWidget:
        return self.box

    def take(self, record_id: str) -> None:
        """Choose a record that was just made."""
        self.refresh_offers()
        self.show_value(record_id)
        self.changed.emit()

    @staticmethod
    def _kind(spec: Spec) -> str:
        return spec.field.ref or ""

    def _offer_too(self, record_id: str) -> None:
        """Keep what is stored: a record in the trash, or one too old to be offered."""
        kind = self._kind(self.spec)
        self.box.addItem(self.room.offers.title(kind, record_id), record_id)

    def _ask_new(self) -> None:
        typed = self.box.currentText().strip() if self.complaint() else ""
        self.new_asked.emit(NewAsked(self._kind(self.spec), typed, self.take))

    def _edited(self, _text: str) -> None:
        self.changed.emit()


class PicksEditor(Editor):
    """Several records of a kind: chips while they are few, a list with ticks when they are many."""

    def __init__(self, room: FormRoom, spec: Spec) -> None:
        self._picked: tuple[str, ...] = ()
        self._row: ChipRow | None = None
        self.list: QListWidget | None = None
        self._offered: tuple[Offer, ...] | None = None
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        super().__init__(room, spec, holder)
        kind = self._kind()
        self.refresh_offers()
        self.new: Button | None = None
        if kind in NEW_TITLES and kind != "visit":
            self.new = Button(room.look, f"{new_title(kind, room.say)}…", small=True, icon="plus")
            self.new.clicked.connect(self._ask_new)
            self._column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)

    def value(self) -> Json:
        chosen = self._chosen()
        return [*(key for key in self._picked if key in chosen), *sorted(chosen - {*self._picked})]

    def show_value(self, value: Json) -> None:
        self._picked = tuple(value or ())
        self._fill()

    def refresh_offers(self) -> None:
        held = self._chosen()
        self._picked = tuple(each for each in self._picked if each in held)
        self._picked += tuple(sorted(held - {*self._picked}))
        self._fill()

    def take(self, record_id: str) -> None:
        """Choose a record that was just made, besides the others."""
        self._picked = (*self.value(), record_id)
        self._fill()
        self.changed.emit()

    def _kind(self) -> str:
        item = self.spec.field.item
        return (item.ref if item is not None else None) or ""

    def _offers(self) -> tuple[Offer, ...]:
        kind = self._kind()
        offers = self.room.offers.of(kind, self.spec.field.name)
        known = {each.key for each in offers}
        kept = (each for each in self._picked if each not in known)
        return (*offers, *(Offer(each, self.room.offers.title(kind, each)) for each in kept))

    def _chosen(self) -> set[str]:
        if self._row is not None:
            return set(self._row.chosen())
        if self.list is not None:
            items = (self.list.item(row) for row in range(self.list.count()))
            return {
                str(item.data(Qt.ItemDataRole.UserRole))
                for item in items
                if item.checkState() is Qt.CheckState.Checked
            }
        return set()

    def focus(self) -> None:
        inputs = self._inputs()
        target = inputs[0] if inputs else self.new
        if target is not None:
            target.setFocus()

    def _inputs(self) -> list[QWidget]:
        """Return what Tab stops at, in order."""
        if self._row is not None:
            return list(self._row.buttons)
        return [] if self.list is None else [self.list]

    def _fill(self) -> None:
        offers = self._offers()
        if offers == self._offered:
            self._tick()
            return
        self._offered = offers
        old, before = (self._row or self.list), self._inputs()
        previous = before[0].previousInFocusChain() if before else None
        self._row = self.list = None
        if len(offers) <= _MOST_CHIPS:
            self._fill_chips(offers)
        else:
            self._fill_list(offers)
        for after in self._inputs():
            if previous is not None:
                QWidget.setTabOrder(previous, after)
                previous = after
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()

    def _tick(self) -> None:
        """Show what is chosen among what is offered already."""
        if self._row is not None:
            self._row.choose(frozenset(self._picked))
        elif self.list is not None:
            with QSignalBlocker(self.list):
                for row in range(self.list.count()):
                    item = self.list.item(row)
                    held = item.data(Qt.ItemDataRole.UserRole) in self._picked
                    item.setCheckState(Qt.CheckState.Checked if held else Qt.CheckState.Unchecked)

    def _fill_chips(self, offers: Sequence[Offer]) -> None:
        chips = [Chip(each.key, each.text) for each in offers]
        self._row = ChipRow(self.room.look, self.room.say, self.spec.label, chips)
        self._row.choose(frozenset(self._picked))
        self._row.changed.connect(self._edited)
        if not chips:
            self._row.hide()
        self._column.insertWidget(0, self._row)

    def _fill_list(self, offers: Sequence[Offer]) -> None:
        box = QListWidget()
        box.setAccessibleName(self.spec.label)
        box.setTabKeyNavigation(False)
        for each in offers:
            item = QListWidgetItem(each.text, box)
            item.setData(Qt.ItemDataRole.UserRole, each.key)
            held = each.key in self._picked
            item.setCheckState(Qt.CheckState.Checked if held else Qt.CheckState.Unchecked)
        row = max(box.sizeHintForRow(0), self.room.look.theme.px(1.2))
        box.setFixedHeight(_LIST_ROWS * row + 4)
        box.itemChanged.connect(self._edited)
        self.list = box
        self._column.insertWidget(0, box)

    def _ask_new(self) -> None:
        self.new_asked.emit(NewAsked(self._kind(), "", self.take))

    def _edited(self, _what: object) -> None:
        self.changed.emit()


class LinksEditor(PicksEditor):
    """The records a paper belongs to, of whatever kind."""

    def value(self) -> Json:
        rows = {f"{row['kind']}:{row['record']}": row for row in self._rows}
        found = []
        for key in super().value():
            kind, _, record = key.partition(":")
            found.append(rows.get(key, {"kind": kind, "record": record}))
        return found

    def show_value(self, value: Json) -> None:
        self._rows: Sequence[Mapping[str, Json]] = tuple(value or ())
        super().show_value([f"{row['kind']}:{row['record']}" for row in self._rows])

    def refresh_offers(self) -> None:
        if not hasattr(self, "_rows"):
            self._rows = ()
        super().refresh_offers()

    def _offers(self) -> tuple[Offer, ...]:
        offers = _any_kind(self.room)
        known = {each.key for each in offers}
        kept = (each for each in self._picked if each not in known)
        return (*offers, *(Offer(each, self.room.offers.title(*each.split(":", 1))) for each in kept))


class SubjectEditor(ReferenceEditor):
    """The record a reminder is about, of whatever kind."""

    def values(self) -> dict[str, Json]:
        kind_field, id_field = self.spec.fields
        kind, _, record = (self.box.chosen() or "").partition(":")
        return {kind_field.name: kind or None, id_field.name: record or None}

    def show_values(self, values: Mapping[str, Json]) -> None:
        kind_field, id_field = self.spec.fields
        kind, record = values.get(kind_field.name), values.get(id_field.name)
        self.show_value(None if kind is None or record is None else f"{kind}:{record}")

    def refresh_offers(self) -> None:
        self.box.offer(_any_kind(self.room), "")

    def value(self) -> Json:
        return self.box.chosen()

    def _offer_too(self, record_id: str) -> None:
        kind, _, record = record_id.partition(":")
        self.box.addItem(self.room.offers.title(kind, record), record_id)


def _any_kind(room: FormRoom) -> tuple[Offer, ...]:
    return tuple(
        Offer(f"{kind}:{each.key}", each.text) for kind in _LINKED_KINDS for each in room.offers.of(kind)
    )


def _new_words(room: FormRoom, spec: Spec, kind: str) -> str:
    return f"{spec.label}: {new_title(kind, room.say)}"
