"""Cues and the trained model together: the cues decide, unless the model is sure of the contrary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.criteria.trained import claims, passage, score_around
from prompt_tutor.grading.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prompt_tutor.grading.criteria.situation import Situation
    from prompt_tutor.grading.criteria.trained import Claim

NEVER: Final = float("-inf")
"""No score denies: where denying brought nothing, and an instance, which is shown more than said."""

LIMITS: Final = {
    "task": (1.25, -1.5),
    "context": (1.0, -3.0),
    "role": (-0.25, NEVER),
    "audience": (0.0, -3.25),
    "format": (0.5, -4.5),
    "length": (0.5, -4.0),
    "tone": (-0.25, NEVER),
    "grounding": (0.25, NEVER),
    "examples": (-0.5, NEVER),
    "steps": (-0.25, -4.0),
    "verification": (0.5, -2.75),
    "exclusions": (0.5, -3.5),
    "injection": (-0.25, NEVER),
}
"""Of a criterion, the log-odds above which the model finds it met that no cue does, and those below which it finds it
not met although a cue does. Where the F1 of both together was best on 2,800 prompts that the cues were not written for
(w7 to w16 of `benchmarks/grading/own.jsonl`), each scored by a model that had not seen its writer; then half a unit
more, which costs a thousandth there and claims less."""


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
    sure, denied = LIMITS[verdict.criterion]
    if verdict.met and claim.score < denied and _denied(verdict, situation):
        return Verdict(verdict.criterion, met=False, near=verdict.evidence)
    if not verdict.met and claim.score > sure:
        return Verdict(verdict.criterion, met=True, evidence=(passage(claim, situation.line, situation.language),))
    return verdict


def _denied(verdict: Verdict, situation: Situation) -> bool:
    """Return whether the model sees nothing in the words of the cues either: a long sentence drowns a short one."""
    line, language = situation.line, situation.language
    return all(score_around(span, verdict.criterion, line, language) < 0 for span in verdict.evidence)
