"""The material of the practice model's answer, and the solution that gets the best one."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from prompt_tutor.content.model import Id, Strict, Text, Wordings


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
    """A passage of the simulated answer: the first choice whose condition holds. `join` is what comes before it.

    `turn` says in which answer of a conversation it stands; without it, in the last.
    """

    id: Id
    turn: Id | None = None
    join: Literal["paragraph", "line", "space"] = "paragraph"
    choices: tuple[Choice, ...] = Field(min_length=1)


class Residual(Strict):
    """An error that remains under the best prompt, for the learner to find before publishing."""

    quote: Text
    why: Text
    check_with: Text


class Practice(Strict):
    """The practice model's material.

    What is left out the program brings: without `subject`, the words of the brief tell what the scenario is about;
    without `slots`, the answer is made of passages that fit any subject, one for each criterion.
    """

    subject: Wordings | None = None
    off_topic: Text | None = None
    slots: tuple[Slot, ...] = ()
    residual: tuple[Residual, ...] = ()


class Piece(Strict):
    """A piece of one possible solution, with the criteria that are lost without it."""

    criteria: tuple[Id, ...] = ()
    turn: Id | None = None
    text: Text


class Solution(Strict):
    """One possible solution, in pieces that follow one another as paragraphs.

    In a conversation `turn` says to which prompt a piece belongs; without it, to the last. Without pieces, the
    calibration called "strong" is the solution.
    """

    pieces: tuple[Piece, ...] = ()
