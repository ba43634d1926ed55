"""How an answer reads: `language`, `readability`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.checks.measure import sentences_in, words_in
from prompt_tutor.grading.checks.reply import Outcome
from prompt_tutor.grading.cues import table
from prompt_tutor.grading.folding import plain
from prompt_tutor.grading.language import detect
from prompt_tutor.i18n import _, ngettext
from prompt_tutor.i18n import language as interface_language

if TYPE_CHECKING:
    from prompt_tutor.content.form_checks import Language, Readability
    from prompt_tutor.grading.checks.reply import Reply

_ENOUGH: Final = 5
"""Words in a sentence from which its language can be told."""
_STRAY: Final = 0.2
"""The share of sentences that may be in another language: titles and quotations."""
_SMALL: Final = 0.1
"""The least share of small words ("de", "the") in a sentence: French and English have some four in ten."""
_VOWELS: Final = re.compile(r"[aeiouy]+")
_WORD: Final = re.compile(r"[^\W\d_]+")


def check_language(check: Language, reply: Reply) -> Outcome:
    """Return whether the answer is written in the language that is wanted."""
    wanted = check.language or reply.language
    if not any(map(str.isalpha, reply.text)):
        return Outcome(False, _("The answer holds no words."))
    told = [span for span in sentences_in(reply) if words_in(reply.text, span) >= _ENOUGH]
    others = tuple(span for span in told if not _is_in(wanted, reply.text[slice(*span)]))
    passed = len(others) <= _STRAY * len(told) if told else _may_be(wanted, reply.text)
    if passed:
        return Outcome(True, _("The answer is in French.") if wanted == "fr" else _("The answer is in English."))
    if wanted == "fr":
        return Outcome(False, _("The answer, or a good part of it, is not in French."), others[:3])
    return Outcome(False, _("The answer, or a good part of it, is not in English."), others[:3])


def _decimal(value: float) -> str:
    """Write a number with one decimal, as the interface's language does."""
    return f"{value:.1f}".replace(".", "," if interface_language() == "fr" else ".")


def _may_be(language: str, text: str) -> bool:
    """Return whether a text without a whole sentence ("Budget : 12 k€") may be in a language: none tells of another."""
    words = _WORD.findall(plain(text))
    own, other = (_small(words, each) for each in (language, "en" if language == "fr" else "fr"))
    return own >= other + _strangers(words)


def _is_in(language: str, sentence: str) -> bool:
    """Return whether a sentence is in a language, told by its small words; German has next to none."""
    if detect(sentence) != language:
        return False
    words = _WORD.findall(plain(sentence))
    own, others = _small(words, language), _strangers(words)
    return own >= _SMALL * len(words) and own > others


def _small(words: list[str], language: str) -> int:
    small = frozenset(table(language, "function_words")["words"])
    return sum(word in small for word in words)


def _strangers(words: list[str]) -> int:
    """Return how many small words of languages other than French and English there are."""
    strange = frozenset(table("common", "other_languages")["words"])
    return sum(word in strange for word in words)


def check_readability(check: Readability, reply: Reply) -> Outcome:
    """Return whether the answer is written plainly: sentences short enough, words easy enough."""
    spans = sentences_in(reply)
    lengths = [words_in(reply.text, span) for span in spans]
    if not any(lengths):
        return Outcome(False, _("The answer holds no sentence."))
    mean = sum(lengths) / len(lengths)
    long = tuple(span for span, length in zip(spans, lengths, strict=True) if length > check.long)
    faults: list[str] = []
    if check.max_mean is not None and mean > check.max_mean:
        faults.append(
            _("its sentences have {mean} words on average (wanted: {most} at most)").format(
                mean=_decimal(mean), most=check.max_mean
            )
        )
    if check.long_share is not None and len(long) > check.long_share * len(spans):
        faults.append(
            ngettext(
                "{count} of its {total} sentences has more than {long} words",
                "{count} of its {total} sentences have more than {long} words",
                len(long),
            ).format(count=len(long), total=len(spans), long=check.long)
        )
    ease = reading_ease(reply.text, sum(lengths), len(spans), reply.language)
    if check.min_ease is not None and ease < check.min_ease:
        faults.append(
            _("its reading ease is {ease} (wanted: {least} or more)").format(ease=round(ease), least=check.min_ease)
        )
    if faults:
        return Outcome(False, _("The answer is hard to read: {faults}.").format(faults=_("; ").join(faults)), long[:5])
    return Outcome(
        True,
        _(
            "The answer is easy to read: {mean} words a sentence on average; "
            "sentences of more than {most} words: {long}."
        ).format(mean=_decimal(mean), long=len(long), most=check.long),
    )


def reading_ease(text: str, words: int, sentences: int, language: str) -> float:
    """Return the reading ease of a text, about 0 (hard) to 100 (easy).

    English: 206.835 - 1.015 words a sentence - 84.6 syllables a word (Flesch, 1948). French: 207 - 1.015 words a
    sentence - 73.6 syllables a word (Kandel and Moles, 1958). Syllables are groups of vowels, a mute e left out.
    """
    letters = _WORD.findall(plain(text))
    a_sentence = words / max(sentences, 1)
    a_word = sum(_syllables(word, language) for word in letters) / max(len(letters), 1)
    if language == "fr":
        return 207 - 1.015 * a_sentence - 73.6 * a_word
    return 206.835 - 1.015 * a_sentence - 84.6 * a_word


def _syllables(word: str, language: str) -> int:
    count = len(_VOWELS.findall(word))
    mute = word.endswith(("e", "es")) if language == "fr" else word.endswith("e") and not word.endswith("le")
    return max(count - 1 if mute and count > 1 else count, 1)
