"""A request, and what comes of asking a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from prompt_tutor.llm.model import Message, ModelError, Request, Simulation

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from prompt_tutor.llm.model import Model


class NoScenario:
    """Stands in for a scenario where the model must not look at it."""


@dataclass(frozen=True)
class Outcome:
    """What came, and the fault that ended it."""

    pieces: tuple[str, ...]
    fault: ModelError | None

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
        pieces: list[str] = []
        try:
            async for chunk in model.stream(request):
                pieces += [chunk.text]  # what came before a fault counts
        except ModelError as error:
            return Outcome(tuple(pieces), error)
        return Outcome(tuple(pieces), None)

    return asked


@pytest.fixture
def ask(
    live_request: Request, ask_request: Callable[[Model, Request], Awaitable[Outcome]]
) -> Callable[[Model], Awaitable[Outcome]]:
    """Return what puts `live_request` to a model, to the end."""
    return lambda model: ask_request(model, live_request)
