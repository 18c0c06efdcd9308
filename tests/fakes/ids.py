"""Ids and random bytes that are the same on every run."""

import random
import uuid

from tests.fakes.clock import START


class SeededIds:
    """An IdSource with a seed: valid UUIDv7s that rise strictly, and bytes that repeat from run to run."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)  # noqa: S311 - tests want the same bytes every time
        self._millisecond = int(START.timestamp() * 1000)

    def new_id(self) -> str:
        """Return the next UUIDv7: one millisecond after the last."""
        self._millisecond += 1
        value = self._millisecond << 80 | 0x7 << 76 | self._random.getrandbits(12) << 64
        value |= 0b10 << 62 | self._random.getrandbits(62)
        return str(uuid.UUID(int=value))

    def random(self, size: int) -> bytes:
        """Return the next `size` bytes."""
        return self._random.randbytes(size)
