"""What a prompt copies from other texts: so many words in a row are theirs, not the author's own."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.folding import fold, plain

if TYPE_CHECKING:
    from prompt_tutor.grading.prompt import Span

COPIED: Final = 6
"""So many words in a row that also stand in the brief or a document are copied, not the author's own."""

_WORD: Final = re.compile(r"[^\W_]+")


def copies(text: str, source: tuple[str, ...]) -> tuple[Span, ...]:
    """Return the passages of `text`, in order, of `COPIED` words or more that stand in one of `source`, too."""
    runs = _runs(source)
    folded = fold(text)
    words = list(_WORD.finditer(folded.text))
    plain_words = [match[0] for match in words]
    spans: list[Span] = []
    for index in range(len(words) - COPIED + 1):
        if tuple(plain_words[index : index + COPIED]) in runs:
            start, end = folded.original(words[index].start(), words[index + COPIED - 1].end())
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
    return tuple(spans)


def without_copies(text: str, source: tuple[str, ...]) -> str:
    """Return `text` with what it copies from `source` blanked."""
    parts: list[str] = []
    at = 0
    for start, end in copies(text, source):
        parts += [text[at:start], " " * (end - start)]
        at = end
    parts.append(text[at:])
    return "".join(parts)


@lru_cache(maxsize=8)
def _runs(source: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    runs: set[tuple[str, ...]] = set()
    for text in source:
        words = _WORD.findall(plain(text))
        runs.update(tuple(words[at : at + COPIED]) for at in range(len(words) - COPIED + 1))
    return frozenset(runs)
