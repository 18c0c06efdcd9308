"""A clock that stands still until a test moves it."""

from datetime import UTC, date, datetime, timedelta

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class FakeClock:
    """A Clock whose instant and civil date a test sets."""

    def __init__(self, instant: datetime = START, day: date | None = None) -> None:
        self.instant = instant
        self.day = day

    def now(self) -> datetime:
        """Return the instant that was set, in UTC."""
        return self.instant

    def today(self) -> date:
        """Return the civil date that was set, that of the instant when none was."""
        return self.day if self.day is not None else self.instant.date()

    def advance(self, days: float = 0, seconds: float = 0) -> None:
        """Move the instant on; a civil date that was set moves by the whole days."""
        self.instant += timedelta(days=days, seconds=seconds)
        if self.day is not None:
            self.day += timedelta(days=int(days))
