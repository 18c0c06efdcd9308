"""Which editor an entry gets: by how it is to be shown, else by the shape of its field."""

from collections.abc import Callable

from vault.domain.records.fields import Shape
from vault.domain.records.values import Frequency, Money
from vault.ui.forms.choice_editors import (
    ChoiceEditor,
    ChoicesEditor,
    FrequencyEditor,
    NeedEditor,
    VisitsEditor,
    YesNoEditor,
)
from vault.ui.forms.editor import Editor, FormRoom, Spec
from vault.ui.forms.layouts import As
from vault.ui.forms.line_editors import (
    DayEditor,
    LineEditor,
    ListLineEditor,
    MoneyEditor,
    NumberEditor,
    RangeEditor,
    TextEditor,
    TimeEditor,
    WordsEditor,
)
from vault.ui.forms.record_editors import LinksEditor, PicksEditor, ReferenceEditor, SubjectEditor

Maker = Callable[[FormRoom, Spec], Editor]


def _address(room: FormRoom, spec: Spec) -> Editor:
    return TextEditor(room, spec, 3)


def _list(room: FormRoom, spec: Spec) -> Editor:
    item = spec.field.item
    shape = item.shape if item is not None else Shape.TEXT
    if shape is Shape.REFERENCE:
        return PicksEditor(room, spec)
    if shape is Shape.CHOICE:
        return ChoicesEditor(room, spec)
    return ListLineEditor(room, spec)


def _value(room: FormRoom, spec: Spec) -> Editor:
    return _VALUES[spec.field.value_class or object](room, spec)


_SHOWN_AS: dict[As, Maker] = {
    As.RANGE: RangeEditor,
    As.LINES: _address,
    As.VISITS: VisitsEditor,
    As.NEED: NeedEditor,
    As.SUBJECT: SubjectEditor,
    As.LINKS: LinksEditor,
    As.WORDS: WordsEditor,
}
_SHAPES: dict[Shape, Maker] = {
    Shape.TEXT: LineEditor,
    Shape.LONG_TEXT: TextEditor,
    Shape.INTEGER: NumberEditor,
    Shape.BOOLEAN: YesNoEditor,
    Shape.DATE: DayEditor,
    Shape.TIME: TimeEditor,
    Shape.CHOICE: ChoiceEditor,
    Shape.REFERENCE: ReferenceEditor,
    Shape.VALUE: _value,
    Shape.LIST: _list,
}
_VALUES: dict[type, Maker] = {Money: MoneyEditor, Frequency: FrequencyEditor}


def make_simple_editor(room: FormRoom, spec: Spec) -> Editor:
    """Return the editor of an entry that holds no rows of its own."""
    return _SHOWN_AS.get(spec.entry.shown_as, _SHAPES[spec.field.shape])(room, spec)
