"""A block that a prompt marks off, and the words that tell such blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.cues import table
from prompt_tutor.grading.folding import plain

if TYPE_CHECKING:
    from prompt_tutor.grading.prompt import Span

LANGUAGES: Final = ("fr", "en")
SHORTEST_BLOCK: Final = 10
"""Fewer characters than this between two marks are a mention of the marks ("between <a> and </a>")."""
WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A block that is marked off.

    Attributes:
        inner: what stands between the marks.
        outer: the marks and what stands between them.
        name: what the marks call it, folded ("courrier"), or "".
        closed: whether its end is marked, too.
        quoted: whether the marks are quotation marks.
    """

    inner: Span
    outer: Span
    name: str = ""
    closed: bool = True
    quoted: bool = False


def count_words(text: str, span: Span, limit: int = 1 << 30) -> int:
    """Return how many words `text` holds in `span`; counting stops at `limit`."""
    count = 0
    for count, _ in enumerate(WORD.finditer(text, *span), 1):
        if count >= limit:
            break
    return count


@lru_cache(maxsize=16)
def block_words(name: str) -> frozenset[str]:
    """Return the words of the list `name` of the files `blocks.toml` of both languages, folded."""
    return frozenset(plain(word) for language in LANGUAGES for word in table(language, "blocks")[name])
