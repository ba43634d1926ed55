"""Cues and the trained model together: the cues decide, unless the model is sure of the contrary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.criteria.trained import claims, passage
from prompt_tutor.grading.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prompt_tutor.grading.criteria.situation import Situation
    from prompt_tutor.grading.criteria.trained import Claim

SURE: Final = 2.2
"""Log-odds at which the model finds a criterion met that no cue does (some nine to one)."""

DENIED: Final = -2.0
"""Log-odds below which the model finds a criterion not met although a cue does (some one to seven)."""

BY_CUES_ALONE: Final = ("source",)
"""Facts are counted by rules, in what was pasted as well: a sentence of the author cannot tell."""


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
    if verdict.met and claim.score < DENIED:
        return Verdict(verdict.criterion, met=False, near=verdict.evidence)
    if not verdict.met and claim.score > SURE:
        return Verdict(verdict.criterion, met=True, evidence=(passage(claim, situation.line, situation.language),))
    return verdict
