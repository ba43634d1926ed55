"""Cues and the trained model together: the cues decide, unless the model is sure of the contrary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.criteria.trained import claims, passage, score_around
from prompt_tutor.grading.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prompt_tutor.grading.criteria.situation import Situation
    from prompt_tutor.grading.criteria.trained import Claim

LIMITS: Final = {
    "task": (0.75, -2.5),
    "context": (2.5, 0.0),
    "examples": (1.25, -2.0),
    "injection": (1.25, -2.0),
    "audience": (2.25, -0.75),
    "tone": (2.25, -0.75),
    "exclusions": (2.25, -1.0),
}
"""Of a criterion, the log-odds above which the model finds it met that no cue does, and those below which it finds it
not met although a cue does. Read off a logistic regression of the labels on cues and model, on 540 prompts (w4 and w5
of `benchmarks/grading/own.jsonl`) that the cues were not written for, each scored by a model that had not seen it."""

LIMITS_OF_OTHERS: Final = (2.0, -2.0)
"""The same for the criteria that are not named there: some seven to one."""

BY_CUES_ALONE: Final = ("source",)
"""Facts are counted by rules, in what was pasted as well: a sentence of the author cannot tell."""


SHOWN: Final = ("examples",)
"""What is shown more than said: the model, which reads the author's sentences alone, denies no instance."""


def weigh(verdicts: Mapping[str, Verdict], situation: Situation) -> dict[str, Verdict]:
    """Return the verdicts of the cues, those changed of which the trained model is sure.

    What only the model finds points at the words that weigh most in it; a cue that it denies becomes a near miss.
    """
    weighed = dict(verdicts)
    for criterion, claim in claims(situation.line, situation.language).items():
        if criterion not in BY_CUES_ALONE:
            weighed[criterion] = _weigh(verdicts[criterion], claim, situation)
    return weighed


def _weigh(verdict: Verdict, claim: Claim, situation: Situation) -> Verdict:
    sure, denied = LIMITS.get(verdict.criterion, LIMITS_OF_OTHERS)
    if verdict.met and claim.score < denied and verdict.criterion not in SHOWN and _denied(verdict, situation):
        return Verdict(verdict.criterion, met=False, near=verdict.evidence)
    if not verdict.met and claim.score > sure:
        return Verdict(verdict.criterion, met=True, evidence=(passage(claim, situation.line, situation.language),))
    return verdict


def _denied(verdict: Verdict, situation: Situation) -> bool:
    """Return whether the model sees nothing in the words of the cues either: a long sentence drowns a short one."""
    line, language = situation.line, situation.language
    return all(score_around(span, verdict.criterion, line, language) < 0 for span in verdict.evidence)
