"""Attempts as Markdown: what stands in the file, and what cannot break out of it."""

import asyncio

import pytest

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.learning.export import markdown
from prompt_tutor.learning.past import past_attempts
from prompt_tutor.llm.practice import PracticeModel
from prompt_tutor.storage.attempts import Attempts


@pytest.fixture
def exercise(scenario: Scenario, attempts: Attempts) -> Exercise:
    return Exercise(scenario, "fr", attempts)


def exported(exercise: Exercise) -> str:
    return markdown(past_attempts(exercise), exercise.scenario)


def test_prompt_answer_verdicts_passages_model_and_date_stand_there(exercise: Exercise) -> None:
    attempt = asyncio.run(exercise.ask(exercise.submit("Annonce la fermeture de vendredi."), PracticeModel()))
    text = exported(exercise)
    assert attempt.answer
    for words in ("Annonce la fermeture de vendredi.", attempt.answer.text, "“vendredi”", "practice model"):
        assert words in text
    assert "- ✓ Les jours: met" in text
    assert "- ○ Length: to revise" in text
    assert str(past_attempts(exercise)[0].created.year) in text


def test_documents_stand_there_as_they_were_sent(exercise: Exercise) -> None:
    exercise.submit("Annonce {{note}}")
    assert "Annonce Fermé vendredi." in exported(exercise)


def test_fences_and_control_sequences_of_a_prompt_stay_text(exercise: Exercise) -> None:
    exercise.submit("```\n# Titre\n```\n\x1b[31mrouge")
    text = exported(exercise)
    assert "````text\n```\n# Titre\n```\n\\x1b[31mrouge\n````" in text


def test_a_changed_scenario_is_said(exercise: Exercise, scenario: Scenario) -> None:
    exercise.submit("Annonce.")
    other = scenario.model_copy(update={"minutes": 6})
    assert "has changed since" not in exported(exercise)
    assert "has changed since" in exported(Exercise(other, "fr", exercise.attempts))
