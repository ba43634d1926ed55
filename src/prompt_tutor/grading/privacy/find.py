"""Personal data of private persons in a prompt: the passages that hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.grading.folding import fold
from prompt_tutor.grading.privacy.numbers import find_numbers
from prompt_tutor.grading.privacy.people import find_people

if TYPE_CHECKING:
    from prompt_tutor.grading.privacy.kinds import Kind
    from prompt_tutor.grading.prompt import Span


def find_personal_data(text: str) -> tuple[Span, ...]:
    """Return the passages of `text` that hold personal data, in order, overlapping ones joined.

    Nothing found does not mean that the text is anonymous: these are words and numbers that can be spotted.
    """
    return tuple(span for _kind, span in find_kinds(text))


def find_kinds(text: str) -> tuple[tuple[Kind, Span], ...]:
    """Return what `find_personal_data` does, each passage with its kind; of joined ones, that of the first."""
    folded = fold(text)
    found = [(folded.original(*span), kind) for kind, span in find_numbers(folded)]
    found += [(span, kind) for kind, span in find_people(text, folded)]
    joined: list[tuple[Kind, Span]] = []
    for (start, end), kind in sorted(found):
        if joined and start <= joined[-1][1][1]:
            first, before = joined[-1]
            joined[-1] = (first, (before[0], max(before[1], end)))
        else:
            joined.append((kind, (start, end)))
    return tuple(joined)
