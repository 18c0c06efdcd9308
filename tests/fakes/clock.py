"""A clock that stands still until a test moves it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class FakeClock:
    """A Clock whose instant and civil date a test sets; the date may also be that of a zone."""

    def __init__(self, instant: datetime = START, day: date | None = None, zone: str = "UTC") -> None:
        self.instant = instant
        self.day = day
        self.zone = zone

    def now(self) -> datetime:
        """Return the instant that was set, in UTC."""
        return self.instant

    def today(self) -> date:
        """Return the civil date that was set, that of the instant in the zone when none was."""
        return self.day if self.day is not None else self.instant.astimezone(ZoneInfo(self.zone)).date()

    def live_in(self, zone: str, day: date, hour: int = 12) -> None:
        """Follow a zone from now on, beginning at this civil day and hour there."""
        self.day, self.zone = None, zone
        self.instant = datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(zone)).astimezone(UTC)

    def advance(self, days: float = 0, seconds: float = 0) -> None:
        """Move the instant on; a civil date that was set moves by the whole days."""
        self.instant += timedelta(days=days, seconds=seconds)
        if self.day is not None:
            self.day += timedelta(days=int(days))
