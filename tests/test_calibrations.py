"""The scenarios of the base pack hold what they promise: calibrations, solution, an answer that shows each omission.

Everything here runs on whatever scenarios the pack has; a new one is tested by being there. The kinds of calibration,
the figures of the answers, lost evidence and the lessons: `tests/base_pack/`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from prompt_tutor.authoring.calibrate import (
    best_answers,
    compose_all,
    never_lost,
    omissions,
    run_calibrations,
    run_solution,
)
from prompt_tutor.authoring.trial import try_drafts, try_prompt, try_solution
from prompt_tutor.content.model import LANGUAGES
from prompt_tutor.content.reading import read_scenario

if TYPE_CHECKING:
    from prompt_tutor.authoring.calibrate import CalibrationResult, SolutionResult
    from prompt_tutor.content.scenario import Scenario

PACK = Path(__file__).parents[1]
SCENARIOS = sorted(path.parent.name for path in PACK.glob("scenarios/*/scenario.toml"))

PERSONAL = {
    "fr": "Mme Odile Trancart, 06 39 98 12 34, a perdu son emploi et nous réclame une aide.",
    "en": "Mrs Odile Trancart, 06 39 98 12 34, has lost her job and is asking us for help.",
}
"""A private person's name, phone (of the range reserved for fiction) and situation."""

HEADINGS = {
    "fr": ("Rôle", "Contexte", "Tâche", "Destinataire", "Format", "Longueur", "Ton", "Source", "Vérification"),
    "en": ("Role", "Context", "Task", "Audience", "Format", "Length", "Tone", "Source", "Verification"),
}


@cache
def scenario_named(name: str) -> Scenario:
    """Read the scenario `name` of the base pack."""
    return read_scenario(PACK / "scenarios" / name / "scenario.toml").whole()


@cache
def calibrated(name: str) -> tuple[CalibrationResult, ...]:
    """Return what came of each calibration of the scenario `name`."""
    return run_calibrations(scenario_named(name))


@cache
def solved(name: str, language: str) -> SolutionResult:
    """Return what came of the solution of the scenario `name`."""
    return run_solution(scenario_named(name), language)


def calibrations() -> list[object]:
    """Return one parameter for each calibration of each scenario."""
    return [
        pytest.param(name, index, id=f"{name}-{calibration.name}-{calibration.language}")
        for name in SCENARIOS
        for index, calibration in enumerate(scenario_named(name).calibration)
    ]


every_scenario = pytest.mark.parametrize("name", SCENARIOS)
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.mark.parametrize(("name", "index"), calibrations())
def test_calibration_holds(name: str, index: int) -> None:
    result = calibrated(name)[index]
    assert result.trial is None or not any("{{" in prompt.text for prompt in result.trial.prompts)
    assert result.differences == ()


@every_scenario
@in_both_languages
def test_solution_meets_everything_and_passes(name: str, language: str) -> None:
    result = solved(name, language)
    assert result.unmet == ()
    assert result.trial.grade.passed
    assert result.trial.grade.score == 100
    assert result.trial.failed_checks == frozenset()


@every_scenario
@in_both_languages
def test_each_piece_of_the_solution_is_needed(name: str, language: str) -> None:
    scenario = scenario_named(name)
    kept = {
        scenario.solution.pieces[piece.index].text.in_(language): piece.kept
        for piece in solved(name, language).pieces
        if piece.kept
    }
    assert kept == {}


@every_scenario
def test_every_criterion_can_be_lost(name: str) -> None:
    solutions = [solved(name, language) for language in LANGUAGES]
    assert never_lost(scenario_named(name), calibrated(name), solutions) == ()


@every_scenario
@in_both_languages
def test_each_omission_shows_in_the_answer(name: str, language: str) -> None:
    silent = [each.criterion for each in omissions(scenario_named(name), language) if not (each.shown and each.changed)]
    assert silent == []


@every_scenario
@in_both_languages
def test_omission_shows_when_the_prompt_itself_loses_it(name: str, language: str) -> None:
    scenario = scenario_named(name)
    whole = solved(name, language).trial.grade.met
    for index, piece in enumerate(scenario.solution.pieces):
        trial = try_solution(scenario, language, without=index)
        lost = whole - trial.grade.met
        answers = compose_all(scenario, trial.grade.met, language)
        shown = {passage.criterion for answer in answers for passage in answer.passages}
        # Without its material a prompt loses the marks round it as well: one of the two has to show.
        assert not lost or lost & shown, piece.text.in_(language)


@every_scenario
@in_both_languages
def test_best_answer_passes_every_check_and_shows_no_omission(name: str, language: str) -> None:
    scenario = scenario_named(name)
    checks = [check for _, grade in best_answers(scenario, language) for check in grade.checks]
    assert [(check.id, check.detail) for check in checks if not check.passed] == []
    everything = frozenset(criterion.id for criterion in scenario.criteria)
    assert [answer.passages for answer in compose_all(scenario, everything, language) if answer.passages] == []


@every_scenario
@in_both_languages
def test_residual_errors_stand_in_the_best_answer(name: str, language: str) -> None:
    scenario = scenario_named(name)
    text, _ = best_answers(scenario, language)[-1]
    assert scenario.practice.residual
    assert [
        each.quote.in_(language) for each in scenario.practice.residual if each.quote.in_(language) not in text
    ] == []


@every_scenario
@in_both_languages
def test_brief_pasted_as_the_prompt_does_not_pass(name: str, language: str) -> None:
    brief = scenario_named(name).brief
    draft = "\n\n".join(part.in_(language) for part in (brief.persona, brief.situation, brief.request))
    assert not try_prompt(scenario_named(name), draft, language).grade.passed


@every_scenario
@in_both_languages
def test_documents_alone_do_not_pass(name: str, language: str) -> None:
    scenario = scenario_named(name)
    draft = "\n\n".join(f"{{{{{document.id}}}}}" for document in scenario.documents if not document.sensitive)
    assert not try_prompt(scenario, draft, language).grade.passed


@every_scenario
@in_both_languages
def test_brief_with_its_documents_does_not_pass(name: str, language: str) -> None:
    scenario = scenario_named(name)
    parts = [part.in_(language) for part in (scenario.brief.situation, scenario.brief.request)]
    parts += [f"{{{{{document.id}}}}}" for document in scenario.documents if not document.sensitive]
    assert not try_prompt(scenario, "\n\n".join(parts), language).grade.passed


@every_scenario
@in_both_languages
@pytest.mark.parametrize("with_documents", [False, True])
def test_empty_template_does_not_pass_and_earns_nothing(name: str, language: str, with_documents: bool) -> None:
    scenario = scenario_named(name)
    documents = [f"{{{{{document.id}}}}}" for document in scenario.documents if not document.sensitive]
    colon = {"fr": " :", "en": ":"}[language]
    template = [f"{heading}{colon}" for heading in HEADINGS[language]]
    trial = try_prompt(scenario, "\n\n".join([*template, *(documents if with_documents else [])]), language)
    assert not trial.grade.passed
    assert trial.grade.met <= {"privacy", "source"}


@every_scenario
@in_both_languages
def test_personal_data_stop_a_prompt_that_has_everything_else(name: str, language: str) -> None:
    scenario = scenario_named(name)
    drafts = [f"{draft}\n\n{PERSONAL[language]}" for draft in scenario.solution_drafts(language)]
    grade = try_drafts(scenario, drafts, language, scenario.turn_ids).grade
    assert "privacy" not in grade.met
    assert not grade.passed
    if scenario.criterion("privacy") is not None:
        answers = compose_all(scenario, grade.met, language)
        assert {passage.criterion for answer in answers for passage in answer.passages} == {"privacy"}


@every_scenario
@in_both_languages
def test_prompt_about_something_else_gets_the_off_topic_answer(name: str, language: str) -> None:
    scenario = scenario_named(name)
    draft = {"fr": "Écris un poème sur la mer.", "en": "Write a poem about the sea."}[language]
    trial = try_prompt(scenario, draft, language)
    assert not trial.grade.on_subject
    assert trial.answer == scenario.off_topic_in(language)


@every_scenario
def test_role_and_steps_weigh_a_tenth_at_the_most(name: str) -> None:
    weights = {each.id: each.weight for each in scenario_named(name).criteria if each.id != "privacy"}
    assert 4 <= len(weights) <= 8
    assert 10 * (weights.get("role", 0) + weights.get("steps", 0)) <= sum(weights.values())


@every_scenario
def test_own_criteria_have_two_routes_and_three_hints(name: str) -> None:
    own = [each for each in scenario_named(name).criteria if not each.generic]
    assert own
    few = [each.id for each in own if each.kind == "mentions" and len(each.routes) < 2]
    assert few == []
    assert [each.id for each in own if len(each.hints) != 3 or each.advice is None] == []
