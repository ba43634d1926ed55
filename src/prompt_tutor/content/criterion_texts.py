"""What the tutor says of each of the sixteen criteria, from `criteria.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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
    """

    title: Text
    definition: Text
    consequence: Text
    advice: Text
    near: Text
    hints: tuple[Text, Text, Text]


def criterion_texts(id: str) -> CriterionTexts:  # noqa: A002 - the format's own word
    """Return the texts of the criterion `id`, one of the sixteen; raises KeyError for any other."""
    return _all()[id]


@cache
def _all() -> dict[str, CriterionTexts]:
    data = tomli.loads(files("prompt_tutor.content").joinpath("criteria.toml").read_text(encoding="utf-8"))
    context = {"languages": LANGUAGES}

    def text(value: object) -> Text:
        return Text.model_validate(value, context=context)

    texts = {}
    for criterion in CRITERIA:
        entry = data[criterion]
        nudge, pointer, example = (text(hint) for hint in entry["hints"])
        texts[criterion] = CriterionTexts(
            title=text(entry["title"]),
            definition=text(entry["definition"]),
            consequence=text(entry["consequence"]),
            advice=text(entry["advice"]),
            near=text(entry["near"]),
            hints=(nudge, pointer, example),
        )
    return texts
