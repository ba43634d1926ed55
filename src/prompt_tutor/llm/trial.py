"""Whether a model works: one short real request, its time and its first words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prompt_tutor.errors import TutorError


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a short request.

    Attributes:
        seconds_to_first: until the first word; None where none came.
        seconds: in all.
        words: the first words of the answer, to show; "" without any.
        fault: what went wrong, to show; None where the model works.
    """

    seconds_to_first: float | None
    seconds: float
    words: str
    fault: TutorError | None = None

    @property
    def works(self) -> bool:
        """Whether an answer came to its end."""
        return self.fault is None
