"""How a cue is matched on the tokens of a line, from left to right.

Each element becomes a function that, where it fits, hands on to the function of the next one: a cue matches where the
last one is reached. What an element prefers is tried first (the words of a choice in their order, the shortest gap, an
optional part that is there), the rest where the following elements do not fit.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.criteria.pattern import choices, gap, heads, is_plain, members, parts, words
from prompt_tutor.grading.folding import plain
from prompt_tutor.grading.inflection import forms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from prompt_tutor.grading.criteria.pattern import Cue

    Match = Callable[[Sequence[str], int], int]
    """From the tokens and the index of one to the index after the last that the rest of the cue covers, or `NO`."""

NO: Final = -1
END: Final = ""
"""The token that stands after the last one. No element covers it."""

BEFORE: Final = {"^": frozenset(".!?;:¬·¶()"), "^,": frozenset(".!?;:¬·¶(),/-")}
"""The tokens after which a sentence, or a clause, begins."""
_STOPS: Final = frozenset((*".!?;:¬·¶", END))
"""A gap does not reach over these."""
_AFTER: Final = frozenset((*".!?;¬·¶)", END))


def matcher(cue: Cue) -> Match:
    """Return the function that matches `cue` where its first word stands. The tokens it is given end with `END`."""
    return _all(cue.elements, cue.language, _end)


def _end(_tokens: Sequence[str], at: int) -> int:
    return at


def _all(elements: Sequence[str], language: str, then: Match) -> Match:
    for at, element in reversed(tuple(enumerate(elements))):
        if element.startswith("..."):
            then = _gap(gap(element), _beginnings(elements[at + 1 :], language), then)
        else:
            then = _element(element, language, then)
    return then


def _beginnings(elements: Sequence[str], language: str) -> frozenset[str] | None:
    """Return the words that a sequence of elements can begin with; None where they cannot be listed."""
    found: set[str] = set()
    for element in elements:
        optional = element.startswith("[")
        found |= heads(f"({element[1:-1]})" if optional else element, language)
        if not optional:
            return _listed(frozenset(found), language)
    return None


@cache
def _listed(found: frozenset[str], language: str) -> frozenset[str] | None:
    """Return the words that are meant by words and "{list}"; None where a "prefix*" is among them."""
    if any(head.endswith("*") for head in found):
        return None
    lists = [members(head, language) for head in found if head.startswith("{")]
    if len(lists) == len(found) == 1:
        return lists[0]  # no copy: a list may have thousands of words
    return frozenset(head for head in found if not head.startswith("{")).union(*lists)


def _element(element: str, language: str, then: Match) -> Match:
    if element in BEFORE:
        return _after_one_of(BEFORE[element], then)
    if element == "$":
        return _before_one_of(_AFTER, then)
    if element.startswith("("):
        return _first_of(_choices(element, language, then))
    if element.startswith("["):
        return _first_of([*_choices(element, language, then), then])
    if element.startswith("{"):
        return _one_of(members(element, language), then)
    if element == "_":
        return _any(then)
    if element.startswith("+"):
        return _one_of(forms(element[1:], language), then)
    if element.endswith("*"):
        return _prefix(plain(element[:-1]), then)
    for word in reversed(words(element)):
        then = _one_of(frozenset((word,)), then)
    return then


def _choices(element: str, language: str, then: Match) -> list[Match]:
    """Return the functions of a choice, in order; those that begin with a word, one after another, are looked up."""
    found: list[Match] = []
    by_word: dict[str, list[Match]] = {}
    for choice in choices(element):
        if choice.isalpha():
            by_word.setdefault(plain(choice), []).append(then)
            continue
        elements = parts(choice)
        if is_plain(elements[0]):
            first, *others = words(elements[0])
            rest = _all(elements[1:], language, then)
            for word in reversed(others):
                rest = _one_of(frozenset((word,)), rest)
            by_word.setdefault(first, []).append(rest)
            continue
        if by_word:
            found.append(_look_up(by_word))
            by_word = {}
        found.append(_all(elements, language, then))
    return [*found, _look_up(by_word)] if by_word else found


def _look_up(by_word: dict[str, list[Match]]) -> Match:
    """Return the function that goes on with what may follow the word that is there."""
    branches = {word: _first_of(matches) for word, matches in by_word.items()}

    def match(tokens: Sequence[str], at: int) -> int:
        branch = branches.get(tokens[at])
        return NO if branch is None else branch(tokens, at + 1)

    return match


def _one_of(accepted: frozenset[str], then: Match) -> Match:
    def match(tokens: Sequence[str], at: int) -> int:
        return then(tokens, at + 1) if tokens[at] in accepted else NO

    return match


def _prefix(letters: str, then: Match) -> Match:
    def match(tokens: Sequence[str], at: int) -> int:
        return then(tokens, at + 1) if tokens[at].startswith(letters) else NO

    return match


def _any(then: Match) -> Match:
    def match(tokens: Sequence[str], at: int) -> int:
        return then(tokens, at + 1) if tokens[at][:1].isalnum() else NO

    return match


def _gap(longest: int, following: frozenset[str] | None, then: Match) -> Match:
    def match(tokens: Sequence[str], at: int) -> int:
        if following is not None and following.isdisjoint(tokens[at : at + longest + 1]):
            return NO
        for index in range(at, at + longest + 1):
            token = tokens[index]
            if following is None or token in following:
                end = then(tokens, index)
                if end != NO:
                    return end
            if token in _STOPS:
                return NO
        return NO

    return match


def _first_of(choices: Sequence[Match]) -> Match:
    if len(choices) == 1:
        return choices[0]

    def match(tokens: Sequence[str], at: int) -> int:
        for choice in choices:
            end = choice(tokens, at)
            if end != NO:
                return end
        return NO

    return match


def _after_one_of(accepted: frozenset[str], then: Match) -> Match:
    def match(tokens: Sequence[str], at: int) -> int:
        return then(tokens, at) if at and tokens[at - 1] in accepted else NO

    return match


def _before_one_of(accepted: frozenset[str], then: Match) -> Match:
    def match(tokens: Sequence[str], at: int) -> int:
        return then(tokens, at) if tokens[at] in accepted else NO

    return match
