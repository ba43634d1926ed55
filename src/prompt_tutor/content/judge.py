"""What a scenario asks of a judge: yes/no questions that no rule can decide."""

from __future__ import annotations

from typing import Literal

from prompt_tutor.content.model import Id, Strict, Text


class JudgeItem(Strict):
    """One question on the prompt or on the answer: "yes" is met, "no" is unmet. It counts in no score."""

    id: Id
    of: Literal["prompt", "answer"]
    question: Text


class Judge(Strict):
    """The questions, in the order in which they are shown."""

    items: tuple[JudgeItem, ...] = ()
