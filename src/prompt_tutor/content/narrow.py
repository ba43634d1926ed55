"""How a scenario narrows one of the sixteen criteria."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, PositiveInt, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from prompt_tutor.content.model import LANGUAGES, Strict

Unit = Literal["words", "lines", "sentences", "points", "pages", "paragraphs", "characters", "minutes"]


class Measure(Strict):
    """A size, in one unit, within bounds."""

    unit: Unit
    min: PositiveInt | None = None
    max: PositiveInt | None = None


class Narrow(Strict):
    """Either a measure of length (`unit`, `min`, `max`), or wordings of which the evidence must hold one.

    A unit converts into no other: `also` lists the measures that the scenario takes for as good, such as
    `{ unit = "words", max = 400, also = [{ unit = "pages", max = 1 }] }`.
    """

    unit: Unit | None = None
    min: PositiveInt | None = None
    max: PositiveInt | None = None
    also: tuple[Measure, ...] = ()
    fr: tuple[str, ...] = Field(default=(), description="Wordings in French.")
    en: tuple[str, ...] = Field(default=(), description="Wordings in English.")

    @model_validator(mode="after")
    def _one_way(self, info: ValidationInfo) -> Self:
        measure = self.unit is not None
        words = bool(self.fr or self.en)
        if measure == words or ((self.min or self.max or self.also) and not measure):
            raise PydanticCustomError("narrow_form", "a unit with a min or max, or wordings")
        promised = (info.context or {}).get("languages") or LANGUAGES
        if words and not all(self.in_(language) for language in promised):
            raise PydanticCustomError("wordings_empty", "a list of wordings, none of them empty, is wanted here")
        return self

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The sizes that are taken; none where wordings narrow."""
        return () if self.unit is None else (Measure(unit=self.unit, min=self.min, max=self.max), *self.also)

    def in_(self, language: str) -> tuple[str, ...]:
        """Return the wordings in `language`."""
        return self.fr if language == "fr" else self.en
