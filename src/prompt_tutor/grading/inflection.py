"""The inflected forms of a French or English word, by rule, with the irregular ones as data.

It generates too much rather than too little ("perimetrer" is harmless): a form that does not exist is never met.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from prompt_tutor.grading.cues import words_table
from prompt_tutor.grading.folding import plain

_VOWELS: Final = "aeiouy"

# Endings on the folded stem of French verbs: present, imperfect, future, conditional, past, subjunctive, participles.
_FUTURE: Final = ("rai", "ras", "ra", "rons", "rez", "ront", "rais", "rait", "rions", "riez", "raient")
_IMPERFECT: Final = ("ais", "ait", "ions", "iez", "aient", "ant", "ants", "ante", "antes")
_FIRST_GROUP: Final = (
    *("er", "e", "es", "ons", "ez", "ent", "ee", "ees", "ai", "as", "a", "ames", "ates", "erent"),
    *_IMPERFECT,
    *("e" + ending for ending in _FUTURE),
)
_SECOND_GROUP: Final = (
    *("ir", "is", "it", "i", "ie", "ies", "irent", "imes", "ites"),
    *("iss" + ending for ending in ("ons", "ez", "ent", "e", "es", *_IMPERFECT)),
    *("i" + ending for ending in _FUTURE),
)
_THIRD_GROUP: Final = (
    *("re", "s", "", "t", "ons", "ez", "ent", "e", "es", "u", "ue", "us", "ues", "is", "it", "irent"),
    *_IMPERFECT,
    *_FUTURE,
)
# Gender and number of French nouns and adjectives: an ending, and those that stand in its place.
_FRENCH_ENDINGS: Final = (
    ("al", ("al", "ale", "aux", "ales")),
    ("aux", ("al", "ale", "aux", "ales", "ail")),
    ("ail", ("ail", "ails", "aux")),
    ("eau", ("eau", "eaux", "elle", "elles")),
    ("eaux", ("eau", "eaux")),
    ("eu", ("eu", "eux", "eus", "eue", "eues")),
    ("ou", ("ou", "oux", "ous")),
    ("if", ("if", "ifs", "ive", "ives")),
    ("eux", ("eux", "euse", "euses", "eu")),
    ("teur", ("teur", "teurs", "trice", "trices", "teuse", "teuses")),
    ("eur", ("eur", "eurs", "euse", "euses", "eure", "eures")),
    ("er", ("er", "ers", "ere", "eres")),
    ("en", ("en", "ens", "enne", "ennes")),
    ("on", ("on", "ons", "onne", "onnes")),
    ("el", ("el", "els", "elle", "elles")),
    ("et", ("et", "ets", "ette", "ettes", "ete", "etes")),
    ("c", ("c", "cs", "che", "ches", "que", "ques")),
)


@lru_cache(maxsize=4096)
def forms(word: str, language: str) -> frozenset[str]:
    """Return the folded forms of `word`, itself among them.

    Args:
        word: one word, best in its dictionary form (infinitive, singular); a plural or a feminine is taken back to it.
        language: "fr" or "en".
    """
    participle = word.lower().endswith(("é", "ée", "és", "ées"))
    word = plain(word)
    if len(word) < 3 or not word.isalpha():
        return frozenset((word,))
    irregular = () if word in _nouns(language) else _irregular(language).get(word, ())
    made = _french(word) if language == "fr" else _english(word)
    if language == "fr" and participle:
        stem = word.rstrip("s").rstrip("e") + "e"
        made |= {stem, stem + "s", stem + "e", stem + "es"}
    return frozenset({word, *made, *irregular})


@cache
def _irregular(language: str) -> dict[str, set[str]]:
    """Return the forms that belong together, by each of them."""
    found: dict[str, set[str]] = {}
    for row in words_table(language)["irregular"]:
        for form in row:
            found.setdefault(form, set()).update(row)
    return found


@cache
def _nouns(language: str) -> frozenset[str]:
    """Return the forms of irregular verbs that, looked for by themselves, are nouns: "sommes", "parties"."""
    return frozenset(words_table(language)["irregular_nouns"])


def _french(word: str) -> set[str]:
    made = {word + "s", word + "e", word + "es"} if word[-1] not in "sxze" else {word}
    if word[-1] == "e":
        made.add(word + "s")
    for ending, others in _FRENCH_ENDINGS:
        if word.endswith(ending):
            made.update(word[: -len(ending)] + other for other in others)
    if len(word) > 4:
        if word.endswith("ees"):
            made.update(word[:-3] + ending for ending in ("e", "es", "ee", "ees"))
        elif word.endswith("es"):
            made.update((word[:-1], word[:-2], word[:-2] + "s"))
        elif word[-1] == "s":
            made.update((word[:-1], word[:-1] + "e", word + "e", word + "es"))
        elif word.endswith("ee"):
            made.update((word[:-1], word[:-1] + "s", word + "s"))
    return made | french_verb(word)


def french_verb(infinitive: str) -> set[str]:
    """Return the folded forms of a French verb given by its folded infinitive; nothing where it is none."""
    if len(infinitive) > 3 and infinitive.endswith("er"):
        stem = infinitive[:-2]
        stems = {stem}
        if stem[-1] == "g":
            stems.add(stem + "e")
        if stem.endswith(("oy", "uy", "ay")):
            stems.add(stem[:-1] + "i")
        if stem.endswith(("el", "et")):
            stems.add(stem + stem[-1])
        return {each + ending for each in stems for ending in _FIRST_GROUP}
    if len(infinitive) > 4 and infinitive.endswith("ir"):
        return {infinitive[:-2] + ending for ending in _SECOND_GROUP}
    if len(infinitive) > 4 and infinitive.endswith(("dre", "pre", "vre", "ttre")):
        return {infinitive[:-2] + ending for ending in _THIRD_GROUP}
    return set()


def _english(word: str) -> set[str]:
    made = {word + "s", word + "ed", word + "ing"}
    if word.endswith(("s", "x", "z", "ch", "sh")):
        made.add(word + "es")
    if word[-1] == "e":
        made.update((word + "d", word[:-1] + "ing"))
    elif word[-1] == "y" and word[-2] not in _VOWELS:
        made.update((word[:-1] + "ies", word[:-1] + "ied"))
    elif word[-1] not in _VOWELS + "wx" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
        made.update((word + word[-1] + "ed", word + word[-1] + "ing"))
    if word.endswith("ies") and len(word) > 4:
        made.add(word[:-3] + "y")
    elif word.endswith("es") and len(word) > 4:
        made.update((word[:-1], word[:-2]))
    elif word[-1] == "s" and word[-2] not in "sui":
        made.add(word[:-1])
    return made
