"""The criteria that count in a scenario: one of the sixteen, possibly narrowed, or one of its own."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import PositiveInt, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.content.model import LANGUAGES, Id, Strict, Text
from prompt_tutor.content.narrow import Narrow
from prompt_tutor.content.shared_wordings import with_shared


class Route(Strict):
    """One way to meet a criterion: every group must be hit, in one sentence or its neighbour.

    In a group, "@leave-out" stands for the wordings of the shared list of that name (see `shared_wordings`).
    """

    fr: tuple[list[str], ...] = ()
    en: tuple[list[str], ...] = ()
    within: Literal["sentence", "prompt"] = "sentence"

    @field_validator(*LANGUAGES)
    @classmethod
    def _shared(cls, groups: tuple[list[str], ...], info: ValidationInfo) -> tuple[list[str], ...]:
        try:
            return tuple(with_shared(group, str(info.field_name)) for group in groups)
        except KeyError as error:
            raise PydanticCustomError("unknown_list", "no list {name}", {"name": str(error.args[0])}) from error

    @model_validator(mode="after")
    def _no_empty_group(self, info: ValidationInfo) -> Self:
        promised = (info.context or {}).get("languages") or LANGUAGES
        for language in promised:
            groups = self.in_(language)
            if not groups or not all(group and all(word.strip() for word in group) for group in groups):
                raise PydanticCustomError("route_empty", "a route without {language} wordings", {"language": language})
        return self

    def in_(self, language: str) -> tuple[list[str], ...]:
        """Return the groups of wordings in `language`."""
        return self.fr if language == "fr" else self.en


class Criterion(Strict):
    """A criterion that counts here: one of the sixteen, possibly narrowed, or one of the scenario's own.

    `turn` says which prompt of a conversation is read; without it, one of them meeting it is enough. A criterion of the
    kind "corrected" is met where the answer carried into its turn no longer holds `wrong`; `right` is what stands
    there once it is corrected.
    """

    id: Id
    weight: PositiveInt = 1
    essential: bool = False
    narrow: Narrow | None = None
    turn: Id | None = None
    kind: Literal["mentions", "corrected"] | None = None
    title: Text | None = None
    consequence: Text | None = None
    hints: tuple[Text, ...] = ()
    advice: Text | None = None
    routes: tuple[Route, ...] = ()
    wrong: Text | None = None
    right: Text | None = None

    @property
    def generic(self) -> bool:
        """Whether it is one of the sixteen."""
        return self.id in CRITERIA

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.generic:
            if self.kind or self.routes or self.wrong or self.right:
                raise PydanticCustomError("reserved_id", "{id} is one of the sixteen", {"id": self.id})
        elif self.kind is None and not self.routes and self.title is None:
            raise PydanticCustomError("unknown_criterion", "unknown criterion {id}", {"id": self.id})
        elif not (self.kind and self.title and self.consequence and self._has_its_rule()):
            raise PydanticCustomError("own_criterion_incomplete", "{id} is incomplete", {"id": self.id})
        elif self.narrow:
            raise PydanticCustomError("narrow_own", "{id} cannot be narrowed", {"id": self.id})
        if self.id == "privacy" and self.narrow:
            raise PydanticCustomError("narrow_own", "{id} cannot be narrowed", {"id": self.id})
        return self

    def _has_its_rule(self) -> bool:
        correction = bool(self.wrong and self.right and self.turn)
        if self.kind == "corrected":
            return correction and not self.routes
        return bool(self.routes) and not (self.wrong or self.right)
