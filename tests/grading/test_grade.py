from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from prompt_tutor.grading.grade import grade_prompt, share
from prompt_tutor.grading.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_tutor.content.scenario import Scenario

    Build = Callable[..., Scenario]

DAYS: dict[str, Any] = {
    "id": "days",
    "kind": "mentions",
    "title": "Les jours",
    "consequence": "x",
    "weight": 3,
    "routes": [{"fr": [["vendredi"]], "en": [["friday"]]}],
}
BOTH = "Écris un avis en 5 lignes, qui dit que l'accueil ferme vendredi."


@pytest.mark.parametrize(
    ("parts", "percent"),
    [
        ([(True, 1), (False, 1)], 50),
        ([(True, 1), (False, 7)], 13),  # 12.5: halves up
        ([(True, 2), (False, 1)], 67),
        ([(False, 3)], 0),
        ([], 100),
    ],
)
def test_a_share_is_rounded_halves_up(parts: list[tuple[bool, int]], percent: int) -> None:
    assert share(parts) == percent


def test_weights_make_the_score_and_the_mark_decides(build: Build) -> None:
    scenario = build(criteria=[{"id": "length", "weight": 1}, DAYS])
    grade = grade_prompt(Prompt("Écris un avis sur la fermeture de vendredi."), scenario, "fr")
    assert (grade.score, grade.passed, grade.met) == (75, True, frozenset(("days", "privacy")))
    assert not grade_prompt(Prompt("Écris un avis sur la fermeture de vendredi."), scenario, "fr", pass_mark=76).passed
    assert grade_prompt(Prompt("Écris un avis en 5 lignes."), scenario, "fr").score == 25


def test_an_essential_criterion_holds_whatever_the_score(build: Build) -> None:
    scenario = build(criteria=[{"id": "length", "weight": 1, "essential": True}, {**DAYS, "weight": 9}])
    grade = grade_prompt(Prompt("Écris un avis sur la fermeture de vendredi."), scenario, "fr")
    assert (grade.score, grade.passed) == (90, False)


def test_broken_privacy_does_not_pass_and_has_no_weight(build: Build) -> None:
    scenario = build(criteria=[{"id": "length"}, DAYS])
    grade = grade_prompt(Prompt(BOTH + " Rappeler Mme Lydie Roussel au 06 39 98 12 34."), scenario, "fr")
    assert (grade.score, grade.passed) == (100, False)
    assert grade.criteria[-1].id == "privacy"
    assert grade.criteria[-1].weight == 0
    assert grade_prompt(Prompt(BOTH), scenario, "fr").passed


def test_privacy_named_by_a_scenario_still_has_no_weight_and_still_holds(build: Build) -> None:
    scenario = build(criteria=[{"id": "privacy", "weight": 5}, {"id": "length"}])
    clean = grade_prompt(Prompt("Écris un avis sur la consommation."), scenario, "fr")
    assert (clean.score, [criterion.id for criterion in clean.criteria]) == (0, ["privacy", "length"])
    broken = grade_prompt(Prompt("Écris 5 lignes à Mme Lydie Roussel, 06 39 98 12 34."), scenario, "fr")
    assert (broken.score, broken.passed) == (100, False)


def test_a_step_counts_some_criteria_and_essential_ones_still_hold(build: Build) -> None:
    scenario = build(criteria=[{"id": "length", "essential": True}, DAYS])
    prompt = Prompt("Écris un avis sur la fermeture de vendredi.")
    grade = grade_prompt(prompt, scenario, "fr", count=("days",))
    assert (grade.score, grade.passed) == (100, False)
    assert [criterion.id for criterion in grade.counted] == ["days"]


def test_a_narrowed_criterion_tells_its_general_verdict_too(build: Build) -> None:
    scenario = build(criteria=[{"id": "length", "narrow": {"unit": "words", "max": 400}}])
    near = grade_prompt(Prompt("Écris une note d'une page."), scenario, "fr").criteria[0]
    assert (near.met, near.generic) == (False, True)
    assert near.verdict.near
    assert grade_prompt(Prompt("Écris une note de 300 mots."), scenario, "fr").criteria[0].met


def test_the_same_prompt_gets_the_same_grade(build: Build) -> None:
    scenario = build(criteria=[{"id": "length"}, DAYS])
    assert grade_prompt(Prompt(BOTH), scenario, "fr") == grade_prompt(Prompt(BOTH), scenario, "fr")


def test_a_prompt_on_another_subject_is_known(build: Build) -> None:
    scenario = build()
    assert not grade_prompt(Prompt("Écris un poème."), scenario, "fr").on_subject
    assert grade_prompt(Prompt("Résume la consommation."), scenario, "fr").on_subject
