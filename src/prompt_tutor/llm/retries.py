"""Asking again after a fault that may pass by itself: which pause, and when no more."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Retries:
    """How often a model is asked and how long the pauses are.

    Attributes:
        most: requests in all.
        base: seconds before the second request; each further pause is twice as long.
        longest: seconds that a server may ask to wait; nobody sits before a screen for longer.
        jitter: a number from 0 to 1, so that a class whose requests were refused together does not come back together.
    """

    most: int = 3
    base: float = 2.0
    longest: float = 60.0
    jitter: Callable[[], float] = random.random

    def pause(self, made: int, asked: float | None) -> float | None:
        """Return the seconds to wait after `made` requests; None where no other one is to be made.

        `asked` is what the server asked for, in seconds, None where it said nothing. Where that is too long, asking
        earlier would only be refused again.
        """
        if made >= self.most or (asked is not None and asked > self.longest):
            return None
        if asked is not None:
            return asked + self.jitter()
        return float(self.base * 2 ** (made - 1) * (1 + self.jitter() / 2))


def asked_seconds(header: str, now: datetime | None = None) -> float | None:
    """Return the seconds that the HTTP header Retry-After asks for, None where it cannot be read.

    It holds seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
    """
    try:
        seconds = float(header)
    except ValueError:
        try:
            date = parsedate_to_datetime(header)
        except ValueError:
            return None
        seconds = (date.replace(tzinfo=date.tzinfo or UTC) - (now or datetime.now(UTC))).total_seconds()
    return max(0.0, seconds) if seconds == seconds and seconds != float("inf") else None
