"""Personal data of private persons in a prompt: the passages that hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.grading.folding import fold
from prompt_tutor.grading.privacy.numbers import find_numbers
from prompt_tutor.grading.privacy.people import find_people

if TYPE_CHECKING:
    from prompt_tutor.grading.prompt import Span


def find_personal_data(text: str) -> tuple[Span, ...]:
    """Return the passages of `text` that hold personal data, in order, overlapping ones joined.

    Nothing found does not mean that the text is anonymous: these are words and numbers that can be spotted.
    """
    folded = fold(text)
    spans = [folded.original(*span) for span in find_numbers(folded)]
    spans += find_people(text, folded)
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)
