"""Whether the words around a passage negate it. The negating words themselves are data (`grammar.toml`)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.cues import words_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

REACH: Final = 10
"""How many words before a passage are looked at."""
_SHORT_REACH: Final = 4


def negates(before: Sequence[str], after: Sequence[str], language: str) -> bool:
    """Return whether a passage is negated by the words around it, in its clause.

    Args:
        before: the folded words of the clause before the passage, in order.
        after: the folded words of the clause after it.
        language: "fr" or "en".
    """
    if _signs(language).isdisjoint(before) and list(after[:1]) != ["pas"]:
        return False
    rules = words_table(language)["negation"]
    before = _this_clause(_without_nouns(_without_units(before), rules), rules)
    joined = f" {' '.join(before)} "
    if any(f" {phrase} " in joined for phrase in rules["asserting"]):
        return False
    breakers = rules["breakers"]
    for phrase in rules["short"]:
        at = joined.rfind(f" {phrase} ")
        if at < 0:
            continue
        rest = joined[at + len(phrase) + 2 :].split()
        if len(rest) <= _SHORT_REACH and not any(word in breakers for word in rest):
            return True
    cut = max((index for index, word in enumerate(before) if word in breakers), default=-1)
    scope = before[cut + 1 :]
    seconds = set(rules["second"])
    if not rules["first"]:
        return not seconds.isdisjoint(scope)
    if any(word in rules["first"] for word in scope):  # "ne ... que" restricts: only "ne ... pas" negates
        return not seconds.isdisjoint(scope) or not seconds.isdisjoint(after[:3])
    return "pas" in scope or list(after[:1]) == ["pas"]


def _without_nouns(words: Sequence[str], rules: Mapping[str, list[str]]) -> list[str]:
    """Blank the words of negation that are nouns where they stand: "la personne"."""
    articles, seconds = rules["articles"], rules["second"]
    return ["" if word in seconds and at and words[at - 1] in articles else word for at, word in enumerate(words)]


def _this_clause(words: Sequence[str], rules: Mapping[str, list[str]]) -> list[str]:
    """Return the words from where the clause begins in which they end.

    "… n'a pas pesé et que les repas" begins anew after "et"; so does "qui n'y connaît rien comment la ville".
    """
    said = {*rules["first"], *rules["second"]}
    for at in range(len(words) - 1, 0, -1):
        earlier = words[:at]
        denied = next((index for index, word in enumerate(earlier) if word in said), None)
        if denied is None:
            break
        if words[at] in rules["linking"] and words[at - 1] in rules["joining"]:
            if not any(word in rules["linking"] for word in words[denied:at]):
                return list(words[at:])
        elif words[at] in rules["questions"] and any(
            word in rules["relatives"] for word in words[max(denied - 3, 0) : denied]
        ):
            return list(words[at:])
    return list(words)


@cache
def _signs(language: str) -> frozenset[str]:
    """Return the words of which one stands before whatever is negated; else "pas" comes right after it."""
    rules = words_table(language)["negation"]
    return frozenset((*rules["first"], *rules["second"], *(phrase.split()[0] for phrase in rules["short"]), "pas"))


def _without_units(words: Sequence[str]) -> list[str]:
    """Leave out each "t" that stands for tonnes: it is the end of "don't" only after a word in n."""
    return [word for at, word in enumerate(words) if word != "t" or (at and words[at - 1].endswith("n"))]
