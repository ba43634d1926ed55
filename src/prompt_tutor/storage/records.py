"""What the store hands out: rows as values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

AnswerStatus = Literal["running", "complete", "cancelled", "failed"]


class AttemptRecord(NamedTuple):
    """An attempt as it was sent, an entry a turn.

    `prompts` are the drafts with documents expanded, `carried` the answers before them, as they were carried on.
    """

    id: int
    created: datetime
    scenario: str
    digest: str
    language: str
    step: str
    drafts: tuple[str, ...]
    prompts: tuple[str, ...]
    carried: tuple[str, ...]


class AnswerRecord(NamedTuple):
    """What a model answered; `text` is what came, whatever the status; `measure` is what it took, where known."""

    id: int
    attempt: int
    model: dict[str, Any]
    status: AnswerStatus
    text: str
    error: dict[str, Any] | None
    measure: dict[str, Any] | None = None


class GradeRecord(NamedTuple):
    """A grade of an attempt's prompt, or of one of its answers; `version` is that of the grader."""

    id: int
    attempt: int
    answer: int | None
    version: str
    content: dict[str, Any]


class Summary(NamedTuple):
    """What a list says of a scenario: how many attempts, and whether its goal was reached."""

    attempts: int
    passed: bool
