"""When a step counts as done in a scenario where something may be declined: refusing and prompting are one goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.learning.attempt import read_grade

if TYPE_CHECKING:
    from prompt_tutor.learning.exercise import Exercise


def refusal_due(exercise: Exercise) -> bool:
    """Return whether the scenario expects something to be declined that the learner has not declined yet.

    Raises StorageError.
    """
    decline = exercise.scenario.decline
    return bool(decline and decline.expected is not False and not exercise.attempts.refused(exercise.scenario.id))


def goal_reached(exercise: Exercise) -> bool:
    """Return whether a prompt of this step passed and what is to be declined was declined. Raises StorageError."""
    if refusal_due(exercise):
        return False
    records = exercise.attempts.history(exercise.scenario.id)
    return any(
        read_grade(exercise.attempts.grade_of(record.id).content).passed
        for record in records
        if record.step == exercise.step and record.language == exercise.language
    )
