"""Why a criterion of the scenario's own is not met though its words stand in the prompt: they are copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.grading.mentions import copied_words, judge_mentions

if TYPE_CHECKING:
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.grade import CriterionGrade
    from prompt_tutor.grading.prompt import Span
    from prompt_tutor.learning.attempt import Attempt


def copied_passages(item: CriterionGrade, attempt: Attempt, scenario: Scenario) -> tuple[Span, ...]:
    """Return the passages of the prompt, that of the turn of `item`, which would meet the criterion if they counted.

    They stand word for word in the brief or a document. None where the criterion is met or disputed, and where the
    prompt would miss it all the same.
    """
    criterion = scenario.criterion(item.id)
    if item.met or item.disputed or criterion is None or not criterion.routes:
        return ()
    prompt = attempt.prompts[item.turn]
    copied = copied_words(criterion, prompt, scenario, attempt.language)
    if not copied or not judge_mentions(criterion, prompt, scenario, attempt.language, also_copied=True).met:
        return ()
    return copied
