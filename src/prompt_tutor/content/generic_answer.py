"""The practice answer of a scenario whose author wrote none: a passage for each criterion, on no particular subject."""

from __future__ import annotations

from functools import lru_cache
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
    if criterion.generic:
        return _slot_of_the_sixteen(criterion.id, criterion.turn)
    title = criterion.title.root if criterion.title else {}
    own_met = generic_texts().own_met
    met = {language: own_met.in_(language).format(title=words) for language, words in title.items()}
    return _made(criterion.id, criterion.turn, met, criterion.consequence.root if criterion.consequence else {})


@lru_cache(maxsize=64)
def _slot_of_the_sixteen(id_: str, turn: str | None) -> Slot:
    texts = criterion_texts(id_)
    return _made(id_, turn, texts.practice_met.root, texts.practice_unmet.root)


def _made(id_: str, turn: str | None, met: dict[str, str], unmet: dict[str, str]) -> Slot:
    choices = [{"when": {"met": [id_]}, "text": met}, {"shows": id_, "text": unmet}]
    return Slot.model_validate({"id": id_, "turn": turn, "choices": choices})
