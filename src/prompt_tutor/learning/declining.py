"""When a step counts as done in a scenario where something may be declined: refusing and prompting are one goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.learning.attempt import read_grade
from prompt_tutor.learning.disputes import settled

if TYPE_CHECKING:
    from prompt_tutor.learning.exercise import Exercise
    from prompt_tutor.storage.records import AttemptRecord


def refusal_due(exercise: Exercise) -> bool:
    """Return whether the scenario expects something to be declined that the learner has not declined yet.

    Raises StorageError.
    """
    decline = exercise.scenario.decline
    return bool(decline and decline.expected is not False and not exercise.attempts.refused(exercise.scenario.name))


def goal_reached(exercise: Exercise) -> bool:
    """Return whether a prompt of this step passed and what is to be declined was declined. Raises StorageError."""
    if refusal_due(exercise):
        return False
    return any(
        _passed(exercise, record)
        for record in exercise.attempts.history(exercise.scenario.name)
        if record.step == exercise.step and record.language == exercise.language
    )


def _passed(exercise: Exercise, record: AttemptRecord) -> bool:
    grade = read_grade(exercise.attempts.grade_of(record.id).content)
    return settled(exercise, grade, exercise.attempts.disputes_of(record.id), len(record.prompts)).passed
