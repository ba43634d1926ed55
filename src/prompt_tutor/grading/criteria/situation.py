"""A prompt as the rules see it: the author's words as a line of tokens, the material, and the cues that were met."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompt_tutor.grading.criteria.hits import Hit, find_cues
from prompt_tutor.grading.criteria.tagged import MATERIAL, Line, encode, lexicon
from prompt_tutor.grading.folding import Folded, fold
from prompt_tutor.grading.own_words import Material, material

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prompt_tutor.grading.prompt import Prompt, Span


@dataclass(frozen=True, slots=True)
class Situation:
    """What the rules read."""

    text: str
    language: str
    folded: Folded
    line: Line
    material: tuple[Material, ...]
    hits: dict[str, list[Hit]]

    def span(self, hit: Hit) -> Span:
        """Return the passage that a hit covers, without marks at its ends; an article keeps its word."""
        first, last = hit.first, hit.end - 1
        tokens = self.line.tokens
        while first < last and not tokens[first][0].isalnum() and tokens[first] != MATERIAL:
            first += 1
        while last > first and not tokens[last][0].isalnum() and tokens[last] not in ("%", MATERIAL):
            last -= 1
        article = lexicon(self.language).codes["det"]
        while last + 1 < len(tokens) and article in self.line.classes[last] and tokens[last + 1][0].isalnum():
            last += 1
        return self.line.spans[first][0], max(self.line.spans[last][1], self.line.spans[first][0])

    def covered(self, criteria: Iterable[str], *kinds: str) -> set[int]:
        """Return the tokens of the hits of these kinds."""
        hits = (hit for criterion in criteria for hit in self.hits[criterion] if hit.kind in kinds)
        return {at for hit in hits for at in range(hit.first, hit.end)}

    def spans(self, criterion: str, *kinds: str) -> tuple[Span, ...]:
        """Return the passages of the hits of these kinds, in order, overlapping ones joined."""
        return join(self.span(hit) for hit in self.hits[criterion] if hit.kind in kinds)


def join(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that overlap joined into one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return tuple(joined)


def holder(position: int, spans: Sequence[Span]) -> Span | None:
    """Return the one of `spans` (in order and disjoint) that holds `position`, if any. Logarithmic in their number."""
    at = bisect_right(spans, position, key=lambda span: span[0]) - 1
    return spans[at] if at >= 0 and position < spans[at][1] else None


def read_situation(prompt: Prompt, language: str) -> Situation:
    """Read `prompt` once for all criteria."""
    folded = fold(prompt.text)
    pasted = material(prompt)
    line = encode(folded, tuple(each.span for each in pasted), language)
    return Situation(prompt.text, language, folded, line, pasted, find_cues(line, language))
