"""The practice answer of a scenario whose author wrote none: a passage for each criterion, on no particular subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.content.criterion_texts import criterion_texts, generic_texts
from prompt_tutor.content.practice_answer import Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prompt_tutor.content.criterion import Criterion


def generic_slots(criteria: Sequence[Criterion]) -> tuple[Slot, ...]:
    """Return a slot for each of `criteria`, in their order: a passage where it is met, another where it is missed.

    One of the sixteen brings its passages; a scenario's own criterion shows its `consequence` where it is missed.
    """
    return tuple(_slot(criterion) for criterion in criteria)


def _slot(criterion: Criterion) -> Slot:
    met, unmet = _passages(criterion)
    choices = [{"when": {"met": [criterion.id]}, "text": met}, {"shows": criterion.id, "text": unmet}]
    return Slot.model_validate({"id": criterion.id, "turn": criterion.turn, "choices": choices})


def _passages(criterion: Criterion) -> tuple[dict[str, str], dict[str, str]]:
    if criterion.generic:
        texts = criterion_texts(criterion.id)
        return texts.practice_met.root, texts.practice_unmet.root
    title = criterion.title.root if criterion.title else {}
    own_met = generic_texts().own_met
    met = {language: own_met.in_(language).format(title=words) for language, words in title.items()}
    return met, criterion.consequence.root if criterion.consequence else {}
