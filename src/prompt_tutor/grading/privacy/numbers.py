"""Numbers that point at one person: telephone, e-mail, IBAN, social security, date of birth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.folding import plain
from prompt_tutor.grading.privacy.words import pattern, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prompt_tutor.grading.folding import Folded
    from prompt_tutor.grading.privacy.kinds import Kind
    from prompt_tutor.grading.prompt import Span

_EMAIL: Final = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@((?:[\w-]{1,63}\.){1,4}[\w-]{2,24})")
_FRENCH_PHONE: Final = re.compile(
    r"(?<![\d.,/-])(?:(?:\+|00)33[ .-]?(?:\(0\)[ .-]?)?|0)([1-9])(?:[ .-]?\d{2}){4}(?![\d])"
)
_OTHER_PHONE: Final = re.compile(
    r"(?<![\d.,/-])(?:\+\d{1,3}[ .-]?\(?\d{1,4}\)?(?:[ .-]?\d{2,4}){2,4}"
    r"|0\d{3,4}[ -]\d{3}[ -]?\d{3,4}|0\d{2}[ -]\d{3,4}[ -]\d{4}|\(?[2-9]\d{2}\)?[ .-]\d{3}[ .-]\d{4}|555-\d{4})(?!\d)"
)
_IBAN: Final = re.compile(r"(?<![^\W_])[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,4})?(?![^\W_])")
_NIR: Final = re.compile(r"(?<!\d)[12378](?: ?\d{2}){2} ?(?:\d{2}|2[ab])(?: ?\d{3}){2}(?: ?\d{2})?(?!\d)")
_NINO: Final = re.compile(r"(?<![^\W_])[a-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d](?![^\W_])")
_SSN: Final = re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")
_DIGITS: Final = re.compile(r"[a-z]{0,2} ?\d(?:[ .-]?\d){5,22} ?[a-z]{0,2}(?![^\W_])")
_MONTHS: Final = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|march|"
    r"april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_DATE: Final = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}[/. -]\d{{1,2}}[/. -]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:er|st|nd|rd|th)? {_MONTHS},? \d{{4}}|{_MONTHS} \d{{1,2}},? \d{{4}})(?!\d)"
)
_BORN: Final = re.compile(r"ne(?<!\wne)e? [^\W\d_][\w'-]{1,30} (?:le|on) ")
_DIGIT_RUN: Final = re.compile(r"\d+")
_NEAR: Final = 60
_LABEL_REACH: Final = 40
_BIRTH_REACH: Final = 45


def find_numbers(folded: Folded) -> Iterator[tuple[Kind, Span]]:
    """Yield the passages of `folded.text` that hold such a number, and what each is."""
    text = folded.text
    for span in _emails(text):
        yield "email", span
    starts = [match.start() for match in _DIGIT_RUN.finditer(text)]
    if not starts:
        return
    for span in _phones(text, starts):
        yield "phone", span
    yield from _labelled(text)
    yield from _bare(text, starts)
    for span in _births(text):
        yield "birth", span


def _at(shape: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """Yield the matches of `shape` that begin at one of `places`, in order: much quicker than to try everywhere."""
    end = 0
    for place in places:
        match = shape.match(text, place) if place >= end else None
        if match is not None:
            end = match.end()
            yield match


def _around(text: str, start: int, end: int, reach: int = _NEAR) -> str:
    """Return the words around a passage, in its line."""
    left = max(text.rfind("\n", 0, start) + 1, start - reach)
    stop = text.find("\n", end, end + reach)
    return text[left : stop if stop >= 0 else end + reach]


def _emails(text: str) -> Iterator[Span]:
    for match in _EMAIL.finditer(text) if "@" in text else ():
        parts = set(re.split(r"[._+-]", match[1])) | set(re.split(r"[._-]", match[2]))
        if parts.isdisjoint(words("desk_addresses")):
            yield match.span()


def _phones(text: str, starts: Sequence[int]) -> Iterator[Span]:
    places = [place for at in starts for place in ((at - 1, at) if text[at - 1 : at] in ("+", "(") else (at,))]
    for match in _at(_FRENCH_PHONE, text, places):
        mobile = match[1] in "67"
        if _is_personal(text, match.span(), mobile=mobile):
            yield match.span()
    for match in _at(_OTHER_PHONE, text, places):
        digits = re.sub(r"\D", "", match[0])
        if not 7 <= len(digits) <= 15 or (len(digits) == 10 and match[0][0] == "0" and _FRENCH_PHONE.match(match[0])):
            continue
        mobile = digits.startswith(("07", "447", "336", "337"))
        if _is_personal(text, match.span(), mobile=mobile):
            yield match.span()


def _is_personal(text: str, span: Span, *, mobile: bool) -> bool:
    """Return whether a telephone number is a private person's: a desk's is not, a mobile one is unless a desk's."""
    before = text[max(span[0] - _LABEL_REACH, 0) : span[0]]
    desk = pattern("desks").search(before)
    personal = pattern("personal", "lives", "self", "family").search(_around(text, *span))
    if mobile:
        return desk is None or personal is not None
    return desk is None and personal is not None


def _labelled(text: str) -> Iterator[tuple[Kind, Span]]:
    """Yield numbers that are labelled as an IBAN or a social security number, even with a wrong key."""
    for label in pattern("bank", "security").finditer(text):
        number = _DIGITS.search(text, label.end(), label.end() + _LABEL_REACH + 24)
        iban = _IBAN.search(text, label.end(), label.end() + _LABEL_REACH + 34)
        found = iban or number
        if (
            found is not None
            and found.start() - label.end() <= _LABEL_REACH
            and "\n\n" not in text[label.end() : found.start()]
        ):
            yield "bank" if pattern("bank").fullmatch(label[0]) else "security", (label.start(), found.end())


def _bare(text: str, starts: Sequence[int]) -> Iterator[tuple[Kind, Span]]:
    """Yield numbers that are one by their own key or shape."""
    for match in _at(_IBAN, text, (at - 2 for at in starts if at >= 2)):
        from stdnum import iban  # imported when a candidate is there: few prompts hold one

        if iban.is_valid(match[0]):
            yield "bank", match.span()
    for match in _at(_NIR, text, starts):
        from stdnum.fr import nir

        if nir.is_valid(match[0]):
            yield "security", match.span()
    for match in _at(_NINO, text, (place for at in starts for place in (at - 3, at - 2) if place >= 0)):
        yield "security", match.span()
    for match in _at(_SSN, text, starts):
        yield "security", match.span()


def _births(text: str) -> Iterator[Span]:
    for label in pattern("birth").finditer(text):
        date = _DATE.search(text, label.end(), label.end() + _BIRTH_REACH)
        if date is not None:
            yield label.start(), date.end()
        elif "_" in label[0] or ";" in text[label.end() : label.end() + 1] + text[label.start() - 1 : label.start()]:
            date = _DATE.search(text, label.end(), label.end() + 400)  # the column of a table
            if date is not None:
                yield date.span()
    for match in _BORN.finditer(text):
        date = _DATE.match(text, match.end())
        if date is not None:
            yield match.start(), date.end()


def has_date(passage: str) -> bool:
    """Return whether a folded passage holds a full date."""
    return _DATE.search(plain(passage)) is not None
