"""The style sheet: frames, edges and padding only; colors and lengths come from the theme."""

from string import Template

from vault.domain.coverage.verdict import Verdict
from vault.ui.theme.metrics import LINE, RING
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import VERDICT_TONES, Tone

_RULES = Template("""
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit {
  border: ${hair}px solid $edge; border-radius: ${r}px; background: $card; color: $text;
  padding: ${one}px ${field}px;
}
QLineEdit, QAbstractSpinBox, QPlainTextEdit {
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QComboBox, QAbstractSpinBox { min-height: ${field_inner}px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus {
  border: ${ring}px solid $link; padding: 0 ${field_focused}px;
}
QLineEdit:read-only, QPlainTextEdit:read-only, QLineEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled {
  background: $sunken; border: ${hair}px solid $line; padding: ${one}px ${field}px;
}
QLineEdit[warned="true"], QComboBox[warned="true"], QPlainTextEdit[warned="true"] {
  border: ${ring}px solid $risk; padding: 0 ${field_focused}px;
}
QLineEdit[look="bare"], QLineEdit[look="bare"]:focus {
  border: none; background: transparent; padding: 0; min-height: 0;
}
QLineEdit QToolButton { border: none; background: transparent; padding: 0; margin: 0; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
  border: none; background: transparent; padding: 0 ${menu}px; min-height: 0;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QComboBox::drop-down { border: none; width: ${drop}px; subcontrol-position: center right; }
QComboBox QAbstractItemView {
  border: ${hair}px solid $edge; background: $card; selection-background-color: $select;
  selection-color: $text; outline: none; padding: ${menu}px;
}
QAbstractItemView[look="choices"] {
  background: $card; border: ${hair}px solid $edge; padding: 0; outline: none;
}
QComboBox QAbstractItemView::item, QAbstractItemView[look="choices"]::item {
  min-height: ${item}px; padding: 0 ${menu}px; border: none; border-radius: ${r_chip}px; color: $text;
}
QComboBox QAbstractItemView::item:selected,
QAbstractItemView[look="choices"]::item:selected { background: $select; color: $text; }
QFrame[look="card"] {
  background: $card; border: ${hair}px solid $line; border-radius: ${r_card}px;
}
QFrame[look="popup"] { background: $card; border: ${hair}px solid $edge; border-radius: ${r}px; }
QFrame[look="drop"] { border: ${hair}px dashed $edge; border-radius: ${r}px; background: transparent; }
QFrame[look="tint"] { border-radius: ${r_card}px; }
QFrame[look="pointer"] { background: $select; border: ${hair}px solid $accent; border-radius: ${r_chip}px; }
QFrame[look="toast"] { background: $inverse; border: none; border-radius: ${r}px; }
QFrame[look="divider"] { background: $line; border: none; }
QFrame[look="bar"] { background: $card; border: none; border-top: ${hair}px solid $line; }
QFrame[look="nav"] { background: $nav; border: none; }
QListView[look="nav"], QListView[look="strip"] { background: transparent; border: none; outline: none; }
QTableView {
  background: $card; border: none; outline: none; gridline-color: $line;
  selection-background-color: $select; selection-color: $text;
}
QHeaderView { background: $sunken; border: none; }
QHeaderView::section {
  background: $sunken; color: $text3; border: none; border-bottom: ${hair}px solid $line;
  padding: 0 ${cell}px;
}
QScrollArea, QScrollArea > QWidget > QWidget[look="page"] { background: transparent; border: none; }
QMenu { background: $card; border: ${hair}px solid $edge; padding: ${menu}px; }
QMenu::item { padding: ${menu}px ${pad}px; border-radius: ${r_chip}px; background: transparent; }
QMenu::item:selected { background: $select; color: $text; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: ${hair}px; background: $line; margin: ${menu}px; }
QMenu::icon { padding-left: ${menu}px; }
QToolTip { background: $inverse; color: $on_inverse; border: none; padding: ${menu}px; }
QScrollBar:vertical { background: transparent; width: ${bar}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${bar}px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: ${bar_r}px; margin: ${bar_gap}px; }
QScrollBar::handle:vertical { min-height: ${drop}px; }
QScrollBar::handle:horizontal { min-width: ${drop}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QCalendarWidget QAbstractItemView { background: $card; border: none; outline: none; }
QCalendarWidget QTableView { selection-background-color: transparent; }
""")

_VERDICT_RULE = Template("""
QFrame[look="verdict"][verdict="$name"] {
  background: $tint; border: ${hair}px solid $edge; border-radius: ${r_card}px;
}
QFrame[look="verdict"][verdict="$name"][split="true"] { background: $card; }
QFrame[look="head"][verdict="$name"] {
  background: $tint; border: none; border-top-left-radius: ${r_in}px; border-top-right-radius: ${r_in}px;
}
QFrame[look="tint"][verdict="$name"] { background: $tint; border: ${hair}px solid $edge; }
QFrame[look="outline"][verdict="$name"] {
  background: $card; border: ${hair}px solid $edge; border-radius: ${r_card}px;
}
""")

VERDICT_NAMES = {
    Verdict.SUPPORTED: "ok",
    Verdict.AT_RISK: "risk",
    Verdict.UNKNOWN: "unknown",
    Verdict.NOT_SUPPORTED: "no",
    Verdict.NOT_COUNTED: "none",
}
"""The value of the property `verdict` that the style sheet goes by."""


def build_style_sheet(theme: Theme) -> str:
    """Return the style sheet of a theme."""
    m = theme.metrics
    lengths = {
        "hair": LINE,
        "ring": RING,
        "one": LINE,
        "field_inner": m.control - 4 * LINE,
        "pad": m.px(0.7),
        "field": m.px(0.5),
        "field_focused": m.px(0.5) - LINE,
        "cell": m.px(0.5),
        "drop": m.px(1.6),
        "item": m.px(1.5),
        "menu": m.px(0.3),
        "bar": m.px(0.6),
        "bar_r": max(1, (m.px(0.6) - 2 * m.px(0.15)) // 2),
        "bar_gap": m.px(0.15),
        "r": m.radius,
        "r_card": m.card_radius,
        "r_chip": m.chip_radius,
        "r_in": max(0, m.card_radius - LINE),
    }
    values = {name: str(length) for name, length in lengths.items()}
    values |= {tone.value: theme.tokens.hex(tone) for tone in Tone}
    rules = [_RULES.substitute(values)]
    for verdict, (color, tint) in VERDICT_TONES.items():
        colors = {"tint": theme.tokens.hex(tint), "edge": theme.tokens.hex(color)}
        rules.append(_VERDICT_RULE.substitute(values | colors | {"name": VERDICT_NAMES[verdict]}))
    return "".join(rules)
