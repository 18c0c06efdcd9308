"""General settings: language, the applications menu, when the window locks itself, what closing it does."""

import os
from functools import partial

from vault.app import resources_folder
from vault.open_vault import Snapshot
from vault.services.files import desktop_entry
from vault.ui.desk import Desk
from vault.ui.jobs import JobProgress, Lane
from vault.ui.pages.settings_parts.rows import KeyedChoice, SettingRow, TickSetting
from vault.ui.pages.settings_parts.section import Section
from vault.ui.preferences import OnClose, on_close
from vault.ui.tray import where_text
from vault.ui.widgets.card import ListCard

_MINUTES = (1, 2, 5, 10, 15, 30, 60)


class GeneralSection(Section):
    """Language, menu, lock, closing."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        say, chosen = desk.say, desk.settings.now
        languages = (("system", say.text("As the system")), ("en", "English"), ("de", "Deutsch"))
        self.language = KeyedChoice(desk.look, languages, chosen.language)
        self.language.activated.connect(self._language_chosen)
        self.idle = KeyedChoice(desk.look, self._idle_entries(), str(chosen.idle_minutes))
        self.idle.activated.connect(self._idle_chosen)
        closing = (
            (OnClose.ASK, say.text("ask me")),
            (OnClose.BACKGROUND, say.text("keep running in the background")),
            (OnClose.QUIT, say.text("quit")),
        )
        self.closing = KeyedChoice(desk.look, closing, on_close(chosen))
        self.closing.activated.connect(self._closing_chosen)
        self._menu = desktop_entry.Menu.of_this_person(os.environ)
        self.menu = TickSetting(desk.look, say.text("In the applications menu and on the desktop"))
        self.menu.box.setChecked(self._menu is not None and self._menu.installed())
        self.menu.box.clicked.connect(self._menu_clicked)
        self._say_menu()
        card = ListCard(desk.look)
        hint = say.text("Takes effect the next time the window opens; locking the vault is enough.")
        card.add_row(SettingRow(desk.look, say.text("Language"), self.language, hint))
        self._idle_row = SettingRow(desk.look, say.text("Lock the vault by itself"), self.idle)
        card.add_row(self._idle_row)
        self._closing_row = SettingRow(desk.look, say.text("When the window is closed"), self.closing)
        card.add_row(self._closing_row)
        card.add_row(self.menu)
        self._say_idle()
        self._say_closing()
        self.add_card(card)
        self.finish()

    def _idle_entries(self) -> list[tuple[str, str]]:
        say, chosen = self.desk.say, self.desk.settings.now.idle_minutes
        minutes = sorted({*_MINUTES, *([chosen] if chosen else [])})
        entries = [(str(each), say.count(each, "after {n} minute", "after {n} minutes")) for each in minutes]
        return [*entries, ("0", say.text("never"))]

    def _language_chosen(self) -> None:
        self.desk.settings.change(language=self.language.key)

    def _idle_chosen(self) -> None:
        minutes = int(self.idle.key)
        self.desk.settings.change(idle_minutes=minutes)
        if self.desk.autolock is not None:
            self.desk.autolock.set_minutes(minutes)
        self._say_idle()

    def _say_idle(self) -> None:
        say = self.desk.say
        if self.idle.key == "0":
            self._idle_row.say_hint(say.text("Whoever sits down at this computer can read everything."))
        else:
            self._idle_row.say_hint(say.text("When nobody touches keyboard or mouse."))

    def arrived(self, snapshot: Snapshot | None) -> None:
        """Show the answer that the question at closing may have got meanwhile."""
        del snapshot
        self.closing.setCurrentIndex(self.closing.findData(on_close(self.desk.settings.now)))
        self._say_closing()

    def _closing_chosen(self) -> None:
        self.desk.settings.change(on_close=self.closing.key)
        if self.desk.background is not None:
            self.desk.background.refresh()
        self._say_closing()

    def _say_closing(self) -> None:
        say, background = self.desk.say, self.desk.background
        if self.closing.key != OnClose.BACKGROUND:
            self._closing_row.say_hint("")
        else:
            tray = background is not None and background.tray.is_possible
            self._closing_row.say_hint(where_text(say, tray=tray))

    def _menu_clicked(self, on: bool) -> None:  # noqa: FBT001 - Qt's signature
        if self._menu is None:
            return
        self.menu.box.setEnabled(False)
        work = partial(_install if on else _remove, self._menu)
        self.desk.jobs.run(Lane.POOL, work, self, self._menu_done, self._menu_failed)

    def _menu_done(self, _nothing: None) -> None:
        if self._menu is not None:
            self.menu.box.setChecked(self._menu.installed())
        self._say_menu()

    def _menu_failed(self, error: Exception) -> None:
        self._menu_done(None)
        self.desk.jobs.failed.emit(error)

    def _say_menu(self) -> None:
        say = self.desk.say
        self.menu.box.setEnabled(self._menu is not None)
        if self._menu is None:
            self.menu.say_hint(
                say.text("This system has no applications menu of the kind this program can write to.")
            )
        elif self.menu.box.isChecked():
            self.menu.say_hint(say.text("Referral Vault is in the applications menu now."))
        else:
            self.menu.say_hint(say.text("Then it opens by a double click."))


def _install(menu: desktop_entry.Menu, _progress: JobProgress) -> None:
    menu.install(desktop_entry.this_program(), resources_folder() / "icons" / "referral-vault.svg")


def _remove(menu: desktop_entry.Menu, _progress: JobProgress) -> None:
    menu.remove()
