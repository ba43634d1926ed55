"""Where the cues of all criteria stand in the author's words: one pass over the tokens."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from prompt_tutor.grading.criteria.book import CUED, book, candidates
from prompt_tutor.grading.criteria.matcher import END, NO
from prompt_tutor.grading.criteria.tagged import SENTENCE_ENDS, STOPS
from prompt_tutor.grading.cues import words_table
from prompt_tutor.grading.negation import REACH, negates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prompt_tutor.grading.criteria.book import Book, Entry
    from prompt_tutor.grading.criteria.tagged import Line

_ORDERED: Final = ("task", "verification")
"""Criteria whose verbs are orders: after an auxiliary they tell what was done ("la commission a vérifié")."""

_CLAUSE_ENDS: Final = STOPS | {",", "-", "–", "(", "|"}
_AFTER: Final = 3
"""How many words after a passage are looked at for its negation."""

_LIST_COMMAS: Final = 3
"""A phrase does not reach over so many commas: that is a list of words, which merely names things."""


class Hit(NamedTuple):
    """A cue that was met: its kind ("met", "near", …) and the tokens it covers, end excluded."""

    kind: str
    first: int
    end: int


def find_cues(line: Line, language: str) -> dict[str, list[Hit]]:
    """Return the hits of each criterion, in the order of the text. Linear in the number of tokens."""
    hits: dict[str, list[Hit]] = {criterion: [] for criterion in CUED}
    auxiliaries = words_table(language)["auxiliaries"]
    tokens = [*line.tokens, END]
    for index, entries in candidates(line, language):
        for entry in entries:
            end = entry.match(tokens, index)
            if end != NO and not (end - index > _LIST_COMMAS and _is_list(entry, tokens[index:end])):
                told = entry.criterion in _ORDERED and tokens[index - 1] in auxiliaries
                negative = told or (entry.negatable and is_negated(line, index, end, language))
                hits[entry.criterion].append(Hit(f"not-{entry.kind}" if negative else entry.kind, index, end))
    _join_sentences(line, hits, book(language))
    return hits


def _is_list(entry: Entry, tokens: Sequence[str]) -> bool:
    """Return whether a phrase reaches over a list of words."""
    return entry.cue.is_phrase and tokens.count(",") >= _LIST_COMMAS


def _join_sentences(line: Line, hits: dict[str, list[Hit]], cues: Book) -> None:
    """Turn the groups that were met within one sentence into hits of their cue."""
    ends = [index for index, token in enumerate(line.tokens) if token in SENTENCE_ENDS]
    for criterion, sentences in cues.sentences.items():
        met: dict[int, dict[str, Hit]] = {}
        for hit in hits[criterion]:
            if hit.kind[0].isdigit():
                met.setdefault(bisect_right(ends, hit.first), {}).setdefault(hit.kind, hit)
        if not met:
            continue
        hits[criterion] = [hit for hit in hits[criterion] if not hit.kind[0].isdigit()]
        for groups in met.values():
            for cue in sentences:
                if cue.groups <= groups.keys():
                    parts = [groups[group] for group in cue.groups]
                    first, end = min(part.first for part in parts), max(part.end for part in parts)
                    hits[criterion].append(Hit(cue.kind, first, end))


def is_negated(line: Line, first: int, end: int, language: str) -> bool:
    """Return whether the tokens from `first` to `end` are negated in their clause."""
    return negates(_before(line.tokens, first), _after(line.tokens, end), language)


def _before(tokens: Sequence[str], first: int) -> Sequence[str]:
    at = first
    while at > max(first - REACH, 0) and tokens[at - 1] not in _CLAUSE_ENDS:
        at -= 1
    return tokens[at:first]


def _after(tokens: Sequence[str], end: int) -> Sequence[str]:
    at = end
    while at < min(end + _AFTER, len(tokens)) and tokens[at] not in _CLAUSE_ENDS:
        at += 1
    return tokens[end:at]
