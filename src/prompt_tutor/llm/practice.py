"""The practice model: a simulated answer, composed from the scenario according to what the prompt got right."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from prompt_tutor.llm.model import Chunk, ModelInfo

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.prompt import Span
    from prompt_tutor.llm.model import Request

PRACTICE: Final = ModelInfo(id="practice", kind="practice", simulated=True, hosted=False)

_JOINS: Final = {"paragraph": "\n\n", "line": "\n", "space": " "}
_PIECE: Final = 12
"""Characters in a chunk: about three tokens, as a hosted model streams them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a simulated answer that shows the omission of `criterion`."""

    criterion: str
    span: Span


@dataclass(frozen=True, slots=True)
class Composition:
    """A simulated answer and its passages that show an omission."""

    text: str
    passages: tuple[Passage, ...]


def compose(
    scenario: Scenario, met: frozenset[str], language: str, *, on_subject: bool = True, turn: int = -1
) -> Composition:
    """Return the answer to a prompt that meets the criteria `met`, in `language`.

    `turn` is the index of that prompt in a conversation, whose earlier turns `met` covers as well; -1 is the last. A
    prompt that is not on the scenario's subject gets the scenario's `off_topic` answer.
    """
    if not on_subject:
        return Composition(scenario.off_topic_in(language), ())
    text = ""
    passages = []
    place = scenario.turn_ids[turn]
    for slot in scenario.slots:
        if scenario.turn_of(slot) != place:
            continue
        choice = next((choice for choice in slot.choices if choice.when.holds(met)), None)
        words = choice.text.in_(language).strip() if choice else ""
        if choice is None or not words:
            continue
        if text:
            text += _JOINS[slot.join]
        if choice.shows:
            passages.append(Passage(choice.shows, (len(text), len(text) + len(words))))
        text += words
    return Composition(text, tuple(passages))


@dataclass(frozen=True, slots=True)
class PracticeModel:
    """Streams the composed answer; `delay` is the pause between chunks, in seconds (0 without a screen)."""

    delay: float = 0.0
    info: ModelInfo = PRACTICE

    async def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        """Yield the simulated answer to `request`, which must carry a simulation."""
        simulation = request.simulation
        composition = compose(
            simulation.scenario,
            simulation.met,
            simulation.language,
            on_subject=simulation.on_subject,
            turn=simulation.turn,
        )
        for start in range(0, len(composition.text), _PIECE):
            if self.delay:
                await asyncio.sleep(self.delay)
            yield Chunk(composition.text[start : start + _PIECE])
