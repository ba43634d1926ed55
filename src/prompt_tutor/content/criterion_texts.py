"""What the tutor says of each of the sixteen criteria, from `criteria.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import tomli

from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.content.model import LANGUAGES, Text


@dataclass(frozen=True, slots=True)
class CriterionTexts:
    """The texts of one of the sixteen criteria, in every language.

    Attributes:
        title: a label of one to four words.
        definition: when a prompt meets it.
        consequence: what its absence costs in the answer.
        advice: what to do where it is not met.
        near: the same where a passage nearly meets it; `{passage}` stands for that passage.
        hints: three rungs: a nudge, a pointer, a partial example.
        practice_met: a passage of a practice answer on any subject, where it is met.
        practice_unmet: the same where it is missed: the passage shows what that costs.
    """

    title: Text
    definition: Text
    consequence: Text
    advice: Text
    near: Text
    hints: tuple[Text, Text, Text]
    practice_met: Text
    practice_unmet: Text


@dataclass(frozen=True, slots=True)
class GenericTexts:
    """The texts of a practice answer that belong to none of the sixteen criteria.

    Attributes:
        own_met: a passage where a scenario's own criterion is met; `{title}` stands for its title.
        off_topic: the answer to a prompt about something else.
    """

    own_met: Text
    off_topic: Text


def criterion_texts(id: str) -> CriterionTexts:  # noqa: A002 - the format's own word
    """Return the texts of the criterion `id`, one of the sixteen; raises KeyError for any other."""
    return _all()[id]


@cache
def generic_texts() -> GenericTexts:
    """Return the texts of a practice answer that belong to none of the sixteen."""
    entry = _data()["generic"]
    return GenericTexts(own_met=_text(entry["own_met"]), off_topic=_text(entry["off_topic"]))


@cache
def _data() -> dict[str, Any]:
    return tomli.loads(files("prompt_tutor.content").joinpath("criteria.toml").read_text(encoding="utf-8"))


def _text(value: object) -> Text:
    return Text.model_validate(value, context={"languages": LANGUAGES})


@cache
def _all() -> dict[str, CriterionTexts]:
    texts = {}
    for criterion in CRITERIA:
        entry = _data()[criterion]
        nudge, pointer, example = (_text(hint) for hint in entry["hints"])
        texts[criterion] = CriterionTexts(
            title=_text(entry["title"]),
            definition=_text(entry["definition"]),
            consequence=_text(entry["consequence"]),
            advice=_text(entry["advice"]),
            near=_text(entry["near"]),
            hints=(nudge, pointer, example),
            practice_met=_text(entry["practice"]["met"]),
            practice_unmet=_text(entry["practice"]["unmet"]),
        )
    return texts
