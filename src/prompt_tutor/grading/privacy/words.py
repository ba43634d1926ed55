"""The word lists of `privacy.toml`, both languages together: pasted material may be in the other one."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from prompt_tutor.grading.cues import table
from prompt_tutor.grading.folding import plain

_LANGUAGES: Final = ("fr", "en")


@cache
def words(name: str) -> frozenset[str]:
    """Return the folded words of one list."""
    return frozenset(plain(word) for language in _LANGUAGES for word in table(language, "privacy")[name])


@cache
def pattern(*names: str) -> re.Pattern[str]:
    """Return a pattern for the words of some lists, on folded text, whole words only; longest first."""
    choices = sorted({word for name in names for word in words(name)}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in choices)})(?!\w)")


@cache
def first_names() -> frozenset[str]:
    """Return the first names, folded."""
    return frozenset(plain(name) for language in _LANGUAGES for name in table(language, "privacy")["names"]["first"])
