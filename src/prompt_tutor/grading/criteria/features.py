"""What the trained part of the grader sees of a sentence: its words, their neighbours and the lists they belong to.

The same code reads the sentences that it was trained on (`training/train.py`) and the prompts that it judges.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from prompt_tutor.grading.criteria.tagged import BULLET, MATERIAL, NEW_LINE, SENTENCE_ENDS, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def features(line: Line, sentence: Sentence, language: str) -> list[str]:
    """Return the features of `sentence`."""
    return [feature for group, _ in _groups(line, sentence, language) for feature in group]


def places(line: Line, sentence: Sentence, language: str) -> Iterator[tuple[str, int]]:
    """Yield the features of `sentence`, each with the index of the token that it ends at."""
    for group, at in _groups(line, sentence, language):
        yield from zip(group, at, strict=True)


def _groups(line: Line, sentence: Sentence, language: str) -> list[tuple[list[str], Iterable[int]]]:
    """Return features of one sort after another, with the tokens that they end at: whole lists are quickly made."""
    first, end, _ = sentence
    at = range(first, end)
    tokens = line.tokens[first:end]
    kinds = [
        (classes and _kind(classes, language)) or token
        for token, classes in zip(tokens, line.classes[first:end], strict=True)
    ]
    before, kinds_before = ["^", *tokens], ["^", *kinds]
    listed = [i for i, kind in enumerate(kinds) if kind != tokens[i]]
    beside = [i for i, kind in enumerate(kinds) if kind != tokens[i] or kinds_before[i] != before[i]]
    long = [i for i, token in enumerate(tokens) if len(token) > _STEM + 1]
    colon = tokens.index(":") if ":" in tokens else 0
    found: list[tuple[list[str], Iterable[int]]] = [
        (tokens, at),
        ([kinds[i] for i in listed], map(first.__add__, listed)),
        ([f"{kinds_before[i]} {kinds[i]}" for i in beside], map(first.__add__, beside)),
        ([f"{tokens[i][:_STEM]}*" for i in long], map(first.__add__, long)),
        ([f"{one} {token}" for one, token in zip(before, tokens, strict=False)], at),
        ([f"{one} _ {kind}" for one, kind in zip(kinds_before, kinds[1:], strict=False)], at[1:]),
        ([f"{kinds[-1]} $"], at[-1:]),
    ]
    if _material_ahead(line, sentence):
        found.append(([f"{kind} >¶" for kind in kinds], at))
    if _material_behind(line, sentence):
        found.append(([f"¶> {kind}" for kind in kinds], at))
    if colon:
        found.append(([f"{kind} >:" for kind in kinds[:colon]], at[:colon]))
    if first <= _OPENING:
        found.append((["^^"], at[:1]))
    if end >= len(line.tokens) - 1:
        found.append((["$$"], at[-1:]))
    if line.has_material:
        found.append((["¶¶"], at[:1]))
    return found


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
