"""The words of a text, where wordings are looked for; contractions are read as the words they stand for."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

CONTRACTED: Final = "n't"

_TOKEN: Final = re.compile(r"[^\W_]+|[%€$£]")
_HALVES: Final = re.compile(r"[^\W_]+?(?=n't\b)|n't\b|\bcan(?=not\b)|[^\W_]+|[%€$£]")
_WHOLE: Final = {CONTRACTED: "not", "ca": "can", "wo": "will", "sha": "shall"}


class Token(NamedTuple):
    """A word, a number or a sign of currency or per cent: its folded form, and where it stands in the folded text."""

    text: str
    start: int
    end: int


def split(folded: str) -> tuple[Token, ...]:
    """Return the words of a folded text, in order; "can't" and "cannot" are two words, as "can not" is."""
    if CONTRACTED not in folded and "cannot" not in folded:
        return tuple(Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(folded))
    tokens: list[Token] = []
    for match in _HALVES.finditer(folded):
        half = match[0] == CONTRACTED or folded.startswith(CONTRACTED, match.end())
        tokens.append(Token(_WHOLE.get(match[0], match[0]) if half else match[0], match.start(), match.end()))
    return tuple(tokens)
