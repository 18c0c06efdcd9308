"""How a parser says on purpose why it does not read a paper."""

from collections.abc import Iterator
from contextlib import contextmanager


class RefusedError(Exception):
    """The paper is not read; `reason` is a code the sandbox passes on."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@contextmanager
def broken_is_damaged() -> Iterator[None]:
    """Take whatever a decoder stumbles over for a damaged file, but for memory that ran out."""
    try:
        yield
    except (RefusedError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - decoders raise nearly anything on a broken file
        raise RefusedError("damaged") from None
