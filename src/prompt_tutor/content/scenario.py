"""A scenario, as a trainer writes it in `scenarios/<id>/scenario.toml`."""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal, Self

from pydantic import AliasChoices, Field, PositiveInt, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from prompt_tutor.content.checks import Check
from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.content.model import LANGUAGES, Id, Strict, Text, Wordings, text_from_file
from prompt_tutor.content.narrow import Narrow

Level = Literal["beginner", "intermediate", "advanced"]
Percent = Annotated[int, Field(ge=0, le=100)]


class Brief(Strict):
    """What the learner reads first."""

    persona: Text
    situation: Text
    request: Text


class Document(Strict):
    """A document of the case, named `{{id}}` in a prompt; its text is `text`, in every language it has."""

    id: Id
    title: Text
    text: Text = Field(validation_alias=AliasChoices("file", "text"))
    sensitive: bool = False
    name: str = ""
    """The file's name where it is one file for every language: tells a table (.csv) from a text."""

    @model_validator(mode="before")
    @classmethod
    def _read_file(cls, data: object, info: ValidationInfo) -> object:
        if not isinstance(data, dict):
            return data
        data = dict(data)
        file = data.pop("file", None)
        by_language = {key: data.pop(key) for key in [f"{language}_file" for language in LANGUAGES] if key in data}
        if isinstance(file, str):
            languages = (info.context or {}).get("languages") or LANGUAGES
            data["name"] = file
            data["text"] = {f"{language}_file": file for language in languages}
        elif by_language:
            data["name"] = str(next(iter(by_language.values())))
            data["text"] = by_language
        return data


class Route(Strict):
    """One way to meet a criterion: every group must be hit, in one sentence or its neighbour."""

    fr: tuple[list[str], ...] = ()
    en: tuple[list[str], ...] = ()
    within: Literal["sentence", "prompt"] = "sentence"

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
    """A criterion that counts here: one of the sixteen, possibly narrowed, or one of the scenario's own."""

    id: Id
    weight: PositiveInt = 1
    essential: bool = False
    narrow: Narrow | None = None
    kind: Literal["mentions"] | None = None
    title: Text | None = None
    consequence: Text | None = None
    hints: tuple[Text, ...] = ()
    advice: Text | None = None
    routes: tuple[Route, ...] = ()

    @property
    def generic(self) -> bool:
        """Whether it is one of the sixteen."""
        return self.id in CRITERIA

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.generic:
            if self.kind or self.routes:
                raise PydanticCustomError("reserved_id", "{id} is one of the sixteen", {"id": self.id})
        elif self.kind is None and not self.routes and self.title is None:
            raise PydanticCustomError("unknown_criterion", "unknown criterion {id}", {"id": self.id})
        elif not (self.kind and self.routes and self.title and self.consequence):
            raise PydanticCustomError("own_criterion_incomplete", "{id} is incomplete", {"id": self.id})
        elif self.narrow:
            raise PydanticCustomError("narrow_own", "{id} cannot be narrowed", {"id": self.id})
        if self.id == "privacy" and self.narrow:
            raise PydanticCustomError("narrow_own", "{id} cannot be narrowed", {"id": self.id})
        return self


class When(Strict):
    """A condition on the prompt: these criteria met, those not."""

    met: tuple[Id, ...] = ()
    unmet: tuple[Id, ...] = ()

    def holds(self, met: frozenset[str]) -> bool:
        """Return whether the condition holds for a prompt that meets `met`."""
        return met.issuperset(self.met) and met.isdisjoint(self.unmet)


class Choice(Strict):
    """One wording of a slot; `shows` names the criterion whose omission this passage makes visible."""

    when: When = When()
    shows: Id | None = None
    text: Text


class Slot(Strict):
    """A passage of the simulated answer: the first choice whose condition holds. `join` is what comes before it."""

    id: Id
    join: Literal["paragraph", "line", "space"] = "paragraph"
    choices: tuple[Choice, ...] = Field(min_length=1)


class Residual(Strict):
    """An error that remains under the best prompt, for the learner to find before publishing."""

    quote: Text
    why: Text
    check_with: Text


class Practice(Strict):
    """The practice model's material."""

    subject: Wordings
    off_topic: Text
    slots: tuple[Slot, ...] = Field(min_length=1)
    residual: tuple[Residual, ...] = ()


class Piece(Strict):
    """A piece of one possible solution, with the criteria that are lost without it."""

    criteria: tuple[Id, ...] = ()
    text: Text


class Solution(Strict):
    """One possible solution, in pieces that follow one another as paragraphs."""

    pieces: tuple[Piece, ...] = Field(min_length=1)

    def text(self, language: str, *, without: int | None = None) -> str:
        """Return the solution in `language`, less the piece at the index `without`."""
        return "\n\n".join(piece.text.in_(language) for n, piece in enumerate(self.pieces) if n != without)


class Calibration(Strict):
    """An example prompt with its expected verdicts: the scenario's own test."""

    name: Id
    language: Literal["fr", "en"] = "fr"
    prompt: str
    met: tuple[Id, ...] = ()
    unmet: tuple[Id, ...] = ()
    passes: bool | None = None
    failed_checks: tuple[Id, ...] = ()
    passed_checks: tuple[Id, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _read_file(cls, data: object, info: ValidationInfo) -> object:
        if isinstance(data, dict) and isinstance(data.get("prompt_file"), str):
            data = dict(data)
            data["prompt"] = text_from_file(data.pop("prompt_file"), info.context or {})
        return data


class Answer(Strict):
    """What is checked in an answer."""

    checks: tuple[Check, ...] = ()


class Scenario(Strict):
    """A local case: brief, documents, criteria, answer checks, practice answer, solution, calibration."""

    format: Literal[1]
    id: Id
    title: Text
    level: Level
    minutes: PositiveInt
    pass_mark: Percent = 70
    brief: Brief
    documents: tuple[Document, ...] = ()
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    answer: Answer = Answer()
    practice: Practice
    solution: Solution
    calibration: tuple[Calibration, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for label, ids in (
            ("documents", [d.id for d in self.documents]),
            ("criteria", [c.id for c in self.criteria]),
            ("answer.checks", [c.id for c in self.answer.checks]),
            ("practice.slots", [s.id for s in self.practice.slots]),
        ):
            twice = {name for name in ids if ids.count(name) > 1}
            if twice:
                raise PydanticCustomError("twice", "{id} twice in {label}", {"id": min(twice), "label": label})
        if {criterion.id for criterion in self.criteria} == {"privacy"}:
            raise PydanticCustomError("no_weight", "nothing to score")
        return self

    @property
    def digest(self) -> str:
        """The hash of the parsed content: the same whatever the line ends and the order of keys."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]

    def documents_in(self, language: str) -> dict[str, str]:
        """Return the text of each document in `language`, by id."""
        return {document.id: document.text.in_(language) for document in self.documents}

    def criterion(self, id: str) -> Criterion | None:  # noqa: A002 - the format's own word
        """Return the criterion named `id`, or None where it does not count here."""
        return next((criterion for criterion in self.criteria if criterion.id == id), None)
