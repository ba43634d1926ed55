"""Dates in French and English text: "12/10/2026", "12 octobre", "October 12, 2026"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.cues import table
from prompt_tutor.grading.quantity import Quantity

if TYPE_CHECKING:
    from prompt_tutor.grading.prompt import Span
    from prompt_tutor.grading.words import Reading

LAST_DAY: Final = 31


def date_in_digits(text: str, span: Span, *, iso: bool) -> Quantity:
    """Return the date that digits stand for, day first unless `iso`; a label where they are no date ("3/27/26")."""
    parts = [int(part) for part in re.findall(r"\d+", text)]
    year, month, day = parts if iso else reversed(parts)
    year += 2000 if year < 100 else 0
    if not (1 <= month <= 12 and 1 <= day <= LAST_DAY):
        return Quantity(span, 0.0, "label", key=tuple(parts))
    return Quantity(span, float(day), "date", key=(year, month, day))


def date_in_words(match: re.Match[str], end: int, reading: Reading) -> Quantity | None:
    """Return the date that the whole number `match` is the day of; its ordinal ending, if any, ends at `end`."""
    if not match[0].isdigit() or not 1 <= int(match[0]) <= LAST_DAY:
        return None
    return month_after(int(match[0]), match.start(), end, reading) or _month_before(match, end, reading)


def month_after(day: int, start: int, end: int, reading: Reading) -> Quantity | None:
    """Return the date of a day, written from `start` to `end` of the folded text, and the month that follows it."""
    tokens, months = reading.tokens, table(reading.language, "figures")["months"]
    at = bisect_left(tokens, end, key=lambda token: token.start)
    if at < len(tokens) and tokens[at].text == "of":
        at += 1
    if at >= len(tokens) or tokens[at].text not in months or reading.folded.text[end : tokens[at].start].strip(" of"):
        return None
    last, year = at, 0
    if at + 1 < len(tokens) and re.fullmatch(r"(?:19|20)\d\d", tokens[at + 1].text):
        last, year = at + 1, int(tokens[at + 1].text)
    span = reading.folded.original(start, tokens[last].end)
    return Quantity(span, float(day), "date", key=(year, months[tokens[at].text], day))


def _month_before(match: re.Match[str], end: int, reading: Reading) -> Quantity | None:
    """Return the date of "October 12, 2026", as English writes it."""
    tokens, months = reading.tokens, table(reading.language, "figures")["months"]
    at = bisect_left(tokens, match.start(), key=lambda token: token.start) - 1
    if reading.language != "en" or at < 0 or tokens[at].text not in months or match.start() - tokens[at].end > 2:
        return None
    year = re.compile(r",? ((?:19|20)\d\d)(?!\d)").match(reading.folded.text, end)
    span = reading.folded.original(tokens[at].start, year.end() if year else end)
    key = (int(year[1]) if year else 0, months[tokens[at].text], int(match[0]))
    return Quantity(span, float(match[0]), "date", key=key)
