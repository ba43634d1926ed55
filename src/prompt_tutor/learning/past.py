"""The attempts of a scenario as its history shows them: each with its date, and whether the scenario has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompt_tutor.i18n import _, language

if TYPE_CHECKING:
    from datetime import datetime

    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.learning.exercise import Exercise


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """One attempt of the history.

    Attributes:
        attempt: with its answer, as it was graded then.
        created: when it was sent, in UTC.
        changed: whether the scenario was another then.
    """

    attempt: Attempt
    created: datetime
    changed: bool


def past_attempts(exercise: Exercise) -> tuple[PastAttempt, ...]:
    """Return the attempts on the scenario of `exercise` in its language, oldest first. Raises StorageError."""
    records = {record.id: record for record in exercise.attempts.history(exercise.scenario.name)}
    return tuple(
        PastAttempt(attempt, records[attempt.id].created, records[attempt.id].digest != exercise.scenario.digest)
        for attempt in exercise.history()
    )


def date_words(date: datetime) -> str:
    """Return `date` in the local time and as the interface's language writes it, to the minute."""
    return date.astimezone().strftime("%d/%m/%Y %H:%M" if language() == "fr" else "%Y-%m-%d %H:%M")


def model_words(attempt: Attempt) -> str:
    """Return who answered `attempt`, in a few words."""
    if attempt.answer is None:
        return _("no answer")
    info = attempt.answer.model
    if info.simulated:
        return _("practice model")
    return _("{model}, recorded").format(model=info.id) if info.kind == "recorded" else info.id
