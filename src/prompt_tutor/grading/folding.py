"""Folding: accents, case, ligatures and kinds of apostrophe set aside, with the way back to the original text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from prompt_tutor.grading.prompt import Span

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_APOSTROPHES: Final = "’‘‛ʼʹ′´ˈ＇"
_HYPHENS: Final = "‐‑⁃﹣－"
_DASHES: Final = "–—―−"
_LIGATURES: Final = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
_KEPT: Final = "…"
"""Compatibility characters that mean something as they are: an ellipsis ends a sentence as one sign."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text.

    Attributes:
        text: in lower case, without accents, with plain apostrophes, hyphens and spaces.
    """

    text: str
    _starts: tuple[int, ...] = ()
    _shifts: tuple[int, ...] = ()

    @property
    def is_shifted(self) -> bool:
        """Whether passages stand elsewhere in the original text: a character took more room there, or less."""
        return bool(self._starts)

    def original(self, start: int, end: int) -> Span:
        """Return the passage of the original text, in code points, that `text[start:end]` came from."""
        if not self._starts:
            return start, end
        last = self._offset(end - 1) + 1 if end > start else self._offset(end)
        return self._offset(start), max(last, self._offset(start))

    def _offset(self, position: int) -> int:
        index = bisect_right(self._starts, position) - 1
        return position + self._shifts[index] if index >= 0 else position


def fold(text: str) -> Folded:
    """Return `text` folded. Linear in its length."""
    if text.isascii():
        return Folded(text.lower())
    starts: list[int] = []
    shifts: list[int] = []
    shift = 0
    for match in _NOT_ASCII.finditer(text):
        width = len(_fold_character(match[0]))
        if width == 1:
            continue
        position = match.start() - shift
        for extra in range(1, width):
            starts.append(position + extra)
            shifts.append(shift - extra)
        shift += 1 - width
        starts.append(position + width)
        shifts.append(shift)
    return Folded(plain(text), tuple(starts), tuple(shifts))


def plain(text: str) -> str:
    """Return `text` folded, where no way back is needed."""
    return text.lower() if text.isascii() else _NOT_ASCII.sub(_fold_match, text).lower()


def _fold_match(match: re.Match[str]) -> str:
    return _fold_character(match[0])


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    if character in _HYPHENS:
        return "-"
    if character in _DASHES:
        return "–"
    if character in _KEPT:
        return character
    if character in _LIGATURES:
        return _LIGATURES[character]
    if character == "\u00ad" or unicodedata.category(character) in ("Mn", "Cf"):
        return ""
    decomposed = unicodedata.normalize("NFKD", character)
    return "".join(part for part in decomposed if not unicodedata.combining(part)).lower().replace("\u2044", "/") or " "
