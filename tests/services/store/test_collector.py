"""The garbage collector is held back while very much is made, and finds it old afterwards."""

import gc
from collections.abc import Iterator

import pytest

from vault.services.store.collector import without_collecting


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.enable()
    yield
    if not was_on:
        gc.disable()


def test_it_is_off_inside_and_on_again_after_an_error() -> None:
    inside: list[bool] = []

    @without_collecting()
    def fail() -> None:
        inside.append(gc.isenabled())
        raise ValueError("sample")

    with pytest.raises(ValueError, match="sample"):
        fail()
    assert inside == [False]
    assert gc.isenabled()


def test_inside_another_one_it_stays_off() -> None:
    with without_collecting():
        with without_collecting():
            pass
        assert not gc.isenabled()


def test_what_was_made_inside_is_old_and_nothing_is_exempt_for_good() -> None:
    with without_collecting():
        made = [[number] for number in range(1000)]
    old = {id(each) for each in gc.get_objects(generation=2)}
    assert {id(each) for each in made} <= old
    assert gc.get_freeze_count() == 0
