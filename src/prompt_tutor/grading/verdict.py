"""What grading says: verdicts on a prompt's criteria and on an answer's checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from prompt_tutor.grading.prompt import Span

_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Verdict:
    """A yes or no on one criterion, pointing at the author's words.

    Attributes:
        criterion: its id.
        met: whether the prompt meets it.
        evidence: the passages that meet it; for `privacy`, those that break it.
        near: the passages that nearly meet it; empty where it is met.
    """

    criterion: str
    met: bool
    evidence: tuple[Span, ...] = ()
    near: tuple[Span, ...] = ()

    @classmethod
    def on(cls, criterion: str, evidence: tuple[Span, ...], near: tuple[Span, ...] = ()) -> Self:
        """Return the verdict that is met where there is evidence; so many passages are shown at the most."""
        if evidence:
            return cls(criterion, met=True, evidence=evidence[:_SHOWN])
        return cls(criterion, met=False, near=near[:_SHOWN])


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Whether an answer passed one check.

    Attributes:
        id: the check's id in the scenario.
        passed: whether it passed.
        weight: its weight in the answer's score.
        detail: why, one sentence in the interface's language.
        evidence: the passages of the answer that decided, as spans of the answer.
    """

    id: str
    passed: bool
    weight: int
    detail: str
    evidence: tuple[Span, ...] = ()
