"""A stored attempt graded again: a row more, nothing changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prompt_tutor.learning import regrading
from prompt_tutor.learning.disputes import dispute
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.learning.regrading import regrade

if TYPE_CHECKING:
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.storage.attempts import Attempts

WEAK = "Rédige un avis de fermeture de 3 lignes au plus, pour samedi."


@pytest.fixture
def exercise(scenario: Scenario, attempts: Attempts) -> Exercise:
    return Exercise(scenario, "fr", attempts)


@pytest.fixture
def _newer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regrading, "GRADER_VERSION", "newer")


@pytest.mark.usefixtures("_newer")
def test_grading_again_adds_a_grade_and_keeps_the_one_of_then(exercise: Exercise, attempts: Attempts) -> None:
    attempt = exercise.submit(WEAK)
    first = attempts.grade_of(attempt.id)
    again = regrade(exercise, attempt)
    assert again.grade == attempt.grade
    assert again.regraded == attempt.grade
    assert not again.differs_now
    assert attempts.first_grade_of(attempt.id) == first
    assert attempts.grade_of(attempt.id).version == "newer"
    regrade(exercise, attempt)
    assert attempts.grade_of(attempt.id).id == first.id + 1


def test_the_grader_that_graded_it_adds_nothing(exercise: Exercise, attempts: Attempts) -> None:
    attempt = exercise.submit(WEAK)
    assert regrade(exercise, attempt).regraded is None
    assert attempts.grade_of(attempt.id) == attempts.first_grade_of(attempt.id)


@pytest.mark.usefixtures("_newer")
def test_the_history_shows_the_grade_of_then_and_says_that_it_would_differ(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = exercise.submit(WEAK)
    better = exercise.submit(WEAK.replace("samedi", "vendredi")).grade
    monkeypatch.setattr(regrading, "grade_conversation", lambda *given, **named: better)
    regrade(exercise, attempt)
    then = exercise.history()[0]
    assert (then.grade.passed, then.differs_now) == (False, True)
    assert then.regraded is not None
    assert then.regraded.passed
    assert not exercise.history()[1].differs_now


@pytest.mark.usefixtures("_newer")
def test_it_is_graded_by_the_criteria_that_counted_where_it_was_sent(
    exercise: Exercise, scenario: Scenario, attempts: Attempts
) -> None:
    step = Exercise(scenario, "fr", attempts, count=("days",), pass_mark=100)
    attempt = step.submit("Annonce la fermeture de vendredi.")
    assert [item.id for item in attempt.grade.counted] == ["days"]
    again = regrade(exercise, exercise.history()[0])
    assert again.regraded is not None
    assert not again.differs_now


@pytest.mark.usefixtures("_newer")
def test_what_is_disputed_stays_so(exercise: Exercise) -> None:
    disputed = dispute(exercise, exercise.submit(WEAK), "days", "samedi")
    again = regrade(exercise, disputed)
    assert again.regraded == disputed.grade


@pytest.mark.usefixtures("_newer")
def test_it_is_graded_on_the_scenario_as_it_was(exercise: Exercise, attempts: Attempts, scenario: Scenario) -> None:
    attempt = exercise.submit("Rédige un avis de fermeture de vendredi d'après {{note}}")
    harder = scenario.model_copy(update={"criteria": scenario.criteria[:1], "documents": ()})
    assert harder.digest != scenario.digest
    later = Exercise(harder, "fr", attempts)
    again = regrade(later, later.history()[0])
    assert again.regraded == attempt.grade
