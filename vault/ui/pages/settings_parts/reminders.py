"""Reminders: whether they work, how much they tell, and one to look at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.open_vault import Snapshot
from vault.services.reminders.notice_words import Detail, sample_text
from vault.ui.desk import Desk
from vault.ui.navigation import ExportCalendar
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.last_checked import checked_text
from vault.ui.pages.settings_parts.locked_reminders import LockedReminderCard
from vault.ui.pages.settings_parts.rows import KeyedChoice, SettingRow, TickSetting
from vault.ui.pages.settings_parts.section import Section
from vault.ui.preferences import notice_detail
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.card import Card, ListCard
from vault.ui.widgets.labels import Label
from vault.ui.widgets.notice import InlineWarning, Notice


class ReminderSection(Section):
    """On or off, how much is told, the sample."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        look, say, chosen = desk.look, desk.say, desk.settings.now
        self.show_one = Button(look, say.text("Show me one"))
        self.calendar = GoButton(desk, say.text("Export calendar…"), ExportCalendar(), icon="calendar-days")
        self.status = Label(look, "", Role.STRONG)
        self.checked = Label(look, "", tone=Tone.TEXT2)
        self.trouble = InlineWarning(look, say, "", tinted=True)
        self.on = TickSetting(
            look,
            say.text("Show notifications on the desktop"),
            say.text("Before a date as “Rules for dates” says, on the day, then daily while overdue."),
        )
        self.on.box.setChecked(chosen.notifications)
        details = (
            (Detail.COUNT, say.text("Only that something is due")),
            (Detail.KINDS, say.text("What is due and when")),
            (Detail.LABELS, say.text("What is due, when, and on which record")),
        )
        self.detail = KeyedChoice(look, details, notice_detail(chosen))
        self.locked = (
            None if desk.app.reminded is None else LockedReminderCard(desk, desk.app.locked_reminders())
        )
        self._row = QHBoxLayout()
        self._sample_box = QVBoxLayout()
        self._lay_out()
        self.show_one.clicked.connect(self._show_one)
        self.on.box.clicked.connect(self._switched)
        self.detail.activated.connect(self._detail_chosen)
        if desk.reminding is not None:
            desk.reminding.checked.connect(self._tell)
            desk.reminding.sample_shown.connect(self._tell)
        self._tell()
        self._show_sample()
        look.follow(self._restyle_row)

    def _lay_out(self) -> None:
        look, say = self.desk.look, self.desk.say
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self.status, self.checked):
            words.addWidget(label)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.show_one, 0, Qt.AlignmentFlag.AlignVCenter)
        status = Card(look)
        status.column.addLayout(self._row)
        status.column.addWidget(self.trouble)
        card = ListCard(look)
        card.add_row(self.on)
        hint = say.text("Others may see your screen.")
        card.add_row(SettingRow(look, say.text("How much they tell"), self.detail, hint))
        sample = QWidget()
        self._sample_box.setContentsMargins(0, 0, 0, 0)
        sample.setLayout(self._sample_box)
        calendar = ListCard(look)
        updates = say.text("The file updates what an earlier one put into your calendar.")
        calendar.add_row(SettingRow(look, say.text("Dates in your calendar"), self.calendar, updates))
        self.add_card(status)
        self.add_card(card)
        self.add_card(calendar)
        self.add(Label(look, say.text("This is what your screen shows"), Role.LABEL, Tone.TEXT2), gap=0.4)
        self.add(sample)
        if self.locked is not None:
            self.add_card(self.locked)
            self.add(self.locked.trouble)
        self.finish()

    def arrived(self, snapshot: Snapshot | None) -> None:
        del snapshot
        self._tell()
        if self.locked is not None:
            self.locked.arrived()

    def _tell(self, _news: object = None) -> None:
        say, reminding = self.desk.say, self.desk.reminding
        works = None if reminding is None else reminding.works
        on = self.desk.settings.now.notifications
        if works is False:
            self.status.setText(say.text("This desktop shows no notifications"))
        elif not on:
            self.status.setText(say.text("Notifications are off"))
        elif works:
            self.status.setText(say.text("Reminders work"))
        else:
            self.status.setText(say.text("Dates are watched"))
        self.checked.setText(checked_text(self.desk))
        self.trouble.set_text(
            say.text("No notification service answers here. Everything that is due still stands on Today.")
            if works is False
            else ""
        )
        self.show_one.set_not_ready(
            "" if reminding is not None else say.text("Nothing watches the dates here.")
        )

    def _show_one(self) -> None:
        if self.desk.reminding is not None:
            self.desk.reminding.show_sample()

    def _switched(self, on: bool) -> None:  # noqa: FBT001 - Qt's signature
        self.desk.settings.change(notifications=on)
        self._tell()
        if on and self.desk.reminding is not None:
            self.desk.reminding.check()

    def _detail_chosen(self) -> None:
        self.desk.settings.change(notice_detail=self.detail.key)
        self._show_sample()

    def _show_sample(self) -> None:
        text = sample_text(Detail(self.detail.key), self.desk.say)
        shown = Notice(self.desk.look, "bell", text.title, text.body)
        while (item := self._sample_box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._sample_box.addWidget(shown)

    def _restyle_row(self, theme: Theme) -> None:
        self._row.setSpacing(theme.px(1))
