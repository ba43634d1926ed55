"""The one door to every model: practice, recorded, local or hosted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from prompt_tutor.errors import TutorError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from prompt_tutor.content.scenario import Scenario


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What a screen says of a model.

    Attributes:
        id: its name, for litellm or "practice".
        kind: where its answers come from.
        simulated: whether they are composed, not generated; always shown.
        hosted: whether the prompt leaves the machine.
    """

    id: str
    kind: Literal["practice", "recorded", "live"]
    simulated: bool
    hosted: bool


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the conversation."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Simulation:
    """What only the practice and recorded models read: the scenario, and what the prompt got right."""

    scenario: Scenario
    language: str
    met: frozenset[str]
    on_subject: bool


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a model: the conversation and, apart, the simulation."""

    messages: tuple[Message, ...]
    simulation: Simulation


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of an answer as it streams."""

    text: str


class Model(Protocol):
    """Something that answers. Cancelling the task that reads the stream ends the work behind it."""

    @property
    def info(self) -> ModelInfo:
        """What a screen says of it."""
        ...

    def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        """Yield the answer piece by piece; raises ModelError where it cannot."""
        ...


class ModelError(TutorError):
    """A model could not answer, or not to the end (exit status 3).

    `code` is for scripts: such as "refused", "unauthorised", "unknown-model", "timeout", "cut", "empty".
    """

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.code = code
