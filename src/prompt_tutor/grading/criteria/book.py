"""All cues of a language, and which of them a text may hold at a word: most of them never need to be matched.

Each way in which a cue can begin is a bit. A word knows those that it can begin, and those that want it soon after
their beginning, or later. A cue is matched where its first word stands and, in its reach, words that must follow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Final

from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.grading.criteria.matcher import BEFORE, matcher
from prompt_tutor.grading.criteria.pattern import FURTHEST, parse
from prompt_tutor.grading.criteria.tagged import lexicon
from prompt_tutor.grading.cues import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from prompt_tutor.grading.criteria.matcher import Match
    from prompt_tutor.grading.criteria.pattern import Cue, Opening
    from prompt_tutor.grading.criteria.tagged import Line

CUED: Final = tuple(criterion for criterion in CRITERIA if criterion not in ("delimiters", "privacy"))
"""The criteria that have a file of cues."""

NEAR: Final = 8
"""A word that must follow is looked for among so many tokens, a power of two; beyond, the match itself tells."""

_TOKENS: Final = 4096
"""Tokens of which the cues are remembered."""

Known = tuple[int, ...]
"""What a token says of the openings: those that it can begin, those that want it as the next token, those that want it
among the next `NEAR`, and those that want it later."""
_BEGIN, _NEXT, _NEAR, _LATER = range(4)
_NOTHING: Final = (0, 0, 0, 0)


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

    kind: str
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Book:
    """The cues of a language. A set of openings is an integer with bit n for the opening n.

    Attributes:
        entries: the cue of each opening; those of a cue are neighbours.
        bits: the bit of each opening.
        sentences: the cues of several groups, of each criterion that has some.
        alone: the openings that want no certain word among the next `NEAR` tokens.
        unbound: the openings that want no other one later.
        anywhere: the openings that can stand after any token.
        in_sentence: those, and the ones that can stand where a clause begins but not a sentence.
        known: what a token says of the openings; `_TOKENS` are kept.
    """

    entries: tuple[Entry, ...]
    bits: tuple[int, ...]
    sentences: Mapping[str, tuple[Sentence, ...]]
    alone: int
    unbound: int
    anywhere: int
    in_sentence: int
    known: Callable[[str], Known]

    def after(self, token: str) -> int:
        """Return the openings that can stand after `token`."""
        if token in BEFORE["^"]:
            return ~0
        return self.in_sentence if token in BEFORE["^,"] else self.anywhere


@cache
def book(language: str) -> Book:
    """Return the cues of `language`, read once."""
    entries: list[Entry] = []
    words: dict[str, list[int]] = {}
    anchored = {"": 0, "^": 0, "^,": 0}
    alone = unbound = 0
    for entry in _entries(language):
        for opening in entry.cue.openings():
            bit = 1 << len(entries)
            entries.append(entry)
            anchored[entry.cue.anchor] |= bit
            role = _role(opening)
            alone |= 0 if role else bit
            unbound |= 0 if opening.later else bit
            follows = opening.followers if role else frozenset()
            for place, said in ((_BEGIN, opening.heads), (role, follows), (_LATER, opening.later)):
                for word in said:
                    words.setdefault(word, [0, 0, 0, 0])[place] |= bit
    return Book(
        entries=tuple(entries),
        bits=tuple(1 << at for at in range(len(entries))),
        sentences=_sentences(language),
        known=_lookup(words, language),
        anywhere=anchored[""],
        in_sentence=anchored[""] | anchored["^,"],
        alone=alone,
        unbound=unbound,
    )


def _lookup(words: Mapping[str, Sequence[int]], language: str) -> Callable[[str], Known]:
    """Return what gives the openings of a token, from those of words, of "prefix*" and of "{list}"."""
    prefixes = [word[:-1] for word in words if word.endswith("*")]
    shortest = min(map(len, prefixes), default=0)
    begun: dict[str, list[str]] = {}
    for prefix in prefixes:
        begun.setdefault(prefix[:shortest], []).append(prefix)
    lists = lexicon(language)
    names = {code: f"{{{name}}}" for name, code in lists.codes.items()}

    @lru_cache(maxsize=_TOKENS)
    def known(token: str) -> Known:
        keys = [token, *(names[mark] for mark in lists.words.get(token, ""))]
        keys += [prefix + "*" for prefix in begun.get(token[:shortest], ()) if token.startswith(prefix)]
        found = [words[key] for key in keys if key in words]
        return tuple(map(_joined, zip(*found, strict=True))) if found else _NOTHING

    return known


def _joined(openings: Sequence[int]) -> int:
    return reduce(or_, openings)


def _role(opening: Opening) -> int:
    """Return the place in `Known` of the words that come next, or near; 0 where they come further away, or none do."""
    if opening.reach == 1:
        return _NEXT
    return _NEAR if 0 < opening.reach <= NEAR else 0


def candidates(line: Line, language: str) -> Iterator[tuple[int, list[Entry]]]:
    """Yield the entries that may match, by the index of the token that they would begin at, in order."""
    cues = book(language)
    if not line.tokens:
        return
    begins, following, near, later = map(list, zip(*map(cues.known, line.tokens), strict=True))
    following.append(0)
    near = [*near[1:], 0]
    width = 1
    while width < NEAR:  # each is joined with the one `width` tokens on: it stands for twice as many then
        near = list(map(or_, near, near[width:] + [0] * width))
        width *= 2
    stretches = [reduce(or_, later[at : at + FURTHEST], cues.unbound) for at in range(0, len(later), FURTHEST)]
    stretches = list(map(or_, stretches, [*stretches[1:], 0]))
    for index, begin in enumerate(begins):
        found = begin and begin & stretches[index // FURTHEST] & (following[index + 1] | near[index] | cues.alone)
        if not found:
            continue
        found &= cues.after(line.tokens[index - 1] if index else "")
        ways: list[Entry] = []
        while found:
            highest = found.bit_length() - 1
            found ^= cues.bits[highest]
            if not ways or ways[-1] is not cues.entries[highest]:
                ways.append(cues.entries[highest])
        ways.reverse()
        yield index, ways


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


def _sentences(language: str) -> dict[str, tuple[Sentence, ...]]:
    found: dict[str, tuple[Sentence, ...]] = {}
    for criterion in CUED:
        for number, group in enumerate(table(language, criterion).get("sentence", ())):
            groups = frozenset(f"{number}.{at}" for at in range(len(group["groups"])))
            found[criterion] = (*found.get(criterion, ()), Sentence(group["kind"], groups))
    return found
