"""The lessons of the base pack: what each has to have, and how paths order them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prompt_tutor.authoring.trial import try_prompt
from prompt_tutor.content.reading import read_scenario

if TYPE_CHECKING:
    from pathlib import Path

    from prompt_tutor.content.lesson import Lesson

MOST_CHANGED: Final = 25
"""Words by which two compared prompts may differ."""


def practised(lesson: Lesson) -> set[str]:
    """Return the scenarios that a lesson practises."""
    return {step.scenario for step in lesson.steps if step.kind == "practice"}


def test_lesson_practises_scenarios_of_the_pack(lesson: Lesson, scenario_ids: set[str]) -> None:
    assert practised(lesson)
    assert practised(lesson) <= scenario_ids


def test_review_is_on_a_scenario_that_the_lesson_does_not_practise(lesson: Lesson, scenario_ids: set[str]) -> None:
    assert lesson.review in scenario_ids - practised(lesson)


def test_lesson_has_every_kind_of_step_that_teaches(lesson: Lesson) -> None:
    assert {step.kind for step in lesson.steps} >= {"read", "compare", "quiz", "practice", "recap"}


def test_prompt_to_repair_finds_its_documents_and_does_not_pass(lesson: Lesson, language: str, pack: Path) -> None:
    for step in lesson.steps:
        if step.kind == "practice" and step.start is not None:
            scenario = read_scenario(pack / "scenarios" / step.scenario / "scenario.toml").whole()
            trial = try_prompt(scenario, step.start.in_(language), language)
            assert "{{" not in trial.prompt.text
            assert not trial.grade.passed


def test_compared_prompts_differ_in_one_passage(lesson: Lesson, language: str) -> None:
    for step in lesson.steps:
        if step.kind == "compare":
            before, after = step.before.prompt.in_(language).split(), step.after.prompt.in_(language).split()
            same_start = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
            tails = zip(reversed(before[same_start:]), reversed(after[same_start:]), strict=False)
            same_end = next((n for n, (a, b) in enumerate(tails) if a != b), len(before) - same_start)
            changed = max(len(before), len(after)) - same_start - same_end
            assert 0 < changed <= MOST_CHANGED


def test_lessons_of_paths_exist_once_in_each(paths: dict[str, tuple[str, ...]], lesson_ids: list[str]) -> None:
    assert {id_ for path in paths.values() for id_ in path} <= set(lesson_ids)
    assert [path for path, lessons in paths.items() if len(set(lessons)) < len(lessons)] == []


def test_paths_have_six_lessons_and_one_has_them_all(paths: dict[str, tuple[str, ...]], lesson_ids: list[str]) -> None:
    assert {path: len(lessons) for path, lessons in paths.items()} == {
        "agents": 6,
        "encadrants": 6,
        "elus": 6,
        "tout": 16,
    }
    assert sorted(paths["tout"]) == sorted(lesson_ids)
