"""Wordings that are looked for together: the words of a text tell which of them it may hold.

possible = wordings(("écarter", "périmètre comparable"), "fr").possible(reading)    # few of many
spans = [span for wording in possible for span in find(wording, reading)]
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.inflection import forms
from prompt_tutor.grading.words import TYPO_LENGTH, outlines_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prompt_tutor.grading.words import Reading

_KEPT: Final = 64
"""Indexes that are remembered: those of the criteria of a few scenarios."""


class Wordings:
    """An index of wordings by what the longest word of each may look like in a text: inflected, or with a typo."""

    def __init__(self, every: Iterable[str], language: str) -> None:
        holding: dict[str, list[str]] = {}
        for wording in every:
            words = words_of(wording)
            if words:
                holding.setdefault(max(words, key=len), []).append(wording)
        self._by_form: dict[str, list[str]] = {}
        self._by_outline: dict[str, list[str]] = {}
        for word, held in holding.items():
            for form in forms(word, language):
                self._by_form.setdefault(form, []).extend(held)
            for outline in outlines_of(word, language) if len(word) >= TYPO_LENGTH else ():
                self._by_outline.setdefault(outline, []).extend(held)

    def possible(self, reading: Reading) -> frozenset[str]:
        """Return the wordings of which `reading` may hold the longest word; `find` finds nothing of the others."""
        found = [self._by_form[form] for form in self._by_form.keys() & reading.places.keys()]
        found += [self._by_outline[outline] for outline in self._by_outline.keys() & reading.outlined.keys()]
        return frozenset().union(*found)


@lru_cache(maxsize=_KEPT)
def wordings(every: tuple[str, ...], language: str) -> Wordings:
    """Return the index of `every` wording, written in `language` ("fr" or "en")."""
    return Wordings(every, language)
