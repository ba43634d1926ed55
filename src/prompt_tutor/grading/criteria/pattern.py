"""The notation of cues.

    word          that word, accents and case aside          word*     any word that begins so
    (a|b c)       one of these                               [a|b]     one of these, or nothing
    {list}        a word of that list of lexicon.toml        {n}       a number, in digits or letters
    ...           up to five words of the same clause        ...9      up to nine
    _             any one word                               ^         at the beginning of a sentence or line
    ^,            at the beginning of a clause (after a comma too)     $  at the end of a sentence or line
    +verb         that word in any inflection          ¬         the end of a line

The first element of a cue (after ^) is a word, a list or a choice of words: cues are found by it. How they are matched
is in `matcher`, how those that may match are told from the others in `book`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.criteria.tagged import lexicon
from prompt_tutor.grading.folding import plain
from prompt_tutor.grading.inflection import forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ELEMENT: Final = re.compile(r"\^,?|\$|\.\.\.\d*|\([^()]*\)|\[[^\[\]]*\]|\{[a-z_0-9]+\}|\+?[^\s\[\](){}+^$]+")
_AS_TOKENS: Final = {"…": ".", "•": "·", "–": "-"}
_ANCHORS: Final = ("^", "^,", "$")
FURTHEST: Final = 64
"""Tokens from the first of a match within which another is looked for."""
_OF_A_PREFIX: Final = 20
"""So many words are taken to begin with some letters."""
_DEFAULT_GAP: Final = 5
_ANY: Final = "*"


class CueError(ValueError):
    """A cue that the notation does not allow."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A way in which the match of a cue can begin.

    Attributes:
        heads: the first token is one of these: words, "prefix*" and "{list}".
        followers: one of these comes after it; empty where that can be any word, or none.
        reach: how many tokens after it at most; 0 where there are no followers.
        later: one of these comes after it, too, within `FURTHEST` tokens; empty where nothing else must.
    """

    heads: frozenset[str]
    followers: frozenset[str]
    reach: int
    later: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A cue: its elements as they are written; the first, after "^", is there in any match."""

    source: str
    elements: tuple[str, ...]
    language: str

    @property
    def anchor(self) -> str:
        """What the cue wants before its first word: "^", "^,", or "" where it wants nothing."""
        return _anchor(self.elements)

    @property
    def is_phrase(self) -> bool:
        """Whether it means words of one phrase: no comma is written in it."""
        return "," not in self.source

    def openings(self) -> Iterator[Opening]:
        """Yield the ways in which a match can begin; the words of a choice that are alike in this are one way."""
        at = 1 if self.anchor else 0
        first, rest = self.elements[at], self.elements[at + 1 :]
        after_first = self._follower(rest)
        found: dict[tuple[bool, int], tuple[set[str], set[str]]] = {}
        for choice in choices(first) if first.startswith("(") else (first,):
            begin = _tokens(choice)
            follower, reach = self._follower((*begin[1:], *rest)) if len(begin) > 1 else after_first
            begins, follows = found.setdefault((len(begin) > 1, reach), (set(), set()))
            begins |= heads(begin[0], self.language)
            follows |= follower
        later = self._later(rest, _widest(first))
        for (_, reach), (begins, follows) in found.items():
            yield Opening(frozenset(begins), frozenset(follows), reach, later)

    def _follower(self, elements: Sequence[str]) -> tuple[frozenset[str], int]:
        """Return what the next element that must be there can begin with, and how far it is."""
        reach = 1
        for element in elements:
            if element in _ANCHORS:
                break
            if element != "_" and not element.startswith(("...", "[")):
                found = heads(element, self.language)
                return (frozenset(), 0) if _ANY in found else (found, reach)
            reach += _widest(element)
        return frozenset(), 0

    def _later(self, elements: Sequence[str], reach: int) -> frozenset[str]:
        """Return what the element can begin with that tells most of those that must be there, `reach` tokens on."""
        wanted: list[str] = []
        for element in elements:
            if element in _ANCHORS or reach > FURTHEST:
                break
            if element != "_" and not element.startswith(("...", "[")) and _ANY not in heads(element, self.language):
                wanted.append(element)
            reach += _widest(element)
        if not wanted:
            return frozenset()
        telling = wanted[1:] or wanted
        return heads(min(telling, key=lambda each: _meant(each, self.language)), self.language)


@cache
def _meant(element: str, language: str) -> int:
    """Return how many words an element can begin with: the fewer, the less often one of them stands in a text."""
    return sum(
        len(members(head, language)) if head.startswith("{") else _OF_A_PREFIX if head.endswith("*") else 1
        for head in heads(element, language)
    )


def parse(source: str, language: str) -> Iterator[Cue]:
    """Yield the cues that `source` stands for: one, or two where it begins with an optional part.

    Raises:
        CueError: the notation is wrong, or names a list that does not exist.
    """
    try:
        yield from _expand(source, parts(source), language)
    except CueError as error:
        raise CueError(f"cue {source!r}: {error}") from error


def _expand(source: str, elements: list[str], language: str) -> Iterator[Cue]:
    """Yield the cues of elements of which the first may be optional: a cue is found by one that is there."""
    at = 1 if _anchor(elements) else 0
    if at < len(elements) and elements[at].startswith("["):
        yield from _expand(source, [*elements[:at], *elements[at + 1 :]], language)
        elements = [*elements[:at], f"({elements[at][1:-1]})", *elements[at + 1 :]]
    if at == len(elements) or _ANY in heads(elements[at], language):
        raise CueError(f"{' '.join(elements)!r} begins with no word")
    yield Cue(source, tuple(elements), language)


def _anchor(elements: Sequence[str]) -> str:
    return elements[0] if elements[0].startswith("^") else ""


@cache
def heads(element: str, language: str) -> frozenset[str]:
    """Return what an element can begin with; "*" among it where that is any word."""
    if element == "_" or element in _ANCHORS or element.startswith(("...", "[")):
        return frozenset((_ANY,))
    if element.startswith("("):
        found: set[str] = set()
        for choice in choices(element):
            found |= {plain(choice)} if choice.isalpha() else heads(parts(choice)[0], language)
        return frozenset(found)
    if element.startswith("{"):
        members(element, language)  # it is there
        return frozenset((element,))
    if element.startswith("+"):
        return forms(element[1:], language)
    if element.endswith("*"):
        return frozenset((plain(element),))
    return frozenset(words(element)[:1])


@cache
def _widest(element: str) -> int:
    """Return how many tokens an element covers at most."""
    if element in _ANCHORS:
        return 0
    if element.startswith("..."):
        return gap(element)
    if element.startswith(("(", "[")):
        return max(1 if choice.isalpha() else sum(map(_widest, parts(choice))) for choice in choices(element))
    return len(words(element)) if is_plain(element) else 1


def parts(text: str) -> list[str]:
    """Return the elements of a cue, or of one of the words of a choice.

    Raises:
        CueError: it cannot be read.
    """
    if text.isalpha():
        return [text]
    elements: list[str] = _ELEMENT.findall(text)
    if not elements or "".join(elements).replace(" ", "") != text.replace(" ", ""):
        raise CueError(f"{text!r} is unreadable")
    return [element for element in elements if element != "-"] or elements


def _tokens(text: str) -> list[str]:
    """Return the elements of one of the words of a choice, where "n'invente" is two."""
    if text.isalpha():
        return [plain(text)]
    found: list[str] = []
    for element in parts(text):
        found += words(element) if is_plain(element) else (element,)
    return found


def is_plain(element: str) -> bool:
    """Return whether an element is written in letters alone."""
    return element[0] not in "([{+^$_" and not element.startswith("...") and element[-1] != "*"


def choices(element: str) -> list[str]:
    """Return what "(a|b c)" or "[a|b c]" chooses from."""
    return element[1:-1].split("|")


def gap(element: str) -> int:
    """Return how many words "..." or "...9" may leave out."""
    return int(element[3:] or _DEFAULT_GAP)


@cache
def words(element: str) -> list[str]:
    """Cut "n'invente" or "ci-dessous" as the text is cut."""
    if element.isalpha():
        return [plain(element)]
    found = re.findall(r"[^\W_]+|[^\w\s'\-]", plain(element)) or [element]
    return [_AS_TOKENS.get(word, word) for word in found]


def members(element: str, language: str) -> frozenset[str]:
    """Return the words of "{list}".

    Raises:
        CueError: there is no such list.
    """
    try:
        return lexicon(language).lists[element[1:-1]]
    except KeyError as error:
        raise CueError(f"there is no list {element}") from error
