"""Nouns that are spelled like a form of a verb: "la note" is no order to note. The words are data (`grammar.toml`)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, Protocol

from prompt_tutor.grading.cues import words_table

if TYPE_CHECKING:
    from collections.abc import Sequence

_INFINITIVES: Final = ("er", "ir", "re")
_LONGEST: Final = 3
"""Words of the longest compound."""


class _Worded(Protocol):
    @property
    def text(self) -> str: ...


def is_noun(tokens: Sequence[_Worded], at: int, wanted: str, language: str) -> bool:
    """Return whether the word `tokens[at]`, which looks like a form of the verb `wanted`, is a noun where it stands.

    Words are folded. Only an infinitive is looked for as a verb for sure.
    """
    token = tokens[at].text
    nouns = _sets(language)
    if not wanted.endswith(_INFINITIVES) or wanted in nouns["nouns"]:
        return False
    if token in nouns["always"]:
        return True
    if token not in nouns["nouns"]:
        return False
    following = " ".join(each.text for each in tokens[at : at + _LONGEST]) + " "
    if any(following.startswith(f"{compound} ") for compound in nouns["compounds"]):
        return True
    if not at or tokens[at - 1].text not in nouns["before"]:
        return False
    return at < 2 or tokens[at - 2].text not in nouns["subjects"]


@cache
def _sets(language: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in words_table(language)["homographs"].items()}
