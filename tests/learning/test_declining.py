"""When a step is done in a scenario where something is to be declined: with a real store."""

import shutil
from pathlib import Path

import pytest

from prompt_tutor.content.library import open_library
from prompt_tutor.content.reading import read_scenario
from prompt_tutor.content.scenario import Scenario
from prompt_tutor.learning.course import outcomes_of
from prompt_tutor.learning.declining import goal_reached, refusal_due
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.records import Summary

SOURCE = Path(__file__).parents[1] / "authoring" / "conversation.toml"
FIRST = "Classe les avis par thème dans un tableau, uniquement d’après ces avis."
SECOND = "Rédige la synthèse des avis en 5 lignes au plus."
REASON = "Les adresses permettent d’identifier des personnes."


@pytest.fixture
def exercise(attempts: Attempts) -> Exercise:
    return Exercise(read_scenario(SOURCE).whole(), "fr", attempts, step="base/lecon/essai")


def prompt_well(exercise: Exercise) -> None:
    exercise.submit(SECOND, after=exercise.submit(FIRST), carried="| Parc | 12 avis |")


@pytest.mark.parametrize("refused_first", [True, False])
def test_goal_needs_the_prompt_and_the_refusal_in_either_order(exercise: Exercise, *, refused_first: bool) -> None:
    if refused_first:
        exercise.decline(REASON)
    else:
        prompt_well(exercise)
    assert not goal_reached(exercise)
    if refused_first:
        prompt_well(exercise)
    else:
        exercise.decline(REASON)
    assert goal_reached(exercise)


def test_refusal_without_a_reason_that_holds_is_still_due(exercise: Exercise) -> None:
    exercise.decline("Je n’aime pas ces outils.")
    assert refusal_due(exercise)
    exercise.decline(REASON)
    assert not refusal_due(exercise)


def test_prompt_of_another_step_does_not_count(exercise: Exercise, attempts: Attempts) -> None:
    prompt_well(Exercise(exercise.scenario, "fr", attempts))
    exercise.decline(REASON)
    assert not goal_reached(exercise)


def test_lists_and_exercise_agree_on_the_goal_and_another_pack_has_its_own(attempts: Attempts, tmp_path: Path) -> None:
    for pack in ("base", "other"):
        folder = tmp_path / pack / "scenarios" / read_scenario(SOURCE).whole().id
        folder.mkdir(parents=True)
        shutil.copy(SOURCE, folder / "scenario.toml")
    library = open_library([tmp_path / "base", tmp_path / "other"], tmp_path)
    mine, theirs = (entry.name for entry in library.scenarios)
    exercise = Exercise(library.scenario(mine), "fr", attempts)
    assert outcomes_of(library.scenarios, attempts) == {}
    prompt_well(exercise)
    exercise.decline("Je n’aime pas ces outils.")
    assert outcomes_of(library.scenarios, attempts) == {mine: Summary(2, passed=False)}
    exercise.decline(REASON)
    assert goal_reached(exercise)
    assert outcomes_of(library.scenarios, attempts) == {mine: Summary(2, passed=True)}
    same_id = Exercise(library.scenario(theirs), "fr", attempts)
    assert not same_id.history()
    assert refusal_due(same_id)


def test_nothing_is_due_where_nothing_is_to_be_declined(scenario: Scenario, attempts: Attempts) -> None:
    assert not refusal_due(Exercise(scenario, "fr", attempts))
