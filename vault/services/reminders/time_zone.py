"""Keeps a running program in the time zone the person is in."""

import time


def follow_time_zone() -> None:
    """Take over a time zone the person has moved to; a process keeps the one it started in otherwise."""
    if hasattr(time, "tzset"):
        time.tzset()
