"""A block that a prompt marks off, and the words that tell such blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.cues import words_of_both

if TYPE_CHECKING:
    from prompt_tutor.grading.prompt import Span

SHORTEST_BLOCK: Final = 10
"""Fewer characters than this between two marks are a mention of the marks ("between <a> and </a>")."""
OPENING: Final = {">": "<", "»": "«", "}": "{", "]": "[", ")": "("}
"""The sign that opens what a sign closes."""
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


block_words: Final = partial(words_of_both, "blocks")
"""Returns the words of a list of the files `blocks.toml`."""
