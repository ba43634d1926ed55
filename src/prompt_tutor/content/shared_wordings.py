"""The lists of wordings that routes share: "@leave-out" stands for all the ways to say that something is left out."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final

MARK: Final = "@"
"""What the name of a shared list begins with, in a group of wordings."""


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, tuple[str, ...]]]:
    import tomli

    tables = tomli.loads(files(__package__).joinpath("wordings.toml").read_text(encoding="utf-8"))
    return {name: {language: tuple(entry[language]) for language in ("fr", "en")} for name, entry in tables.items()}


def list_names() -> tuple[str, ...]:
    """Return the names of the shared lists, without their mark."""
    return tuple(_lists())


def with_shared(group: list[str], language: str) -> list[str]:
    """Return the wordings of `group` in `language`, each name of a shared list replaced by its wordings.

    Raises KeyError, with the name, where there is no such list.
    """
    wordings: dict[str, None] = {}
    for wording in group:
        name = wording.removeprefix(MARK)
        found = (wording,) if name == wording else _lists()[name][language]
        wordings.update(dict.fromkeys(found))
    return list(wordings)
