"""The checks that a scenario can declare on an answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PositiveInt

from prompt_tutor.content.model import Id, Strict, Text, Wordings


class BaseCheck(Strict):
    """What every check has.

    `negate` turns the verdict round; `title` says in a few words what is checked.
    """

    id: Id
    title: Text
    weight: PositiveInt = 1
    negate: bool = False


class Contains(BaseCheck):
    """The answer holds one (`contains-any`) or all (`contains-all`) of these wordings, or none (`not-contains`)."""

    kind: Literal["contains-any", "contains-all", "not-contains"]
    words: Wordings


class Figure(BaseCheck):
    """The answer asserts this figure, and none of the wrong ones."""

    kind: Literal["figure"]
    value: float
    unit: str = ""
    tolerance: Annotated[float, Field(ge=0)] = 0.0
    near: Wordings | None = None
    wrong: tuple[float, ...] = ()


Check = Annotated[Contains | Figure, Field(discriminator="kind")]
