"""What the practice screens tell one another and the app.

Dataclasses, not frozen ones: Textual notes on each message who sent it and when.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from prompt_tutor.tui.widgets.findings import Finding


@dataclass
class Passed(Message):
    """An attempt reached its goal; `step` is `pack/lesson/step`, or "" in free practice."""

    step: str


@dataclass
class Failed(Message):
    """Something unexpected went wrong in the background, and the screen has said so."""

    error: BaseException


@dataclass
class FindingChosen(Message):
    """The learner stands on a finding of the feedback: its passages are to be marked."""

    finding: Finding


@dataclass
class FindingOpened(Message):
    """The learner wants to see the passages of a finding where they stand."""

    finding: Finding


@dataclass
class Disputed(Message):
    """The learner says that the `words` of the prompt meet `criterion`; "" takes that back."""

    criterion: str
    words: str


@dataclass
class ExtractChosen(Message):
    """The learner chose rows and columns of a document: `text` is to be put into the prompt."""

    text: str
