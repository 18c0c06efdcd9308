"""Making very many small objects at once: the garbage collector only costs time there."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Hold the garbage collector back; what is made inside must hold no cycles. Halves load and judgment.

    Afterwards all of it counts as old: a pass over half a million new objects would hold every thread up.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
