"""The author's words as a line of tokens, each with the word lists it belongs to.

Cues are matched on this line, so that a cue names a list ("{profession}") and not its thousand members. A token is
written as a space, its folded letters and, after "~", one private-use character for each list it stands in; numbers
are "9", pasted material is a single "¶", the end of a line "¬", a bullet "·". Marks stay below U+0100: larger sets of
characters make a regular expression slow to compile.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.cues import table
from prompt_tutor.grading.folding import plain
from prompt_tutor.grading.inflection import forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prompt_tutor.grading.folding import Folded
    from prompt_tutor.grading.prompt import Span

MATERIAL: Final = "¶"
NEW_LINE: Final = "¬"
BULLET: Final = "·"
STOPS: Final = frozenset((".", "!", "?", ";", ":", NEW_LINE, BULLET, MATERIAL))
"""Tokens that end a sentence or open a new clause."""

SENTENCE_ENDS: Final = frozenset((".", "!", "?", NEW_LINE, BULLET))

_TOKEN: Final = re.compile(
    r"(?P<number>\d+(?:[ .,]\d{3})*(?:[.,]\d+)?(?![^\W\d_]))"
    r"|(?P<word>[^\W_]+)"
    r"|(?P<line>\n\s*(?:[-*•·▪◦‣+>]+(?=\s))?)"
    r"|(?P<mark>[.!?…;:,%€$£/=→&+|()\[\]{}<>#]|(?<=\s)[-–](?=\s))"
)
_MARKS: Final = str.maketrans({"…": ".", "•": BULLET, "–": "-", "—": "-", **dict.fromkeys("[]{}<>#")})
"""How a mark is written as a token; those that map to nothing are left out."""


@dataclass(frozen=True, slots=True)
class Line:
    """The encoded tokens.

    Attributes:
        text: the tokens, each preceded by a space.
        tokens: their folded letters alone.
        starts: where each begins in `text` (at its space).
        spans: where each stands in the original text.
        classes: the characters of the lists of each.
    """

    text: str
    tokens: list[str]
    starts: list[int]
    spans: list[Span]
    classes: list[str]

    def index(self, offset: int) -> int:
        """Return the index of the token at `offset` of `text`."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def span(self, start: int, end: int) -> Span:
        """Return the original passage of `text[start:end]`, without marks at its ends."""
        first, last = self.index(start), self.index(max(end - 1, start))
        while first < last and not self.tokens[first][0].isalnum():
            first += 1
        while last > first and not self.tokens[last][0].isalnum() and self.tokens[last] not in "%€$£":
            last -= 1
        return self.spans[first][0], self.spans[last][1]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists: the lists of each word, and the character that stands for each list."""

    codes: Mapping[str, str]
    words: Mapping[str, str]


@cache
def lexicon(language: str) -> Lexicon:
    """Return the word lists of `cues/<language>/lexicon.toml`."""
    data = table(language, "lexicon")
    members: dict[str, set[str]] = {}
    for name, words in data["exact"].items():
        members.setdefault(name, set()).update(plain(word) for word in words)
    for name, words in data["inflected"].items():
        group = members.setdefault(name, set())
        for word in words:
            group.update(forms(word, language))
    for name, words in data["orders"].items():
        group = members.setdefault(name, set())
        for word in words:
            group.update(_orders(plain(word), language))
    codes = {name: chr(0xE000 + at) for at, name in enumerate(sorted(members))}
    codes["n"] = chr(0xE000 + len(codes))
    found: dict[str, list[str]] = {}
    for name, group in members.items():
        for word in group:
            found.setdefault(word, []).append(codes[name])
    for word in data["numbers"]:
        found.setdefault(plain(word), []).append(codes["n"])
    return Lexicon(codes, {word: "".join(sorted(set(marks))) for word, marks in found.items()})


def _orders(verb: str, language: str) -> set[str]:
    """Return the forms in which a verb is used as an order or a request: imperative, infinitive, "tu rédiges"."""
    if language == "en" or not verb.endswith("er"):
        return {verb}
    stem = verb[:-2]
    soft = stem[:-1] + "i" if stem.endswith(("oy", "uy", "ay")) else stem
    future = ("eras", "erez", "era")
    return {verb, soft + "e", soft + "es", stem + "ez", *(soft + ending for ending in future)}


def encode(folded: Folded, material: tuple[Span, ...], language: str) -> Line:
    """Return the line of the author's tokens.

    Args:
        folded: the whole prompt, folded.
        material: the passages that are not the author's, as sorted, disjoint spans of the original text.
    """
    lists = lexicon(language)
    number = lists.codes["n"]
    tokens: list[str] = [MATERIAL]
    spans: list[Span] = [(0, 0)]
    classes: list[str] = [""]
    blocks = iter(material)
    block = next(blocks, None)
    for match in _TOKEN.finditer(folded.text):
        span = folded.original(*match.span())
        while block is not None and block[1] <= span[0]:
            block = next(blocks, None)
        if block is not None and block[0] <= span[0]:
            if tokens[-1] != MATERIAL or spans[-1] != block:
                tokens.append(MATERIAL)
                spans.append(block)
                classes.append("")
            continue
        token, marks = _token(match, lists, number)
        if token:
            tokens.append(token)
            spans.append(span)
            classes.append(marks)
    starts: list[int] = []
    parts: list[str] = []
    at = 0
    for token, marks in zip(tokens, classes, strict=True):
        starts.append(at)
        part = f" {token}~{marks}" if marks else f" {token}"
        parts.append(part)
        at += len(part)
    parts.append(" ")
    return Line("".join(parts), tokens, starts, spans, classes)


def _token(match: re.Match[str], lists: Lexicon, number: str) -> tuple[str, str]:
    kind = match.lastgroup
    if kind == "word":
        return match[0], lists.words.get(match[0], "")
    if kind == "number":
        return "9", number
    if kind == "line":
        return (BULLET if match[0].strip() else NEW_LINE), ""
    return match[0].translate(_MARKS), ""
