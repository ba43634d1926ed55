"""The author's words as a line of tokens, each with the word lists it belongs to.

Cues are matched on this line, so that a cue names a list ("{profession}") and not its thousand members. Each list is
written as one private-use character. Numbers are "9", pasted material is a single "¶", the end of a line "¬", a bullet
"·".
"""

from __future__ import annotations

import re
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

NUMBER: Final = "9"
MATERIAL: Final = "¶"
NEW_LINE: Final = "¬"
BULLET: Final = "·"
STOPS: Final = frozenset((".", "!", "?", ";", ":", NEW_LINE, BULLET, MATERIAL))
"""Tokens that end a sentence or open a new clause."""

SENTENCE_ENDS: Final = frozenset((".", "!", "?", NEW_LINE, BULLET))

_TOKEN: Final = re.compile(
    r"(?P<number>\d+(?:[ .,]\d{3})*(?:[.,]\d+)?(?![^\W\d_]))"
    r"|[^\W_]+"
    r"|(?P<line>\n\s*(?:[-*•·▪◦‣+>]+(?=\s))?)"
    r"|(?P<mark>[.!?…;:,%€$£/=→&+|()\[\]{}<>#]|(?<=\s)[-–](?=\s))"
)
_MARKS: Final = str.maketrans({"…": ".", "•": BULLET, "–": "-", "—": "-", **dict.fromkeys("[]{}<>#")})
"""How a mark is written as a token; those that map to nothing are left out."""
_NO_BLOCK: Final = (1 << 60, 1 << 60)


@dataclass(frozen=True, slots=True)
class Line:
    """The author's tokens.

    Attributes:
        tokens: their folded letters.
        spans: where each stands in the original text.
        classes: the characters of the lists of each.
        has_material: whether anything was pasted.
    """

    tokens: list[str]
    spans: list[Span]
    classes: list[str]
    has_material: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists.

    Attributes:
        codes: the character that stands for each list, by its name.
        words: the characters of the lists of each word.
        lists: the words of each list, by its name.
    """

    codes: Mapping[str, str]
    words: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]


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
    members["n"] = {NUMBER, *(plain(word) for word in data["numbers"])}
    codes = {name: chr(0xE000 + at) for at, name in enumerate(sorted(members))}
    found: dict[str, str] = {}
    for name in sorted(members):
        for word in members[name]:
            found[word] = found.get(word, "") + codes[name]
    return Lexicon(codes, found, {name: frozenset(group) for name, group in members.items()})


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
    tokens: list[str] = [MATERIAL]
    spans: list[Span] = [(0, 0)]
    blocks = iter(material)
    start, end = next(blocks, _NO_BLOCK)
    original = folded.original if folded.is_shifted else None
    for match in _TOKEN.finditer(folded.text):
        span = original(*match.span()) if original else match.span()
        while end <= span[0]:
            start, end = next(blocks, _NO_BLOCK)
        if start <= span[0]:
            if tokens[-1] != MATERIAL or spans[-1] != (start, end):
                tokens.append(MATERIAL)
                spans.append((start, end))
            continue
        token, kind = match[0], match.lastgroup
        if kind == "mark":
            token = token.translate(_MARKS)
            if not token:
                continue
        elif kind is not None:
            token = NUMBER if kind == "number" else BULLET if token.strip() else NEW_LINE
        tokens.append(token)
        spans.append(span)
    lists = lexicon(language).words
    return Line(tokens, spans, [lists.get(token, "") for token in tokens], bool(material))
