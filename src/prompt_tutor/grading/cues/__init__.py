"""The cues and word lists by language: TOML files beside this one, written for linguists and trainers."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final

import tomli

from prompt_tutor.grading.folding import plain

LANGUAGES: Final = ("fr", "en")


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """Return the table of `cues/<language>/<name>.toml`, read once."""
    return tomli.loads(files(__name__).joinpath(language, f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words_of_both(name: str, key: str) -> frozenset[str]:
    """Return the words of the list `key` in `name`.toml of both languages, folded: what is pasted may be in either."""
    return frozenset(plain(word) for language in LANGUAGES for word in table(language, name)[key])


def words_table(language: str) -> dict[str, Any]:
    """Return the words of the grammar: irregular inflections, negation, abbreviations."""
    return table(language, "grammar")
