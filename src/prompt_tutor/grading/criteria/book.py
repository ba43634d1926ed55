"""All cues of a language, and which of them a text may hold at a word: most of them never need to be matched.

Each way in which a cue can begin is a bit. A word knows those that it can begin, and those that want it soon after
their beginning. A cue is matched where its first word stands and, in its reach, a word that must follow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import or_
from typing import TYPE_CHECKING, Final

from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.grading.criteria.matcher import BEFORE, matcher
from prompt_tutor.grading.criteria.pattern import parse
from prompt_tutor.grading.criteria.tagged import lexicon
from prompt_tutor.grading.cues import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from prompt_tutor.grading.criteria.matcher import Match
    from prompt_tutor.grading.criteria.pattern import Cue, Opening
    from prompt_tutor.grading.criteria.tagged import Line

CUED: Final = tuple(criterion for criterion in CRITERIA if criterion not in ("delimiters", "privacy"))
"""The criteria that have a file of cues."""

NEAR: Final = 8
"""A word that must follow is looked for among so many tokens, a power of two; beyond, the match itself tells."""

_TOKENS: Final = 4096
"""Tokens of which the cues are remembered."""


@dataclass(slots=True, eq=False)
class Entry:
    """A cue, what it is a sign of, and how it is matched."""

    criterion: str
    kind: str
    negatable: bool
    cue: Cue
    match: Match = field(init=False, repr=False)
    """The function that matches the cue, made when it is first called: most never are in a short run."""

    def __post_init__(self) -> None:
        self.match = self._first_match

    def _first_match(self, tokens: Sequence[str], at: int) -> int:
        self.match = matcher(self.cue)
        return self.match(tokens, at)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A cue of several groups, of which each must be met within one sentence, in any order."""

    criterion: str
    kind: str
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Book:
    """The cues of a language. A set of openings is an integer with bit n for the opening n.

    Attributes:
        entries: the cue of each opening; those of a cue are neighbours.
        sentences: the cues of several groups.
        next: the openings that want a certain word as the next token.
        near: the openings that want one among the next `NEAR` tokens.
        alone: the openings that want none, or want it further away.
        anywhere: the openings that can stand after any token.
        in_sentence: those, and the ones that can stand where a clause begins but not a sentence.
        known: the openings that a token can begin, and those that want it after their first word; `_TOKENS` are kept.
    """

    entries: tuple[Entry, ...]
    sentences: tuple[Sentence, ...]
    next: int
    near: int
    alone: int
    anywhere: int
    in_sentence: int
    known: Callable[[str], tuple[int, int]]

    def after(self, token: str) -> int:
        """Return the openings that can stand after `token`."""
        if token in BEFORE["^"]:
            return ~0
        return self.in_sentence if token in BEFORE["^,"] else self.anywhere


@cache
def book(language: str) -> Book:
    """Return the cues of `language`, read once."""
    entries: list[Entry] = []
    heads: dict[str, int] = {}
    followers: dict[str, int] = {}
    anchored = {"": 0, "^": 0, "^,": 0}
    wanted = {"next": 0, "near": 0, "alone": 0}
    for entry in _entries(language):
        for opening in entry.cue.openings():
            bit = 1 << len(entries)
            entries.append(entry)
            anchored[entry.cue.anchor] |= bit
            wanted[_distance(opening)] |= bit
            for words, index in ((opening.heads, heads), (opening.followers, followers)):
                for word in words:
                    index[word] = index.get(word, 0) | bit
    return Book(
        entries=tuple(entries),
        sentences=tuple(_sentences(language)),
        known=_lookup(heads, followers, language),
        anywhere=anchored[""],
        in_sentence=anchored[""] | anchored["^,"],
        **wanted,
    )


def _lookup(heads: dict[str, int], followers: dict[str, int], language: str) -> Callable[[str], tuple[int, int]]:
    """Return what gives the openings of a token, from those of words, of "prefix*" and of "{list}"."""
    prefixes = sorted({len(word) - 1 for word in (*heads, *followers) if word.endswith("*")})
    lists = lexicon(language)
    names = {code: f"{{{name}}}" for name, code in lists.codes.items()}

    @lru_cache(maxsize=_TOKENS)
    def known(token: str) -> tuple[int, int]:
        keys = [token, *(names[mark] for mark in lists.words.get(token, ""))]
        keys += [key for length in prefixes if (key := token[:length] + "*") in heads or key in followers]
        begin = follow = 0
        for key in keys:
            begin |= heads.get(key, 0)
            follow |= followers.get(key, 0)
        return begin, follow

    return known


def _distance(opening: Opening) -> str:
    if opening.reach == 1:
        return "next"
    return "near" if 0 < opening.reach <= NEAR else "alone"


def candidates(line: Line, language: str) -> Iterator[tuple[int, Entry]]:
    """Yield the entries that may match, each with the index of the token that it would begin at, in order."""
    cues = book(language)
    bits = list(map(cues.known, line.tokens))
    following = [follow for _, follow in bits[1:]] + [0]
    near = following
    width = 1
    while width < NEAR:  # each is joined with the one `width` tokens on: it stands for twice as many then
        near = list(map(or_, near, near[width:] + [0] * width))
        width *= 2
    for index, (begin, _) in enumerate(bits):
        if not begin:
            continue
        found = begin & (following[index] & cues.next | near[index] & cues.near | cues.alone)
        if found:
            found &= cues.after(line.tokens[index - 1] if index else "")
        last = None
        while found:
            lowest = found & -found
            found ^= lowest
            entry = cues.entries[lowest.bit_length() - 1]
            if entry is not last:
                yield index, entry
            last = entry


def _entries(language: str) -> Iterator[Entry]:
    for criterion in CUED:
        data = table(language, criterion)
        for group in data["cue"]:
            for source in group["patterns"]:
                for cue in parse(source, language):
                    yield Entry(criterion, group["kind"], group.get("negatable", True), cue)
        for number, group in enumerate(data.get("sentence", ())):
            for at, sources in enumerate(group["groups"]):
                for source in sources:
                    for cue in parse(source, language):
                        yield Entry(criterion, f"{number}.{at}", negatable=False, cue=cue)


def _sentences(language: str) -> Iterator[Sentence]:
    for criterion in CUED:
        for number, group in enumerate(table(language, criterion).get("sentence", ())):
            groups = frozenset(f"{number}.{at}" for at in range(len(group["groups"])))
            yield Sentence(criterion, group["kind"], groups)
