"""Cues and the trained model together: the cues decide, unless the model is sure of the contrary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.criteria.supplied import decide_supplied
from prompt_tutor.grading.criteria.trained import claims, passage, score_around
from prompt_tutor.grading.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prompt_tutor.grading.criteria.situation import Situation
    from prompt_tutor.grading.criteria.trained import Claim
    from prompt_tutor.grading.prompt import Span

NEVER: Final = float("-inf")
"""No score denies: where denying brought nothing, and an instance, which is shown more than said."""

LIMITS: Final = {
    "task": (-0.25, -2.5),
    "context": (0.75, -0.5),
    "role": (-0.25, -2.0),
    "audience": (0.25, -2.0),
    "format": (0.5, -2.5),
    "length": (0.0, -0.5),
    "tone": (0.0, -3.0),
    "grounding": (0.25, -1.5),
    "examples": (1.25, NEVER),
    "steps": (0.75, -0.5),
    "verification": (0.0, -2.25),
    "exclusions": (0.0, -2.25),
    "injection": (0.0, NEVER),
}
"""Of a criterion, the log-odds above which the model finds it met that no cue does, and those below which it finds it
not met although a cue does. Where the F1 of both together was best on 4,700 prompts (w4 and w7 to w22 of
`benchmarks/grading/own.jsonl`), each scored by a model that had not seen its writer, to the next quarter that claims
less."""


BY_CUES_ALONE: Final = ("source",)
"""Facts are counted by rules, in what was pasted as well: a sentence of the author cannot tell."""

_AGAINST: Final = -1.0
"""Log-odds below which the words of a cue speak against the criterion."""
_BESIDE: Final = 4
"""Characters between a sentence and the quotation that it introduces, at the most."""


def weigh(verdicts: Mapping[str, Verdict], situation: Situation) -> dict[str, Verdict]:
    """Return the verdicts of the cues, those changed of which the trained model is sure.

    What only the model finds points at the words that weigh most in it; a cue that it denies becomes a near miss.
    """
    weighed = dict(verdicts)
    claimed = claims(situation.line, situation.language)
    for criterion, claim in claimed.items():
        if criterion not in BY_CUES_ALONE:
            weighed[criterion] = _weigh(verdicts[criterion], claim, situation)
    if "examples" in claimed and weighed["examples"].met and not verdicts["examples"].met:
        weighed |= decide_supplied(situation, _instances(claimed["examples"], situation))
    return weighed


def _instances(claim: Claim, situation: Situation) -> tuple[Span, ...]:
    """Return the quotations beside the sentences of a claim: what is shown as an example is no material to work on."""
    line = situation.line
    start, end = line.spans[claim.sentences[0].first][0], line.spans[claim.sentences[-1].end - 1][1]
    found: list[Span] = []
    for each in situation.material:
        first, last = each.span
        if each.kind == "quotation" and (start <= first <= end + _BESIDE or 0 <= start - last <= _BESIDE):
            found.append(each.span)
            end = max(end, last)
    return tuple(found)


def _weigh(verdict: Verdict, claim: Claim, situation: Situation) -> Verdict:
    sure, denied = LIMITS[verdict.criterion]
    if verdict.met and claim.score < denied and _denied(verdict, situation):
        return Verdict(verdict.criterion, met=False, near=verdict.evidence)
    if not verdict.met and claim.score > sure:
        return Verdict(verdict.criterion, met=True, evidence=(passage(claim, situation.line, situation.language),))
    return verdict


def _denied(verdict: Verdict, situation: Situation) -> bool:
    """Return whether the words of the cues speak against it by themselves, too: a long sentence drowns a short one."""
    line, language = situation.line, situation.language
    return all(score_around(span, verdict.criterion, line, language) < _AGAINST for span in verdict.evidence)
