"""Passages quoted in a line of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prompt_tutor.grading.prompt import Span

MOST_PASSAGES: Final = 2
"""Passages quoted for one criterion."""

LONGEST_PASSAGE: Final = 90
"""Characters of a passage that are quoted."""

_WHITE: Final = re.compile(r"[ \t\r\n]+")  # no-break spaces stay


def quoted(text: str, spans: Iterable[Span]) -> str:
    """Return the first passages of `text` that `spans` name, each on one line and shortened, in quotation marks."""
    passages = []
    for start, end in list(spans)[:MOST_PASSAGES]:
        words = _WHITE.sub(" ", text[start:end]).strip()
        short = words if len(words) <= LONGEST_PASSAGE else words[: LONGEST_PASSAGE - 1] + "…"
        passages.append(_("“{passage}”").format(passage=short))
    return ", ".join(passages)
