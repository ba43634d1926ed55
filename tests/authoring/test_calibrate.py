"""A scenario's own tests: calibrations, solution in pieces, omissions."""

from pathlib import Path

import pytest

from prompt_tutor.authoring.calibrate import (
    best_answers,
    never_lost,
    omissions,
    run_calibration,
    run_calibrations,
    run_solution,
)
from prompt_tutor.authoring.trial import languages_of, try_prompt
from prompt_tutor.content.reading import read_scenario
from prompt_tutor.content.scenario import Calibration, Scenario


@pytest.fixture
def scenario(example_pack: Path) -> Scenario:
    """The scenario of the documentation."""
    return read_scenario(example_pack / "scenarios/horaires-ete/scenario.toml").whole()


def without_slot_choice(scenario: Scenario, slot: str) -> Scenario:
    """Return the scenario whose slot always says what it says to a prompt that meets everything."""
    slots = tuple(
        item.model_copy(
            update={"choices": (item.choices[0].model_copy(update={"when": type(item.choices[0].when)()}),)}
        )
        if item.id == slot
        else item
        for item in scenario.practice.slots
    )
    return scenario.model_copy(update={"practice": scenario.practice.model_copy(update={"slots": slots})})


def test_documents_are_expanded_in_the_language_of_the_prompt(scenario: Scenario) -> None:
    assert "Library, 6 July" in try_prompt(scenario, "Write the poster. {{horaires}}", "en").prompt.text


def test_calibrations_that_hold_have_no_differences(scenario: Scenario) -> None:
    results = run_calibrations(scenario)
    assert [result.calibration.name for result in results] == ["naive", "strong", "other-way", "cheat"]
    assert not [result.differences for result in results if result.differences]


def test_each_expectation_that_does_not_hold_is_a_difference(scenario: Scenario) -> None:
    calibration = Calibration(
        name="wrong",
        prompt="Rédige l’affiche en 30 mots.",
        met=("source",),
        unmet=("length",),
        passes=True,
        passed_checks=("says-15-august",),
    )
    result = run_calibration(scenario, calibration)
    assert [(item.key, item.id) for item in result.differences] == [
        ("met", "source"),
        ("unmet", "length"),
        ("passed_checks", "says-15-august"),
        ("passes", ""),
    ]
    assert "30 mots" in result.differences[1].passages[0]


def test_check_that_should_fail_and_passes_is_a_difference(scenario: Scenario) -> None:
    strong = next(calibration for calibration in scenario.calibration if calibration.name == "strong")
    result = run_calibration(scenario, strong.model_copy(update={"failed_checks": ("says-15-august",)}))
    (difference,) = result.differences
    assert (difference.key, difference.id) == ("failed_checks", "says-15-august")
    assert difference.detail


@pytest.mark.parametrize("language", ["fr", "en"])
def test_solution_without_a_piece_loses_the_criteria_of_the_piece(scenario: Scenario, language: str) -> None:
    solution = run_solution(scenario, language)
    assert solution.trial.grade.passed
    assert solution.unmet == ()
    assert [piece.kept for piece in solution.pieces] == [(), (), ()]
    assert [set(piece.criteria) for piece in scenario.solution.pieces] == [piece.lost for piece in solution.pieces]


def test_piece_that_another_piece_repeats_is_kept(scenario: Scenario) -> None:
    first, *rest = scenario.solution.pieces
    doubled = scenario.solution.model_copy(update={"pieces": (first, first, *rest)})
    solution = run_solution(scenario.model_copy(update={"solution": doubled}), "fr")
    assert solution.pieces[0].kept == ("length",)
    assert solution.pieces[0].lost == frozenset()


def test_each_omission_shows_in_the_answer(scenario: Scenario) -> None:
    for language in languages_of(scenario):
        found = omissions(scenario, language)
        assert {omission.criterion for omission in found} == {"source", "length", "closed-days"}
        assert all(omission.shown and omission.changed for omission in found)


def test_omission_that_no_choice_shows_is_told(scenario: Scenario) -> None:
    found = {omission.criterion: omission for omission in omissions(without_slot_choice(scenario, "closed"), "fr")}
    assert not found["closed-days"].shown
    assert not found["closed-days"].changed
    assert found["length"].shown


def test_best_answer_passes_its_checks(scenario: Scenario) -> None:
    [(text, grade)] = best_answers(scenario, "fr")
    assert "15 août" in text
    assert grade.score == 100


def test_criterion_that_nothing_loses_is_named(scenario: Scenario) -> None:
    results, solutions = run_calibrations(scenario), [run_solution(scenario, "fr")]
    assert never_lost(scenario, results, solutions) == ()
    strong = [result for result in results if result.calibration.name == "strong"]
    assert never_lost(scenario, strong, []) == ("source", "length", "closed-days")
