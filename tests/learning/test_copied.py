"""Words of a criterion that do not count because they are copied."""

import pytest

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.learning.copied import copied_passages
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.storage.attempts import Attempts

COPIED = "la mairie est fermée vendredi 12 juin"


@pytest.fixture
def exercise(scenario: Scenario, attempts: Attempts) -> Exercise:
    """An exercise whose situation says which day it is, and whose criterion asks for the day and for readers."""
    situation = scenario.brief.situation.model_validate(f"Sachez ceci : {COPIED}, pour travaux.")
    brief = scenario.brief.model_copy(update={"situation": situation})
    return Exercise(scenario.model_copy(update={"brief": brief}), "fr", attempts)


def passages(exercise: Exercise, draft: str) -> list[str]:
    attempt = exercise.submit(draft)
    item = next(item for item in attempt.grade.criteria if item.id == "days")
    return [attempt.prompt.text[start:end] for start, end in copied_passages(item, attempt, exercise.scenario)]


def test_what_would_meet_the_criterion_if_it_were_not_copied_is_told(exercise: Exercise) -> None:
    assert passages(exercise, f"Annonce que {COPIED}.") == [COPIED]


def test_nothing_is_told_of_a_criterion_that_is_met(exercise: Exercise) -> None:
    assert passages(exercise, f"Annonce que {COPIED}. Rappelle vendredi.") == []


def test_nothing_is_told_where_the_copied_words_would_not_do(exercise: Exercise) -> None:
    assert passages(exercise, f"N’écris jamais « vendredi », ne dis pas que {COPIED}.") == []
    assert passages(exercise, "Annonce que la mairie est fermée.") == []
