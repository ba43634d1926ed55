"""Declining: not using AI here, or not with one document, and saying why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompt_tutor.grading.mentions import judge_mentions
from prompt_tutor.grading.prompt import Prompt

if TYPE_CHECKING:
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.verdict import Verdict


@dataclass(frozen=True, slots=True)
class DeclineGrade:
    """The grade of declining.

    Attributes:
        expected: whether declining is the right act in the scenario.
        reasons: a verdict on each reason of the scenario, in its order; passages index what the learner wrote.
    """

    expected: bool
    reasons: tuple[Verdict, ...]

    @property
    def passed(self) -> bool:
        """Whether declining was right and one of the scenario's reasons was given."""
        return self.expected and any(reason.met for reason in self.reasons)


def grade_decline(text: str, scenario: Scenario, language: str) -> DeclineGrade | None:
    """Grade `text`, what the learner writes to decline, in `language`; None where the scenario offers no declining."""
    decline = scenario.decline
    if decline is None:
        return None
    prompt = Prompt(text)
    reasons = tuple(judge_mentions(reason, prompt, scenario, language, also_negated=True) for reason in decline.reasons)
    return DeclineGrade(decline.expected is not False, reasons)
