"""The next things to do: one to three, the most useful first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from prompt_tutor.content.criterion_texts import criterion_texts
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prompt_tutor.content.model import Text
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.grade import CriterionGrade, PromptGrade
    from prompt_tutor.grading.prompt import Prompt, Span

MOST: Final = 3
"""How many pieces of advice lead the feedback at the most."""

SUBJECT: Final = "subject"
"""Stands for the criterion in the advice on a prompt that is about something else."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do next, for one criterion, in the interface's language."""

    criterion: str
    text: str


def advise(
    grade: PromptGrade,
    prompts: Sequence[Prompt],
    scenario: Scenario,
    earlier: Sequence[PromptGrade],
    language: str,
) -> tuple[Advice, ...]:
    """Return what to do next: what breaks privacy, then what misses the subject, then the unmet weight.

    Args:
        grade: of this attempt.
        prompts: as they were sent, one for each turn so far.
        scenario: whose criteria count.
        earlier: the grades of the attempts before, oldest first; a gap that stood in the last two opens a hint.
        language: the interface's.
    """
    advice = []
    unmet = [item for item in grade.criteria if not item.met and not item.disputed]
    advice += [advice_for(item, prompts, scenario, earlier, language) for item in unmet if item.id == "privacy"]
    if not grade.on_subject:
        advice.append(
            Advice(
                SUBJECT,
                _("Say what this situation is about, or insert the document: the prompt does not speak of it yet."),
            )
        )
    # sorted() is stable: criteria of the same weight keep the scenario's order.
    rest = sorted(
        (item for item in unmet if item.id != "privacy" and (item.weight or item.essential)),
        key=lambda item: (not item.essential, -item.weight),
    )
    advice += [advice_for(item, prompts, scenario, earlier, language) for item in rest]
    return tuple(advice[:MOST])


def advice_for(
    item: CriterionGrade, prompts: Sequence[Prompt], scenario: Scenario, earlier: Sequence[PromptGrade], language: str
) -> Advice:
    """Return what to do about one unmet criterion; a gap that stood in the last two of `earlier` opens a hint."""
    gap = 0
    for grade in reversed(earlier):
        if item.id in grade.met:
            break
        gap += 1
    criterion = scenario.criterion(item.id)
    hints: tuple[Text, ...]
    if item.generic is None and criterion is not None:
        hints, advice = criterion.hints, criterion.advice or criterion.consequence
        near = None
    else:
        texts = criterion_texts(item.id)
        hints, advice = texts.hints, texts.advice
        # What is met in general and not as the scenario narrows it is no near miss of the general kind ("how many?").
        near = None if item.generic else texts.near
        if criterion is not None:
            hints, advice = criterion.hints or hints, criterion.advice or advice
    if gap >= 2 and hints:
        return Advice(item.id, hints[min(gap - 2, len(hints) - 1)].in_(language))
    passage = next(filter(None, (_own_passage(span, prompts[item.turn]) for span in item.verdict.near)), "")
    if passage and near is not None:
        return Advice(item.id, near.in_(language).replace("{passage}", passage))
    return Advice(item.id, advice.in_(language) if advice else "")


def _own_passage(span: Span, prompt: Prompt) -> str:
    """Return the passage up to the first document in it, on one line and cut to 60 characters: what one wrote."""
    start, end = span
    for pasted_start, pasted_end in prompt.pasted:
        if pasted_start < end and pasted_end > start:
            end = max(start, pasted_start)
    words = " ".join(prompt.text[start:end].split())
    return words if len(words) <= 60 else words[:59] + "…"
