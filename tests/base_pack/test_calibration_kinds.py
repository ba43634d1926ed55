"""Each scenario is tried with every kind of prompt, in both languages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from prompt_tutor.content.scenario import Scenario

PASSES: Final = {
    "naive": False,
    "middling": False,
    "strong": True,
    "other-way": True,
    "other-way-2": True,
    "cheat": False,
    "cheat-grader": False,
}
"""The kinds of calibration, and whether a prompt of that kind passes."""


def test_each_kind_of_calibration_stands_once_and_says_whether_it_passes(scenario: Scenario, language: str) -> None:
    told = [each for each in scenario.calibration if each.language == language]
    count = Counter(each.name for each in told)
    assert {kind: count[kind] for kind in PASSES} == dict.fromkeys(PASSES, 1)
    assert {each.name: each.passes for each in told if each.name in PASSES} == PASSES


def test_some_calibration_uses_the_words_of_the_scenario_without_its_substance(
    scenario: Scenario, language: str
) -> None:
    own = {criterion.id for criterion in scenario.criteria if not criterion.generic}
    further = [each for each in scenario.calibration if each.language == language and each.name not in PASSES]
    assert any(each.passes is False and own & set(each.unmet) for each in further)


def test_prompts_of_the_roads_that_pass_are_three_different_texts(scenario: Scenario, language: str) -> None:
    roads = [
        " ".join([each.prompt, *each.prompts.values()]).split()
        for each in scenario.calibration
        if each.language == language and PASSES.get(each.name)
    ]
    shared = [
        len(set(first) & set(second)) / min(len(set(first)), len(set(second)))
        for at, first in enumerate(roads)
        for second in roads[at + 1 :]
    ]
    assert max(shared) < 0.6
