"""Numbers written in letters: "vingt et un", "quatre-vingt-dix-sept", "two hundred and forty thousand"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.grading.cues import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.grading.words import Reading

_JOINTS = frozenset((" ", "-", "\n"))
_FRENCH_ALONE = frozenset(("cent", "mille"))


def spelled(reading: Reading) -> Iterator[tuple[int, int, float, bool]]:
    """Yield the numbers in letters of a text: start and end in the folded text, value, and whether it is an article.

    "un", "une", "a", "an" and "one" alone may be articles; what follows decides.
    """
    data = table(reading.language, "figures")
    ones, scales = data["ones"], data["scales"]
    joining, articles = data["words"]["joining"], data["words"]["articles"]
    tokens = reading.tokens
    at = 0
    while at < len(tokens):
        word = tokens[at].text
        if word not in ones and not (reading.language == "fr" and word in _FRENCH_ALONE):
            at += 1
            continue
        first, run = at, _Run()
        last = at
        while at < len(tokens) and (
            at == first or reading.folded.text[tokens[at - 1].end : tokens[at].start] in _JOINTS
        ):
            word = tokens[at].text
            if (word in ones and run.add(ones[word])) or (word in scales and run.scale(scales[word])):
                last = at
            elif not (word in joining and run.may_join and at + 1 < len(tokens) and tokens[at + 1].text in ones):
                break
            at += 1
        at = max(last + 1, first + 1)
        article = first == last and tokens[first].text in articles
        yield tokens[first].start, tokens[last].end, float(run.value), article


class _Run:
    """A number in letters as it is being read."""

    def __init__(self) -> None:
        self._total = 0
        self._current = 0
        self._last = 1_000_000_000_000
        self._words = 0

    @property
    def value(self) -> int:
        return self._total + self._current

    @property
    def may_join(self) -> bool:
        return self._last >= 20 and self._words > 0

    def add(self, value: int) -> bool:
        """Add a word below a hundred; False where it cannot go on the number ("deux trois")."""
        if value == 20 and self._current % 100 == 4 and self._last == 4:  # "quatre-vingt"
            self._current += 76
            self._last = 80
        elif self._words and not self._follows(value):
            return False
        else:
            self._current += value
            self._last = value
        self._words += 1
        return True

    def _follows(self, value: int) -> bool:
        """Return whether a word below a hundred can follow the last: "vingt deux", "dix sept", "soixante douze"."""
        if value >= self._last:
            return False
        if self._last < 20:
            return self._last == 10 and value < 10
        return value < (20 if self._last in (60, 80) or self._last >= 100 else 10) or self._last >= 100

    def scale(self, value: int) -> bool:
        """Multiply what was read by a hundred, a thousand, …; False where that cannot be."""
        if value == 100:
            if self._current >= 100:
                return False
            self._current = max(self._current, 1) * 100
        else:
            if self._total and self._total < value:
                return False
            self._total += max(self._current, 1) * value
            self._current = 0
        self._last = value
        self._words += 1
        return True
