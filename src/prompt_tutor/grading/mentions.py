"""A scenario's own criteria: does the author say a thing, in one of several ways, in words of their own?"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.content.model import LANGUAGES
from prompt_tutor.grading.copies import copies, without_copies
from prompt_tutor.grading.criteria.tagged import lexicon
from prompt_tutor.grading.cues import table, words_table
from prompt_tutor.grading.folding import plain
from prompt_tutor.grading.inflection import forms
from prompt_tutor.grading.own_words import own_words
from prompt_tutor.grading.verdict import Verdict
from prompt_tutor.grading.word_lists import listed_sentences
from prompt_tutor.grading.wordings import wordings
from prompt_tutor.grading.words import find, negated, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prompt_tutor.content.criterion import Criterion, Route
    from prompt_tutor.content.scenario import Reason, Scenario
    from prompt_tutor.grading.prompt import Prompt, Span
    from prompt_tutor.grading.words import Reading

_MOST_NEAR: Final = 3
_BESIDE: Final = 8
"""Hits before a hit that are not taken for its negation: as many as `negated` reads words."""

_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST_HEADING: Final = 60


@dataclass(frozen=True, slots=True)
class _Hit:
    span: Span
    sentence: int


def judge_mentions(
    criterion: Criterion | Reason,
    prompt: Prompt,
    scenario: Scenario,
    language: str,
    *,
    also_negated: bool = False,
    also_copied: bool = False,
) -> Verdict:
    """Return whether the author's own words meet `criterion`, or give that reason, by one of its routes.

    Within a route every group is hit in one sentence or its neighbour (`within = "prompt"`: anywhere). What is pasted,
    copied from the brief or the documents, an empty heading, negated, or in a list of key words does not count. Where
    no route is met, the near misses are the wordings of the route that came closest, negated ones among them. With
    `also_negated` what is negated counts as well: a refusal says what one does not do; with `also_copied`, what is
    copied.
    """
    reading = _own_reading(prompt, (), language) if also_copied else own_reading(prompt, scenario, language)
    common = _common(_told(scenario, language), language)
    groups_of = [route.in_(language) for route in criterion.routes]
    every = tuple(word for groups in groups_of for words in groups for word in words)
    possible = wordings(every, language).possible(reading)
    routes = [[_hits(possible.intersection(words), reading) for words in groups] for groups in groups_of]
    listed: frozenset[int] = frozenset()
    if not also_negated and any(all(groups) for groups in routes):
        listed = listed_sentences(reading, sorted({hit.span for groups in routes for hits in groups for hit in hits}))
    best: list[_Hit] = []
    most = (0, 0)
    for route, groups in zip(criterion.routes, routes, strict=True):
        evidence = _meeting(groups, route, None if also_negated else reading, listed)
        if evidence is not None:
            return Verdict(criterion.id, met=True, evidence=tuple(sorted(set(evidence))))
        hits = [hit for group in groups for hit in group]
        closeness = (sum(map(bool, groups)), len(hits))
        if _telling(groups, reading, common) and closeness > most:
            best, most = hits, closeness
    near = dict.fromkeys(hit.span for hit in sorted(best, key=lambda hit: hit.span))
    return Verdict(criterion.id, met=False, near=tuple(near)[:_MOST_NEAR])


def copied_words(criterion: Criterion, prompt: Prompt, scenario: Scenario, language: str) -> tuple[Span, ...]:
    """Return the passages of the prompt that hold words of `criterion` and do not count: they are copied.

    They stand word for word in the brief or a document, and were not put there with it.
    """
    source = _source(scenario, language)
    wordings = {word for route in criterion.routes for group in route.in_(language) for word in group}
    found: list[Span] = []
    for start, end in own_words(prompt):
        spans = [(start + a, start + b) for a, b in copies(prompt.text[start:end], source)]
        found += [span for span in spans if _holds(prompt.text[slice(*span)], wordings, language)]
    return tuple(found)


def _holds(text: str, wordings: Iterable[str], language: str) -> bool:
    reading = read(text, language)
    return any(find(wording, reading) for wording in wordings)


def _telling(groups: Sequence[list[_Hit]], reading: Reading, common: frozenset[str]) -> bool:
    """Return whether the hits come near the route: most of its groups are hit, or one by words that say something.

    A single word that stands in any prompt, or in the scenario's own texts, alone says nothing.
    """
    hit = sum(map(bool, groups))
    if hit > 1 and 2 * hit > len(groups):
        return True
    return any(not _is_common(each.span, reading, common) for hits in groups for each in hits)


def _is_common(span: Span, reading: Reading, common: frozenset[str]) -> bool:
    original = reading.folded.original
    token = reading.tokens[_token_from(span[0], reading)]
    return original(token.start, token.end)[1] >= span[1] and token.text in common


@lru_cache(maxsize=8)
def _common(scenario_words: tuple[str, ...], language: str) -> frozenset[str]:
    """Return the words that say nothing by themselves: those of any prompt, and those of the scenario's own texts."""
    everyday = {form for word in table(language, "mentions")["everyday"] for form in forms(word, language)}
    return frozenset(everyday.union(*(_WORD.findall(plain(text)) for text in scenario_words)))


def own_reading(prompt: Prompt, scenario: Scenario, language: str) -> Reading:
    """Return the prompt read with all that is not the author's own blanked; spans index `prompt.text`."""
    return _own_reading(prompt, _source(scenario, language), language)


def _told(scenario: Scenario, language: str) -> tuple[str, ...]:
    brief = scenario.brief
    turns = [text for turn in scenario.turns for text in (turn.request, turn.given) if text is not None]
    return tuple(part.in_(language) for part in (brief.persona, brief.situation, brief.request, *turns))


def _source(scenario: Scenario, language: str) -> tuple[str, ...]:
    return (*_told(scenario, language), *scenario.documents_in(language).values())


@lru_cache(maxsize=4)
def _own_reading(prompt: Prompt, source: tuple[str, ...], language: str) -> Reading:
    """Read once for all criteria of a scenario. A word that its texts use is no typo: "élèves" is not "enlevés"."""
    return read(_own_text(prompt, source), language, _spelled(source, language))


@lru_cache(maxsize=8)
def _spelled(source: tuple[str, ...], language: str) -> frozenset[str]:
    return _words_of(source) | _known(language)


@lru_cache(maxsize=2)
def _known(language: str) -> frozenset[str]:
    """Return the nouns that anybody may write: "points" is no "pointes", "élèves" no "enlevés"."""
    lists = lexicon(language).lists
    nouns = (lists[name] for name in ("part", "deliverable", "reader", "unit", "profession"))
    return frozenset(words_table(language)["homographs"]["nouns"]).union(*nouns)


@lru_cache(maxsize=8)
def _words_of(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _WORD.findall(plain(text)))


def _own_text(prompt: Prompt, source: tuple[str, ...]) -> str:
    text = prompt.text
    kept: list[str] = []
    at = 0
    for start, end in own_words(prompt):
        kept.append(_gap(start - at))
        kept.append(without_copies(_without_empty_headings(text[start:end]), source))
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


def _hits(words: Iterable[str], reading: Reading) -> list[_Hit]:
    spans = dict.fromkeys(_with_second(span, reading) for word in words for span in find(word, reading))
    return [_Hit(span, reading.sentence_of(span[0])) for span in sorted(spans)]


def _with_second(span: Span, reading: Reading) -> Span:
    """Return a passage that begins with "ne" with the "pas" right after it: "n'invente" in "n'invente pas"."""
    rules = words_table(reading.language)["negation"]
    tokens, original = reading.tokens, reading.folded.original
    first = _token_from(span[0], reading)
    after = _token_from(span[1], reading)
    if tokens[first].text not in rules["first"] or after == len(tokens) or tokens[after].text not in rules["second"]:
        return span
    between = reading.folded.text[tokens[after - 1].end : tokens[after].start]
    return span if between.strip() else (span[0], original(tokens[after].start, tokens[after].end)[1])


def _token_from(position: int, reading: Reading) -> int:
    """Return the index of the first token that begins at `position` of the original text or after it."""
    original = reading.folded.original
    return bisect_left(reading.tokens, position, key=lambda token: original(token.start, token.end)[0])


def _meeting(
    groups: Sequence[list[_Hit]], route: Route, reading: Reading | None, listed: frozenset[int]
) -> list[Span] | None:
    """Return the hits that meet a route, or None; those in the sentences `listed` say nothing.

    What is negated in `reading` is only looked into where it decides; with None, nothing is.
    """
    groups = [[hit for hit in hits if hit.sentence not in listed] for hits in groups]
    if not groups or not all(groups):
        return None
    asserted = _Asserted(groups, reading)
    if route.within == "prompt":
        found = [next((hit.span for hit in group if asserted(hit)), None) for group in groups]
        return _whole(found)
    by_sentence: list[dict[int, list[_Hit]]] = []
    for group in groups:
        places: dict[int, list[_Hit]] = {}
        for hit in group:
            places.setdefault(hit.sentence, []).append(hit)
        by_sentence.append(places)
    for sentence in sorted(set().union(*by_sentence)):
        windows = [[*places.get(sentence, ()), *places.get(sentence + 1, ())] for places in by_sentence]
        if all(windows):
            found = [next((hit.span for hit in window if asserted(hit)), None) for window in windows]
            if all(found):
                return _whole(found)
    return None


def _whole(found: Sequence[Span | None]) -> list[Span] | None:
    spans = [span for span in found if span is not None]
    return spans if len(spans) == len(found) else None


class _Asserted:
    """Whether a hit is not negated; another hit before it ("sans", as a wording) negates nothing."""

    def __init__(self, groups: Sequence[list[_Hit]], reading: Reading | None) -> None:
        self._reading = reading
        self._spans = sorted({hit.span for group in groups for hit in group})
        self._known: dict[Span, bool] = {}

    def __call__(self, hit: _Hit) -> bool:
        if self._reading is None:
            return True
        known = self._known.get(hit.span)
        if known is None:
            at = bisect_left(self._spans, hit.span)
            beside = self._spans[max(at - _BESIDE, 0) : at]
            known = self._known[hit.span] = not negated(hit.span, self._reading, beside)
        return known
