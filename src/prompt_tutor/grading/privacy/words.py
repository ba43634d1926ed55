"""The word lists of `privacy.toml`, both languages together: pasted material may be in the other one."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Final

from prompt_tutor.grading.cues import LANGUAGES, table, words_of_both
from prompt_tutor.grading.folding import plain

words: Final = partial(words_of_both, "privacy")
"""Returns the words of one list of the files `privacy.toml`."""


@cache
def pattern(*names: str) -> re.Pattern[str]:
    """Return a pattern for the words of some lists, on folded text, whole words only; longest first."""
    choices = sorted({word for name in names for word in words(name)}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in choices)})(?!\w)")


@cache
def first_names() -> frozenset[str]:
    """Return the first names, folded."""
    return frozenset(plain(name) for language in LANGUAGES for name in table(language, "privacy")["names"]["first"])
