"""How the parts of a page stand: two columns that go below each other, lists of links, small lines."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.labels import IconMark, Label
from vault.ui.widgets.link_label import Link, LinkedText, LinkLabel
from vault.ui.widgets.section import SectionHead

_STACK_BELOW = 44
_LEFT, _RIGHT = 64, 33


class Sheet(QWidget):
    """Parts below each other, exactly as high as their width asks for: no part claims a height beforehand."""

    def __init__(self, look: Look, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        look.follow(self._restyle)

    def add(self, part: QWidget) -> None:
        """Add a part."""
        self._column.addWidget(part)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 1)

    def _restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.px(0.6))


class Columns(QWidget):
    """A wide column and a narrow one at its right; below each other when there is no room."""

    def __init__(self, look: Look, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._look = look
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._panes = (QWidget(self), QWidget(self))
        self._columns = (QVBoxLayout(self._panes[0]), QVBoxLayout(self._panes[1]))
        for pane, column, stretch in zip(self._panes, self._columns, (_LEFT, _RIGHT), strict=True):
            column.setContentsMargins(0, 0, 0, 0)
            column.addStretch(1)
            pane.hide()
            self._box.addWidget(pane, stretch)
        look.follow(self._restyle)

    def add(self, part: QWidget, *, right: bool = False) -> None:
        """Put a part below those of its column; a column without any takes no room."""
        self._columns[right].insertWidget(self._columns[right].count() - 1, part)
        self._panes[right].show()

    @property
    def is_stacked(self) -> bool:
        """Whether the narrow column is below the wide one."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 1)

    def _arrange(self) -> None:
        stacked = self.width() < self._look.theme.px(_STACK_BELOW)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(down if stacked else across)
        for pane, stretch in zip(self._panes, (_LEFT, _RIGHT), strict=True):
            wide = QSizePolicy.Policy.Preferred if stacked else QSizePolicy.Policy.Ignored
            pane.setSizePolicy(wide, QSizePolicy.Policy.Preferred)
            self._box.setStretchFactor(pane, 0 if stacked else stretch)

    def _restyle(self, theme: Theme) -> None:
        self._box.setSpacing(theme.px(1.6))
        for column in self._columns:
            column.setSpacing(theme.px(0.6))
        self._arrange()


class Group(QWidget):
    """A heading with a link at its right, and lines below."""

    def __init__(self, room: RecordRoom, title: str, *, fact: str = "", aside: Link | None = None) -> None:
        super().__init__()
        self._room = room
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.aside: LinkLabel | None = None
        if aside is not None:
            self.aside = LinkLabel(room.look, aside)
            self.aside.setAccessibleName(f"{title}: {aside.text}")
            self.aside.activated.connect(room.desk.navigator.go)
        self.head = SectionHead(room.look, title, fact=fact, aside=self.aside)
        self._column.addWidget(self.head)
        room.look.follow(self._restyle)

    def add(self, part: QWidget) -> None:
        """Add a line."""
        self._column.addWidget(part)

    def add_text(self, text: str, tone: Tone = Tone.TEXT2) -> Label:
        """Add a line of text."""
        label = Label(self._room.look, text, tone=tone)
        self._column.addWidget(label)
        return label

    def add_link(self, link: Link, small: str = "", icon: str | None = None) -> LinkedText:
        """Add a link with a small line below it."""
        words = LinkedText(self._room.look, [link])
        words.activated.connect(self._room.desk.navigator.go)
        if icon is None and not small:
            self._column.addWidget(words)
        else:
            self._column.addWidget(_Item(self._room.look, words, small, icon))
        return words

    def _restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.px(0.4))


class _Item(QWidget):
    """An icon, a link, and a small line below it."""

    def __init__(self, look: Look, words: LinkedText, small: str, icon: str | None) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        if icon is not None:
            self._row.addWidget(IconMark(look, icon, units=1.4), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(words)
        if small:
            column.addWidget(Label(look, small, Role.SMALL, Tone.TEXT2))
        self._row.addLayout(column, 1)
        look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self._row.setSpacing(theme.px(0.6))


class Footnote(QWidget):
    """The line at the foot: who decides, and what the program does."""

    def __init__(self, room: RecordRoom) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(IconMark(room.look, "info", units=0.8), 0, Qt.AlignmentFlag.AlignTop)
        words = room.say.text(
            "The insurer decides about payment. Referral Vault compares dates and papers, "
            "and shows where each answer comes from."
        )
        self._row.addWidget(Label(room.look, words, Role.LABEL, Tone.TEXT3), 1)
        room.look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self._row.setSpacing(theme.px(0.5))
