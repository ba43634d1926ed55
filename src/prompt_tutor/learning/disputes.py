"""“I wrote it here”: verdicts that the learner disputes by words of the draft, kept beside the grades.

A disputed verdict leaves the score on both sides and blocks nothing; the grade itself stays as the grader gave it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from prompt_tutor.errors import UsageError
from prompt_tutor.grading.grade import without_disputed
from prompt_tutor.i18n import _, language
from prompt_tutor.learning.advice import advise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prompt_tutor.grading.grade import CriterionGrade, PromptGrade
    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.learning.exercise import Exercise


def disputable(attempt: Attempt) -> tuple[CriterionGrade, ...]:
    """Return the verdicts on `attempt` that can be disputed: what counts and is not met, personal data aside."""
    return tuple(item for item in attempt.grade.criteria if not item.met and item.weight and item.id != "privacy")


def dispute(exercise: Exercise, attempt: Attempt, criterion: str, words: str) -> Attempt:
    """Keep that the `words` of the draft meet `criterion`, as the learner says, and return `attempt` graded without it.

    Empty `words` take a dispute back. Raises UsageError where the words do not stand in the draft or the verdict cannot
    be disputed, StorageError where it cannot be kept.
    """
    item = next((item for item in disputable(attempt) if item.id == criterion), None)
    if item is None:
        raise UsageError(
            _("The verdict on “{criterion}” cannot be disputed.").format(criterion=criterion),
            _("Choose a criterion that counts here and is not met."),
        )
    if words not in attempt.drafts[item.turn] or (words and not words.strip()):
        raise UsageError(_("These words do not stand in your prompt."), _("Show them as they stand there."))
    disputes = attempt.grade.disputes | {criterion: words}
    grade = settled(exercise, attempt.grade, disputes, len(attempt.drafts))
    exercise.attempts.add_dispute(attempt.id, criterion, words, passed=grade.passed)
    regraded = attempt.regraded and settled(exercise, attempt.regraded, disputes, len(attempt.drafts))
    advice = advise(grade, attempt.prompts, exercise.scenario, (), language())
    return replace(attempt, grade=grade, regraded=regraded, advice=advice)


def as_written(words: str, draft: str) -> str:
    """Return `words` as they stand in `draft`, capitals and white space aside; as they are where they do not."""
    pieces = [re.escape(piece) for piece in words.split()]
    found = re.search(r"\s+".join(pieces), draft, re.IGNORECASE) if pieces else None
    return found[0] if found else words


def settled(exercise: Exercise, grade: PromptGrade, disputes: Mapping[str, str], turns: int) -> PromptGrade:
    """Return the `grade` of so many `turns` without the verdicts that are disputed by words, by criterion."""
    scenario = exercise.scenario
    mark = scenario.pass_mark if exercise.pass_mark is None else exercise.pass_mark
    return without_disputed(grade, disputes, whole=turns == len(scenario.turn_ids), pass_mark=mark)


def still_disputed(exercise: Exercise, last: int, grade: PromptGrade, drafts: Sequence[str]) -> dict[str, str]:
    """Return the disputes of the attempt `last` whose words stand in these `drafts` of a later one, by criterion."""
    turns = {item.id: item.turn for item in grade.criteria}
    known = exercise.attempts.disputes_of(last)
    return {id_: words for id_, words in known.items() if id_ in turns and words in drafts[turns[id_]]}
