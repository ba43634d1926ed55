"""Words, sentences and wordings: how a text is read before anything is judged in it. Linear in its length.

reading = read(text, "fr")
for span in find("périmètre comparable", reading):      # any inflection, accents and case aside, one typo
    if not negated(span, reading): ...                  # spans are those of the text as given
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from prompt_tutor.grading.cues import words_table
from prompt_tutor.grading.folding import Folded, fold, plain
from prompt_tutor.grading.homographs import is_noun
from prompt_tutor.grading.inflection import forms
from prompt_tutor.grading.negation import REACH, negates
from prompt_tutor.grading.tokens import CONTRACTED, Token, split

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prompt_tutor.grading.prompt import Span

__all__ = ["Folded", "Reading", "Token", "find", "fold", "forms", "negated", "plain", "read", "same_word", "sentences"]

TYPO_LENGTH: Final = 6
"""Words of this many letters or more may hold one typo (docs/formats.en.md, `mentions`)."""

_END: Final = re.compile(r"[.!?…]+[\"'»”)\]]*(?=\s|$)|\n[ \t]*\n|\n")
_GAP: Final = re.compile(r"[ \t\u00a0'’,\-–*_\"«»“”()\[\]/]{0,6}\n?[ \t]{0,6}|\.")
_DOTTED: Final = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_CLAUSE: Final = re.compile(r"[,;:()\[\]–—\n]|(?:^|\s)[-/]\s")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read once: folded, cut into words and sentences."""

    language: str
    folded: Folded
    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]
    places: dict[str, list[int]] = field(repr=False)
    """Where each distinct word stands among `tokens`."""
    spelled: frozenset[str] = frozenset()
    """Folded words that are known to be spelled as they should: they are taken for no other word with a typo."""
    _outlined: dict[str, list[str]] = field(repr=False, default_factory=dict)
    _starts: dict[str, list[int]] = field(repr=False, default_factory=dict)

    def starts(self, word: str) -> list[int]:
        """Return the indexes of the tokens that are a form of the folded `word`, in order, one typo allowed."""
        found = self._starts.get(word)
        if found is None:
            found = self._starts[word] = sorted(at for key in self._keys(word) for at in self.places[key])
        return found

    def _keys(self, word: str) -> Iterable[str]:
        """Return the distinct words of the text that are a form of `word`; those with a typo are found by outlines."""
        accepted = forms(word, self.language)
        keys = set(accepted & self.places.keys())
        if len(word) >= TYPO_LENGTH:
            alike = {key for outline in outlines_of(word, self.language) for key in self.outlined.get(outline, ())}
            keys.update(key for key in alike - accepted - self.spelled if same_word(key, word, self.language))
        return keys

    @property
    def outlined(self) -> dict[str, list[str]]:
        """The distinct words of the text that may be another one with a typo, by each of their outlines."""
        if not self._outlined:
            found: dict[str, list[str]] = {}
            for word in self.places:
                for outline in _outlines(word) if len(word) >= TYPO_LENGTH - 1 else ():
                    found.setdefault(outline, []).append(word)
            self._outlined.update(found)  # at once: another thread finds it whole or empty
        return self._outlined

    def sentence_of(self, position: int) -> int:
        """Return the index in `sentences` of the one that holds `position` of the original text."""
        return max(bisect_right(self.sentences, (position, 1 << 60)) - 1, 0)


@lru_cache(maxsize=2)
def read(text: str, language: str, spelled: frozenset[str] = frozenset()) -> Reading:
    """Return `text` read in `language` ("fr" or "en"): once for all that is judged in it; see `Reading.spelled`."""
    folded = fold(text)
    tokens = split(folded.text)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, token in enumerate(tokens):
        places[token.text].append(index)
    return Reading(language, folded, tokens, sentences(text, language), dict(places), spelled)


def sentences(text: str, language: str = "fr") -> tuple[Span, ...]:
    """Return the sentences of `text`, in order, without the white space around them.

    A line is a sentence of its own, unless the next one goes on in lower case. "art. 4", "M. Dupont" and "5.2" hold no
    end of a sentence.
    """
    abbreviations = _abbreviations(language)
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if _ends(text, match, abbreviations):
            _append(spans, text, start, match.end())
            start = match.end()
    _append(spans, text, start, len(text))
    return tuple(spans)


def find(wording: str, reading: Reading) -> tuple[Span, ...]:
    """Return where `wording` stands in the text, in order, as spans of the original text.

    Whole words, in any inflection, accents and case aside, with one typo in words of six letters or more. The words of
    a wording follow each other, with no more than a space, a line end, a hyphen, an apostrophe or a quotation mark
    between them.
    """
    words = words_of(wording)
    if not words:
        return ()
    tokens, text = reading.tokens, reading.folded.text
    spans: list[Span] = []
    for start in reading.starts(words[0]):
        end = start + len(words)
        if end > len(tokens):
            break
        if (
            not is_noun(tokens, start, words[0], reading.language)
            and all(same_word(tokens[start + at].text, words[at], reading.language) for at in range(1, len(words)))
            and all(_GAP.fullmatch(text, tokens[at - 1].end, tokens[at].start) for at in range(start + 1, end))
        ):
            half = text.startswith(CONTRACTED, tokens[start].start)  # the evidence shows the contraction whole
            spans.append(reading.folded.original(tokens[start - half].start, tokens[end - 1].end))
    return tuple(spans)


def same_word(token: str, word: str, language: str) -> bool:
    """Return whether the folded `token` is a form of `word`, one typo allowed in words of six letters or more.

    A typo leaves the first letter as it is ("inclure" is no "exclure"), and digits are never typed wrong.
    """
    accepted = forms(word, language)
    if token in accepted:
        return True
    if len(token) < TYPO_LENGTH - 1 or len(word) < TYPO_LENGTH or not token.isalpha():
        return False
    typos = _typos(word, language)
    if len(token) > typos.longest or outlines_of(word, language).isdisjoint(_outlines(token)):
        return False
    if token in typos.deletions:
        return True
    for at in range(1, len(token)):
        shorter = token[:at] + token[at + 1 :]
        if shorter in typos.long_forms:
            return True
        if shorter in typos.deletions and any(_one_edit(token, form) for form in typos.long_forms):
            return True
    return False


def negated(span: Span, reading: Reading, ignore: Iterable[Span] = ()) -> bool:
    """Return whether the passage `span` of the text is negated in its clause.

    "n'écarte pas la crèche" negates "écarte" and "crèche"; "sans la crèche" negates "crèche"; "n'oublie pas d'écarter"
    negates nothing. A passage that itself begins with the negation ("sans la crèche" as a wording) is not negated by
    it, nor by what stands in `ignore` (other passages that matched).
    """
    tokens, text = reading.tokens, reading.folded.text
    first = _token_at(reading, span[0])
    if first >= len(tokens):
        return False
    sentence = reading.sentences[reading.sentence_of(span[0])][0] if reading.sentences else 0
    begin = first
    reach = REACH
    while begin > 0 and reach > 0:
        before = tokens[begin - 1]
        outside = reading.folded.original(before.start, before.end)[0] < sentence
        if outside or _CLAUSE.search(text, before.end, tokens[begin].start):
            break
        begin -= 1
        reach -= 1
    ignored = tuple(ignore)
    words = [
        "" if any(a <= reading.folded.original(t.start, t.end)[0] < b for a, b in ignored) else t.text
        for t in tokens[begin:first]
    ]
    last = _token_at(reading, span[1] - 1) if span[1] > span[0] else first
    after = _clause_after(reading, last)
    return negates(words, after, reading.language)


def _clause_after(reading: Reading, last: int) -> list[str]:
    tokens, text = reading.tokens, reading.folded.text
    words: list[str] = []
    for at in range(last + 1, min(last + 4, len(tokens))):
        gap = text[tokens[at - 1].end : tokens[at].start]
        if _CLAUSE.search(gap) or gap.rstrip().endswith((".", "!", "?", "…")):
            break
        words.append(tokens[at].text)
    return words


def _token_at(reading: Reading, position: int) -> int:
    """Return the index of the first token that ends after `position` of the original text."""
    original = reading.folded.original
    return bisect_left(reading.tokens, True, key=lambda token: original(token.start, token.end)[1] > position)


@lru_cache(maxsize=4096)
def words_of(wording: str) -> tuple[str, ...]:
    """Return the folded words of a wording, in order."""
    return tuple(token.text for token in split(plain(wording)))


class _Typos(NamedTuple):
    """What a word with a typo is told by: its forms of six letters or more, and what they share with it."""

    long_forms: frozenset[str]
    deletions: frozenset[str]
    """The long forms with one letter left out, never the first."""
    longest: int
    """Letters that it has at the most."""


@lru_cache(maxsize=1024)
def _typos(word: str, language: str) -> _Typos:
    long_forms = frozenset(form for form in forms(word, language) if len(form) >= TYPO_LENGTH)
    deletions = frozenset(form[:at] + form[at + 1 :] for form in long_forms for at in range(1, len(form)))
    return _Typos(long_forms, deletions, max(map(len, long_forms)) + 1)


@lru_cache(maxsize=4096)
def outlines_of(word: str, language: str) -> frozenset[str]:
    """Return the outlines of the forms of six letters or more of a folded word: what shares none is no typo of it."""
    starts = {form[: TYPO_LENGTH - 1] for form in forms(word, language) if len(form) >= TYPO_LENGTH}
    return frozenset().union(*map(_outlines, starts))


@lru_cache(maxsize=8192)
def _outlines(word: str) -> frozenset[str]:
    """Return the beginning of a word with one letter left out, never the first.

    Two words that differ by one typo share an outline: the one without the letter that differs.
    """
    start = word[: TYPO_LENGTH - 1]
    return frozenset(start[:at] + start[at + 1 :] for at in range(1, len(start)))


def _one_edit(token: str, form: str) -> bool:
    """Return whether two words of one length differ by one letter, or by two neighbours that changed places."""
    if len(token) != len(form):
        return False
    differing = [at for at, (left, right) in enumerate(zip(token, form, strict=True)) if left != right]
    if len(differing) == 1:
        return True
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    left, right = differing
    return token[left] == form[right] and token[right] == form[left]


@lru_cache(maxsize=4)
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(words_table(language)["abbreviations"])


def _ends(text: str, match: re.Match[str], abbreviations: frozenset[str]) -> bool:
    if match[0] == "\n":
        return not _goes_on(text, match.start())
    if match[0] != ".":
        return True
    before = text[max(match.start() - 12, 0) : match.start()]
    word = before.rsplit(None, 1)[-1] if before.strip() and not before[-1].isspace() else ""
    word = plain(word.rpartition("'")[2].rpartition("’")[2].lstrip('([«"“'))
    dotted = bool(_DOTTED.fullmatch(word))
    if dotted or word in abbreviations or (len(word) == 1 and word.isalpha()):
        rest = text[match.end() : match.end() + 3].strip()
        return not rest or (dotted and rest[0].isupper())
    return True


def _goes_on(text: str, position: int) -> bool:
    """Return whether the line that ends at `position` goes on in the next."""
    before = text[max(position - 40, 0) : position].rstrip()
    after = text[position + 1 : position + 2]
    return bool(before) and before[-1] not in ".!?…:;" and after.islower() and len(before) >= 30


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
