"""Sizes that a prompt asks for: "400 mots maximum", "entre 150 et 300 mots", "une page", "half a page"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.cues import table
from prompt_tutor.grading.number_words import spelled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prompt_tutor.grading.prompt import Span
    from prompt_tutor.grading.words import Reading

_BETWEEN: Final = 2
"""Words that may stand between a number and its unit: "3 petites lignes", "10 to 15 short lines"."""
_NEVER_BETWEEN: Final = frozenset(
    ("et", "ou", "and", "or", "en", "in", "de", "of", "par", "per", "pour", "for", "dans")
)


@dataclass(frozen=True, slots=True)
class Size:
    """A size that was asked for.

    Attributes:
        span: the number and its unit in the original text.
        unit: as `content.narrow.Unit` names it.
        least: the smallest size it allows, None where it does not bound that.
        most: the greatest, None where it bounds from below only ("au moins 150 mots").
    """

    span: Span
    unit: str
    least: float | None
    most: float | None


@dataclass(frozen=True, slots=True)
class _Number:
    first: int
    last: int
    value: float


def sizes(reading: Reading, counted: Iterable[Span] = ()) -> tuple[Size, ...]:
    """Return the sizes that a text asks for, in order. "une page" counts one; "quelques lignes" is no size.

    In the passages `counted`, which are known to bound the answer, a number of other things counts as points: "liste 5
    recommandations".
    """
    numbers = _numbers(reading)
    passages = tuple(counted)
    found: list[Size] = []
    for at, number in enumerate(numbers):
        unit = _unit_after(number.last, reading) or _points(number, passages, reading)
        if unit is None:
            continue
        name, last = unit
        low = numbers[at - 1] if at else None
        first = number.first
        least: float | None = number.value
        if low is not None and _is_range(low, number, reading) and low.value <= number.value:
            first, least = low.first, low.value
        most: float | None = number.value
        if _from_below(first, last, reading):
            most = None
        tokens = reading.tokens
        span = reading.folded.original(tokens[first].start, tokens[last].end)
        found.append(Size(span, name, least, most))
    return tuple(found)


def _points(number: _Number, counted: tuple[Span, ...], reading: Reading) -> tuple[str, int] | None:
    """Return "points" and the last token of a number, and of the thing it counts, that stand in a counted passage."""
    tokens, original = reading.tokens, reading.folded.original
    start, end = original(tokens[number.first].start, tokens[number.last].end)
    if number.value in (0.5, 1) or not any(a <= start and end <= b for a, b in counted):
        return None
    last = number.last + 1
    if last >= len(tokens) or not tokens[last].text.isalpha() or tokens[last].text in _NEVER_BETWEEN | {"a", "to"}:
        return None
    inside = original(tokens[last].start, tokens[last].end)[1]
    return "points", last if any(inside <= b for _a, b in counted) else number.last


def _numbers(reading: Reading) -> list[_Number]:
    tokens = reading.tokens
    starts = [token.start for token in tokens]
    found = [
        _Number(at, at, float(token.text))
        for at, token in enumerate(tokens)
        if token.text.isdecimal() and len(token.text) <= 6
    ]
    found = _grouped(found, reading)
    half = table(reading.language, "sizes")["bounds"]["half"]
    for start, end, value, _article in spelled(reading):
        found.append(_Number(bisect_left(starts, start), bisect_left(starts, end) - 1, value))
    found += [_Number(at, at, 0.5) for at, token in enumerate(tokens) if token.text in half]
    found.sort(key=lambda number: number.first)
    # "une demi-page", "half a page": the half is the number, the article belongs to it.
    return [
        number
        for at, number in enumerate(found)
        if not (
            number.value == 1
            and any(_beside(number, other) and other.value == 0.5 for other in found[max(at - 1, 0) : at + 2])
        )
    ]


def _beside(one: _Number, other: _Number) -> bool:
    return abs(one.first - other.first) == 1


def _grouped(numbers: list[_Number], reading: Reading) -> list[_Number]:
    """Join the groups of a number: "1 500 caractères", "1,500 characters"."""
    joined: list[_Number] = []
    for number in numbers:
        token = reading.tokens[number.first]
        last = joined[-1] if joined else None
        if last is not None and last.last == number.first - 1 and len(token.text) == 3 and last.value < 1000:
            gap = reading.folded.text[reading.tokens[last.last].end : token.start]
            if gap in (" ", ",", "'", ".") and reading.tokens[last.first].text != "0":
                joined[-1] = _Number(last.first, number.last, last.value * 1000 + number.value)
                continue
        joined.append(number)
    return joined


@cache
def _units(language: str) -> dict[str, list[tuple[list[str], str]]]:
    """Return the units with their names, word by word, by the first word in the singular and the plural."""
    found: dict[str, list[tuple[list[str], str]]] = {}
    for unit, names in table(language, "sizes")["units"].items():
        for name in names:
            words = name.split()
            for first in (words[0], words[0] + "s"):
                found.setdefault(first, []).append((words, unit))
    return found


def _unit_after(last: int, reading: Reading) -> tuple[str, int] | None:
    """Return the unit that follows a number, and the index of its last token."""
    tokens, text = reading.tokens, reading.folded.text
    for start in range(last + 1, min(last + 2 + _BETWEEN, len(tokens))):
        if any(mark in text[tokens[start - 1].end : tokens[start].start] for mark in ".,;:!?\n()"):
            return None
        for name, unit in _units(reading.language).get(tokens[start].text, ()):
            words = [token.text for token in tokens[start : start + len(name)]]
            if len(words) == len(name) and all(
                word in (part, part + "s") for word, part in zip(words, name, strict=True)
            ):
                return unit, start + len(name) - 1
        if tokens[start].text in _NEVER_BETWEEN or tokens[start].text.isdecimal():
            return None
    return None


def _is_range(low: _Number, high: _Number, reading: Reading) -> bool:
    ranging = table(reading.language, "sizes")["bounds"]["ranging"]
    tokens = reading.tokens
    between = [token.text for token in tokens[low.last + 1 : high.first]]
    if not between:
        return reading.folded.text[tokens[low.last].end : tokens[high.first].start].strip() in ("-", "–", "/")
    return len(between) == 1 and between[0] in ranging


def _from_below(first: int, last: int, reading: Reading) -> bool:
    bounds = table(reading.language, "sizes")["bounds"]
    tokens = reading.tokens
    before = " " + " ".join(token.text for token in tokens[max(first - 4, 0) : first])
    after = " ".join(token.text for token in tokens[last + 1 : last + 3]) + " "
    if any(f"{word} {phrase}" in before for word in ("pas", "no", "not") for phrase in ("plus de", "more than")):
        return False
    return any(before.endswith(f" {phrase}") for phrase in bounds["least"]) or any(
        after.startswith(f"{phrase} ") for phrase in bounds["least_after"]
    )
