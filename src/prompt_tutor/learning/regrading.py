"""Grading a stored attempt again, by a newer grader: a row is added, what was graded then stays as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.grading.grade import grade_conversation
from prompt_tutor.grading.sixteen import GRADER_VERSION
from prompt_tutor.learning.attempt import grade_content
from prompt_tutor.learning.disputes import settled
from prompt_tutor.learning.history import exchanges_of

if TYPE_CHECKING:
    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.learning.exercise import Exercise


def regrade(exercise: Exercise, attempt: Attempt) -> Attempt:
    """Return `attempt`, one of the exercise's history, with what this version's grader says of it; keep that grade.

    It is graded on the scenario as it was then, by the criteria that counted then. Where this version has graded it
    already, nothing is added. Raises StorageError.
    """
    attempts = exercise.attempts
    record = next(record for record in attempts.history(exercise.scenario.name) if record.id == attempt.id)
    if attempts.grade_of(attempt.id).version == GRADER_VERSION:
        return attempt
    scenario = exercise.scenario
    if record.digest != scenario.digest:
        scenario = Scenario.model_validate_json(attempts.snapshot(record.digest))
    counted = tuple(item.id for item in attempt.grade.criteria if item.weight)
    grade = grade_conversation(
        exchanges_of(record, scenario), scenario, record.language, count=counted, pass_mark=exercise.pass_mark
    )
    attempts.add_grade(attempt.id, None, GRADER_VERSION, grade_content(grade))
    return replace(attempt, regraded=settled(exercise, grade, attempt.grade.disputes, len(record.prompts)))
