"""Where the cues of all criteria stand in the author's words: one pass over the tokens."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.grading.criteria.pattern import Cue, parse
from prompt_tutor.grading.criteria.tagged import MATERIAL, SENTENCE_ENDS, STOPS
from prompt_tutor.grading.cues import table, words_table
from prompt_tutor.grading.negation import REACH, negates

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from prompt_tutor.grading.criteria.tagged import Line

CUED: Final = tuple(criterion for criterion in CRITERIA if criterion not in ("delimiters", "privacy"))
"""The criteria that have a file of cues."""

_ORDERED: Final = ("task", "verification")
"""Criteria whose verbs are orders: after an auxiliary they tell what was done ("la commission a vérifié")."""

_CLAUSE_ENDS: Final = STOPS | {",", "-", "–", "(", "|"}


_LIST_COMMAS: Final = 3
"""A phrase does not reach over so many commas: that is a list of words, which merely names things."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue that was met: its kind ("met", "near", …) and the tokens it covers, end excluded."""

    kind: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    criterion: str
    kind: str
    negatable: bool
    cue: Cue


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A cue of several groups, of which each must be met within one sentence, in any order."""

    criterion: str
    kind: str
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Book:
    by_word: dict[str, list[_Entry]]
    by_prefix: dict[str, list[_Entry]]
    by_class: dict[str, list[_Entry]]
    prefix_lengths: tuple[int, ...]
    sentences: tuple[_Sentence, ...]


@cache
def _book(language: str) -> _Book:
    by_word: dict[str, list[_Entry]] = {}
    by_prefix: dict[str, list[_Entry]] = {}
    by_class: dict[str, list[_Entry]] = {}
    for entry in _entries(language):
        for head in dict.fromkeys(entry.cue.heads):
            if head.endswith("*"):
                by_prefix.setdefault(head[:-1], []).append(entry)
            elif "\ue000" <= head <= "\uf8ff":
                by_class.setdefault(head, []).append(entry)
            else:
                by_word.setdefault(head, []).append(entry)
    lengths = tuple(sorted({len(prefix) for prefix in by_prefix}))
    return _Book(by_word, by_prefix, by_class, lengths, tuple(_sentence_cues(language)))


def _entries(language: str) -> Iterator[_Entry]:
    for criterion in CUED:
        data = table(language, criterion)
        for group in data["cue"]:
            for source in group["patterns"]:
                for cue in parse(source, language):
                    yield _Entry(criterion, group["kind"], group.get("negatable", True), cue)
        for number, group in enumerate(data.get("sentence", ())):
            for at, sources in enumerate(group["groups"]):
                for source in sources:
                    for cue in parse(source, language):
                        yield _Entry(criterion, f"{number}.{at}", negatable=False, cue=cue)


def _sentence_cues(language: str) -> Iterator[_Sentence]:
    for criterion in CUED:
        for number, group in enumerate(table(language, criterion).get("sentence", ())):
            groups = frozenset(f"{number}.{at}" for at in range(len(group["groups"])))
            yield _Sentence(criterion, group["kind"], groups)


def find_cues(line: Line, language: str) -> dict[str, list[Hit]]:
    """Return the hits of each criterion, in the order of the text. Linear in the number of tokens."""
    book = _book(language)
    hits: dict[str, list[Hit]] = {criterion: [] for criterion in CUED}
    known: dict[str, list[tuple[re.Pattern[str], _Entry]]] = {}
    auxiliaries = frozenset(words_table(language)["auxiliaries"])
    present = frozenset(line.tokens).union(*line.classes)
    for index, token in enumerate(line.tokens):
        entries = known.get(token)
        if entries is None:
            found = _candidates(token, line.classes[index], book)
            entries = known[token] = [(entry.cue.expression, entry) for entry in found if entry.cue.possible(present)]
        for expression, entry in entries:
            match = expression.match(line.text, line.starts[index])
            if match is None:
                continue
            end = line.index(match.end() - 1) + 1
            if entry.cue.is_phrase and line.tokens[index:end].count(",") >= _LIST_COMMAS:
                continue
            told = entry.criterion in _ORDERED and line.tokens[index - 1] in auxiliaries
            if told or (entry.negatable and is_negated(line, index, end, language)):
                hits[entry.criterion].append(Hit(f"not-{entry.kind}", index, end))
            else:
                hits[entry.criterion].append(Hit(entry.kind, index, end))
    _join_sentences(line, hits, book)
    return hits


def _join_sentences(line: Line, hits: dict[str, list[Hit]], book: _Book) -> None:
    """Turn the groups that were met within one sentence into hits of their cue."""
    ends = [index for index, token in enumerate(line.tokens) if token in SENTENCE_ENDS]
    for criterion in {cue.criterion for cue in book.sentences}:
        met: dict[int, dict[str, Hit]] = {}
        for hit in hits[criterion]:
            if hit.kind[0].isdigit():
                met.setdefault(bisect_right(ends, hit.first), {}).setdefault(hit.kind, hit)
        hits[criterion] = [hit for hit in hits[criterion] if not hit.kind[0].isdigit()]
        for groups in met.values():
            for cue in book.sentences:
                if cue.criterion == criterion and cue.groups <= groups.keys():
                    parts = [groups[group] for group in cue.groups]
                    first, end = min(part.first for part in parts), max(part.end for part in parts)
                    hits[criterion].append(Hit(cue.kind, first, end))


def is_negated(line: Line, first: int, end: int, language: str) -> bool:
    """Return whether the tokens from `first` to `end` are negated in their clause."""
    return negates(list(reversed(list(_before(line, first)))), list(_after(line, end)), language)


def _before(line: Line, first: int) -> Iterator[str]:
    for at in range(first - 1, max(first - 1 - REACH, -1), -1):
        if line.tokens[at] in _CLAUSE_ENDS:
            return
        yield line.tokens[at]


def _after(line: Line, end: int) -> Iterator[str]:
    for at in range(end, min(end + 3, len(line.tokens))):
        if line.tokens[at] in _CLAUSE_ENDS or line.tokens[at] == MATERIAL:
            return
        yield line.tokens[at]


def _candidates(token: str, classes: str, book: _Book) -> Iterable[_Entry]:
    yield from book.by_word.get(token, ())
    for length in book.prefix_lengths:
        if length <= len(token):
            yield from book.by_prefix.get(token[:length], ())
    for mark in classes:
        yield from book.by_class.get(mark, ())
