"""The prompt as every room receives it: documents expanded, and the spans that are known to be pasted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Span = tuple[int, int]
"""A passage: start and end, in Unicode code points of `Prompt.text`, end excluded."""

_PLACE = re.compile(r"\{\{\s*([a-z0-9-]{2,40})\s*\}\}")


@dataclass(frozen=True, slots=True)
class Expansion:
    """One `{{id}}` of a draft: where it stood in the draft, and where its document stands in the prompt."""

    document: str
    draft: Span
    text: Span


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as it is sent.

    Attributes:
        text: the whole text, documents expanded.
        expansions: the documents that were inserted by `{{id}}`, in order.
    """

    text: str
    expansions: tuple[Expansion, ...] = ()

    @property
    def pasted(self) -> tuple[Span, ...]:
        """The spans of `text` that are known not to be the author's words."""
        return tuple(expansion.text for expansion in self.expansions)

    def to_draft(self, span: Span) -> Span:
        """Return where a passage of `text` stands in the draft that it was expanded from.

        A passage inside an expanded document is the whole `{{id}}` of the draft.
        """
        return self._position(span[0], end=False), self._position(span[1], end=True)

    def _position(self, offset: int, *, end: bool) -> int:
        shift = 0
        for expansion in self.expansions:
            start, stop = expansion.text
            if offset < start or (end and offset == start):
                break
            if offset < stop or (end and offset == stop):
                return expansion.draft[1] if end else expansion.draft[0]
            shift = expansion.draft[1] - stop
        return offset + shift


def expand(draft: str, documents: Mapping[str, str]) -> Prompt:
    """Return the prompt that `draft` stands for.

    Each `{{id}}` that names one of `documents` (id to text) is replaced by that text, without fences; other braces
    stay as they are.
    """
    parts: list[str] = []
    expansions: list[Expansion] = []
    length = last = 0
    for match in _PLACE.finditer(draft):
        if match[1] not in documents:
            continue
        before, inserted = draft[last : match.start()], documents[match[1]]
        start = length + len(before)
        length = start + len(inserted)
        parts += [before, inserted]
        expansions.append(Expansion(match[1], match.span(), (start, length)))
        last = match.end()
    parts.append(draft[last:])
    return Prompt("".join(parts), tuple(expansions))
