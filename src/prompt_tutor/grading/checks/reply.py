"""An answer as the checks read it, and what a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from prompt_tutor.grading.figures import figures
from prompt_tutor.grading.words import read

if TYPE_CHECKING:
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.prompt import Span
    from prompt_tutor.grading.quantity import Quantity
    from prompt_tutor.grading.words import Reading


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found, before `negate` is applied.

    Attributes:
        passed: whether the answer is as the check wants it.
        detail: what was seen, one sentence in the interface's language that stays true when the check is negated.
        evidence: the passages of the answer that decided.
        undecided: whether the check could not be made; it fails then, negated or not.
    """

    passed: bool
    detail: str
    evidence: tuple[Span, ...] = ()
    undecided: bool = False


@dataclass(frozen=True)
class Reply:
    """A model's answer in a scenario; what several checks need of it is read once."""

    text: str
    scenario: Scenario
    language: str

    @cached_property
    def reading(self) -> Reading:
        """Its words and sentences."""
        return read(self.text, self.language)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its figures, dates, labels and marks, in order."""
        return figures(self.text, self.reading)

    @cached_property
    def material(self) -> tuple[str, ...]:
        """What an answer may draw on: the documents, and the brief."""
        brief = self.scenario.brief
        documents = self.scenario.documents_in(self.language).values()
        return (*documents, *(part.in_(self.language) for part in (brief.persona, brief.situation, brief.request)))

    def quote(self, span: Span, longest: int = 60) -> str:
        """Return a passage for a sentence about it, on one line and not too long."""
        words = " ".join(self.text[span[0] : min(span[1], span[0] + 4 * longest)].split())
        return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
