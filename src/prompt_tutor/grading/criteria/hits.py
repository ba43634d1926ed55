"""Where the cues of all criteria stand in the author's words: one pass over the tokens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.criteria.pattern import Cue, parse
from prompt_tutor.grading.criteria.tagged import MATERIAL, STOPS
from prompt_tutor.grading.cues import table
from prompt_tutor.grading.negation import REACH, negates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prompt_tutor.grading.criteria.tagged import Line

CUED: Final = (
    "task",
    "context",
    "role",
    "audience",
    "format",
    "length",
    "tone",
    "source",
    "grounding",
    "examples",
    "steps",
    "verification",
    "exclusions",
    "injection",
)
"""The criteria that have a file of cues."""

_CLAUSE_ENDS: Final = STOPS | {",", "-", "–", "(", "|"}


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
class _Book:
    by_word: dict[str, list[_Entry]]
    by_prefix: dict[str, list[_Entry]]
    by_class: dict[str, list[_Entry]]
    prefix_lengths: tuple[int, ...]


@cache
def _book(language: str) -> _Book:
    by_word: dict[str, list[_Entry]] = {}
    by_prefix: dict[str, list[_Entry]] = {}
    by_class: dict[str, list[_Entry]] = {}
    for criterion in CUED:
        for group in table(language, criterion)["cue"]:
            for source in group["patterns"]:
                for cue in parse(source, language):
                    entry = _Entry(criterion, group["kind"], group.get("negatable", True), cue)
                    for head in dict.fromkeys(cue.heads):
                        if head.endswith("*"):
                            by_prefix.setdefault(head[:-1], []).append(entry)
                        elif "\ue000" <= head <= "\uf8ff":
                            by_class.setdefault(head, []).append(entry)
                        else:
                            by_word.setdefault(head, []).append(entry)
    return _Book(by_word, by_prefix, by_class, tuple(sorted({len(prefix) for prefix in by_prefix})))


def find_cues(line: Line, language: str) -> dict[str, list[Hit]]:
    """Return the hits of each criterion, in the order of the text. Linear in the number of tokens."""
    book = _book(language)
    hits: dict[str, list[Hit]] = {criterion: [] for criterion in CUED}
    known: dict[str, list[_Entry]] = {}
    for index, token in enumerate(line.tokens):
        entries = known.get(token)
        if entries is None:
            entries = known[token] = list(_candidates(token, line.classes[index], book))
        for entry in entries:
            match = entry.cue.match(line.text, line.starts[index])
            if match is None:
                continue
            end = line.index(match.end() - 1) + 1
            if entry.negatable and is_negated(line, index, end, language):
                hits[entry.criterion].append(Hit(f"not-{entry.kind}", index, end))
            else:
                hits[entry.criterion].append(Hit(entry.kind, index, end))
    return hits


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
