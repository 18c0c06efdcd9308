"""Settings: a list of sections at the left, or a choice above them when it is narrow."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from vault.open_vault import Snapshot
from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.pages.page import Page
from vault.ui.pages.settings_parts.about import AboutSection
from vault.ui.pages.settings_parts.appearance import LookSection
from vault.ui.pages.settings_parts.date_rules import RulesSection
from vault.ui.pages.settings_parts.general import GeneralSection
from vault.ui.pages.settings_parts.reminders import ReminderSection
from vault.ui.pages.settings_parts.rows import KeyedChoice
from vault.ui.pages.settings_parts.section import Section
from vault.ui.pages.settings_parts.this_vault import VaultSection
from vault.ui.theme.fonts import Role
from vault.ui.theme.metrics import Breadth
from vault.ui.theme.theme import Theme
from vault.ui.widgets.labels import Divider, Label
from vault.ui.widgets.nav_list import NavList
from vault.ui.widgets.nav_model import NavItem
from vault.ui.widgets.slices import Slices

_LIST_UNITS, _WIDEST_UNITS = 11.8, 50
_SECTIONS: dict[str, tuple[Callable[[Desk, str], Section], str]] = {
    "general": (GeneralSection, "sliders-horizontal"),
    "look": (LookSection, "moon"),
    "reminders": (ReminderSection, "bell"),
    "rules": (RulesSection, "calendar-clock"),
    "vault": (VaultSection, "hard-drive"),
    "about": (AboutSection, "info"),
}


class Sections(Mapping[str, Section]):
    """The sections by key; each is made when it is first asked for."""

    def __init__(self, desk: Desk, welcome: Callable[[Section], None]) -> None:
        self._desk, self._welcome = desk, welcome
        self.titles = _titles(desk.say)
        self._made: dict[str, Section] = {}

    @property
    def made(self) -> tuple[Section, ...]:
        """Those that were made."""
        return tuple(self._made.values())

    def __getitem__(self, key: str) -> Section:
        if key not in self._made:
            self._made[key] = _SECTIONS[key][0](self._desk, self.titles[key])
            self._welcome(self._made[key])
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_SECTIONS)

    def __len__(self) -> int:
        return len(_SECTIONS)


class SettingsPage(Page):
    """Every change takes effect at once; there is nothing to confirm."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        say = desk.say
        self.sections = Sections(desk, self._take_section)
        entries = list(self.sections.titles.items())
        items = [NavItem(key, _SECTIONS[key][1], text) for key, text in entries]
        self.list = NavList(desk.look, say, say.text("Sections of the settings"), items)
        self.choice = KeyedChoice(desk.look, entries, "general")
        self.choice.setAccessibleName(say.text("Sections of the settings"))
        self._snapshot: Snapshot | None = None
        self._breadth = Breadth.NORMAL
        self._slices = Slices(self)
        self._stack = QStackedWidget()
        self._title, self._narrow_title = (Label(desk.look, say.text("Settings"), Role.H1) for _ in range(2))
        self._lay_out()
        self.list.opened.connect(self.show_section)
        self.choice.activated.connect(self._choice_made)
        self._mark("general")
        desk.look.follow(self._restyle)

    @property
    def section(self) -> Section:
        """The section in view."""
        return self.sections[self.choice.key]

    def show_section(self, key: str) -> None:
        """Show a section, unless the one in view asks about something unsaved first."""
        before = self._stack.currentWidget()
        if isinstance(before, Section) and before is not self.sections[key] and not before.may_leave():
            self._mark(next(each for each in self.sections if self.sections[each] is before))
            return
        self._mark(key)
        section = self.sections[key]
        self._stack.setCurrentWidget(section)
        section.arrived(self._snapshot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._slices.start(self._fill())

    def set_breadth(self, breadth: Breadth) -> None:
        self._breadth = breadth
        narrow = breadth is Breadth.NARROW
        self._side.setVisible(not narrow)
        self._divider.setVisible(not narrow)
        self._top.setVisible(narrow)
        for section in self.sections.made:
            section.set_breadth(breadth)

    def save_draft(self, done: Callable[[], None]) -> None:
        """Keep what is typed in any section; `done` is called when it is safe."""
        for section in self.sections.made:
            done = partial(section.save_draft, done)
        done()

    def _fill(self) -> Iterator[None]:
        """Let the page come into view before its section is made."""
        if self._stack.currentWidget() is None:
            yield
            self._stack.setCurrentWidget(self.section)
        self.section.arrived(self._snapshot)

    def _mark(self, key: str) -> None:
        self.list.show_page(key)
        self.choice.setCurrentIndex(self.choice.findData(key))

    def _take_section(self, section: Section) -> None:
        section.set_breadth(self._breadth)
        self._stack.addWidget(section)

    def _lay_out(self) -> None:
        self._side = QFrame()
        self._side_column = QVBoxLayout(self._side)
        self._side_column.addWidget(self._title)
        self._side_column.addWidget(self.list, 1)
        self._divider = Divider(vertical=True)
        self._top = QWidget()
        self._top_column = QVBoxLayout(self._top)
        self._top_column.addWidget(self._narrow_title)
        self._top_column.addWidget(self.choice)
        self._top.hide()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._top)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self._divider)
        row.addLayout(right, 1)

    def _choice_made(self) -> None:
        self.show_section(self.choice.key)

    def _restyle(self, theme: Theme) -> None:
        self._side.setFixedWidth(theme.px(_LIST_UNITS))
        self._side_column.setContentsMargins(theme.px(1), theme.px(1.2), theme.px(0.6), theme.px(1))
        self._side_column.setSpacing(theme.px(0.8))
        self._title.setContentsMargins(theme.px(0.6), 0, 0, 0)
        self._top_column.setContentsMargins(theme.px(1.2), theme.px(1.2), theme.px(1.2), 0)
        self._top_column.setSpacing(theme.px(0.6))
        self._stack.setMaximumWidth(theme.px(_WIDEST_UNITS))


def _titles(say: Wording) -> dict[str, str]:
    """Return what each section is called."""
    return {
        "general": say.text("General"),
        "look": say.text("Look"),
        "reminders": say.text("Reminders"),
        "rules": say.text("Rules for dates"),
        "vault": say.text("This vault"),
        "about": say.text("About Referral Vault"),
    }
