"""A text that the learner writes for residents: checked as an answer would be, and read for what it has to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompt_tutor.content.criterion import Criterion
from prompt_tutor.content.scenario import Scenario
from prompt_tutor.grading.answer import check_answer
from prompt_tutor.grading.mentions import judge_mentions
from prompt_tutor.grading.prompt import Prompt

if TYPE_CHECKING:
    from prompt_tutor.content.lesson import Write


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked for in a text.

    Attributes:
        title: what was looked for, in the language asked for.
        held: whether it is there.
        detail: why, or what to do; "" where there is nothing to say.
    """

    title: str
    held: bool
    detail: str


def read_text(step: Write, text: str, language: str) -> tuple[Finding, ...]:
    """Return what was looked for in `text`, which the learner wrote in `language`: its checks, then what it says."""
    scenario = _as_scenario(step)
    titles = {check.id: check.title.in_(language) for check in step.checks}
    found = [
        Finding(titles[check.id], check.passed, check.detail) for check in check_answer(text, scenario, language).checks
    ]
    for each in step.mentions:
        criterion = Criterion.model_construct(id=each.id, routes=each.routes)
        met = judge_mentions(criterion, Prompt(text), scenario, language).met
        found.append(Finding(each.title.in_(language), met, "" if met else each.advice.in_(language)))
    return tuple(found)


def _as_scenario(step: Write) -> Scenario:
    """Return a scenario with the step's checks, whose only document is the step's material."""
    material = step.material
    documents = [{"id": "material", "title": "material", "text": material.root}] if material else []
    return Scenario.model_validate(
        {
            "format": 1,
            "id": "write",
            "title": "write",
            "level": "beginner",
            "minutes": 1,
            "brief": {"persona": "", "situation": "", "request": step.request.root},
            "documents": documents,
            "criteria": [{"id": "task"}],
            "answer": {"checks": step.checks},
            "practice": {"subject": ["-"], "off_topic": "", "slots": [{"id": "text", "choices": [{"text": ""}]}]},
            "solution": {"pieces": [{"text": ""}]},
        }
    )
