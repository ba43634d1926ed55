"""The one door to every model: practice, recorded, local or hosted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from prompt_tutor.errors import TutorError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from prompt_tutor.content.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a screen says of a recorded answer.

    Attributes:
        date: when its model was asked, ISO 8601.
        changed: whether the scenario has changed since.
        prompt: the prompt that it answers.
        met: the criteria that this prompt met, by id.
        file: the name of its file.
    """

    date: str
    changed: bool
    prompt: str
    met: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What a screen says of a model.

    Attributes:
        id: its name, for litellm, "practice" or "recorded"; of a recorded answer the name of the model that gave it.
        kind: where its answers come from.
        simulated: whether they are composed, not generated; always shown.
        hosted: whether the prompt leaves the machine.
        recorded: the recording, once one was chosen; None for the other kinds.
    """

    id: str
    kind: Literal["practice", "recorded", "live"]
    simulated: bool
    hosted: bool
    recorded: Recorded | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the conversation."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Simulation:
    """What only the practice and recorded models read: the scenario, and what the prompt got right.

    `turn` is the index of the prompt in a conversation, -1 for the last or only one.
    """

    scenario: Scenario
    language: str
    met: frozenset[str]
    on_subject: bool
    turn: int = -1


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a model: the conversation and, apart, the simulation.

    `schema` is the JSON Schema that the answer is to follow, where the server obeys one; None for free text.
    """

    messages: tuple[Message, ...]
    simulation: Simulation
    schema: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pause before the model is asked again.

    Attributes:
        seconds: how long, from now.
        attempt: the number of the request that comes after it, 2 or more.
        most: how many requests are made at most.
        why: a sentence in the interface's language, without its full stop.
    """

    seconds: float
    attempt: int
    most: int
    why: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer took.

    Attributes:
        prompt_tokens: that the model read, None where unknown.
        answer_tokens: that it wrote, None where unknown.
        cost: in US dollars by the provider's list of prices, None where unknown or where nobody is paid.
        estimated: whether the tokens were counted here, because the server did not say.
    """

    prompt_tokens: int | None
    answer_tokens: int | None
    cost: float | None
    estimated: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """A moment of an answer as it streams: a piece of its text, a pause before another request, or what it took."""

    text: str = ""
    waiting: Waiting | None = None
    usage: Usage | None = None


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
