"""Instances of the wanted answer, or of an input with its answer, that a prompt shows."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.criteria.situation import holder, join
from prompt_tutor.grading.criteria.tagged import BULLET, MATERIAL, NEW_LINE

if TYPE_CHECKING:
    from prompt_tutor.grading.criteria.hits import Hit
    from prompt_tutor.grading.criteria.situation import Situation
    from prompt_tutor.grading.prompt import Span

_EXAMPLE_WINDOW: Final = 16
_LAYOUT: Final = (NEW_LINE, BULLET)
_LEADS: Final = ("lead", "sample")
"""Lead-ins; rows and documents after a "sample" and a colon are instances, too."""
_TEMPLATE_REACH: Final = 60
_PAIR_WINDOW: Final = 60
_NO_INSTANCE: Final = re.compile(
    r"[ \t]*\n[ \t]*[^\W\d_][\w’' -]{0,30}[ \u00a0]?:[ \t]*(?:\n|$)"
    r"|[ \t]*\(?(?:à venir|à compléter|à ajouter|voir |cf\b|aucun|to come|to follow|tbc|tbd|see |none)",
    re.IGNORECASE,
)
"""After a label, another label with nothing to it, or words that put the instance off."""
_QUOTATION: Final = r"(?:[\"“][^\"“”\n]{3,300}[\"”]|«[^«»\n]{3,300}»)"
_QUOTATION_MARKS: Final = frozenset('"“«')
_QUOTED: Final = re.compile(rf"[ \u00a0,.]{{0,2}}:?\s{{0,2}}{_QUOTATION}")
_NUMBERED: Final = r"^[ \t]*(?:[-*•–]|\(?\w{1,3}[.)/:]?)?[ \t]*"
"""What an item of a list may begin with."""
_LINE: Final = re.compile(r"[^\n]+")
_HEAD: Final = 8
"""A quotation that a line begins with begins among so many characters."""
_ARROW: Final = r"(?:->|=>|→|⇒|=|\|)"
_ANSWERED: Final = re.compile(rf"({_QUOTATION}[ \t\u00a0]*{_ARROW}[ \t]*[^\s_.…][^\n]{{0,60}})")
_ANSWERED_QUOTATION: Final = re.compile(
    rf"{_NUMBERED}({_QUOTATION}[ \t\u00a0]*(?:{_ARROW}|[:/,–—-]|gets|is|gives|goes to|means|devient|donne|est)?"
    r"[ \t\u00a0]*[^\s_.…,;][^\n\"«»]{0,50})$",
    re.MULTILINE,
)
_ANSWERED_LINE: Final = re.compile(
    _NUMBERED + r"([^\n=>→⇒|]{8,120}(?:(?:->|=>|→|⇒)[ \t\u00a0]*[^\s_.…]|=[ \t\u00a0]*[^\W\d_])[^\n=>→⇒]{0,80})$",
    re.MULTILINE,
)
"""Lines with an input and its answer: '"lamp out": LIGHTING', "my son's passport -> the State"."""
_ANSWER_SIGNS: Final = re.compile(r"[=→⇒|]|->")
_UNANSWERED_LINE: Final = re.compile(r"^[^\n=>→⇒|]{4,120}[ \t\u00a0]*(->|=>|→|⇒|=|\|)[ \t\u00a0]*$", re.MULTILINE)
"""A line whose answer is left to write: "glove, child's ="."""
_ANSWERED_LINES: Final = 2
"""So many lines with their answers are examples even where nothing calls them so."""


def shown_examples(situation: Situation) -> tuple[Span, ...]:
    """Return the lead-ins that an instance follows: a quotation, a block, or words after a colon or an arrow."""
    line = situation.line
    spans: list[Span] = [each.span for each in situation.material if each.kind == "example"]
    spans += _pairs(situation)
    spans += _answered(situation)
    spans += _likened(situation)
    for hit in situation.hits["examples"]:
        if hit.kind not in _LEADS:
            continue
        said = hit.kind == "sample"
        for at in range(max(hit.end - 2, hit.first), min(hit.end + _EXAMPLE_WINDOW, len(line.tokens))):
            token = line.tokens[at]
            if token == MATERIAL:
                if _is_example(line.spans[at], situation):
                    spans.append((situation.span(hit)[0], line.spans[at][1]))
                break
            block = _block_after(at, situation) if said and token == ":" else None  # noqa: S105 (a mark)
            if block is not None:
                spans.append((situation.span(hit)[0], block[1]))
                break
            if token in (":", "→", "=") and _instance_after(at, situation):
                spans.append((situation.span(hit)[0], max(_end_of_instance(at, situation), situation.span(hit)[1])))
                break
            blank = token == NEW_LINE and line.tokens[at + 1 : at + 2] in ([MATERIAL], [NEW_LINE])
            if token in (".", "!", "?", NEW_LINE) and at >= hit.end and not blank:
                break
    return join(spans)


def _block_after(at: int, situation: Situation) -> Span | None:
    """Return the material that comes next after the token `at`, line ends aside."""
    line = situation.line
    first = next((index for index in range(at + 1, len(line.tokens)) if line.tokens[index] not in _LAYOUT), None)
    return line.spans[first] if first is not None and line.tokens[first] == MATERIAL else None


def _end_of_instance(at: int, situation: Situation) -> int:
    """Return where what stands after the colon at token `at` ends: a few words, or the list that begins there."""
    line = situation.line
    first = next((index for index in range(at + 1, len(line.tokens)) if line.tokens[index] not in _LAYOUT), at)
    if line.tokens[first] == MATERIAL and _is_example(line.spans[first], situation):
        return line.spans[first][1]
    end = at + 1
    while end < min(at + 6, len(line.tokens) - 1) and line.tokens[end + 1] != MATERIAL:
        end += 1
    if line.tokens[at + 1 : at + 2] == [BULLET]:
        while end + 1 < len(line.tokens) and line.tokens[end + 1] not in (MATERIAL, NEW_LINE):
            end += 1
    return line.spans[end][1]


def _instance_after(at: int, situation: Situation) -> bool:
    """Return whether words follow the colon at token `at`: neither blanks to fill in, nor an empty heading."""
    line = situation.line
    if at + 2 >= len(line.tokens):
        return False
    start = line.spans[at][1]
    following = situation.text[start : start + _TEMPLATE_REACH]
    if "__" in following or "…" in following[:12] or "..." in following[:12]:
        return False
    return not following.lstrip(" \t").startswith("\n\n") and not _NO_INSTANCE.match(following)


def _pairs(situation: Situation) -> list[Span]:
    """Return inputs with their answers: a label of the one, then of the other ("Avant : … Après : …")."""
    found: list[Span] = []
    opened: Hit | None = None
    for hit in situation.hits["examples"]:
        if hit.kind == "in":
            opened = hit
        elif hit.kind == "out" and opened is not None and hit.first - opened.end <= _PAIR_WINDOW:
            if _instance_after(hit.end - 1, situation) and _instance_after(opened.end - 1, situation):
                found.append((situation.span(opened)[0], situation.span(hit)[1]))
            opened = None
    return found


def _answered(situation: Situation) -> list[Span]:
    """Return inputs with their answers that no word calls examples.

    A quotation with an arrow behind it; several lines of an input and its answer, or one beside another that is left
    to answer after the same sign.
    """
    text = situation.text
    blocks = [each.span for each in situation.material if each.kind in ("block", "document", "letter")]
    found: list[Span] = []
    lines: list[Span] = []
    left: set[str] = set()
    for row in _LINE.finditer(text):
        start, end = row.span()
        signed = _ANSWER_SIGNS.search(text, start, end) is not None
        if signed or not _QUOTATION_MARKS.isdisjoint(text[start : start + _HEAD]):
            match = _ANSWERED_QUOTATION.match(text, start, end) or _ANSWERED_LINE.match(text, start, end)
            lines += [match.span(1)] if match else []
        if signed:
            found += [match.span(1) for match in _ANSWERED.finditer(text, start, end)]
            unanswered = _UNANSWERED_LINE.match(text, start, end)
            left |= {unanswered[1]} if unanswered else set()
    found = [span for span in found if not holder(span[0], blocks)]
    own = [span for span in lines if not holder(span[0], blocks)]
    if len(own) >= _ANSWERED_LINES:
        found += own
    elif left:
        found += [span for span in lines if any(sign in text[slice(*span)] for sign in left)]
    return found


def _likened(situation: Situation) -> list[Span]:
    """Return a likeness with the quotation straight after it: des titres comme « … », slogans like "…"."""
    found: list[Span] = []
    for hit in situation.hits["examples"]:
        if hit.kind == "like":
            quoted = _QUOTED.match(situation.text, situation.line.spans[hit.end - 1][1])
            if quoted:
                found.append((situation.line.spans[hit.first][0], quoted.end()))
    return found


def _is_example(span: Span, situation: Situation) -> bool:
    at = bisect_left(situation.material, span, key=lambda each: each.span)
    found = situation.material[at : at + 1]
    return bool(found) and found[0].span == span and found[0].kind in ("quotation", "example")
