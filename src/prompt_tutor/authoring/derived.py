"""Prompts that nobody wrote, derived from a scenario: what they earn tells whether its criteria are sound.

Pure functions: nothing is read, kept or printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.grade import Exchange, grade_conversation
from prompt_tutor.grading.mentions import judge_mentions
from prompt_tutor.grading.narrowing import narrow_verdict
from prompt_tutor.grading.prompt import Expansion, Prompt, expand
from prompt_tutor.grading.sixteen import judge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prompt_tutor.authoring.trial import Trial
    from prompt_tutor.content.criterion import Criterion
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.grade import PromptGrade
    from prompt_tutor.grading.prompt import Span
    from prompt_tutor.grading.verdict import Verdict

_ROUNDS: Final = 3
"""A prompt may say the same thing in so many places."""

_QUOTED: Final = re.compile(r"«[^«»]+»|“[^“”]+”|\"[^\"]+\"")
"""A hint that is wholly a sentence to begin from, in the quotation marks of either language."""

_JOINS: Final = ("\n", "\n\n", " ")
"""How several hints are copied one after another."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A criterion that a prompt still meets without the words that met it, and the words that do now."""

    criterion: str
    passages: tuple[str, ...]


def kept_without_evidence(scenario: Scenario, trial: Trial, language: str) -> Iterator[Kept]:
    """Yield the criteria that the prompts of `trial` still meet when the evidence for each is taken out of them."""
    for grade in trial.grade.criteria:
        criterion = scenario.criterion(grade.id)
        if criterion is None or grade.id == "privacy" or criterion.kind == "corrected" or not grade.met:
            continue
        prompt, verdict = trial.prompts[grade.turn], grade.verdict
        for _round in range(_ROUNDS):
            if not (verdict.met and verdict.evidence):
                break
            prompt = without(prompt, verdict.evidence)
            verdict = _judge_one(criterion, prompt, scenario, language)
        if verdict.met:
            yield Kept(criterion.id, tuple(prompt.text[start:end] for start, end in verdict.evidence))


def without(prompt: Prompt, spans: Sequence[Span]) -> Prompt:
    """Return `prompt` less the passages `spans`; a document of which a passage goes is no longer known as one."""
    cut = sorted(spans)
    parts, last = [], 0
    for start, end in cut:
        parts.append(prompt.text[last : max(start, last)])
        last = max(end, last)
    parts.append(prompt.text[last:])
    expansions = [
        _moved(expansion, cut)
        for expansion in prompt.expansions
        if all(end <= expansion.text[0] or start >= expansion.text[1] for start, end in cut)
    ]
    return Prompt("".join(parts), tuple(expansions))


def _moved(expansion: Expansion, cut: Sequence[Span]) -> Expansion:
    before, covered = 0, 0
    for start, end in cut:
        if end <= expansion.text[0]:
            before += max(end, covered) - max(start, covered)
            covered = max(end, covered)
    return replace(expansion, text=(expansion.text[0] - before, expansion.text[1] - before))


def _judge_one(criterion: Criterion, prompt: Prompt, scenario: Scenario, language: str) -> Verdict:
    if not criterion.generic:
        return judge_mentions(criterion, prompt, scenario, language)
    verdict = judge(prompt, language)[criterion.id]
    return narrow_verdict(verdict, criterion.narrow, prompt, language) if criterion.narrow else verdict


def grade_of_brief(scenario: Scenario, language: str) -> PromptGrade:
    """Return what the brief itself, pasted with every document that may be given, earns as a prompt in each turn."""
    brief = scenario.brief
    parts = [part.in_(language) for part in (brief.persona, brief.situation, brief.request)]
    parts += [f"{{{{{document.id}}}}}" for document in scenario.documents if not document.sensitive]
    prompt = expand("\n\n".join(parts), scenario.documents_in(language))
    return grade_conversation([Exchange(prompt)] * len(scenario.turn_ids), scenario, language)


def telling_hints(criterion: Criterion, scenario: Scenario, language: str) -> tuple[int, ...]:
    """Return the index of each hint of a scenario's own `criterion` that would meet it if it were copied.

    A hint that is one sentence in quotation marks shows what to write: it is tried without them too, since nobody
    copies the marks, and a quoted sentence counts for nothing in a prompt.
    """
    return tuple(
        number
        for number, hint in enumerate(criterion.hints)
        if any(_meets(criterion, copy, scenario, language) for copy in _copies(hint.in_(language)))
    )


def telling_ladder(criterion: Criterion, scenario: Scenario, language: str) -> bool:
    """Return whether all hints of a scenario's own `criterion`, copied one after another, would meet it."""
    copies = [_copies(hint.in_(language)) for hint in criterion.hints]
    ladders = {join.join(each[form] for each in copies) for join in _JOINS for form in (0, -1)}
    return any(_meets(criterion, ladder, scenario, language) for ladder in ladders)


def _copies(hint: str) -> tuple[str, ...]:
    """Return `hint` as it may be copied: as it stands, and last without its quotation marks where it has them."""
    text = hint.strip()
    return (text, text[1:-1].strip()) if _QUOTED.fullmatch(text) else (text,)


def _meets(criterion: Criterion, text: str, scenario: Scenario, language: str) -> bool:
    return bool(criterion.routes) and judge_mentions(criterion, Prompt(text), scenario, language).met
