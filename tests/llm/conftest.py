"""A request, and what comes of asking a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from prompt_tutor.llm.model import Chunk, Message, ModelError, Request, Simulation, Usage, Waiting

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from prompt_tutor.llm.model import Model


class NoScenario:
    """Stands in for a scenario where the model must not look at it."""


@dataclass(frozen=True)
class Outcome:
    """What came, and the fault that ended it."""

    chunks: tuple[Chunk, ...]
    fault: ModelError | None

    @property
    def pieces(self) -> tuple[str, ...]:
        """The pieces of text that came."""
        return tuple(chunk.text for chunk in self.chunks if chunk.text)

    @property
    def waits(self) -> tuple[Waiting, ...]:
        """The pauses before other requests."""
        return tuple(chunk.waiting for chunk in self.chunks if chunk.waiting)

    @property
    def usage(self) -> Usage | None:
        """What the answer took."""
        return next((chunk.usage for chunk in self.chunks if chunk.usage), None)

    @property
    def text(self) -> str:
        """The whole of what came."""
        return "".join(self.pieces)

    @property
    def code(self) -> str:
        """The fault's code, "" without one."""
        return self.fault.code if self.fault else ""


@pytest.fixture
def live_request() -> Request:
    """Return what a live model is asked; its simulation is none of that model's business."""
    simulation = Simulation(NoScenario(), "fr", frozenset(), on_subject=True)  # type: ignore[arg-type]
    return Request((Message("system", "Sois bref."), Message("user", "Résume la note {{energie}} ☎")), simulation)


@pytest.fixture
def ask_request() -> Callable[[Model, Request], Awaitable[Outcome]]:
    """Return what puts a request to a model, to the end."""

    async def asked(model: Model, request: Request) -> Outcome:
        chunks: list[Chunk] = []
        try:
            async for chunk in model.stream(request):
                chunks += [chunk]  # what came before a fault counts
        except ModelError as error:
            return Outcome(tuple(chunks), error)
        return Outcome(tuple(chunks), None)

    return asked


@pytest.fixture
def ask(
    live_request: Request, ask_request: Callable[[Model, Request], Awaitable[Outcome]]
) -> Callable[[Model], Awaitable[Outcome]]:
    """Return what puts `live_request` to a model, to the end."""
    return lambda model: ask_request(model, live_request)
