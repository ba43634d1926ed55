"""Cues and the trained model together: the cues decide, unless the model is sure of the contrary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.criteria.trained import claims, passage, score_around
from prompt_tutor.grading.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prompt_tutor.grading.criteria.situation import Situation
    from prompt_tutor.grading.criteria.trained import Claim

SURE: Final = 2.0
"""Log-odds at which the model finds a criterion met that no cue does (some seven to one)."""

DENIED: Final = -2.0
"""Log-odds below which the model finds a criterion not met although a cue does (some one to seven)."""

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
    if verdict.met and claim.score < DENIED and verdict.criterion not in SHOWN and _denied(verdict, situation):
        return Verdict(verdict.criterion, met=False, near=verdict.evidence)
    if not verdict.met and claim.score > SURE:
        return Verdict(verdict.criterion, met=True, evidence=(passage(claim, situation.line, situation.language),))
    return verdict


def _denied(verdict: Verdict, situation: Situation) -> bool:
    """Return whether the model sees nothing in the words of the cues either: a long sentence drowns a short one."""
    line, language = situation.line, situation.language
    return all(score_around(span, verdict.criterion, line, language) < 0 for span in verdict.evidence)
