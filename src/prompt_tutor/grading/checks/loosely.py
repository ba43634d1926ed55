"""Finding a wording in an answer although small words stand in it: "vous serez bien remboursée"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.cues import table
from prompt_tutor.grading.words import find, read, same_word

if TYPE_CHECKING:
    from prompt_tutor.grading.prompt import Span
    from prompt_tutor.grading.words import Reading

_MOST_BETWEEN: Final = 3
_BREAKS: Final = '.;:!?…\n"«»“”()'


def find_loosely(wording: str, reading: Reading) -> tuple[Span, ...]:
    """Return where `wording` stands in the text, in order, adverbs and pronouns in between left aside.

    As `words.find`, but for those words (`fillers` in `cues/*/answers.toml`), which change no promise and no refusal.
    """
    words = [token.text for token in read(wording, reading.language).tokens]
    if len(words) < 2:
        return find(wording, reading)
    fillers = frozenset(table(reading.language, "answers")["fillers"]["words"])
    original = reading.folded.original
    spans: list[Span] = []
    for start, _end in find(words[0], reading):
        first = bisect_left(reading.tokens, start, key=lambda token: original(token.start, token.end)[0])
        last = _last(first, words, reading, fillers)
        if last is not None:
            spans.append((start, original(reading.tokens[last].start, reading.tokens[last].end)[1]))
    return tuple(spans)


def _last(first: int, words: list[str], reading: Reading, fillers: frozenset[str]) -> int | None:
    """Return the index of the last token of a wording that begins at the token `first`; None where it does not."""
    tokens, text = reading.tokens, reading.folded.text
    at = first
    for word in words[1:]:
        for step in range(1, _MOST_BETWEEN + 2):
            if at + step >= len(tokens):
                return None
            between = text[tokens[at + step - 1].end : tokens[at + step].start]
            if any(mark in between for mark in _BREAKS) and not between.startswith("\n"):
                return None
            if same_word(tokens[at + step].text, word, reading.language):
                at += step
                break
            if tokens[at + step].text not in fillers:
                return None
        else:
            return None
    return at
