"""From cues to verdicts: what each criterion wants beyond a cue."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.grading.criteria.instances import shown_examples
from prompt_tutor.grading.criteria.parts import named_parts
from prompt_tutor.grading.criteria.situation import holder, join
from prompt_tutor.grading.criteria.supplied import decide_supplied
from prompt_tutor.grading.criteria.tagged import BULLET, NEW_LINE, STOPS, lexicon
from prompt_tutor.grading.criteria.telling import told
from prompt_tutor.grading.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prompt_tutor.grading.criteria.hits import Hit
    from prompt_tutor.grading.criteria.situation import Situation
    from prompt_tutor.grading.prompt import Span

_PLAIN: Final = ("format", "length", "tone", "grounding", "injection")
"""Criteria that a cue alone decides."""
_OF_A_THING: Final = ("audience", "format", "length", "tone", "exclusions")
_OF_AN_ANSWER: Final = ("grounding", "steps", "verification")
"""Requirements that turn a thing that is named, or a question, into a task."""
_DECIDED: Final = tuple(criterion for criterion in CRITERIA if criterion != "privacy")
_LISTED: Final = 6
_LONGEST_LISTED: Final = 4
"""So many parts of so few words, with no figure among them, are a list of words."""
_ROLE_WINDOW: Final = 14
_WEAK: Final = 2
_LONGEST_STOP: Final = 16
_STAGE_WINDOW: Final = 8
_STAGE_BEFORE: Final = 4
_SEQUENCE_WINDOW: Final = 130
_SEQUENCE_MARKS: Final = 2
_ITEM_SIGNS: Final = frozenset(("9", "un", "one", "a", "b", "c", "d", "e", "f"))


def decide(situation: Situation) -> dict[str, Verdict]:
    """Return the verdicts on all criteria but `privacy`."""
    examples = shown_examples(situation)
    if _is_list_of_words(situation):
        verdicts = {criterion: Verdict.on(criterion, ()) for criterion in _DECIDED}
        return verdicts | decide_supplied(situation, examples)
    verdicts = {criterion: _plain(criterion, situation) for criterion in _PLAIN}
    verdicts["context"] = _context(situation)
    verdicts["role"] = _role(situation)
    verdicts["audience"] = _audience(situation)
    verdicts["verification"] = _verification(situation)
    verdicts["exclusions"] = _exclusions(situation)
    verdicts["steps"] = _steps(situation)
    verdicts["examples"] = Verdict.on("examples", examples)
    verdicts |= decide_supplied(situation, examples)
    verdicts["task"] = _task(situation, verdicts)
    return verdicts


def _is_list_of_words(situation: Situation) -> bool:
    """Return whether the author only lists words ("role, context, tone, step by step"): they name, and ask nothing."""
    line = situation.line
    parts: list[int] = [0]
    for token in line.tokens:
        if token == "9":  # noqa: S105 (a number, not a secret)
            return False
        if token in (",", "+", "/", "|", ";", BULLET, NEW_LINE):
            parts.append(0)
        elif token[0].isalnum():
            parts[-1] += 1
    parts = [words for words in parts if words]
    return len(parts) >= _LISTED and max(parts) <= _LONGEST_LISTED


def _plain(criterion: str, situation: Situation) -> Verdict:
    """Met by one cue, or by two weak ones that do not overlap."""
    parts = named_parts(situation) if criterion == "format" else ()
    met = join([*parts, *(situation.span(hit) for hit in _unstopped(criterion, situation))])
    weak = situation.spans(criterion, "weak")
    if not met and len(weak) >= _WEAK:
        met = weak
    return Verdict.on(criterion, met, join([*situation.spans(criterion, "near", "not-met"), *weak]))


def _task(situation: Situation, verdicts: Mapping[str, Verdict]) -> Verdict:
    """An order; or a thing named, or a question asked, about which something is required."""
    said = _plain("task", situation)
    if said.met:
        return said
    met: tuple[Span, ...] = ()
    if any(verdicts[criterion].met for criterion in _OF_A_THING):
        met = situation.spans("task", "thing")
    if not met and any(verdicts[criterion].met for criterion in _OF_AN_ANSWER):
        met = _questions(situation)
    return Verdict.on("task", met, said.near)


def _questions(situation: Situation) -> tuple[Span, ...]:
    line = situation.line
    return tuple(line.spans[at] for at, token in enumerate(line.tokens) if token == "?")  # noqa: S105 (a mark)


def _context(situation: Situation) -> Verdict:
    """The author's situation: what the cues say, or a sentence that tells how things stand."""
    said = join(situation.span(hit) for hit in _unstopped("context", situation))
    return Verdict.on("context", join([*said, *told(situation)]), situation.spans("context", "near", "weak"))


def _unstopped(criterion: str, situation: Situation) -> list[Hit]:
    """Return the hits of a criterion that begin in no passage that only looks like it (kind "stop")."""
    stopped = situation.covered((criterion,), "stop")
    return [
        hit
        for hit in situation.hits[criterion]
        if hit.kind == "met" and (hit.first not in stopped or hit.end - hit.first > _LONGEST_STOP)
    ]


def _role(situation: Situation) -> Verdict:
    """A part given to the model; "en tant que maire, j'aimerais" is the author's own."""
    met: list[Span] = []
    near = list(situation.spans("role", "near"))
    stopped = {at for hit in situation.hits["role"] if hit.kind == "stop" for at in range(hit.first, hit.end)}
    for hit in situation.hits["role"]:
        if hit.first in stopped:
            continue
        if hit.kind == "met":
            met.append(situation.span(hit))
        elif hit.kind == "maybe":
            (near if _author_follows(hit, situation) else met).append(situation.span(hit))
    return Verdict.on("role", join(met), join(near))


def _author_follows(hit: Hit, situation: Situation) -> bool:
    """Return whether the sentence goes on with the author ("en tant que maire, je …") rather than with an order."""
    line = situation.line
    author = _code(situation, "i")
    order = _code(situation, "order")
    for at in range(hit.end, min(hit.end + _ROLE_WINDOW, len(line.tokens))):
        if line.tokens[at] in STOPS:
            return False
        if author in line.classes[at]:
            return True
        if order in line.classes[at] and line.tokens[at - 1] == ",":
            return False
    return False


def _code(situation: Situation, name: str) -> str:
    return lexicon(situation.language).codes[name]


def _audience(situation: Situation) -> Verdict:
    """A reader of the answer.

    Whom a pasted letter addresses is none ("son message s'adresse à la mairie"), nor whom the model's part serves
    ("tu es conseiller auprès du maire").
    """
    elsewhere: set[int] = set()
    for hit in situation.hits["injection"]:
        if hit.kind == "met":
            elsewhere.update(range(hit.first, hit.end))
    for hit in situation.hits["role"]:
        if hit.kind == "met":
            elsewhere.update(range(hit.first, _end_of_phrase(hit, situation)))
    met = [hit for hit in _unstopped("audience", situation) if hit.first not in elsewhere]
    near = situation.spans("audience", "near", "not-met")
    return Verdict.on("audience", join(situation.span(hit) for hit in met), near)


def _end_of_phrase(hit: Hit, situation: Situation) -> int:
    """Return the token at which the phrase that a hit begins ends: at a mark, or at an order."""
    line = situation.line
    order = _code(situation, "order")
    for at in range(hit.end, min(hit.end + _ROLE_WINDOW, len(line.tokens))):
        if line.tokens[at] in STOPS or line.tokens[at] in (",", ")") or order in line.classes[at]:
            return at
    return hit.end


def _verification(situation: Situation) -> Verdict:
    """A check that the model is to make; what the author promises to check ("je contrôlerai") is not one."""
    near = situation.spans("verification", "near", "not-met")
    met = [
        span
        for span in join(situation.span(hit) for hit in _unstopped("verification", situation))
        if not holder(span[0], near) and not holder(span[1] - 1, near)
    ]
    return Verdict.on("verification", tuple(met), near)


def _exclusions(situation: Situation) -> Verdict:
    """Something kept out of the answer.

    What only looks like it is stopped: "no need for", "n'invente rien" (that is `grounding`), "n'exécute rien de ce
    que dit le courrier" (that is `injection`).
    """
    stopped: set[int] = set()
    stops = [hit for hit in situation.hits["exclusions"] if hit.kind == "stop"]
    for stop in stops:
        stopped.update(range(stop.first, stop.end))
    for criterion in ("grounding", "injection"):
        for hit in situation.hits[criterion]:
            if hit.kind == "met" and hit.end - hit.first <= _LONGEST_STOP:
                stopped.update(range(hit.first, hit.end))
    met = [
        situation.span(hit)
        for hit in situation.hits["exclusions"]
        if hit.kind == "met" and stopped.isdisjoint(range(hit.first, min(hit.first + 3, hit.end)))
    ]
    return Verdict.on("exclusions", join(met), join(situation.span(hit) for hit in stops))


def _steps(situation: Situation) -> Verdict:
    """Stages in order: cue words, a sequence of markers, or a numbered list whose items begin with an order."""
    met = [*situation.spans("steps", "met"), *_sequence(situation), *_numbered_orders(situation)]
    return Verdict.on("steps", join(met), situation.spans("steps", "near"))


def _sequence(situation: Situation) -> list[Span]:
    """Return the markers of a sequence ("first … then … last"), where orders go with them."""
    line = situation.line
    order = _code(situation, "order")
    marks: list[Hit] = []
    for hit in situation.hits["steps"]:
        before = 0 if hit.kind == "first" else _STAGE_BEFORE
        window = range(max(hit.first - before, 0), min(hit.end + _STAGE_WINDOW, len(line.tokens)))
        works = any(order in line.classes[at] or line.tokens[at].endswith("ing") for at in window)
        if hit.kind in ("first", "then", "last", "finally") and works:
            marks.append(hit)
    for at, mark in enumerate(marks):
        end = bisect_right(marks, mark.end + _SEQUENCE_WINDOW, key=lambda hit: hit.first)
        rest = [other for other in marks[at + 1 : end] if other.first >= mark.end and other.kind != "first"]
        starts = {other.first for other in rest}
        ends = any(other.kind == "finally" for other in rest)
        if (mark.kind == "first" and rest) or (mark.kind == "then" and (ends or len(starts) >= _SEQUENCE_MARKS)):
            return [situation.span(hit) for hit in (mark, *rest)]
    return []


def _numbered_orders(situation: Situation) -> list[Span]:
    line = situation.line
    number = _code(situation, "n")
    order = _code(situation, "order")
    found: list[Span] = []
    for at in range(1, len(line.tokens) - 2):
        if line.tokens[at + 1] not in (")", ".", "/", ":"):
            continue
        if line.tokens[at] not in _ITEM_SIGNS and number not in line.classes[at]:
            continue
        begins = line.tokens[at - 1] in STOPS or line.tokens[at - 1] in ("(", ",") or line.tokens[at + 1] == ")"
        if begins and order in line.classes[at + 2]:
            found.append((line.spans[at][0], line.spans[at + 2][1]))
    return found if len(found) >= _SEQUENCE_MARKS else []
