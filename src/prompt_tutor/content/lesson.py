"""A lesson, as a trainer writes it in `lessons/<nn-id>.toml`: a path of steps."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, PositiveInt, model_validator
from pydantic_core import PydanticCustomError

from prompt_tutor.content.model import Id, Strict, Text
from prompt_tutor.content.scenario import Percent


class BaseStep(Strict):
    """What every step has; progress hangs on the id, not on the place."""

    id: Id
    title: Text


class Read(BaseStep):
    """A page to read, in Markdown."""

    kind: Literal["read"]
    text: Text


class Side(Strict):
    """One side of a comparison: a prompt and the answer that it got."""

    prompt: Text
    answer: Text


class Compare(BaseStep):
    """Two prompts that differ in one thing, with both answers."""

    kind: Literal["compare"]
    question: Text
    before: Side
    after: Side
    difference: Text
    """The one thing that differs, and what it does: shown after the learner has looked."""


class Option(Strict):
    """One answer to a quiz, right or not, with the reason."""

    text: Text
    right: bool = False
    why: Text


class Quiz(BaseStep):
    """Predict, then see why; one option is right."""

    kind: Literal["quiz"]
    question: Text
    options: tuple[Option, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _one_right(self) -> Self:
        if sum(option.right for option in self.options) != 1:
            raise PydanticCustomError("one_right", "exactly one option is right")
        return self


class PracticeStep(BaseStep):
    """A scenario to practise; `start` is a prompt to repair, `count` the criteria that the score is taken over."""

    kind: Literal["practice"]
    scenario: str
    start: Text | None = None
    count: tuple[Id, ...] = ()
    pass_mark: Percent | None = None

    @model_validator(mode="after")
    def _something_to_count(self) -> Self:
        if set(self.count) == {"privacy"}:
            raise PydanticCustomError("no_weight", "nothing to score")
        return self


class Recap(BaseStep):
    """What to keep, and one thing to try at work."""

    kind: Literal["recap"]
    keep: tuple[Text, ...] = Field(min_length=1)
    try_at_work: Text


Step = Annotated[Read | Compare | Quiz | PracticeStep | Recap, Field(discriminator="kind")]


class Lesson(Strict):
    """A path of steps of about 15 minutes."""

    format: Literal[1]
    id: Id
    title: Text
    objective: Text
    minutes: PositiveInt
    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_once(self) -> Self:
        ids = [step.id for step in self.steps]
        twice = {name for name in ids if ids.count(name) > 1}
        if twice:
            raise PydanticCustomError("twice", "{id} twice in {label}", {"id": min(twice), "label": "steps"})
        return self
