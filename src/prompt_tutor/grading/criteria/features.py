"""What the trained part of the grader sees of a sentence: its words, their neighbours and the lists they belong to.

The same code reads the sentences that it was trained on (`training/train.py`) and the prompts that it judges.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from prompt_tutor.grading.criteria.tagged import BULLET, MATERIAL, NEW_LINE, SENTENCE_ENDS, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.grading.criteria.tagged import Line

_LISTS: Final = ("n", "unit", "part", "reader", "profession", "deliverable", "adjective", "manner", "order", "title")
"""Word lists that may stand for a word, the first that holds it."""
_OPENING: Final = 2
"""Index of the token, at the most, with which the first sentence of a text begins."""
_BETWEEN: Final = frozenset((NEW_LINE, BULLET, ":", "."))
"""What may stand between a sentence and the material that it introduces."""
_STEM: Final = 5
"""Letters of a long word that it shares with its other forms."""
_LONGEST: Final = 60
"""Tokens in a sentence; one that goes on is cut there."""


class Sentence(NamedTuple):
    """A stretch of the author's tokens: from the first to, excluded, the last.

    `follows` says that no material stands between it and the sentence before.
    """

    first: int
    end: int
    follows: bool


def sentences(line: Line) -> Iterator[Sentence]:
    """Yield the sentences of the author's words, in order."""
    first: int | None = None
    follows = False
    for at, token in enumerate(line.tokens):
        ends = token in SENTENCE_ENDS or token == MATERIAL
        if first is not None and (ends or at - first >= _LONGEST):
            asked = token == "?"  # noqa: S105 - a question mark
            yield Sentence(first, at + asked, follows)
            follows, first = True, None
        if token == MATERIAL:
            follows = False
        elif first is None and not ends:
            first = at
    if first is not None:
        yield Sentence(first, len(line.tokens), follows)


def features(line: Line, sentence: Sentence, language: str) -> Iterator[tuple[int, str]]:
    """Yield the features of `sentence`, each with the index of the token that it ends at."""
    ahead, behind = _material_ahead(line, sentence), _material_behind(line, sentence)
    before, before_kind, earlier_kind = "^", "^", ""
    for at in range(sentence.first, sentence.end):
        token, classes = line.tokens[at], line.classes[at]
        kind = (classes and _kind(classes, language)) or token
        yield at, token
        if kind != token:
            yield at, kind
        if kind != token or before_kind != before:
            yield at, f"{before_kind} {kind}"
        if len(token) > _STEM + 1:
            yield at, token[:_STEM] + "*"
        yield at, f"{before} {token}"
        if earlier_kind:
            yield at, f"{earlier_kind} _ {kind}"
        if ahead:
            yield at, f"{kind} >¶"
        if behind:
            yield at, f"¶> {kind}"
        earlier_kind, before, before_kind = before_kind, token, kind
    yield sentence.end - 1, f"{before_kind} $"
    if sentence.first <= _OPENING:
        yield sentence.first, "^^"
    if sentence.end >= len(line.tokens) - 1:
        yield sentence.end - 1, "$$"


def _material_ahead(line: Line, sentence: Sentence) -> bool:
    """Return whether material comes next after a sentence: its words may introduce it."""
    at = sentence.end
    while at < len(line.tokens) and line.tokens[at] in _BETWEEN:
        at += 1
    return at < len(line.tokens) and line.tokens[at] == MATERIAL


def _material_behind(line: Line, sentence: Sentence) -> bool:
    """Return whether material stands just before a sentence, or the text begins there with it."""
    at = sentence.first - 1
    while at > 0 and line.tokens[at] in _BETWEEN:
        at -= 1
    return at > 0 and line.tokens[at] == MATERIAL


@lru_cache(maxsize=1024)
def _kind(classes: str, language: str) -> str:
    """Return the list that stands for a word of these lists; "" where it stands for itself."""
    codes = lexicon(language).codes
    return next((f"<{name}>" for name in _LISTS if name in codes and codes[name] in classes), "")
