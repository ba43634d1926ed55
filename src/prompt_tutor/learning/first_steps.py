"""The first five minutes: one prompt, sent twice, and what a date that it does not give costs."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """A simulated answer: its text, and the passage of it that was made up, "" where none was."""

    text: str
    invented: str


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """The texts of the first five minutes in one language.

    Attributes:
        promises: what a person who is afraid of doing wrong should know.
        brief: what the colleague wants, with the date.
        prompt: the colleague's, which lacks it.
        given: ways of writing the date; one of them in the prompt is enough.
        without: the answer to a prompt that does not give it.
        invented: the passage of that answer that was made up.
        with_date: the answer to a prompt that gives it.
        missing: what to see and do after the first answer.
        again: the same where the date is still missing.
        done: what there is to keep.
    """

    promises: tuple[str, ...]
    brief: str
    prompt: str
    given: tuple[str, ...]
    without: str
    invented: str
    with_date: str
    missing: str
    again: str
    done: str

    def answer(self, prompt: str) -> FirstAnswer:
        """Return the simulated answer to `prompt`; it depends on nothing but whether the date stands in it."""
        plain = _plain(prompt)
        if any(_plain(date) in plain for date in self.given):
            return FirstAnswer(self.with_date, "")
        return FirstAnswer(self.without, self.invented)


def read_first_steps(language: str) -> FirstSteps:
    """Return the texts in `language`, "fr" or "en"."""
    import tomli

    text = files("prompt_tutor.learning").joinpath("first_steps.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomli.loads(text)[language]
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    return FirstSteps(with_date=fields.pop("with"), **fields)


def _plain(text: str) -> str:
    """Return `text` without case and accents, its words one space apart."""
    marked = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(character for character in marked if not unicodedata.combining(character)).split())
