"""The real clock and the real source of ids and randomness."""

import datetime as dt
import secrets
import threading
import uuid


class SystemClock:
    """The computer's clock; `today` can be held on one day to judge as of then."""

    def __init__(self, today: dt.date | None = None) -> None:
        self._today = today

    def now(self) -> dt.datetime:
        """Return the instant in UTC."""
        return dt.datetime.now(dt.UTC)  # noqa: TID251 - the one place that reads the clock

    def today(self) -> dt.date:
        """Return the civil date here."""
        return self._today or dt.date.today()  # noqa: TID251, DTZ011 - the civil date where the person is


class SystemIds:
    """UUIDv7 ids (RFC 9562) that rise even within a millisecond, and the system's randomness."""

    def __init__(self, clock: SystemClock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._last = 0

    def new_id(self) -> str:
        """Return a new UUIDv7: 48 bits of milliseconds, a 12-bit counter, 62 random bits."""
        with self._lock:
            tick = int(self._clock.now().timestamp() * 1000) << 12
            self._last = tick if tick > self._last else self._last + 1
            tick = self._last
        high = (tick >> 12 << 16) | (0x7 << 12) | (tick & 0xFFF)
        low = (0b10 << 62) | secrets.randbits(62)
        return str(uuid.UUID(int=high << 64 | low))

    def random(self, size: int) -> bytes:
        """Return random bytes of the operating system."""
        return secrets.token_bytes(size)
