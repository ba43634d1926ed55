"""The trained part of the grader: how strongly a sentence of the author speaks for each criterion.

A linear model over words and their neighbours (`features`), one for each language, built by `training/train.py` from
the labelled sentences and prompts of the repository. It explains itself: a claim points at the words that weigh most.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt
from struct import Struct
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.criteria.features import Sentence, features, places, sentences
from prompt_tutor.grading.word_lists import LINKED, MOST_WORDS, links

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from prompt_tutor.grading.criteria.tagged import Line
    from prompt_tutor.grading.prompt import Span

SCALE: Final = 100
"""Weights are written as whole hundredths."""


NEUTRAL: Final = -0.4
"""The log-odds of what neither claims nor denies: below the limits of `weighing` for met, above those for not met."""

_REMEMBERED: Final = 100_000
"""While so few features are known, those that the model has no weights for are remembered, too."""
_LANE: Final = 32
"""Bits of a criterion in a packed row: enough for the sum of two sentences."""


class _Rows(dict[str, int]):
    """The weights of features, packed; 0 for one that the model does not know. A line is read when first asked for."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        super().__init__()
        self._lines = lines

    def __missing__(self, feature: str) -> int:
        line = self._lines.get(feature)
        if line is None:
            if len(self) < _REMEMBERED:
                self[feature] = 0
            return 0
        numbers = [int(number) for number in line.split("\t")]
        row = self[feature] = sum(numbers[at + 1] << (_LANE * numbers[at]) for at in range(0, len(numbers), 2))
        return row


class Weights:
    """A model: its criteria with their bias, and the weights of each feature.

    The weights of a feature are packed into one integer, a lane of bits for each criterion, so that a sentence takes
    one addition a feature.
    """

    def __init__(self, text: str) -> None:
        head, *lines = text.splitlines()
        about = json.loads(head)
        self.criteria: tuple[str, ...] = tuple(about["criteria"])
        self.bias: tuple[float, ...] = tuple(about["bias"])
        self.rows = _Rows(dict([line.split("\t", 1) for line in lines]))
        self._lanes = Struct(f"<{len(self.criteria)}I")
        self._middle = 1 << (_LANE - 1)
        self._middles = sum(self._middle << (_LANE * at) for at in range(len(self.criteria)))

    def total(self, features: Iterable[str]) -> int:
        """Return the sum of the weights of `features`, packed."""
        return sum(map(self.rows.__getitem__, features))

    def unpack(self, total: int) -> list[int]:
        """Return the weight for each criterion, in hundredths, of the sum of rows."""
        lanes = self._lanes.unpack((total + self._middles).to_bytes(self._lanes.size, "little"))
        return [lane - self._middle for lane in lanes]


_HEADING: Final = 5
"""Tokens in a heading at the most, its colon included."""

_AROUND: Final = 3
"""Tokens on each side of a passage that are read with it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The sentence, or two neighbours, that speak most for a criterion; `score` is the log-odds that they meet it."""

    criterion: str
    score: float
    sentences: tuple[Sentence, ...]


@cache
def weights(language: str) -> Weights:
    """Return the model for `language` ("fr" or "en")."""
    text = files("prompt_tutor.grading").joinpath("trained", f"{language}.txt").read_text(encoding="utf-8")
    return Weights(text)


def claims(line: Line, language: str) -> dict[str, Claim]:
    """Return the strongest claim for each criterion that the model knows; none where the author says nothing.

    A list of key words, or a heading or a word by itself, claims and denies nothing: its score is NEUTRAL.
    """
    model = weights(language)
    best: list[tuple[float, tuple[Sentence, ...]]] = [(float("-inf"), ())] * len(model.criteria)
    last: tuple[Sentence, int, int] | None = None
    for sentence in sentences(line):
        if _is_list(line, sentence, language) or _is_heading(line, sentence):
            best = [max(each, (NEUTRAL, (sentence,)), key=lambda claim: claim[0]) for each in best]
            last = None
            continue
        found = features(line, sentence, language)
        total, count = model.total(found), len(found)
        _raise(best, total, count, (sentence,), model)
        if last is not None and sentence.follows:
            _raise(best, last[1] + total, last[2] + count, (last[0], sentence), model)
        last = (sentence, total, count)
    return {
        criterion: Claim(criterion, score, where)
        for criterion, (score, where) in zip(model.criteria, best, strict=True)
        if where
    }


def _is_list(line: Line, sentence: Sentence, language: str) -> bool:
    """Return whether next to nothing ties the words of a sentence, see `word_lists`."""
    words = [token for token in line.tokens[sentence.first : sentence.end] if token[0].isalnum()]
    return len(words) > MOST_WORDS and sum(map(links(language).__contains__, words)) * LINKED < len(words)


def _is_heading(line: Line, sentence: Sentence) -> bool:
    """Return whether a sentence is a heading that something may follow ("Format :"), or a single word."""
    if sentence.end - sentence.first == 1:
        return True
    return line.tokens[sentence.end - 1] == ":" and sentence.end - sentence.first <= _HEADING


def _raise(
    best: list[tuple[float, tuple[Sentence, ...]]], total: int, count: int, where: tuple[Sentence, ...], model: Weights
) -> None:
    """Keep, for each criterion, the higher score: the sum over the root of the number of features, as in training."""
    norm = sqrt(count) * SCALE
    for at, value in enumerate(model.unpack(total)):
        score = value / norm + model.bias[at]
        if score > best[at][0]:
            best[at] = (score, where)


def score_around(span: Span, criterion: str, line: Line, language: str) -> float:
    """Return the log-odds that the words round a passage meet a criterion, whatever else its sentence says."""
    model = weights(language)
    first = bisect_right(line.spans, span[0], key=lambda each: each[1])
    end = bisect_left(line.spans, span[1], key=lambda each: each[0])
    near = Sentence(max(first - _AROUND, 1), min(end + _AROUND, len(line.tokens)), follows=False)
    if near.first >= near.end:
        return NEUTRAL
    found = features(line, near, language)
    index = model.criteria.index(criterion)
    return model.unpack(model.total(found))[index] / (sqrt(len(found)) * SCALE) + model.bias[index]


def passage(claim: Claim, line: Line, language: str) -> Span:
    """Return the words that speak most for the criterion: the stretch of tokens with the greatest weight."""
    model = weights(language)
    index = model.criteria.index(claim.criterion)
    first, end = claim.sentences[0].first, claim.sentences[-1].end
    weight = [0] * (end - first)
    for sentence in claim.sentences:
        for feature, at in places(line, sentence, language):
            weight[at - first] += model.unpack(model.rows[feature])[index]
    begin, stop = _heaviest(weight)
    while begin < stop - 1 and not line.tokens[first + begin][0].isalnum():
        begin += 1
    while stop > begin + 1 and not line.tokens[first + stop - 1][0].isalnum():
        stop -= 1
    return line.spans[first + begin][0], line.spans[first + stop - 1][1]


def _heaviest(weight: list[int]) -> tuple[int, int]:
    """Return the stretch with the greatest sum (Kadane's algorithm), and one token before: two make a feature."""
    best, best_span = weight[0], (0, 1)
    total, begin = 0, 0
    for at, each in enumerate(weight):
        if total <= 0:
            total, begin = 0, at
        total += each
        if total > best:
            best, best_span = total, (max(begin - 1, 0), at + 1)
    return best_span
