"""The checks that a scenario can declare on an answer.

A kind that names a thing (`table`, `refusal`) passes where the answer has it. Kinds that begin with `no-` or `not-`,
and `promises` and `obeys-injection`, which are faults, pass where it is absent. `negate` turns any of them round.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import Field, NonNegativeInt, PositiveInt, field_validator, model_validator
from pydantic_core import PydanticCustomError

from prompt_tutor.content.model import Id, Strict, Text, Wordings

Share = Annotated[float, Field(ge=0, le=1)]


class BaseCheck(Strict):
    """What every check has.

    `negate` turns the verdict round; `title` says in a few words what is checked.
    """

    id: Id
    title: Text
    weight: PositiveInt = 1
    negate: bool = False


class Bounded(BaseCheck):
    """A check that counts something: `min`, `max` or both, inclusive."""

    min: NonNegativeInt | None = None
    max: NonNegativeInt | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _ordered(self.min, self.max)
        return self


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


class Length(Bounded):
    """The size of the whole answer."""

    kind: Literal["length"]
    unit: Literal["words", "sentences", "lines", "characters"]

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if self.min is None and self.max is None:
            raise PydanticCustomError("no_bound", "min, max or both")
        return self


class Bullets(Bounded):
    """The answer has a list; `min` and `max` bound its items, `ordered` asks for numbers (true) or bullets (false)."""

    kind: Literal["bullets"]
    ordered: bool | None = None


class Headings(Bounded):
    """The answer has headings; `holds` are wordings that each stand in one of them."""

    kind: Literal["headings"]
    holds: Wordings | None = None


class Grid(BaseCheck):
    """Rows and columns. `columns` are the names in the header row."""

    columns: Wordings | None = None
    min_columns: PositiveInt | None = None
    max_columns: PositiveInt | None = None
    min_rows: NonNegativeInt | None = None
    max_rows: NonNegativeInt | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _ordered(self.min_columns, self.max_columns)
        _ordered(self.min_rows, self.max_rows)
        return self


class Table(Grid):
    """The answer has a Markdown table; columns in any order. The header is no row."""

    kind: Literal["table"]


class Csv(Grid):
    """The answer has rows of CSV, all of one width; columns in this order. With `alone` nothing stands around them."""

    kind: Literal["csv"]
    separator: Literal[",", ";", "\t", "|"] = ";"
    alone: bool = False


class Json(BaseCheck):
    """The answer has a JSON object or array, in a fence or not. With `alone` nothing stands around it.

    `keys` must stand in the object, or in each object of the array; `closed` forbids others. `values` lists, by key,
    the values that are possible. `min_items` and `max_items` bound the array.
    """

    kind: Literal["json"]
    keys: tuple[str, ...] = ()
    closed: bool = False
    values: dict[str, tuple[str | int | float | bool | None, ...]] = Field(default_factory=dict)
    min_items: NonNegativeInt | None = None
    max_items: NonNegativeInt | None = None
    alone: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _ordered(self.min_items, self.max_items)
        return self


class Language(BaseCheck):
    """The answer is written in this language; in that of the prompt where none is named."""

    kind: Literal["language"]
    language: Literal["fr", "en"] | None = None


class Readability(BaseCheck):
    """Plain language.

    `max_mean` bounds the mean number of words in a sentence, `long_share` the share of sentences longer than `long`
    words. `min_ease` is the least reading ease: Flesch's (1948) in English, Kandel and Moles' (1958) in French, from 0
    (hard) to 100 (easy); it is a rough measure on texts below 100 words.
    """

    kind: Literal["readability"]
    max_mean: PositiveInt | None = 20
    long: PositiveInt = 25
    long_share: Share | None = 0.1
    min_ease: Annotated[float, Field(ge=0, le=100)] | None = None


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


def _ordered(least: Any, most: Any) -> None:
    if least is not None and most is not None and least > most:
        raise PydanticCustomError("min_over_max", "min {least} over max {most}", {"least": least, "most": most})
