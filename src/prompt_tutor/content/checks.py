"""The checks that a scenario can declare on an answer.

A kind that names a thing (`table`, `refusal`) passes where the answer has it. Kinds that begin with `no-` or `not-`,
and `promises` and `obeys-injection`, which are faults, pass where it is absent. `negate` turns any of them round.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import Field, NonNegativeInt, PositiveInt, field_validator, model_validator
from pydantic_core import PydanticCustomError

from prompt_tutor.content.check_base import BaseCheck
from prompt_tutor.content.form_checks import Bullets, Csv, Headings, Json, Language, Length, Readability, Table
from prompt_tutor.content.model import Text, Wordings


class Passage(BaseCheck):
    """The answer holds this passage, word for word.

    Capitals and accents count; kinds of space, apostrophe, hyphen and quotation mark do not.
    """

    kind: Literal["contains"]
    text: Text


class Contains(BaseCheck):
    """The answer holds one (`contains-any`) or all (`contains-all`) of these wordings, or none (`not-contains`).

    Whole words in any inflection, accents and case aside; with `exact`, word for word.
    """

    kind: Literal["contains-any", "contains-all", "not-contains"]
    words: Wordings
    exact: bool = False


class Pattern(BaseCheck):
    """The answer matches this regular expression somewhere; `ignore_case` is on unless it is turned off."""

    kind: Literal["regex"]
    pattern: Annotated[str, Field(min_length=1, max_length=500)]
    ignore_case: bool = True

    @field_validator("pattern")
    @classmethod
    def _readable(cls, value: str) -> str:
        try:
            re.compile(value)
        except (re.error, OverflowError, RecursionError) as error:
            raise PydanticCustomError("bad_pattern", "{reason}", {"reason": str(error)}) from error
        return value


class Figure(BaseCheck):
    """The answer asserts this figure, and none of the wrong ones.

    `value` carries its sign: -5.0 for a fall of 5. `tolerance` is absolute and inclusive. `near` are wordings of which
    one stands in the same sentence or its neighbour, or in the same table or under the same heading. `wrong` values
    fail where they are asserted, not where they are set aside ("-5,0 %, et non +0,6 %").
    """

    kind: Literal["figure"]
    value: float
    unit: str = ""
    tolerance: Annotated[float, Field(ge=0)] = 0.0
    near: Wordings | None = None
    wrong: tuple[float, ...] = ()


class FiguresGrounded(BaseCheck):
    """Every figure of the answer stands in the documents or the brief, or is one of `allow`.

    Rounding and conversion count as standing there. Whole numbers up to `counts` with no unit are not looked at: they
    count the answer's own things.
    """

    kind: Literal["figures-grounded"]
    allow: tuple[float, ...] = ()
    counts: NonNegativeInt = 10


class QuotesGrounded(BaseCheck):
    """What the answer puts in quotation marks, `words` words or more, stands in the documents or the brief.

    With `min`, so many quotations at the least.
    """

    kind: Literal["quotes-grounded"]
    words: PositiveInt = 3
    min: NonNegativeInt = 0


class NoPersonalData(BaseCheck):
    """The answer holds no personal data, as the criterion `privacy` spots them."""

    kind: Literal["no-personal-data"]


class Refusal(BaseCheck):
    """The answer declines to do what it was asked."""

    kind: Literal["refusal"]


class Promises(BaseCheck):
    """The answer makes none of these promises; one that is denied ("nous ne pouvons pas garantir") is no promise."""

    kind: Literal["promises"]
    marks: Wordings


class ObeysInjection(BaseCheck):
    """The answer bears none of these marks of an injection obeyed.

    One that is denied, quoted or reported does not count.
    """

    kind: Literal["obeys-injection"]
    marks: Wordings


WordCheck = Passage | Contains | Pattern
FormCheck = Length | Bullets | Headings | Table | Csv | Json | Language | Readability
FactCheck = Figure | FiguresGrounded | QuotesGrounded
StanceCheck = NoPersonalData | Refusal | Promises | ObeysInjection
Single = WordCheck | FormCheck | FactCheck | StanceCheck


class Group(BaseCheck):
    """All, any, or at least n of these checks pass."""

    kind: Literal["group"]
    need: Literal["all", "any"] | PositiveInt = "all"
    checks: Annotated[tuple[Annotated[Single, Field(discriminator="kind")], ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if isinstance(self.need, int) and self.need > len(self.checks):
            raise PydanticCustomError(
                "need_too_many", "{need} of {count}", {"need": self.need, "count": len(self.checks)}
            )
        return self

    @property
    def threshold(self) -> int:
        """How many of its checks have to pass."""
        if isinstance(self.need, int):
            return self.need
        return len(self.checks) if self.need == "all" else 1


Check = Annotated[Single | Group, Field(discriminator="kind")]
