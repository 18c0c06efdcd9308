"""Rules for dates: the packs they are worked out by, to be read, copied and edited, and the days ahead."""

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.open_vault import Snapshot
from vault.services.reminders.rule_store import PackText
from vault.ui.desk import Desk
from vault.ui.pages.settings_parts.lead_days import LeadCard
from vault.ui.pages.settings_parts.rule_editor import PackEditor
from vault.ui.pages.settings_parts.rule_list import PackList
from vault.ui.pages.settings_parts.rule_reader import PackReader
from vault.ui.pages.settings_parts.rule_work import (
    Found,
    PackLine,
    PackTable,
    Unsaved,
    copy,
    delete,
    keep_draft,
    look,
    new_pack,
    put_back,
    read_pack,
    restore,
)
from vault.ui.pages.settings_parts.section import Section
from vault.ui.theme.theme import Theme
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.card import Card
from vault.ui.widgets.labels import Label


class RulesSection(Section):
    """The list with the days ahead, or one pack to be read, or one to be edited."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._found: Found | None = None
        self._deleted: tuple[PackText, ...] = ()
        self.said = Label(desk.look, "")
        self.undo = Button(desk.look, desk.say.text("Undo"), icon="undo-2", small=True)
        self._news = Card(desk.look)
        self._news_row = QHBoxLayout()
        self._news_row.addWidget(self.said, 1)
        self._news_row.addWidget(self.undo)
        self._news.column.addLayout(self._news_row)
        self._news.hide()
        self.home = QWidget()
        self._shown: QWidget = self.home
        self.list, self.leads = PackList(desk), LeadCard(desk)
        self._home_column = QVBoxLayout(self.home)
        self._home_column.setContentsMargins(0, 0, 0, 0)
        self._home_column.addWidget(self.list)
        self._home_column.addWidget(self.leads)
        self._home_column.addStretch(1)
        self.add(self._news)
        self.column.addWidget(self.home, 1)
        self._connect()
        desk.look.follow(self._restyle_news)

    @cached_property
    def reader(self) -> PackReader:
        """The pack to be read; made when the first one is."""
        made = PackReader(self.desk)
        made.back_asked.connect(self._back)
        made.change_asked.connect(self._change)
        self.column.addWidget(made, 1)
        return made

    @cached_property
    def editor(self) -> PackEditor:
        """The pack to be edited; made when the first one is."""
        made = PackEditor(self.desk)
        made.saved.connect(self._saved)
        made.left.connect(self._left)
        self.column.addWidget(made, 1)
        return made

    @property
    def _editing(self) -> bool:
        return isinstance(self._shown, PackEditor)

    def arrived(self, snapshot: Snapshot | None) -> None:
        del snapshot
        self.desk.session.read(partial(look, self.desk.say), self, self._fill)

    def may_leave(self) -> bool:
        return not self._editing or self.editor.leave()

    def save_draft(self, done: Callable[[], None]) -> None:
        unsaved = self.editor.keep() if self._editing else None
        if unsaved is None:
            done()
            return

        def safe(_draft: str) -> None:
            done()

        self.desk.session.read(partial(keep_draft, unsaved), self, safe)

    def _connect(self) -> None:
        self.list.view_asked.connect(self._view)
        self.list.copy_asked.connect(self._change)
        self.list.edit_asked.connect(self._change)
        self.list.delete_asked.connect(self._delete)
        self.list.new_asked.connect(self._begin)
        self.list.restore_asked.connect(self._restore)
        self.leads.changed.connect(self._leads_changed)
        self.undo.clicked.connect(self._put_back)

    def _fill(self, found: Found) -> None:
        first, self._found = self._found is None, found
        self.list.show_packs(found.packs)
        self.leads.show_rows(found.leads)
        if first and found.unsaved is not None:
            self._open_unsaved(found.unsaved)

    def _open_unsaved(self, unsaved: Unsaved) -> None:
        """Go on where a text was left unsaved, perhaps by a lock."""
        stored = self._own(unsaved.name)
        title = unsaved.name if stored is None else stored.title
        self.editor.open(title, unsaved.name, "" if stored is None else stored.stored.text, unsaved)
        self._show(self.editor)
        self._say(self.desk.say.text("These changes were not saved last time; they are still here."))

    def _view(self, line: PackLine) -> None:
        say = self.desk.say
        self.desk.session.read(lambda _vault: read_pack(line, say), self, self._read)

    def _read(self, table: PackTable) -> None:
        self._news.hide()
        self.reader.show_pack(table)
        self._show(self.reader)
        self.reader.back.setFocus()

    def _change(self, line: PackLine) -> None:
        """Edit a pack of one's own, made of a shipped one where there is none yet."""
        self._news.hide()
        if line.stored.is_own:
            self._edit(line.title, line.stored)
            return
        self.desk.session.read(partial(copy, line.stored.name), self, partial(self._copied, line.title))

    def _begin(self) -> None:
        """Begin a pack of one's own; it is kept when it is saved."""
        snapshot = self.desk.session.snapshot
        if self._found is None or snapshot is None:
            return
        self._news.hide()
        begun = new_pack(self._found.packs, snapshot.today, self.desk.say)
        self.editor.open(begun.name, begun.name, "", begun)
        self._show(self.editor)
        self.editor.text.setFocus()

    def _copied(self, title: str, stored: PackText) -> None:
        self._edit(title, stored)
        self._say(self.desk.say.text("This copy is yours now and holds instead of the shipped rules."))
        self.desk.session.refresh()

    def _edit(self, title: str, stored: PackText) -> None:
        self.editor.open(title, stored.name, stored.text)
        self._show(self.editor)
        self.editor.text.setFocus()

    def _delete(self, line: PackLine) -> None:
        text = self.desk.say.text("Deleted {name}.", name=line.stored.name)
        self.desk.session.read(partial(delete, line.stored), self, partial(self._gone, text))

    def _restore(self) -> None:
        text = self.desk.say.text("The shipped rules hold again.")
        self.desk.session.read(restore, self, partial(self._gone, text))

    def _gone(self, text: str, deleted: tuple[PackText, ...]) -> None:
        self._say(text, deleted)
        self.undo.setFocus()
        self.desk.session.refresh()

    def _put_back(self) -> None:
        work, text = partial(put_back, self._deleted), self.desk.say.text("Your packs are back.")
        self.desk.session.read(work, self, partial(self._back_again, text))

    def _back_again(self, text: str, _nothing: None) -> None:
        self._say(text)
        self.list.focus_first()
        self.desk.session.refresh()

    def _saved(self, _name: str) -> None:
        self._say(self.desk.say.text("Saved. All dates are worked out anew."))
        self.desk.session.refresh()

    def _leads_changed(self) -> None:
        self.desk.session.refresh()

    def _left(self, _name: str) -> None:
        self._back()

    def _back(self) -> None:
        self._show(self.home)
        self.list.focus_first()

    def _own(self, name: str) -> PackLine | None:
        packs = () if self._found is None else self._found.packs
        return next((each for each in packs if each.stored.is_own and each.stored.name == name), None)

    def _say(self, text: str, deleted: tuple[PackText, ...] = ()) -> None:
        self._deleted = deleted
        self.said.setText(text)
        self.undo.setVisible(bool(deleted))
        self._news.setAccessibleName(text)
        self._news.show()

    def _show(self, part: QWidget) -> None:
        self._shown.hide()
        self._shown = part
        part.show()
        self.verticalScrollBar().setValue(0)

    def _restyle_news(self, theme: Theme) -> None:
        self._news_row.setSpacing(theme.px(0.6))
        self._home_column.setSpacing(theme.px(1))
