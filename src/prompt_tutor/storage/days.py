"""Days as the learner counts them: the database keeps times in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime


def local_today() -> date:
    """Return what day it is where the learner is."""
    return datetime.now(UTC).astimezone().date()


def local_day(stamp: str) -> date:
    """Return the day of a time stamp of the database, where the learner is."""
    return datetime.fromisoformat(stamp).astimezone().date()
