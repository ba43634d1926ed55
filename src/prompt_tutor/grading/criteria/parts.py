"""Parts of the answer that are named under letters or numbers: "a) the dates; b) the places; c) the costs"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.criteria.tagged import lexicon

if TYPE_CHECKING:
    from prompt_tutor.grading.criteria.situation import Situation
    from prompt_tutor.grading.prompt import Span

_LEAST: Final = 3
_APART: Final = 40
"""Tokens from one sign to the next, at the most."""
_LEAD: Final = 14
"""Tokens before the first sign among which something is asked for."""
_SIGNED: Final = (")", ".")
"""A letter or number is a sign before one of these."""
_LETTERS: Final = "abcdefghij"


def named_parts(situation: Situation) -> tuple[Span, ...]:
    """Return where an order names the parts of the answer: three or more, each under its letter or number.

    Parts that are orders themselves are steps.
    """
    line = situation.line
    found: list[Span] = []
    run: list[int] = []
    wanted = 0
    for at in range(1, len(line.tokens) - 2):
        rank = _rank(at, situation) if line.tokens[at + 1] in _SIGNED else 0
        if rank == 0:
            continue
        if rank == wanted and run and at - run[-1] <= _APART:
            run.append(at)
            wanted += 1
            continue
        found += _passage(run, situation)
        run, wanted = ([at], 2) if rank == 1 else ([], 0)
    return (*found, *_passage(run, situation))


def _rank(at: int, situation: Situation) -> int:
    """Return which letter or number the sign at token `at` bears, from 1; 0 where there is no sign."""
    line = situation.line
    token, mark = line.tokens[at], line.tokens[at + 1]
    if not line.tokens[at + 2][0].isalpha():
        return 0
    if len(token) == 1 and token in _LETTERS:
        return _LETTERS.index(token) + 1 if mark == ")" else 0
    written = situation.text[slice(*line.spans[at])]
    return int(written) if written in ("1", "2", "3", "4", "5", "6", "7", "8", "9") else 0


def _passage(signs: list[int], situation: Situation) -> list[Span]:
    line = situation.line
    if len(signs) < _LEAST:
        return []
    codes = lexicon(situation.language).codes
    if any(codes["order"] in line.classes[at + 2] for at in signs):
        return []
    before = line.classes[max(signs[0] - _LEAD, 0) : signs[0]]
    if not any(codes["order"] in each or codes["want"] in each for each in before):
        return []
    return [(line.spans[signs[0]][0], line.spans[signs[-1] + 2][1])]
