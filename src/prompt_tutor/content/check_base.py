"""What every check on an answer has."""

from __future__ import annotations

from typing import Any, Self

from pydantic import NonNegativeInt, PositiveInt, model_validator
from pydantic_core import PydanticCustomError

from prompt_tutor.content.model import Id, Strict, Text


class BaseCheck(Strict):
    """What every check has.

    `negate` turns the verdict round; `title` says in a few words what is checked. `turn` says which answer of a
    conversation is checked; without it, the last.
    """

    id: Id
    title: Text
    turn: Id | None = None
    weight: PositiveInt = 1
    negate: bool = False


class Bounded(BaseCheck):
    """A check that counts something: `min`, `max` or both, inclusive."""

    min: NonNegativeInt | None = None
    max: NonNegativeInt | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ordered(self.min, self.max)
        return self


def ordered(least: Any, most: Any) -> None:
    """Raise PydanticCustomError where the bound `least` is above the bound `most`."""
    if least is not None and most is not None and least > most:
        raise PydanticCustomError("min_over_max", "min {least} over max {most}", {"least": least, "most": most})
