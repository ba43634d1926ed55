"""A scenario's own criteria: does the author say a thing, in one of several ways, in words of their own?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.content.model import LANGUAGES
from prompt_tutor.grading.cues import table
from prompt_tutor.grading.folding import fold, plain
from prompt_tutor.grading.own_words import own_words
from prompt_tutor.grading.verdict import Verdict
from prompt_tutor.grading.words import find, negated, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prompt_tutor.content.scenario import Criterion, Route, Scenario
    from prompt_tutor.grading.prompt import Prompt, Span
    from prompt_tutor.grading.words import Reading

COPIED: Final = 6
"""So many words in a row that also stand in the brief or a document are copied, not the author's own."""
_MOST_NEAR: Final = 3

_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST_HEADING: Final = 60


@dataclass(frozen=True, slots=True)
class _Hit:
    span: Span
    sentence: int
    negated: bool


def judge_mentions(criterion: Criterion, prompt: Prompt, scenario: Scenario, language: str) -> Verdict:
    """Return whether the author's own words meet `criterion` by one of its routes.

    Within a route every group is hit in one sentence or its neighbour (`within = "prompt"`: anywhere). What is pasted,
    copied from the brief or the documents, an empty heading, or negated does not count. Where no route is met, the near
    misses are the wordings of the route that came closest, negated ones among them.
    """
    reading = own_reading(prompt, scenario, language)
    best: list[_Hit] = []
    most = (0, 0)
    for route in criterion.routes:
        groups = [_hits(words, reading) for words in route.in_(language)]
        groups = _judge_negation(groups, reading)
        evidence = _meeting(groups, route)
        if evidence is not None:
            return Verdict(criterion.id, met=True, evidence=tuple(sorted(set(evidence))))
        hits = [hit for group in groups for hit in group]
        closeness = (sum(any(not hit.negated for hit in group) for group in groups), len(hits))
        if hits and closeness > most:
            best, most = hits, closeness
    near = dict.fromkeys(hit.span for hit in sorted(best, key=lambda hit: hit.span))
    return Verdict(criterion.id, met=False, near=tuple(near)[:_MOST_NEAR])


def on_subject(prompt: Prompt, scenario: Scenario, language: str) -> bool:
    """Return whether the prompt is about the scenario: it holds a document, or one of the words of the subject."""
    if prompt.expansions:
        return True
    reading = read(prompt.text, language)
    return any(find(word, reading) for word in scenario.practice.subject.in_(language))


def own_reading(prompt: Prompt, scenario: Scenario, language: str) -> Reading:
    """Return the prompt read with all that is not the author's own blanked; spans index `prompt.text`."""
    return read(_own_text(prompt, _source(scenario, language)), language)


def _source(scenario: Scenario, language: str) -> tuple[str, ...]:
    brief = scenario.brief
    told = (part.in_(language) for part in (brief.persona, brief.situation, brief.request))
    return (*told, *scenario.documents_in(language).values())


@lru_cache(maxsize=8)
def _own_text(prompt: Prompt, source: tuple[str, ...]) -> str:
    text = prompt.text
    kept: list[str] = []
    at = 0
    for start, end in own_words(prompt):
        kept.append(_gap(start - at))
        kept.append(_without_copies(_without_empty_headings(text[start:end]), source))
        at = end
    kept.append(_gap(len(text) - at))
    return "".join(kept)


def _gap(width: int) -> str:
    """Return blanks of a given width that end the sentence before them."""
    return "\n" + " " * (width - 2) + "\n" if width >= 2 else "\n" * width


def _without_empty_headings(text: str) -> str:
    """Blank the headings with nothing under them: "Rôle :" before another heading or the end, "Rôle : à compléter"."""
    lines = text.split("\n")
    empty = [False] * len(lines)
    filled = False
    for at in range(len(lines) - 1, -1, -1):
        rest = _after_heading(lines[at])
        if rest is None:
            filled = filled or bool(lines[at].strip())
        elif rest in _placeholders():
            empty[at] = not (filled and not rest)
            filled = False
        else:
            filled = False
    return "\n".join(" " * len(line) if blank else line for line, blank in zip(lines, empty, strict=True))


def _after_heading(line: str) -> str | None:
    """Return what a line says, folded, after the heading that it begins with; None where it begins with none."""
    line = line.strip()
    if line.startswith("#") and len(line) <= _LONGEST_HEADING:
        return line.partition(":")[2].strip() if ":" in line else ""
    heading, colon, rest = line.partition(":")
    if not colon or len(heading) > _LONGEST_HEADING or any(mark in heading for mark in '.!?…"«“'):
        return None
    if len(rest) > _LONGEST_HEADING:
        return rest[:_LONGEST_HEADING]
    return " ".join(_WORD.findall(plain(rest)))


@lru_cache(maxsize=1)
def _placeholders() -> frozenset[str]:
    """Return what stands after a heading that nobody filled in."""
    words = (word for language in LANGUAGES for word in table(language, "mentions")["placeholders"])
    return frozenset(("", *(" ".join(_WORD.findall(plain(word))) for word in words)))


def _without_copies(text: str, source: tuple[str, ...]) -> str:
    """Blank the passages of `COPIED` words or more that stand in the brief or a document, too."""
    runs = _runs(source)
    folded = fold(text)
    words = list(_WORD.finditer(folded.text))
    plain_words = [match[0] for match in words]
    parts: list[str] = []
    at = 0
    for index in range(len(words) - COPIED + 1):
        if tuple(plain_words[index : index + COPIED]) in runs:
            start, end = folded.original(words[index].start(), words[index + COPIED - 1].end())
            start = max(start, at)
            parts += [text[at:start], " " * (end - start)]
            at = end
    parts.append(text[at:])
    return "".join(parts)


@lru_cache(maxsize=8)
def _runs(source: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    runs: set[tuple[str, ...]] = set()
    for text in source:
        words = _WORD.findall(plain(text))
        runs.update(tuple(words[at : at + COPIED]) for at in range(len(words) - COPIED + 1))
    return frozenset(runs)


def _hits(words: Iterable[str], reading: Reading) -> list[_Hit]:
    spans = dict.fromkeys(span for word in words for span in find(word, reading))
    return [_Hit(span, reading.sentence_of(span[0]), negated=False) for span in sorted(spans)]


def _judge_negation(groups: Sequence[list[_Hit]], reading: Reading) -> list[list[_Hit]]:
    """Mark the hits that are negated; a hit of another group ("sans") negates nothing."""
    by_sentence: dict[int, list[Span]] = {}
    for group in groups:
        for hit in group:
            by_sentence.setdefault(hit.sentence, []).append(hit.span)
    return [
        [_Hit(hit.span, hit.sentence, negated(hit.span, reading, by_sentence[hit.sentence][:20])) for hit in group]
        for group in groups
    ]


def _meeting(groups: Sequence[list[_Hit]], route: Route) -> list[Span] | None:
    """Return the hits that meet a route, or None."""
    asserted = [[hit for hit in group if not hit.negated] for group in groups]
    if not asserted or not all(asserted):
        return None
    if route.within == "prompt":
        return [group[0].span for group in asserted]
    first_in = [{hit.sentence: hit.span for hit in reversed(group)} for group in asserted]
    for sentence in sorted(set().union(*first_in)):
        window = [spans.get(sentence, spans.get(sentence + 1)) for spans in first_in]
        if all(window):
            return [span for span in window if span]
    return None
