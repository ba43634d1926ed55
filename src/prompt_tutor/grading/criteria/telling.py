"""Sentences that tell how things stand, among those that say what to do.

A prompt gives orders, and it tells: "le toit fuit depuis novembre", "two of the team are off sick". What is told sets
the scene (`context`) where it is tied to the author's world: to us, to a day, to people, to trouble. Those ties are
cues of kind "tie"; what may stand between a full stop and the next is decided here.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.criteria.tagged import BULLET, MATERIAL, NEW_LINE, SENTENCE_ENDS, lexicon
from prompt_tutor.grading.cues import words_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.grading.criteria.situation import Situation
    from prompt_tutor.grading.prompt import Span

_CUTS: Final = SENTENCE_ENDS | {":", ";", MATERIAL, "(", ")", "-", "–"}
_NOT_TELLING: Final = frozenset((":", ";", "-", "–", BULLET))
"""After these stand facts for the answer, parts of a list, the words of a label, asides."""
_FEWEST_WORDS: Final = 4
_SUBJECT: Final = 4
"""The subject stands among so many words at the head of a sentence."""
_LONGEST_RULE: Final = 16
_RULED: Final = (
    ("grounding", "met"),
    ("injection", "met"),
    ("examples", "lead"),
    ("verification", "near"),
    ("context", "stop"),
)
"""A hit of these says something of the answer, or of the work, and not of the world."""
_OF_THE_ANSWER: Final = ("exclusions", "tone", "format", "length", "verification", "steps")
"""Nor does a clause tell of the world that begins with what meets one of these."""
_HEAD: Final = 1
_COLON: Final = ":"
_SIGNS: Final = frozenset("=→>|_")
_LINE_ENDS: Final = frozenset((NEW_LINE, BULLET, MATERIAL))


@dataclass(frozen=True, slots=True)
class _Clause:
    """A passage between two cuts: its tokens, end excluded, and the mark or word that each end stands at."""

    first: int
    end: int
    after: str
    before: str


def told(situation: Situation) -> tuple[Span, ...]:
    """Return the sentences that tell of the author's world. Linear in the number of tokens."""
    ties = sorted(hit.first for hit in situation.hits["context"] if hit.kind in ("tie", "weak"))
    reasons = _list("reasons", situation)
    ruled = _ruled(situation)
    starts = {hit.first for criterion in _OF_THE_ANSWER for hit in situation.hits[criterion] if hit.kind == "met"}
    line = situation.line
    spans = []
    for clause in _clauses(situation):
        at = bisect_left(ties, clause.first)
        tied = at < len(ties) and ties[at] < clause.end
        if (
            (tied or clause.after in reasons)
            and starts.isdisjoint(range(clause.first, clause.first + _HEAD))
            and ruled.isdisjoint(range(clause.first, clause.end))
            and _tells(clause, situation)
        ):
            spans.append((line.spans[clause.first][0], line.spans[clause.end - 1][1]))
    return tuple(spans)


def _ruled(situation: Situation) -> set[int]:
    """Return the tokens that belong to a rule for the answer, or to what only looks like a situation."""
    ruled: set[int] = set()
    for criterion, kind in _RULED:
        for hit in situation.hits[criterion]:
            if hit.kind == kind and hit.end - hit.first <= _LONGEST_RULE:
                ruled.update(range(hit.first, hit.end))
    return ruled


def _clauses(situation: Situation) -> Iterator[_Clause]:
    """Cut the author's words at marks, before a reason ("car …") and before an order after a comma.

    What an order announces with a colon is left out to the end of its line: "résume ceci : la piscine ferme".
    """
    line = situation.line
    turns = _list("reasons", situation) | _list("results", situation)
    order = lexicon(situation.language).codes["order"]
    first, after = 0, "."
    announced = ordered = False
    for index, token in enumerate(line.tokens):
        cut = token in _CUTS
        orders = order in line.classes[index] and (index == first or line.tokens[index - 1] == ",")
        if not cut and token not in turns and not (orders and index > first):
            ordered = ordered or orders
            continue
        if index > first and not announced:
            yield _Clause(first, index, after, token)
        announced = (token == _COLON and ordered) or (announced and token not in _LINE_ENDS)
        ordered = orders or (ordered and token not in SENTENCE_ENDS)
        first, after = (index + 1 if cut else index, token)
    if len(line.tokens) > first and not announced:
        yield _Clause(first, len(line.tokens), after, ".")


def _tells(clause: _Clause, situation: Situation) -> bool:
    """Return whether a clause states something: a subject that is not the answer, then a verb; no order, no "you"."""
    line = situation.line
    codes = lexicon(situation.language).codes
    first = next((at for at in range(clause.first, clause.end) if line.tokens[at][0].isalnum()), clause.end)
    words = sum(line.tokens[at][0].isalnum() for at in range(first, clause.end))
    if words < _FEWEST_WORDS or clause.before == "?" or clause.after in _NOT_TELLING:
        return False
    if clause.after == "(" and not any(codes["i"] in line.classes[at] for at in range(first, clause.end)):
        return False
    if line.tokens[first] in _list("not_heads", situation) or _orders(first, clause, situation):
        return False
    verb = next((at for at in range(first + 1, clause.end) if _finite(at, situation)), None)
    if verb is None or not _has_subject(first, verb, situation):
        return False
    subject = "".join(line.classes[first : min(verb, first + _SUBJECT)])
    return not any(codes[name] in subject for name in ("deliverable", "unit", "part", "pasted", "docpart"))


def _has_subject(first: int, verb: int, situation: Situation) -> bool:
    """Return whether an article, a pronoun or, at the head, a number stands before the verb: notes have none."""
    line = situation.line
    codes = lexicon(situation.language).codes
    if codes["n"] in line.classes[first]:
        return codes["reader"] in line.classes[first + 1]
    return any(codes[name] in line.classes[at] for at in range(first, verb) for name in ("det", "i", "subject"))


def _orders(first: int, clause: _Clause, situation: Situation) -> bool:
    line = situation.line
    codes = lexicon(situation.language).codes
    if codes["order"] in line.classes[first] or codes["want"] in line.classes[first]:
        return True
    wanted = [at for at in range(first + 1, first + _SUBJECT) if codes["want"] in "".join(line.classes[at : at + 1])]
    if any(codes["i"] in line.classes[at - 1] or line.tokens[at - 1] in _list("wishing", situation) for at in wanted):
        return True
    leads = _list("leads", situation)
    for at in range(first, clause.end):
        if codes["spoken_to"] in line.classes[at] or line.tokens[at] in _SIGNS:
            return True
        if at > first and codes["order"] in line.classes[at] and line.tokens[at - 1] in leads:
            return True
    return False


def _finite(at: int, situation: Situation) -> bool:
    """Return whether a token is a verb in a form that has a subject, as far as its ending shows."""
    line = situation.line
    codes = lexicon(situation.language).codes
    if codes["finite"] in line.classes[at]:
        return True
    return codes["tells"] in line.classes[at] and not line.tokens[at].endswith(tuple(_list("not_finite", situation)))


def _list(name: str, situation: Situation) -> frozenset[str]:
    return _words(name, situation.language)


@cache
def _words(name: str, language: str) -> frozenset[str]:
    return frozenset(words_table(language)[name])
