"""My own case: a real task, the criteria that its kind of work needs, and what its prompt says, without a model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import tomli

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prompt_tutor.grading.prompt import Span
    from prompt_tutor.grading.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work; `criteria` says for each criterion that it needs, by id, what it is for there."""

    id: str
    title: str
    about: str
    criteria: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CasePoint:
    """What is said of one criterion.

    Attributes:
        criterion: its id.
        title: what a learner reads.
        met: whether the prompt meets it.
        passage: the words that meet it, or nearly do; "" where there are none.
        words: why it is wanted, or what to add.
    """

    criterion: str
    title: str
    met: bool
    passage: str
    words: str


@dataclass(frozen=True, slots=True)
class CaseFeedback:
    """What is said of a prompt: a point for each criterion of its kind, and the personal data that were spotted."""

    points: tuple[CasePoint, ...]
    personal: tuple[str, ...]

    @property
    def met(self) -> int:
        """How many of the points are met."""
        return sum(point.met for point in self.points)


def kinds(language: str) -> tuple[Kind, ...]:
    """Return the kinds of work in `language`, "fr" or "en"."""
    return tuple(
        Kind(
            kind["id"],
            kind["title"][language],
            kind["about"][language],
            {item["id"]: item["why"][language] for item in kind["criteria"]},
        )
        for kind in _data()["kinds"]
    )


def kind_of(id_: str, language: str) -> Kind:
    """Return the kind of work with this id; the first where a notebook names one that is no more."""
    found = kinds(language)
    return next((kind for kind in found if kind.id == id_), found[0])


@cache
def _data() -> dict[str, Any]:
    return tomli.loads(files("prompt_tutor.learning").joinpath("own_case.toml").read_text(encoding="utf-8"))


def judge_case(text: str, kind: Kind, language: str) -> CaseFeedback:
    """Return what is said of the prompt `text`, read in its own language, in the interface's `language`.

    Takes time at first, since the grader is read: call it in a thread.
    """
    from prompt_tutor.content.criterion_texts import criterion_texts
    from prompt_tutor.grading.language import detect
    from prompt_tutor.grading.prompt import Prompt
    from prompt_tutor.grading.sixteen import judge

    verdicts = judge(Prompt(text), detect(text))
    points = []
    for criterion, why in kind.criteria.items():
        texts, verdict = criterion_texts(criterion), verdicts[criterion]
        passage = _passage(text, verdict)
        words = why if verdict.met else texts.advice.in_(language)
        if passage and not verdict.met:
            words = texts.near.in_(language).replace("{passage}", passage)
        points.append(CasePoint(criterion, texts.title.in_(language), verdict.met, passage, words))
    return CaseFeedback(tuple(points), tuple(_quote(text, span) for span in verdicts["privacy"].evidence))


def _passage(text: str, verdict: Verdict) -> str:
    spans = verdict.evidence or verdict.near
    return _quote(text, spans[0]) if spans else ""


def _quote(text: str, span: Span) -> str:
    words = " ".join(text[span[0] : span[1]].split())
    return words if len(words) <= 60 else words[:59] + "…"
