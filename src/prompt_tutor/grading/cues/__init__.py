"""The cues and word lists by language: TOML files beside this one, written for linguists and trainers."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import tomli


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """Return the table of `cues/<language>/<name>.toml`, read once."""
    return tomli.loads(files(__name__).joinpath(language, f"{name}.toml").read_text(encoding="utf-8"))


def words_table(language: str) -> dict[str, Any]:
    """Return the words of the grammar: irregular inflections, negation, abbreviations."""
    return table(language, "grammar")
