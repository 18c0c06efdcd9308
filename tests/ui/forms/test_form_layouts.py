"""Forms are generated from the field table: nothing of it is forgotten or shown twice."""

import pytest

from tests.ui.setting import wording
from vault.domain.records.fields import Field, Shape, fields_of
from vault.domain.records.kinds import APPEND_ONLY, KINDS
from vault.services.wording.choices import CHOICES, choice_word
from vault.services.wording.fields import field_label, new_title, path_label, section_title
from vault.ui.forms.layouts import LAYOUTS, ROWS, SET_BY_THE_VAULT, entries_of

EDITED = sorted(KINDS.keys() - APPEND_ONLY)


@pytest.mark.parametrize("kind", EDITED)
def test_every_field_of_a_kind_stands_in_its_form_once(kind: str) -> None:
    shown = [name for entry in entries_of(kind) for name in entry.names]
    entered = (
        {field.name for field in fields_of(KINDS[kind])} - {"id"} - SET_BY_THE_VAULT.get(kind, frozenset())
    )
    assert sorted(shown) == sorted(entered)


def test_the_log_of_what_left_has_no_form() -> None:
    assert LAYOUTS.keys() == set(EDITED)


@pytest.mark.parametrize("row_class", ROWS, ids=lambda each: each.__name__)
def test_every_field_of_a_row_stands_in_its_form_once(row_class: type) -> None:
    shown = [name for entry in ROWS[row_class] for name in entry.names]
    made_by_the_vault = {"id", "canonical", "check"}
    assert sorted(shown) == sorted({field.name for field in fields_of(row_class)} - made_by_the_vault)


@pytest.mark.parametrize("kind", EDITED)
def test_every_field_entry_and_section_has_its_words(kind: str) -> None:
    say = wording("en")
    for section in LAYOUTS[kind]:
        assert section.code == "" or section_title(section.code, say)
        for entry in section.entries:
            assert field_label(kind, entry.label_code, say)
            for name in entry.names:
                assert path_label(kind, name, say) not in {"", name}
    assert kind == "document" or new_title(kind, say)


def test_every_choice_has_its_word() -> None:
    say = wording("en")

    def choices(field: Field) -> None:
        if field.shape is Shape.CHOICE and field.choices is not None:
            assert CHOICES[field.choices].keys() == {each.value for each in field.choices}
            assert all(choice_word(field.choices, each, say) for each in field.choices)
        for member in (*fields_of(field.value_class), *()) if field.value_class is not None else ():
            choices(member)
        if field.item is not None:
            choices(field.item)

    for record_class in KINDS.values():
        for field in fields_of(record_class):
            choices(field)


def test_a_path_names_the_field_it_begins_with() -> None:
    say = wording("en")
    assert path_label("request", "items[0].end", say) == "What is asked for"
    assert path_label("visit", "charge.minor", say) == "Charge"
    assert path_label("visit", "nothing_like_it", say) == "nothing_like_it"
