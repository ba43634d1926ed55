"""Figures in French and English text: value, sign, unit, and what kind of figure it is.

"3 648 MWh", "3,648 MWh", "−5,0 %", "£1.2m", "trois millions d'euros", "12 octobre 2026", "8 h 30". Decimals and groups
are read as the text's language writes them; where a number can only be read one way ("5.0" in French), that way.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from prompt_tutor.grading.cues import table
from prompt_tutor.grading.dates import LAST_DAY, date_in_digits, date_in_words, month_after
from prompt_tutor.grading.number_words import spelled
from prompt_tutor.grading.quantity import Quantity
from prompt_tutor.grading.units import currency_before, unit_at

if TYPE_CHECKING:
    from prompt_tutor.grading.words import Reading

_LONGEST: Final = 18
"""Digits: a longer number is an identifier."""

_NUMBER: Final = re.compile(
    r"(?<![^\W_])(?:"
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<date>\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2}))"
    r"|(?P<time>\d{1,2}(?: ?h ?\d{2}|:\d{2}(?::\d{2})?))"
    r"|(?P<phone>0\d(?:[ .]\d{2}){4})"
    r"|(?P<number>\d{1,3}(?:[ ']\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
    r")(?!\d)"
)
_ORDINAL: Final = re.compile(r"(?:er|re|ere|e|eme|nd|nde|st|rd|th)(?![^\W_])")
_MARK: Final = re.compile(r"[.)](?=\s)")
_SHORT_SCALES: Final = {"k": 1e3, "m": 1e6, "bn": 1e9}
_SHORT_SCALE: Final = re.compile(r"(k|m|bn)(?![^\W_])", re.IGNORECASE)
_SCALE: Final = re.compile(r" {0,2}([^\W\d_]+)(?: d'| de | d )?")
_OF: Final = re.compile(r" (?:d'|de |of )")
_OPENING: Final = "(:=|→≈~>;,["
_ARROWS: Final = "↓↘▼↑↗▲"
_SIGNS: Final[dict[str, Literal["+", "-"]]] = {
    "+": "+",
    **dict.fromkeys("↑↗▲", "+"),
    **dict.fromkeys("-–−‑↓↘▼", "-"),
}
_SPACES: Final = " \u00a0\u202f\u2009"


def figures(source: str, reading: Reading) -> tuple[Quantity, ...]:
    """Return the figures of the text `source`, in order. Linear in its length.

    Args:
        source: the text.
        reading: the same text as `words.read` reads it; its language decides how numbers are written.
    """
    found = [
        quantity for match in _NUMBER.finditer(reading.folded.text) if (quantity := _digits(match, source, reading))
    ]
    found += [quantity for number in spelled(reading) if (quantity := _in_words(number, source, reading))]
    found.sort(key=lambda quantity: quantity.span)
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.span[0] >= kept[-1].span[1]:
            kept.append(quantity)
    return tuple(kept)


def parse_number(digits: str, language: str) -> tuple[float, int, float | None] | None:
    """Return what written digits stand for: value, number of decimals, and another possible value.

    None where they are no number ("1.2.3") or longer than any size is.
    """
    parts = re.split(r"[.,]", re.sub("[ ']", "", digits))
    marks = re.findall(r"[.,]", digits)
    if sum(map(len, parts)) > _LONGEST:
        return None
    groups = len(parts[0]) <= 3 and parts[0] != "0" and all(len(part) == 3 for part in parts[1:])
    if not marks:
        return float(parts[0]), 0, None
    if len(set(marks)) == 1 and len(marks) > 1:
        return (float("".join(parts)), 0, None) if groups else None
    if len(marks) == 1:
        decimal = float(".".join(parts))
        grouped = groups and " " not in digits and "'" not in digits
        if grouped and (marks[0], language) == (",", "en"):
            return float("".join(parts)), 0, None
        # French writes neither "3.648" for 3648 nor for 3,648; both are met.
        other = float("".join(parts)) if grouped and (marks[0], language) == (".", "fr") else None
        return decimal, len(parts[-1]), other
    if marks[-1] in marks[:-1] or not all(len(part) == 3 for part in parts[1:-1]):
        return None
    return float("".join(parts[:-1]) + "." + parts[-1]), len(parts[-1]), None


def _digits(match: re.Match[str], source: str, reading: Reading) -> Quantity | None:
    folded = reading.folded
    start, end = match.span()
    span = folded.original(start, end)
    if any(sign.isnumeric() and not sign.isdecimal() for sign in source[slice(*span)]):
        return None  # "10²", "½"
    kind = match.lastgroup
    if kind in ("iso", "date"):
        return date_in_digits(match[0], span, iso=kind == "iso")
    if kind == "time":
        hours, minutes = (int(part) for part in re.findall(r"\d+", match[0])[:2])
        return Quantity(span, float(hours), "time", key=(hours, minutes))
    text = folded.text
    glued = text[max(start - 2, 0) : start]
    label = len(glued) == 2 and glued[1] in "-–" and glued[0].isalpha()
    digits = re.sub(r"\D", "", match[0])
    if kind == "phone" or label or (len(digits) > 1 and match[0][0] == "0" and match[0][1].isdigit()):
        return Quantity(span, float(digits[:_LONGEST]), "label", key=tuple(map(int, digits[:_LONGEST])))
    number = parse_number(match[0], reading.language)
    if number is None:
        return Quantity(span, 0.0, "label", key=tuple(map(int, digits[:_LONGEST])))
    value, decimals, other = number
    special = _special(match, reading, value)
    if special is not None:
        return special
    return _measured(start, end, source, reading, Quantity(span, value, decimals=decimals, other=other))


def _special(match: re.Match[str], reading: Reading, value: float) -> Quantity | None:
    """Return the mark of a list item, the ordinal or the date in words that a whole number is part of."""
    text = reading.folded.text
    start, end = match.span()
    span = reading.folded.original(start, end)
    ordinal = _ORDINAL.match(text, end)
    dated = date_in_words(match, ordinal.end() if ordinal else end, reading)
    if dated is not None:
        return dated
    if ordinal and match[0].isdigit():
        return Quantity((span[0], reading.folded.original(end, ordinal.end())[1]), value, "ordinal")
    line = text.rfind("\n", max(start - 12, 0), start) + 1 or (0 if start <= 12 else start - 12)
    if match[0].isdigit() and _MARK.match(text, end) and not text[line:start].strip(" #*>-\t"):
        return Quantity(span, value, "mark")
    return None


def _measured(start: int, end: int, source: str, reading: Reading, plain_number: Quantity) -> Quantity:
    """Return the number with its scale ("millions"), unit, noun and sign."""
    folded, text = reading.folded, reading.folded.text
    begin, value = folded.original(start, end)[0], plain_number.value
    scale, decimals, other = 1.0, plain_number.decimals, plain_number.other
    currency = currency_before(source, begin)
    if currency is not None:
        begin = currency[1]
        short = _SHORT_SCALE.match(text, end)
        if short:
            scale, end = _SHORT_SCALES[short[1].lower()], short.end()
    worded = _SCALE.match(text, end)
    if worded and scale == 1.0:
        scale = float(table(reading.language, "figures")["scales"].get(worded[1], 1))
        if scale >= 1000:
            end = worded.end(1) if unit_at(folded, source, worded.end(), reading.language) is None else worded.end()
        else:
            scale = 1.0
    of = _OF.match(text, end) if value >= 1000 else None
    after = unit_at(folded, source, of.end(), reading.language) if of else None
    after = after or unit_at(folded, source, end, reading.language)
    unit = currency[0] if currency else after[0] if after else None
    if after and currency is None:
        end = after[1]
    step = scale * 10.0**-decimals
    if scale != 1.0:
        value, decimals, other = value * scale, 0, None
    sign, first = _sign(source, begin, reading)
    return replace(
        plain_number,
        span=(first, folded.original(start, end)[1]),
        value=value,
        sign=sign,
        decimals=decimals,
        unit=unit,
        noun="" if unit else _noun(end, reading),
        other=other,
        step=step,
    )


def _in_words(number: tuple[int, int, float, bool], source: str, reading: Reading) -> Quantity | None:
    start, end, value, article = number
    quantity = Quantity(reading.folded.original(start, end), value, "article" if article else "words")
    if not article and value <= LAST_DAY:
        dated = month_after(int(value), start, end, reading)
        if dated is not None:
            return dated
    quantity = _measured(start, end, source, reading, quantity)
    return None if article and quantity.unit is None else quantity


def _sign(source: str, begin: int, reading: Reading) -> tuple[Literal["", "+", "-"], int]:
    """Return the sign written before `begin` of the source, and where the figure then begins."""
    at = begin - 1
    spaced = at >= 0 and source[at] in _SPACES
    if spaced:
        at -= 1
    if at < 0 or source[at] not in _SIGNS:
        return "", begin
    sign = _SIGNS[source[at]]
    if source[at] in _ARROWS:
        return sign, at
    before = source[at - 1] if at else "\n"
    if before.isalnum() or before in ")]%+-–":
        return "", begin
    if not spaced or source[at] == "−":
        return sign, at
    left = source[max(at - 24, 0) : at].rstrip(_SPACES)
    if not left.strip() or left.endswith("\n"):
        return "", begin  # the mark of a list item
    word = re.search(r"[^\W\d_]+$", left)
    signing = table(reading.language, "figures")["words"]["signing"]
    if left[-1] in _OPENING or (word and _plain_word(word[0]) in signing):
        return sign, at
    return "", begin


def _plain_word(word: str) -> str:
    return word.lower().replace("à", "a").replace("é", "e")


def _noun(end: int, reading: Reading) -> str:
    tokens = reading.tokens
    at = bisect_left(tokens, end, key=lambda token: token.start)
    if at >= len(tokens) or not tokens[at].text.isalpha():
        return ""
    gap = reading.folded.text[end : tokens[at].start]
    word = tokens[at].text
    linking = word in table(reading.language, "figures")["words"]["linking"]
    return "" if linking or gap.strip(" *_'") or len(gap) > 6 else word
