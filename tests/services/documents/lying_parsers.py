"""Parsers that an attacker has taken over: they answer what our own never would."""

from collections.abc import Iterator, Sequence

Head = dict[str, object]

START: Head = {"type": "pdf", "pages": 1}
PAGE: Head = {
    "page": 1,
    "width": 612.0,
    "height": 792,
    "rotated": 0,
    "text": "Sample Person",
    "words": [["Sample", 0.1, 0.1, 0.2, 0.2], ["Person", 0, 0, 1, 1.0]],
}

LIES: dict[str, list[Head]] = {
    "nothing": [],
    "no_start": [PAGE],
    "another_type": [{**START, "type": "png"}, PAGE],
    "no_count": [{"type": "pdf"}, PAGE],
    "count_as_text": [{**START, "pages": "1"}, PAGE],
    "count_as_truth": [{**START, "pages": True}, PAGE],
    "no_pages": [{**START, "pages": 0}],
    "negative_pages": [{**START, "pages": -1}],
    "too_many_pages": [{**START, "pages": 10**30}, PAGE],
    "a_page_short": [{**START, "pages": 2}, PAGE],
    "a_page_more": [START, PAGE, {**PAGE, "page": 2}],
    "wrong_number": [START, {**PAGE, "page": 2}],
    "no_width": [START, {name: value for name, value in PAGE.items() if name != "width"}],
    "width_zero": [START, {**PAGE, "width": 0}],
    "width_negative": [START, {**PAGE, "width": -612.0}],
    "width_beyond_floats": [START, {**PAGE, "width": 10**400}],
    "height_as_text": [START, {**PAGE, "height": "792"}],
    "turned_askew": [START, {**PAGE, "rotated": 45}],
    "text_as_list": [START, {**PAGE, "text": ["Sample", "Person"]}],
    "other_text": [START, {**PAGE, "text": "Sample Other"}],
    "words_as_object": [START, {**PAGE, "words": {}}],
    "word_short": [START, {**PAGE, "words": [["Sample", 0.1, 0.1, 0.2], ["Person", 0, 0, 1, 1]]}],
    "word_as_number": [START, {**PAGE, "words": [[7, 0.1, 0.1, 0.2, 0.2], ["Person", 0, 0, 1, 1]]}],
    "box_outside": [START, {**PAGE, "words": [["Sample", 0.1, 0.1, 1.2, 0.2], ["Person", 0, 0, 1, 1]]}],
    "box_reversed": [START, {**PAGE, "words": [["Sample", 0.3, 0.1, 0.2, 0.2], ["Person", 0, 0, 1, 1]]}],
    "box_beyond_floats": [
        START,
        {**PAGE, "words": [["Sample", 0, 0, 10**400, 1], ["Person", 0, 0, 1, 1]]},
    ],
    "word_of_two": [START, {**PAGE, "words": [["Sample Person", 0.1, 0.1, 0.2, 0.2]]}],
}

PICTURES: dict[str, list[tuple[Head, int]]] = {
    "nothing": [],
    "two": [({"width": 1, "height": 1}, 3), ({"width": 1, "height": 1}, 3)],
    "too_few_bytes": [({"width": 10, "height": 10}, 299)],
    "too_many_bytes": [({"width": 10, "height": 10}, 301)],
    "negative": [({"width": -10, "height": -10}, 300)],
    "no_height": [({"width": 10}, 300)],
    "size_as_text": [({"width": "10", "height": "10"}, 300)],
}


def inspect(sources: Sequence[bytes], _args: Head) -> Iterator[tuple[Head, bytes]]:
    """Answer the lie the paper names, or the truth."""
    name = bytes(sources[0]).rpartition(b" ")[2].decode()
    for head in LIES.get(name, [START, PAGE]):
        yield head, b""


def render(sources: Sequence[bytes], _args: Head) -> Iterator[tuple[Head, bytes]]:
    """Answer the picture the paper names."""
    name = bytes(sources[0]).rpartition(b" ")[2].decode()
    for head, size in PICTURES[name]:
        yield head, bytes(size)
