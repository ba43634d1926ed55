"""Where the learner wants to go: messages from screens to the app.

Without comparison and representation: Textual has its own, and making them takes time before the first frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from prompt_tutor.errors import TutorError


@dataclass(eq=False, repr=False)
class GoHome(Message):
    """Show Home, and above it `error` where something could not be opened."""

    error: TutorError | None = None


@dataclass(eq=False, repr=False)
class OpenLesson(Message):
    """Open the lesson `name` (`id` or `pack/id`), at the step with the id `step` or at the first."""

    name: str
    step: str = ""


@dataclass(eq=False, repr=False)
class OpenScenario(Message):
    """Open the scenario `name` in the workbench; for a practice step with what the step asks.

    Attributes:
        step: `pack/lesson/step`, "" in free practice.
        start: the text that stands in the editor.
        count: the criteria that the score is taken over; all where it is empty.
        pass_mark: the step's own, or None.
    """

    name: str
    step: str = ""
    start: str = ""
    count: tuple[str, ...] = ()
    pass_mark: int | None = None


class OpenOwnCase(Message):
    """Open My own case above the screen."""


class OpenCharter(Message):
    """Show the town's charter above the screen."""


@dataclass(eq=False, repr=False)
class SwitchLanguage(Message):
    """Go on in the other language of the interface."""
