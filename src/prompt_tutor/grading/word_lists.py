"""Words that only follow one another: "périmètre, écarter, anomalies" asks for nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.criteria.tagged import lexicon
from prompt_tutor.grading.cues import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prompt_tutor.grading.prompt import Span
    from prompt_tutor.grading.words import Reading

LINKED: Final = 8
"""A sentence has one word in so many that ties the others ("le", "de", "pour"), at the least."""
_LINKED_DENSE: Final = 4
"""One word in so many where marks cut a sentence into bits ("aucun responsable, graphique, bilan, …")."""
_DENSE: Final = 3
"""Words to a bit of such a sentence, at the most."""
_MANY_MARKS: Final = 5
_MOST_MARKS: Final = 1
"""Commas, semicolons, slashes and line ends that a terse order may hold ("Signaler, regrouper")."""
MOST_WORDS: Final = 5
"""Words that a terse order may have ("Signaler doublons")."""
_HEAD: Final = 4
"""Words after an order within which something ties them to it: "écris l'offre", "flag every figure"."""
_MARK: Final = re.compile(r"[,;/|•·]")
_EQUALS: Final = re.compile(r"(?<=[^\W_] )=(?= [^\W_])")
_COLON: Final = re.compile(r":(?=[ \n]*[^\s])")
_NO_LABEL: Final = re.compile(r"[\n.!?,;:/|]")
"""What stands in no label."""
_LONGEST_LABEL: Final = 60


@dataclass(slots=True)
class _Sentence:
    """What a sentence is made of: words, marks between them, words that tie, alone and inside wordings."""

    words: int = 0
    marks: int = 0
    tied: int = 0
    tied_inside: int = 0
    verb: bool = False
    """A finite verb outside the wordings."""
    head: int = -1
    """Words since the order that opens the sentence; -1 where none does."""
    heading: bool = True
    """Only words that may stand before that order have been seen."""
    ordered: bool = False
    """Something ties the order that opens the sentence to what follows it."""


def listed_sentences(reading: Reading, wordings: Sequence[Span]) -> frozenset[int]:
    """Return the indexes of the sentences that are lists of key words, on one line or one below the other.

    A small word inside one of `wordings` (passages in order) ties nothing ("like for like" may be a key word), unless
    it denies ("n'explique pas"), an order opens the sentence ("écris l'offre d'emploi") or a verb stands outside the
    wordings ("les remarques ont droit à leur thème"). Linear in the length of the text.
    """
    sentences = _measure(reading, wordings)
    named = _named(reading)
    bare = [_bare(sentence) and at not in named for at, sentence in enumerate(sentences)]
    found: set[int] = set()
    first = 0
    while first < len(bare):
        end = first + 1
        if bare[first]:
            while end < len(bare) and bare[end]:
                end += 1
            separate = sum(each.marks for each in sentences[first:end]) + end - first - 1
            if separate > _MOST_MARKS or sum(each.words for each in sentences[first:end]) > MOST_WORDS:
                found.update(range(first, end))
        first = end
    return frozenset(found)


def _bare(sentence: _Sentence) -> bool:
    """Return whether next to nothing ties the words of a sentence."""
    dense = sentence.words <= _DENSE * (sentence.marks + 1)
    verbal = (sentence.verb or sentence.ordered) and not dense
    tied = sentence.tied + (sentence.tied_inside if verbal else 0)
    wanted = _LINKED_DENSE if dense and sentence.marks >= _MANY_MARKS and not sentence.ordered else LINKED
    return tied * wanted < sentence.words


def _measure(reading: Reading, wordings: Sequence[Span]) -> list[_Sentence]:
    tying, finite, orders = links(reading.language), _finite(reading.language), _orders(reading.language)
    data = table(reading.language, "mentions")
    denying, leading = frozenset(data["denying"]), frozenset(data["leading"])
    sentences = [_Sentence() for _ in reading.sentences]
    original = reading.folded.original
    next_wording = 0
    for token in reading.tokens if sentences else ():
        start = original(token.start, token.end)[0]
        each = sentences[reading.sentence_of(start)]
        while next_wording < len(wordings) and wordings[next_wording][1] <= start:
            next_wording += 1
        inside = next_wording < len(wordings) and wordings[next_wording][0] <= start
        each.words += 1
        ties = token.text in tying
        each.tied += token.text in denying if inside else ties
        each.tied_inside += inside and ties and token.text not in denying
        each.verb = each.verb or (not inside and token.text in finite)
        if each.head >= 0:
            each.head += 1
            each.ordered = each.ordered or (ties and each.head <= _HEAD)
        elif each.heading and token.text in orders:
            each.head = 0
        each.heading = each.heading and (token.text in leading or len(token.text) == 1)
    folded = reading.folded
    for match in _MARK.finditer(folded.text) if sentences else ():
        sentences[reading.sentence_of(original(*match.span())[0])].marks += 1
    for match in (
        _EQUALS.finditer(folded.text) if sentences else ()
    ):  # a rule in signs is said: "repas > commandes = anomalie"
        sentences[reading.sentence_of(original(*match.span())[0])].tied += 1
    return sentences


def _named(reading: Reading) -> set[int]:
    """Return the sentences that a label opens: "Catégories : voirie, éclairage" says what its words are."""
    text, original = reading.folded.text, reading.folded.original
    void = frozenset(table(reading.language, "mentions")["void_labels"])
    named: set[int] = set()
    for colon in _COLON.finditer(text):
        end = colon.start()
        label = _NO_LABEL.split(text[max(end - _LONGEST_LABEL, 0) : end])[-1]
        if label and void.isdisjoint(re.findall(r"[^\W_]+", label)):
            named.add(reading.sentence_of(original(end, colon.end())[0]))
    return named


@lru_cache(maxsize=4)
def links(language: str) -> frozenset[str]:
    """Return the words, folded, that tie others."""
    return frozenset(table(language, "mentions")["links"])


@lru_cache(maxsize=4)
def _finite(language: str) -> frozenset[str]:
    """Return the forms of verbs that say something of a subject; "a" is also "à"."""
    return lexicon(language).lists["finite"] - {"a", "fait", "s", "m"}


@lru_cache(maxsize=4)
def _orders(language: str) -> frozenset[str]:
    lists = lexicon(language).lists
    return lists["order"] | lists["show"] | frozenset(table(language, "mentions")["orders"])
