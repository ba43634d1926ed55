"""Words that only follow one another: "périmètre, écarter, anomalies" asks for nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.cues import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prompt_tutor.grading.prompt import Span
    from prompt_tutor.grading.words import Reading

LINKED: Final = 8
"""A sentence has one word in so many that ties the others ("le", "de", "pour"), at the least."""
_MOST_MARKS: Final = 1
"""Commas, semicolons, slashes and line ends that a terse order may hold ("Signaler, regrouper")."""
MOST_WORDS: Final = 5
"""Words that a terse order may have ("Signaler doublons")."""
_MARK: Final = re.compile(r"[,;/|•·]")
_COLON: Final = re.compile(r":(?=[ \n]*[^\s])")
_NO_LABEL: Final = re.compile(r"[\n.!?,;:/|]")
"""What stands in no label."""
_LONGEST_LABEL: Final = 60


def listed_sentences(reading: Reading, wordings: Sequence[Span]) -> frozenset[int]:
    """Return the indexes of the sentences that are lists of key words, on one line or one below the other.

    A small word inside one of `wordings` (passages in order) ties nothing, unless it denies: "like for like" may be a
    key word, "n'explique pas" is an order. Linear in the length of the text.
    """
    words, marks, bare = _measure(reading, wordings)
    found: set[int] = set()
    first = 0
    while first < len(bare):
        end = first + 1
        if bare[first]:
            while end < len(bare) and bare[end]:
                end += 1
            separate = sum(marks[first:end]) + end - first - 1
            if separate > _MOST_MARKS or sum(words[first:end]) > MOST_WORDS:
                found.update(range(first, end))
        first = end
    return frozenset(found)


def _measure(reading: Reading, wordings: Sequence[Span]) -> tuple[list[int], list[int], list[bool]]:
    """Return for each sentence how many words and marks it holds, and whether next to nothing ties its words."""
    tying = links(reading.language)
    count = len(reading.sentences)
    words, tied, marks = [0] * count, [0] * count, [0] * count
    original = reading.folded.original
    denying = frozenset(table(reading.language, "mentions")["denying"])
    next_wording = 0
    for token in reading.tokens:
        start = original(token.start, token.end)[0]
        at = reading.sentence_of(start)
        while next_wording < len(wordings) and wordings[next_wording][1] <= start:
            next_wording += 1
        inside = next_wording < len(wordings) and wordings[next_wording][0] <= start
        words[at] += 1
        tied[at] += token.text in (denying if inside else tying)
    for match in _MARK.finditer(reading.folded.text):
        if count:
            marks[reading.sentence_of(original(match.start(), match.end())[0])] += 1
    named = _named(reading)
    bare = [tied[at] * LINKED < words[at] and at not in named for at in range(count)]
    return words, marks, bare


def _named(reading: Reading) -> set[int]:
    """Return the sentences that a label opens: "Catégories : voirie, éclairage" says what its words are."""
    text, original = reading.folded.text, reading.folded.original
    void = frozenset(table(reading.language, "mentions")["void_labels"])
    named: set[int] = set()
    for colon in _COLON.finditer(text):
        end = colon.start()
        label = _NO_LABEL.split(text[max(end - _LONGEST_LABEL, 0) : end])[-1]
        if label and void.isdisjoint(re.findall(r"[^\W_]+", label)):
            named.add(reading.sentence_of(original(end, colon.end())[0]))
    return named


@lru_cache(maxsize=4)
def links(language: str) -> frozenset[str]:
    """Return the words, folded, that tie others."""
    return frozenset(table(language, "mentions")["links"])
