"""What a live model guessed on a weak prompt."""

from dataclasses import replace
from typing import Any

import pytest

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.grading.answer import check_answer
from prompt_tutor.learning.attempt import Answer, Attempt
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.learning.guesses import Guess, guesses
from prompt_tutor.llm.model import ModelInfo
from prompt_tutor.llm.practice import PRACTICE
from prompt_tutor.storage.attempts import Attempts

LIVE = ModelInfo("openai/test", "live", simulated=False, hosted=False)


@pytest.fixture
def exercise(scenario: Scenario, attempts: Attempts) -> Exercise:
    """An exercise on the closing hours."""
    return Exercise(scenario, "fr", attempts)


def answered(attempt: Attempt, scenario: Scenario, text: str, **changes: Any) -> Attempt:
    grade = check_answer(text, scenario, "fr")
    answer = Answer(LIVE, "2026-11-23T10:00:00+00:00", "complete", text, (), grade)
    return replace(attempt, answer=replace(answer, **changes))


def test_a_right_answer_to_a_prompt_that_did_not_ask_is_a_guess(exercise: Exercise, scenario: Scenario) -> None:
    attempt = answered(exercise.submit("Annonce la fermeture."), scenario, "Fermé vendredi.")
    assert guesses(attempt, scenario) == (Guess("says-friday", "days"),)


def test_a_wrong_answer_is_no_guess(exercise: Exercise, scenario: Scenario) -> None:
    attempt = answered(exercise.submit("Annonce la fermeture."), scenario, "Fermé bientôt.")
    assert guesses(attempt, scenario) == ()


def test_what_the_prompt_asked_for_is_no_guess(exercise: Exercise, scenario: Scenario) -> None:
    attempt = answered(exercise.submit("Annonce la fermeture de vendredi."), scenario, "Fermé vendredi.")
    assert guesses(attempt, scenario) == ()


def test_a_simulated_answer_guesses_nothing(exercise: Exercise, scenario: Scenario) -> None:
    attempt = answered(exercise.submit("Annonce la fermeture."), scenario, "Fermé vendredi.", model=PRACTICE)
    assert guesses(attempt, scenario) == ()


def test_without_an_answer_there_is_no_guess(exercise: Exercise, scenario: Scenario) -> None:
    assert guesses(exercise.submit("Annonce la fermeture."), scenario) == ()
