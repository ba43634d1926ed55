"""Facts that the author tells in their own words, so that the answer can use them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.criteria.situation import holder
from prompt_tutor.grading.criteria.tagged import BULLET, MATERIAL, NEW_LINE, SENTENCE_ENDS, STOPS, lexicon
from prompt_tutor.grading.criteria.telling import told

if TYPE_CHECKING:
    from prompt_tutor.grading.criteria.situation import Situation
    from prompt_tutor.grading.prompt import Span

_YEAR: Final = re.compile("(?:19|20)[0-9]{2}")
"""A year alone is no fact to work from: it says which period, or names a column."""
_FEWEST: Final = 3
_FEWEST_TOLD: Final = 4
"""So many figures, or figures and sentences that tell something, are facts to work from."""
_FEWEST_MARKS: Final = 3
_FEWEST_WORDS: Final = 10
_LABEL: Final = 3
"""So many commas, and so many words, after a label of which so many words are looked at, are an enumeration."""
_OF_FORM: Final = ("format", "length", "steps", "exclusions", "tone")
_PARTS: Final = ("docpart", "part", "unit")
_SHAPES: Final = (*_PARTS, "adjective", "mood", "manner")
"""Word lists of the answer: what is enumerated of them is its form, not a fact."""
_DEFINITE: Final = frozenset(("le", "la", "les", "l", "the"))
_LIST_ENDS: Final = SENTENCE_ENDS | {MATERIAL, ":"}
_FEWEST_ITEMS: Final = 2
_SHORTEST_ITEM: Final = 4
_LONGEST_LIST: Final = 40


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
        start, end = line.spans[index]
        if _YEAR.fullmatch(situation.text, start, end):
            continue
        if holder(start, examples):
            continue
        before = line.tokens[max(index - 2, 0) : index]
        if before[-1:] == ["/"]:
            before.pop()
        if before and before[-1][0].isdigit():
            continue  # a telephone number, or a date, is one fact
        following = line.tokens[index + 1] if index + 1 < len(line.tokens) else ""
        if following == ":" and line.tokens[index - 1][0].isalpha():
            continue  # "Article 2 :"
        if following in (")", ".", "/") and line.tokens[index - 1] in STOPS:
            continue
        spans.append((start, line.spans[min(index + 1, len(line.spans) - 1)][1]))
    listed = [*_labelled_lists(situation, examples), *_enumerations(situation, examples)]
    enough = listed or len(spans) >= _FEWEST or (spans and len(spans) + len(told(situation)) >= _FEWEST_TOLD)
    return (*listed, *spans) if enough else ()


def _enumerations(situation: Situation, examples: tuple[Span, ...]) -> list[Span]:
    """Return what is enumerated after a colon, where it tells no form: "to mend: the gutter, two bulbs, the tap, …"."""
    line = situation.line
    if ":" not in line.tokens:
        return []
    codes = lexicon(situation.language).codes
    shaped = situation.covered(_OF_FORM, "met", "weak")
    stops = {hit.first for hit in situation.hits["source"] if hit.kind == "stop"}
    found: list[Span] = []
    for at in range(len(line.tokens)):
        if line.tokens[at] != ":":
            continue
        end = at + 1
        while end < len(line.tokens) and line.tokens[end] not in _LIST_ENDS:
            end += 1
        inside = range(at + 1, end)
        words = [index for index in inside if line.tokens[index][0].isalnum()]
        marks = [index for index in inside if line.tokens[index] in (",", ";")]
        label = range(max(at - _LABEL, 0), at)
        if (
            len(marks) >= _FEWEST_MARKS
            and len(words) >= _FEWEST_WORDS
            and shaped.isdisjoint(range(label.start, at + 1))
            and not any(codes[name] in line.classes[index] for index in label for name in _PARTS)
            and not any(codes["order"] in line.classes[index + 1] for index in (at, *marks) if index + 1 < end)
            and sum(any(codes[name] in line.classes[index] for name in _SHAPES) for index in inside) <= 1
            and stops.isdisjoint(range(label.start, end))
            and not _names_topics([line.tokens[index + 1] for index in (at, *marks) if index + 1 < end])
            and not holder(line.spans[at][0], examples)
        ):
            found.append((line.spans[at + 1][0], line.spans[end - 1][1]))
    return found


def _names_topics(heads: list[str]) -> bool:
    """Return whether half of the items begin with a definite article: "the hours, the detour" are yet to be told."""
    return sum(head in _DEFINITE for head in heads) * 2 >= len(heads)


def _labelled_lists(situation: Situation, examples: tuple[Span, ...]) -> list[Span]:
    """Return lists of things given under a label ("Demandes :", "Lines:"): two lines or more that give no order."""
    line = situation.line
    order = lexicon(situation.language).codes["order"]
    shaped = situation.covered(("format",), "met")
    blanks = frozenset(hit.first for hit in situation.hits["source"] if hit.kind == "blank")
    found: list[Span] = []
    for at in range(len(line.tokens) - 1):
        if line.tokens[at] != ":" or line.tokens[at + 1] not in (NEW_LINE, BULLET):
            continue
        if holder(line.spans[at][0], examples) or at in shaped or at - 1 in shaped:
            continue
        span = _list_after(at, situation, order, blanks)
        if span is not None:
            found.append(span)
    return found


def _list_after(at: int, situation: Situation, order: str, blanks: frozenset[int]) -> Span | None:
    line = situation.line
    items = 0
    end = index = at + 1
    while index < len(line.tokens) and items < _LONGEST_LIST:
        stop = index + 1
        while stop < len(line.tokens) and line.tokens[stop] not in (NEW_LINE, BULLET):
            stop += 1
        words = line.tokens[index + 1 : stop]
        head = line.classes[index + 1 : index + 4]
        if len(words) < _SHORTEST_ITEM or any(order in classes for classes in head) or words[-1] == ":":
            break
        if not blanks.isdisjoint(range(index + 1, stop)):
            break
        if "__" in situation.text[line.spans[index][0] : line.spans[stop - 1][1]]:
            break
        items, end, index = items + 1, stop - 1, stop
    return (line.spans[at + 1][0], line.spans[end][1]) if items >= _FEWEST_ITEMS else None
