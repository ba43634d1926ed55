"""One of the sixteen criteria, narrowed by a scenario: a length in the right unit and size, a given reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.grading.own_words import own_words
from prompt_tutor.grading.sizes import sizes
from prompt_tutor.grading.verdict import Verdict
from prompt_tutor.grading.words import find, negated, read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prompt_tutor.content.narrow import Measure, Narrow
    from prompt_tutor.grading.prompt import Prompt, Span
    from prompt_tutor.grading.sizes import Size
    from prompt_tutor.grading.words import Reading


def narrow_verdict(generic: Verdict, narrow: Narrow, prompt: Prompt, language: str) -> Verdict:
    """Return the verdict of `generic`, one of the sixteen, under the scenario's `narrow`.

    A measure wants a size in its unit (or in one that the scenario declares as good: units never convert by themselves)
    within its bounds; wordings want one of them, asserted, in the author's words of a sentence that holds evidence.
    What met the criterion in general is a near miss of the narrow one.
    """
    if not generic.met:
        return generic
    reading, own = read(prompt.text, language), own_words(prompt)
    if narrow.measures:
        found = _measured(narrow.measures, generic.evidence, own, reading)
    else:
        found = _worded(narrow.in_(language), generic.evidence, own, reading)
    if found:
        return Verdict(generic.criterion, met=True, evidence=tuple(sorted({*found, *_beside(generic, found, reading)})))
    return Verdict(generic.criterion, met=False, near=generic.evidence)


def _beside(generic: Verdict, found: Iterable[Span], reading: Reading) -> set[Span]:
    """Return the general evidence in the sentences of what was found, less what overlaps it."""
    places = {reading.sentence_of(span[0]) for span in found}
    return {
        span
        for span in generic.evidence
        if reading.sentence_of(span[0]) in places and not any(span[0] < end and start < span[1] for start, end in found)
    }


def _measured(
    measures: tuple[Measure, ...], evidence: tuple[Span, ...], own: tuple[Span, ...], reading: Reading
) -> list[Span]:
    around = {reading.sentence_of(span[0]) for span in evidence}
    return [
        size.span
        for size in sizes(reading, evidence)
        if reading.sentence_of(size.span[0]) in around
        and _inside(size.span, own)
        and any(_fits(size, measure) for measure in measures)
    ]


def _fits(size: Size, measure: Measure) -> bool:
    """Return whether a size asked for stays within a measure.

    What bounds from below only ("au moins 150 mots") meets no `max`; a range meets it by its upper end, a `min` too:
    "entre 100 et 300 mots" may give 300 words where 150 are wanted at least.
    """
    if size.unit != measure.unit:
        return False
    if measure.max is not None and (size.most is None or size.most > measure.max):
        return False
    upper = size.most if size.most is not None else size.least
    return measure.min is None or (upper is not None and upper >= measure.min)


def _worded(words: tuple[str, ...], evidence: tuple[Span, ...], own: tuple[Span, ...], reading: Reading) -> list[Span]:
    around = {reading.sentence_of(span[0]) for span in evidence}
    return [
        span
        for word in words
        for span in find(word, reading)
        if reading.sentence_of(span[0]) in around and _inside(span, own) and not negated(span, reading)
    ]


def _inside(span: Span, own: tuple[Span, ...]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in own)
