"""Names of private persons joined to a situation, and home addresses."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.criteria.tagged import lexicon
from prompt_tutor.grading.cues import table
from prompt_tutor.grading.folding import plain
from prompt_tutor.grading.privacy.numbers import has_date
from prompt_tutor.grading.privacy.words import first_names, pattern, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.grading.folding import Folded
    from prompt_tutor.grading.privacy.kinds import Kind
    from prompt_tutor.grading.prompt import Span

_CAPITAL: Final = r"[A-ZÀ-ÖØ-ÞŒ][\w’']*(?:-[A-ZÀ-ÖØ-ÞŒ]?[\w’']+)*"
_PARTICLE: Final = r"(?:(?:de|du|des|de la|d’|d'|le|la|van|von|ben|el|al|mc|mac|o') ?)?"
_PAIR: Final = re.compile(rf"(?<![\w-])({_CAPITAL})[ \t]+({_PARTICLE}{_CAPITAL})(?:[ \t]+({_CAPITAL}))?")
_AGE: Final = re.compile(r"(?<!\w)(?:\d{1,2} ans|aged? \d{1,2}|she is \d{2}|he is \d{2}|\(\d{1,2}\)|, \d{1,2},)(?!\w)")
_DESCRIBED: Final = re.compile(
    r"(?:'s)?(?:,? (?:aged? )?| ?\(| ?: ?)\d{1,3}(?: ?(?:ans|years|yo|mois|months)\b|[,)])"
    r"|(?:,? ?\(?|,)(?:nee? le|born|dob|date of birth)\b"
)
"""After a name, what is said of persons alone: an age, a date of birth."""
_DWELLING: Final = 30
"""Characters after a name within which an address belongs to it."""
_SPEAKER: Final = re.compile(r" ?:")
_TRADE: Final = re.compile(r", ([^\W\d_]{4,20})")
_LOWER: Final = re.compile(
    r"(?<![\w-])([^\W\d_]{3,12})(?:-[^\W\d_]{2,12})? [^\W\d_]{3,20}(?:-[^\W\d_]{2,20})?"
    r"(?=,? ?[\d(]|, | who | qui | from )"
)
_LOWER_TITLED: Final = re.compile(
    r"(?<![\w-])(?:mme|mlle|mrs|mr|ms) (?!l[ae] |the )[^\W\d_]{3,15}(?: (?!et )[^\W\d_]{3,20})"
)
_INTRODUCTION: Final = 40
_REACH: Final = 170
_OFFICE_REACH: Final = 45
_ADDRESS_REACH: Final = 130
_DETERMINERS: Final = frozenset(("le", "la", "les", "l", "du", "des", "au", "aux", "the", "a", "an", "notre", "votre"))
_SHORT: Final = 4
"""Letters of a title that is an abbreviation at the most, and may have a full stop."""
_LONGEST_PLACEHOLDER: Final = 2
_MOST_NAMES: Final = 400
"""So many names are looked at: a longer list tells nothing new."""


def find_people(text: str, folded: Folded) -> Iterator[tuple[Kind, Span]]:
    """Yield names joined to a situation, and home addresses, as spans of `text`, and which of the two each is."""
    names = list(_names(text))
    for name in names:
        start, end = _sentence_around(text, name)
        around = plain(text[start:end])
        if pattern("health", "family", "money", "justice").search(around) or _AGE.search(around) or has_date(around):
            yield "name", name
    for span in _addresses(folded, names):
        yield "address", span


def _names(text: str) -> Iterator[Span]:
    """Yield the names of persons who hold no public office."""
    count = 0
    found: list[Span] = [match.span() for match in _titled().finditer(text)]
    for match in _PAIR.finditer(text):
        first, second = plain(match[1]), plain(match[2])
        given = first.split("-")[0] in first_names() and first not in words("places")
        capitals = match[1].isupper() and len(first) > 2 and second.split("-")[0] in first_names()
        if given or capitals or _introduced(match, text):
            found.append(match.span())
    found += [match.span() for match in _lower_names(text)]
    for span in sorted(set(found)):
        if count >= _MOST_NAMES:
            return
        if not _office(text, span) and not _place(text, span):
            count += 1
            yield span


def _introduced(pair: re.Match[str], text: str) -> bool:
    """Return whether two capitalised words are said to be a person: "je soussigné …", "ANN LEE:", "…, loader"."""
    before = plain(text[max(pair.start() - _INTRODUCTION, 0) : pair.start()])
    if any(f" {before}".rstrip(" :,").endswith(f" {phrase}") for phrase in words("self")):
        return True
    if pair[0].isupper() and text[pair.start() - 1 : pair.start()] in ("", "\n") and _SPEAKER.match(text, pair.end()):
        return True
    if f" {before}".rstrip().endswith(tuple(f" {word}" for word in words("relations"))):
        return True
    trade = _TRADE.match(text, pair.end())
    return (trade is not None and plain(trade[1]) in _trades()) or _described(pair, text)


def _described(pair: re.Match[str], text: str) -> bool:
    """Return whether an age, a date of birth or an address follows two capitalised words that are no place's."""
    before = plain(text[max(pair.start() - _INTRODUCTION, 0) : pair.start()]).split()
    if any(
        len(word) <= _LONGEST_PLACEHOLDER or not word.isalpha() for word in re.split("[ -]", f"{pair[1]} {pair[2]}")
    ):
        return False
    inside = {*plain(pair[0]).split()}
    if inside & (words("places") | words("streets") | _DETERMINERS) or {*before[-1:]} & _DETERMINERS:
        return False
    after = plain(text[pair.end() : pair.end() + _DWELLING + _INTRODUCTION])
    street = _street().search(after)
    return bool(_DESCRIBED.match(after)) or (street is not None and street.start() <= _DWELLING)


@cache
def _trades() -> frozenset[str]:
    return frozenset().union(*(lexicon(language).lists["profession"] for language in ("fr", "en")))


@cache
def _titled() -> re.Pattern[str]:
    titles = {title for language in ("fr", "en") for title in table(language, "privacy")["titles"]}
    choices = "|".join(
        rf"{title}\.?" if len(title) <= _SHORT else title for title in sorted(titles, key=len, reverse=True)
    )
    name = rf"(?:[A-Z]\. ?)?{_PARTICLE}(?!Le\b|La\b|Les\b|L’)[A-ZÀ-ÖØ-ÞŒ][\w’']{{{_LONGEST_PLACEHOLDER},}}(?:-[\w’']+)*"
    return re.compile(rf"(?<!\w)(?:{choices})[ \u00a0]{name}(?:[ ]{_CAPITAL}){{0,2}}", re.UNICODE)


def _lower_names(text: str) -> Iterator[re.Match[str]]:
    """Yield names that are written without capitals: a known first name or a title, a word, a comma or a figure."""
    for match in _LOWER.finditer(text):
        if match[0].islower() and plain(match[1]) in _first_names_alone():
            yield match
    yield from _LOWER_TITLED.finditer(text)


@cache
def _first_names_alone() -> frozenset[str]:
    """Return the first names that are no other word."""
    return first_names() - words("name_words")


def _sentence_around(text: str, span: Span) -> Span:
    start = max(text.rfind("\n\n", 0, span[0]), span[0] - _REACH, 0)
    stop = text.find("\n\n", span[1], span[1] + _REACH)
    return start, stop if stop >= 0 else min(span[1] + _REACH, len(text))


def _office(text: str, span: Span) -> bool:
    around = plain(text[max(span[0] - _OFFICE_REACH // 2, 0) : span[1] + _OFFICE_REACH])
    name = plain(text[span[0] : span[1]])
    found = pattern("offices").search(pattern("staff").sub("", around))
    return found is not None and not re.search(r"(?<!\w)(?:m|mme|madame|monsieur) (?:le|la)(?!\w)", name)


def _place(text: str, span: Span) -> bool:
    before = plain(text[max(span[0] - 25, 0) : span[0]]).split()
    inside = plain(text[span[0] : span[1]]).split()
    return bool(before and before[-1].strip("(\"'«“") in words("places")) or inside[-1] in words("streets")


def _addresses(folded: Folded, names: list[Span]) -> Iterator[Span]:
    """Yield street addresses near a name, or near words that say that somebody lives there."""
    starts = [start for start, _end in names]
    for match in _street().finditer(folded.text):
        span = folded.original(*match.span())
        around = folded.text[max(match.start() - 60, 0) : match.end() + 40]
        near = any(abs(start - span[0]) <= _ADDRESS_REACH for start in starts)
        if near or pattern("lives", "self").search(around):
            yield span


@cache
def _street() -> re.Pattern[str]:
    french = sorted((plain(word) for word in table("fr", "privacy")["streets"]), key=len, reverse=True)
    english = sorted((plain(word) for word in table("en", "privacy")["streets"]), key=len, reverse=True)
    number = r"\d(?<![\w.,]\d)\d{0,3}(?: ?(?:bis|ter|quater|[a-d]))?"
    return re.compile(
        rf"{number},? (?:{'|'.join(french)})\.? (?:d[eu']s? ?|la |le |les |l')*[\w'-]+(?: [\w'-]+)?"
        rf"|{number} [a-z][\w'-]+(?: [a-z][\w'-]+)? (?:{'|'.join(english)})(?!\w)"
    )
