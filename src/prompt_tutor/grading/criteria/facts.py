"""Facts that the author tells in their own words, so that the answer can use them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.criteria.tagged import STOPS

if TYPE_CHECKING:
    from prompt_tutor.grading.criteria.situation import Situation
    from prompt_tutor.grading.prompt import Span

_FEWEST: Final = 3


def supplied_facts(situation: Situation, examples: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the passages that tell figures, dates and amounts, where there are enough of them."""
    line = situation.line
    used: set[int] = set()
    for criterion in ("length", "steps", "format"):
        for hit in situation.hits[criterion]:
            if hit.kind == "met" and hit.end - hit.first < 12:
                used.update(range(hit.first, hit.end))
    spans: list[Span] = []
    for index, token in enumerate(line.tokens):
        if not token[0].isdigit() or index in used:
            continue
        start = line.spans[index][0]
        if any(a <= start < b for a, b in examples):
            continue
        following = line.tokens[index + 1] if index + 1 < len(line.tokens) else ""
        if following in (")", ".", "/") and line.tokens[index - 1] in STOPS:
            continue
        spans.append((start, line.spans[min(index + 1, len(line.spans) - 1)][1]))
    return tuple(spans) if len(spans) >= _FEWEST else ()
