"""Whether a figure is a fall or a rise, and whether it is asserted, denied or only reported."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from prompt_tutor.grading.cues import table
from prompt_tutor.grading.folding import plain
from prompt_tutor.grading.inflection import forms
from prompt_tutor.grading.negation import REACH, negates

if TYPE_CHECKING:
    from prompt_tutor.grading.checks.reply import Reply
    from prompt_tutor.grading.prompt import Span
    from prompt_tutor.grading.quantity import Quantity
    from prompt_tutor.grading.words import Token

Sign = Literal["", "+", "-"]

_BEFORE: Final = 16
"""Words before a figure among which a verb gives its sign."""
_AFTER: Final = 4
_DENIED: Final = 5
_REPORTED: Final = 300
"""Characters of its sentence, before and after a figure, that may say that it is only reported."""
_BREAKS: Final = ",;:()[]–—\n"


def sign_of(at: int, reply: Reply) -> Sign:
    """Return the sign of the figure at index `at` of the answer: its symbol's, else that of a verb or noun near it."""
    quantity = reply.quantities[at]
    if quantity.sign:
        return quantity.sign
    tokens, place = reply.reading.tokens, _first(quantity, reply)
    sentence = _sentence(quantity, reply)
    before = _words_before(place, sentence, _BEFORE, reply)
    marks = table(reply.language, "figures")["direction"]
    if (
        before
        and before[-1] in (*marks["minus"], *marks["plus"])
        and (len(before) < 2 or before[-2] not in marks["bounding"])
    ):
        return "-" if before[-1] in marks["minus"] else "+"
    amounting = _amounting(before, reply.language)
    if amounting:
        return amounting
    if _is_level(at, before, reply):
        return ""
    after = " ".join(token.text for token in _clause_after(quantity, _AFTER, reply))
    for name, sign in (("down_after", "-"), ("up_after", "+")):
        if any(_follows(after, phrase) for phrase in marks[name]):
            return "-" if sign == "-" else "+"
    signs = _verbs(reply.language)
    breakers = {plain(word) for word in table(reply.language, "figures")["contrast"]["opposing"]}
    for offset, word in enumerate(reversed(before), 1):
        if word in signs and not _is_number(tokens[place - offset]) and not _set_aside(before, -offset, marks):
            return signs[word]
        if word in breakers:
            break
    return ""


def _amounting(before: list[str], language: str) -> Sign:
    """Return the sign of the fall or rise that is the subject of the figure's verb: "la baisse atteint 5 %"."""
    marks = table(language, "figures")["direction"]
    verbs = _forms(tuple(marks["amounting"]), language)
    signs = _verbs(language)
    verb = next((at for at in range(len(before) - 1, max(len(before) - 6, 0), -1) if before[at] in verbs), 0)
    for at in range(verb - 1, max(verb - 6, 0), -1):
        if before[at] in signs and before[at - 1] in marks["before_noun"] and not _set_aside(before, at, marks):
            return signs[before[at]]
    return ""


def _follows(after: str, phrase: str) -> bool:
    """Return whether a phrase comes right after a figure, or after what it is of ("5 % de consommation en moins")."""
    if f"{after} ".startswith(phrase):
        return True
    words = after.split()
    return len(words) > 2 and words[0] in ("de", "d") and phrase.startswith("en ") and " ".join(words[2:]) == phrase


def _set_aside(words: list[str], at: int, marks: dict[str, list[str]]) -> bool:
    """Return whether the word at an index is set aside by the one before it, or the one before its article."""
    at %= len(words)
    if at and words[at - 1] in marks["before_noun"]:
        at -= 1
    return at > 0 and words[at - 1] in marks["set_aside"]


def is_denied(at: int, reply: Reply) -> bool:
    """Return whether the figure at index `at` is negated in its clause, or called wrong beside it."""
    quantity = reply.quantities[at]
    sentence = _sentence(quantity, reply)
    nominal = table(reply.language, "figures")["contrast"]["nominal"]
    before = [
        "" if word in nominal and not later else word
        for word, later in _with_next(_clause_before(quantity, sentence, reply), reply.language)
    ]
    after = [token.text for token in _clause_after(quantity, 3, reply)]
    return negates(before, after, reply.language) or _called_wrong(at, sentence, reply)


def is_reported(quantity: Quantity, reply: Reply) -> bool:
    """Return whether the sentence of a figure reports it without asserting it ("donnerait +0,6 %", "naïf")."""
    start, end = _sentence(quantity, reply)
    start, end = max(start, quantity.span[0] - _REPORTED), min(end, quantity.span[1] + _REPORTED)
    return _holds(reply.text[start:end], "reported", reply.language)


def is_opposed(one: Quantity, other: Quantity, reply: Reply) -> bool:
    """Return whether two figures stand in one sentence or in neighbours, with a "but" between or before the second."""
    sentences = reply.reading.sentences
    first, second = sorted((one, other), key=lambda quantity: quantity.span)
    places = [reply.reading.sentence_of(quantity.span[0]) for quantity in (first, second)]
    if places[1] - places[0] > 1:
        return False
    start = first.span[1] if places[0] == places[1] else sentences[places[1]][0]
    between = reply.text[max(start, second.span[0] - _REPORTED) : second.span[0]]
    return _holds(between, "opposing", reply.language)


def _with_next(words: list[str], language: str) -> list[tuple[str, bool]]:
    """Pair each word of a clause with whether it is a negating word that stands right before the figure."""
    articles = table(language, "figures")["words"]["linking"]
    return [(word, all(rest in articles for rest in words[at + 1 :])) for at, word in enumerate(words)]


def _is_level(at: int, before: list[str], reply: Reply) -> bool:
    """Return whether a figure says where something stands: "baisse à 3 648", "de 3 841 à 3 648"."""
    marks = table(reply.language, "figures")["direction"]
    last = next((word for word in reversed(before) if word not in marks["about"]), "")
    if last in marks["level"]:
        return True
    if at + 1 >= len(reply.quantities):
        return False
    between = reply.text[reply.quantities[at].span[1] : reply.quantities[at + 1].span[0]]
    return len(between) < 12 and plain(between).strip() in ("a", "to", "->", "→")


def _called_wrong(at: int, sentence: Span, reply: Reply) -> bool:
    quantities = reply.quantities
    quantity = quantities[at]
    start = max(sentence[0], quantities[at - 1].span[1] if at else 0)
    end = min(sentence[1], quantities[at + 1].span[0] if at + 1 < len(quantities) else len(reply.text))
    if _holds(reply.text[max(start, quantity.span[0] - _REPORTED) : quantity.span[0]], "introducing", reply.language):
        return True
    clause = re.split(r"[,;:–—]", reply.text[max(start, quantity.span[0] - _REPORTED) : quantity.span[0]])[-1]
    if _holds(clause, "instead", reply.language):
        return True
    before = " ".join(plain(reply.text[start : quantity.span[0]][-60:]).split()[-_DENIED:])
    after = " ".join(plain(reply.text[quantity.span[1] : end][:60]).split()[:_DENIED])
    return _holds(before, "denied", reply.language) or _holds(after, "denied", reply.language)


@cache
def _cue_words(name: str, language: str) -> tuple[str, ...]:
    words = table(language, "figures")["contrast"][name]
    return tuple(f" {' '.join(plain(word).replace(chr(39), ' ').split())} " for word in words)


def _holds(text: str, name: str, language: str) -> bool:
    letters = "".join(character if character.isalnum() else " " for character in plain(text))
    padded = f" {' '.join(letters.split())} "
    return any(phrase in padded for phrase in _cue_words(name, language))


@cache
def _forms(words: tuple[str, ...], language: str) -> frozenset[str]:
    return frozenset(form for word in words for form in forms(word, language))


@cache
def _verbs(language: str) -> dict[str, Sign]:
    """Return the sign that each inflected form of the falling and rising words gives."""
    data = table(language, "figures")["direction"]
    falling: dict[str, Sign] = {form: "-" for word in data["down"] for form in forms(word, language)}
    rising: dict[str, Sign] = {form: "+" for word in data["up"] for form in forms(word, language)}
    return {**rising, **falling}


def _sentence(quantity: Quantity, reply: Reply) -> Span:
    return reply.reading.sentences[reply.reading.sentence_of(quantity.span[0])]


def _first(quantity: Quantity, reply: Reply) -> int:
    """Return the index of the first token of a figure."""
    original = reply.reading.folded.original
    return bisect_left(
        reply.reading.tokens, True, key=lambda token: original(token.start, token.end)[1] > quantity.span[0]
    )


def _words_before(place: int, sentence: Span, reach: int, reply: Reply) -> list[str]:
    original = reply.reading.folded.original
    tokens = reply.reading.tokens[max(place - reach, 0) : place]
    return [token.text for token in tokens if original(token.start, token.end)[0] >= sentence[0]]


def _clause_before(quantity: Quantity, sentence: Span, reply: Reply) -> list[str]:
    """Return the words of the clause before a figure; the figure's own sign is no dash."""
    tokens, original = reply.reading.tokens, reply.reading.folded.original
    words: list[str] = []
    limit = quantity.span[0]
    for at in range(_first(quantity, reply) - 1, -1, -1):
        start, end = original(tokens[at].start, tokens[at].end)
        gap = reply.text[end:limit]
        if start < sentence[0] or len(words) >= REACH or any(mark in gap for mark in _BREAKS):
            break
        words.append(tokens[at].text)
        limit = start
    return words[::-1]


def _clause_after(quantity: Quantity, reach: int, reply: Reply) -> list[Token]:
    tokens, original = reply.reading.tokens, reply.reading.folded.original
    found: list[Token] = []
    limit = quantity.span[1]
    at = bisect_left(tokens, True, key=lambda token: original(token.start, token.end)[0] >= limit)
    for token in tokens[at : at + reach]:
        start, end = original(token.start, token.end)
        if any(mark in reply.text[limit:start] for mark in _BREAKS + ".!?…"):
            break
        found.append(token)
        limit = end
    return found


def _is_number(token: Token) -> bool:
    return token.text[0].isdigit()
