"""A scenario, as a trainer writes it in `scenarios/<id>/scenario.toml`."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import AliasChoices, Field, PositiveInt, PrivateAttr, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from prompt_tutor.content.checks import Check
from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.content.criterion import Criterion, Route
from prompt_tutor.content.criterion_texts import generic_texts
from prompt_tutor.content.generic_answer import generic_slots
from prompt_tutor.content.judge import Judge
from prompt_tutor.content.model import LANGUAGES, Id, Strict, Text, text_from_file
from prompt_tutor.content.practice_answer import Piece, Practice, Slot, Solution

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


class Turn(Strict):
    """One prompt of a conversation.

    `given` is an answer that already stands on the screen before it. With `carry = "edit"` the learner corrects the
    answer before it, which holds a planted error, before going on; with "keep" it goes on as it came.
    """

    id: Id
    request: Text
    given: Text | None = None
    carry: Literal["keep", "edit"] = "keep"


class Reason(Strict):
    """A good reason to decline, known by its `routes` in what the learner writes; `why` is shown in the feedback."""

    id: Id
    title: Text
    why: Text
    routes: tuple[Route, ...] = Field(min_length=1)


class Decline(Strict):
    """Whether the right act is not to use AI here, or not with one document.

    `expected` is true, false (the scenario offers to decline, and one should not) or a document's id. `alternative` is
    the safe act that the learner goes on with.
    """

    expected: bool | Id
    reasons: tuple[Reason, ...] = Field(min_length=1)
    alternative: Text


class Calibration(Strict):
    """An example prompt with its expected verdicts: the scenario's own test.

    Of a conversation `prompts` gives one for each turn, in the order of the turns; `corrected` names the turns whose
    answer before them the learner corrects. `decline` is, instead of a prompt, what the learner writes to decline;
    `met` and `unmet` then name reasons.
    """

    name: Id
    language: Literal["fr", "en"] = "fr"
    prompt: str = ""
    prompts: dict[Id, str] = Field(default={})
    corrected: tuple[Id, ...] = ()
    decline: str = ""
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

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if sum(map(bool, (self.prompt.strip(), self.prompts, self.decline.strip()))) != 1:
            raise PydanticCustomError("calibration_form", "prompt, prompts or decline")
        return self


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
    turns: tuple[Turn, ...] = ()
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    answer: Answer = Answer()
    practice: Practice = Practice()
    solution: Solution = Solution()
    decline: Decline | None = None
    judge: Judge = Judge()
    calibration: tuple[Calibration, ...] = ()
    _folder: Path | None = PrivateAttr(default=None)
    _pack: str = PrivateAttr(default="")

    @property
    def name(self) -> str:
        """The name that no other has, `pack/id`; the id alone for one that no library found."""
        return f"{self._pack}/{self.id}" if self._pack else self.id

    @property
    def folder(self) -> Path | None:
        """The folder that it was read from, with its recordings; None for one that was read from no file."""
        return self._folder

    @model_validator(mode="after")
    def _keep_place(self, info: ValidationInfo) -> Self:
        self._folder = (info.context or {}).get("folder")
        self._pack = (info.context or {}).get("pack", "")
        return self

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for label, ids in (
            ("documents", [d.id for d in self.documents]),
            ("criteria", [c.id for c in self.criteria]),
            # A question for a judge is never taken for a criterion, counted here or not.
            ("judge.items", [*{*CRITERIA, *(c.id for c in self.criteria)}, *(i.id for i in self.judge.items)]),
            ("answer.checks", [c.id for c in self.answer.checks]),
            ("practice.slots", [s.id for s in self.practice.slots]),
            ("turns", [t.id for t in self.turns]),
            ("decline.reasons", [r.id for r in self.decline.reasons] if self.decline else []),
        ):
            twice = {name for name, count in Counter(ids).items() if count > 1}
            if twice:
                raise PydanticCustomError("twice", "{id} twice in {label}", {"id": min(twice), "label": label})
        if {criterion.id for criterion in self.criteria} == {"privacy"}:
            raise PydanticCustomError("no_weight", "nothing to score")
        return self

    @model_validator(mode="after")
    def _known_turns(self) -> Self:
        known = ", ".join(turn.id for turn in self.turns) or "—"
        for turn, at in self._turns_named():
            if turn not in self.turn_ids:
                raise PydanticCustomError("unknown_turn", "no turn {id}", {"id": turn, "known": known, "at": at})
        return self

    def _turns_named(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Yield each turn that a part names, with the keys where it does."""
        parts: tuple[tuple[tuple[str | int, ...], Sequence[Check | Criterion | Slot | Piece]], ...] = (
            (("criteria",), self.criteria),
            (("answer", "checks"), self.answer.checks),
            (("practice", "slots"), self.practice.slots),
            (("solution", "pieces"), self.solution.pieces),
        )
        for keys, placed in parts:
            yield from ((part.turn, (*keys, number, "turn")) for number, part in enumerate(placed) if part.turn)
        for number, calibration in enumerate(self.calibration):
            yield from ((turn, ("calibration", number, "prompts", turn)) for turn in calibration.prompts)
            yield from ((turn, ("calibration", number, "corrected")) for turn in calibration.corrected)

    @model_validator(mode="after")
    def _known_document_declined(self) -> Self:
        expected = self.decline.expected if self.decline else True
        if isinstance(expected, str) and expected not in {document.id for document in self.documents}:
            context = {"id": expected, "at": ("decline", "expected")}
            raise PydanticCustomError("unknown_document", "no document {id}", context)
        return self

    @property
    def turn_ids(self) -> tuple[str, ...]:
        """The ids of the turns in order; one "" where the scenario takes a single prompt."""
        return tuple(turn.id for turn in self.turns) or ("",)

    def turn_of(self, part: Check | Slot | Piece) -> str:
        """Return the turn that a part belongs to: its own, or the last."""
        return part.turn or self.turn_ids[-1]

    def solution_drafts(self, language: str, *, without: int | None = None) -> tuple[str, ...]:
        """Return the solution in `language`, a draft for each turn, less the piece at the index `without`.

        Without pieces it is the strong calibration in that language, else in any; "" where there is none.
        """
        if not self.solution.pieces:
            strong = self.strong(language) or next((each for each in map(self.strong, LANGUAGES) if each), None)
            return tuple(strong.prompts.get(turn, strong.prompt) if strong else "" for turn in self.turn_ids)
        pieces = [(self.turn_of(piece), piece) for n, piece in enumerate(self.solution.pieces) if n != without]
        return tuple(
            "\n\n".join(piece.text.in_(language) for place, piece in pieces if place == turn) for turn in self.turn_ids
        )

    def strong(self, language: str) -> Calibration | None:
        """Return the first calibration in `language` that is called strong, such as "strong" or "strong-2"."""
        return next(
            (
                each
                for each in self.calibration
                if each.language == language and (each.name == "strong" or each.name.startswith("strong-"))
            ),
            None,
        )

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The passages of the practice answer: the author's, else those that fit any subject."""
        return self.practice.slots or generic_slots(self.criteria)

    def off_topic_in(self, language: str) -> str:
        """Return the practice answer to a prompt about something else: the author's, else one that fits any case."""
        return (self.practice.off_topic or generic_texts().off_topic).in_(language)

    @property
    def digest(self) -> str:
        """The hash of the parsed content: the same whatever the line ends and the order of keys.

        What is at its default is left out: an optional key that a later version adds changes no scenario without it.
        """
        return hashlib.sha256(self.model_dump_json(exclude_defaults=True).encode()).hexdigest()[:16]

    def documents_in(self, language: str) -> dict[str, str]:
        """Return the text of each document in `language`, by id."""
        return {document.id: document.text.in_(language) for document in self.documents}

    def criterion(self, id: str) -> Criterion | None:  # noqa: A002 - the format's own word
        """Return the criterion named `id`, or None where it does not count here."""
        return next((criterion for criterion in self.criteria if criterion.id == id), None)
