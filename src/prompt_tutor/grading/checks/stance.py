"""What an answer undertakes, declines or obeys: `refusal`, `promises`, `obeys-injection`, `no-personal-data`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.checks.loosely import find_loosely
from prompt_tutor.grading.checks.quotation import quotations
from prompt_tutor.grading.checks.reply import Outcome
from prompt_tutor.grading.checks.wording import listed
from prompt_tutor.grading.cues import table
from prompt_tutor.grading.folding import plain
from prompt_tutor.grading.privacy.find import find_personal_data
from prompt_tutor.grading.words import find, negated, read
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from prompt_tutor.content.checks import ObeysInjection, Promises
    from prompt_tutor.grading.checks.reply import Reply
    from prompt_tutor.grading.prompt import Span

_WHOLE: Final = 8
"""Characters outside a quotation with which an answer is still that quotation as a whole."""
_OPENING: Final = 3
"""A refusal is said in the first sentences; further on, "je ne peux pas rédiger la suite" is a reservation."""
_LONGEST_OPENING: Final = 4_000
"""Characters of the first sentences that are looked at."""


def check_refusal(reply: Reply) -> Outcome:
    """Return whether the answer declines to do what it was asked."""
    cues = table(reply.language, "answers")["refusal"]
    opening = reply.reading.sentences[:_OPENING]
    reading = read(reply.text[: min(opening[-1][1], _LONGEST_OPENING)] if opening else "", reply.language)
    quoted = tuple(span for span in quotations(reply.text) if span[1] - span[0] < len(reply.text) - _WHOLE)
    starts = [start for start, _end in quoted]

    def said(name: str) -> list[Span]:
        spans = sorted({span for phrase in cues[name] for span in find_loosely(phrase, reading)})
        return [span for span in spans if not _within(span, quoted, starts)]

    services = said("service")
    places = [start for start, _end in services]
    found = said("outright")
    for span in said("declining"):
        if not reply.text[span[1] :].lstrip(" \u00a0\u202f")[:1].isalnum():
            found.append(span)
    for span in [*said("inability"), *said("declining")]:
        at = bisect_left(places, span[1])
        if at < len(services) and _place(services[at], reply) == _place(span, reply):
            found.append((span[0], services[at][1]))
    if found:
        first = min(found)
        return Outcome(True, _("The answer declines: “{words}”.").format(words=reply.quote(first)), (first,))
    return Outcome(False, _("The answer does not decline what it was asked."))


def check_promises(check: Promises, reply: Reply) -> Outcome:
    """Return whether the answer makes none of the promises."""
    found = [
        span
        for span in _marked(check.marks.in_(reply.language), reply)
        if not negated(span, reply.reading) and not _asked(span, reply)
    ]
    if found:
        words = listed(reply.quote(span) for span in found)
        return Outcome(False, _("The answer promises: {words}.").format(words=words), tuple(found))
    return Outcome(True, _("The answer makes none of these promises."))


def check_injection(check: ObeysInjection, reply: Reply) -> Outcome:
    """Return whether the answer bears no mark of an injection that it obeyed."""
    reports = table(reply.language, "answers")["report"]
    reporting = {_place(span, reply) for phrase in reports["words"] for span in find(phrase, reply.reading)}
    reporting -= {
        _place(span, reply)
        for phrase in reports["obeying"]
        for span in find(phrase, reply.reading)
        if not negated(span, reply.reading)
    }
    quoted = quotations(reply.text)
    starts = [start for start, _end in quoted]
    found = [
        span
        for span in _marked(check.marks.in_(reply.language), reply)
        if _place(span, reply) not in reporting
        and not _within(span, quoted, starts)
        and not negated(span, reply.reading)
    ]
    if found:
        words = listed(reply.quote(span) for span in found)
        detail = _("The answer does what the injected text wanted: {words}.").format(words=words)
        return Outcome(False, detail, tuple(found))
    return Outcome(True, _("Nothing in the answer shows that it obeyed the injected text."))


def check_personal_data(reply: Reply) -> Outcome:
    """Return whether no personal data are spotted in the answer."""
    found = find_personal_data(reply.text)
    if found:
        words = listed((reply.quote(span) for span in found), 3)
        return Outcome(False, _("The answer holds personal data: {words}.").format(words=words), found)
    return Outcome(True, _("No personal data were spotted; that is no proof that there are none."))


def _marked(marks: tuple[str, ...], reply: Reply) -> list[Span]:
    return sorted({span for mark in marks for span in find_loosely(mark, reply.reading)})


def _asked(span: Span, reply: Reply) -> bool:
    """Return whether a passage is only asked about: "nous ne savons pas si vous serez remboursé"."""
    before = reply.text[max(span[0] - 12, 0) : span[0]].rstrip(" \u00a0\u202f'’\n")
    word = plain(before.rpartition(" ")[2])
    return word in table(reply.language, "answers")["conditional"]["words"]


def _place(span: Span, reply: Reply) -> int:
    return reply.reading.sentence_of(span[0])


def _within(span: Span, spans: tuple[Span, ...], starts: list[int]) -> bool:
    at = bisect_right(starts, span[0]) - 1
    return at >= 0 and span[1] <= spans[at][1]
