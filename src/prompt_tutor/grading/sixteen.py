"""The sixteen criteria: a verdict on each, with the words that decided."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.grading.criteria.rules import decide
from prompt_tutor.grading.criteria.situation import read_situation
from prompt_tutor.grading.criteria.weighing import weigh
from prompt_tutor.grading.privacy.find import find_personal_data
from prompt_tutor.grading.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prompt_tutor.grading.prompt import Prompt

GRADER_VERSION: Final = "4"
"""Stored with every grade: it changes whenever a verdict may."""


def judge(prompt: Prompt, language: str) -> dict[str, Verdict]:
    """Return the verdicts on `prompt`, by criterion, in the order of `CRITERIA`.

    Any text gets all sixteen. An empty one meets nothing but `privacy`. For `privacy` the evidence is what breaks it.

    Args:
        prompt: the prompt as it is sent, documents expanded.
        language: "fr" or "en", the language that it is read in.
    """
    return dict(_judged(prompt, language))


@lru_cache(maxsize=8)
def _judged(prompt: Prompt, language: str) -> Mapping[str, Verdict]:
    """Judge once what a conversation reads again at each of its turns."""
    situation = read_situation(prompt, language)
    verdicts = weigh(decide(situation), situation)
    broken = find_personal_data(prompt.text)
    verdicts["privacy"] = Verdict("privacy", not broken, broken)
    return {criterion: verdicts[criterion] for criterion in CRITERIA}
