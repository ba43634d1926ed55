"""A lesson, as a trainer writes it in `lessons/<nn-id>.toml`: a path of steps."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal, Self

from pydantic import Field, PositiveInt, model_validator
from pydantic_core import PydanticCustomError

from prompt_tutor.content.checks import Check
from prompt_tutor.content.criterion import Route
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


class SortChoice(Strict):
    """A pile that items are sorted into."""

    id: Id
    title: Text


class SortItem(Strict):
    """Something to sort: `answer` is the id of the choice where it belongs, `why` the reason, shown afterwards."""

    text: Text
    answer: Id
    why: Text


class Sort(BaseStep):
    """Items to sort into declared choices, such as what may go into a public tool."""

    kind: Literal["sort"]
    question: Text
    choices: tuple[SortChoice, ...] = Field(min_length=2)
    items: tuple[SortItem, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _known_answers(self) -> Self:
        ids = [choice.id for choice in self.choices]
        _once(ids, "choices")
        for number, item in enumerate(self.items):
            if item.answer not in ids:
                context = {"id": item.answer, "known": ", ".join(ids), "at": ("items", number, "answer")}
                raise PydanticCustomError("unknown_choice", "no choice {id}", context)
        return self


class SpotError(Strict):
    """A wrong passage of an answer, letter by letter: why it is wrong, and what shows it."""

    quote: Text
    why: Text
    check_with: Text


class Spot(BaseStep):
    """An answer in which the learner marks what is wrong; what was missed and what was accused wrongly is shown.

    `source` is the material that the answer was to be drawn from, if it is to be read beside it.
    """

    kind: Literal["spot"]
    question: Text
    source: Text | None = None
    answer: Text
    errors: tuple[SpotError, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _quotes_stand_there(self) -> Self:
        for number, error in enumerate(self.errors):
            for language, quote in error.quote.root.items():
                if not quote.strip() or self.answer.in_(language).count(quote) != 1:
                    context = {"language": language, "at": ("errors", number, "quote")}
                    raise PydanticCustomError("quote_not_once", "not once in the answer", context)
        return self


class WriteCriterion(Strict):
    """Something that the learner's own text has to say, in one of several ways; see a scenario's criteria."""

    id: Id
    title: Text
    advice: Text
    routes: tuple[Route, ...] = Field(min_length=1)


class Write(BaseStep):
    """A text that the learner writes for residents: checked, then compared with a sample. It earns no score."""

    kind: Literal["write"]
    request: Text
    material: Text | None = None
    checks: tuple[Check, ...] = ()
    mentions: tuple[WriteCriterion, ...] = ()
    sample: Text
    self_check: tuple[Text, ...] = Field(min_length=1)


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


Step = Annotated[Read | Compare | Quiz | Sort | Spot | Write | PracticeStep | Recap, Field(discriminator="kind")]


class Lesson(Strict):
    """A path of steps of about 15 minutes; `review` is the scenario of a practice on a blank page, some days later."""

    format: Literal[1]
    id: Id
    title: Text
    objective: Text
    minutes: PositiveInt
    review: str = ""
    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_once(self) -> Self:
        _once([step.id for step in self.steps], "steps")
        return self


def _once(ids: list[str], label: str) -> None:
    twice = {name for name, count in Counter(ids).items() if count > 1}
    if twice:
        raise PydanticCustomError("twice", "{id} twice in {label}", {"id": min(twice), "label": label})


class LearningPath(Strict):
    """An order of lessons for one audience: agents, managers, elected officials, or everyone."""

    id: Id
    title: Text
    lessons: tuple[str, ...] = Field(min_length=1)


class Paths(Strict):
    """The learning paths of a pack, as `lessons/paths.toml` orders them."""

    format: Literal[1]
    paths: tuple[LearningPath, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_once(self) -> Self:
        _once([path.id for path in self.paths], "paths")
        return self
