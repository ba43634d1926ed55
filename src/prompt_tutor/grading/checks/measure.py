"""The size of an answer: words, sentences, lines, characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.checks.reply import Outcome
from prompt_tutor.i18n import _, ngettext

if TYPE_CHECKING:
    from prompt_tutor.content.form_checks import Length
    from prompt_tutor.grading.checks.reply import Reply
    from prompt_tutor.grading.prompt import Span

# As a word processor counts: "l'école" and "3 648" (with a no-break space) are one word, a dash alone is none.
_WORD: Final = re.compile(r"[^ \t\n\r\f\v]+")
_LINE: Final = re.compile(r"[^\n]+")


def words_in(text: str, span: Span | None = None) -> int:
    """Return how many words `text` holds, in `span` where one is given."""
    start, end = span or (0, len(text))
    return sum(any(map(str.isalnum, match[0])) for match in _WORD.finditer(text, start, end))


def sentences_in(reply: Reply) -> tuple[Span, ...]:
    """Return the sentences of an answer that hold a letter, headings and table rows left out."""
    text = reply.text
    return tuple(
        span
        for span in reply.reading.sentences
        if not text.startswith(("#", "|"), span[0]) and any(map(str.isalpha, text[slice(*span)]))
    )


def check_length(check: Length, reply: Reply) -> Outcome:
    """Return whether the size of the answer is within bounds."""
    if check.unit == "words":
        count = words_in(reply.text)
        detail = ngettext("The answer has {count} word", "The answer has {count} words", count)
    elif check.unit == "sentences":
        count = len(sentences_in(reply))
        detail = ngettext("The answer has {count} sentence", "The answer has {count} sentences", count)
    elif check.unit == "lines":
        count = sum(bool(match[0].strip()) for match in _LINE.finditer(reply.text))
        detail = ngettext("The answer has {count} line", "The answer has {count} lines", count)
    else:
        count = len(reply.text.strip())
        detail = ngettext("The answer has {count} character", "The answer has {count} characters", count)
    return Outcome(within(count, check.min, check.max), detail.format(count=count) + bounds(check.min, check.max) + ".")


def within(count: float, least: float | None, most: float | None) -> bool:
    """Return whether `count` is within the bounds that are given, inclusive."""
    return (least is None or count >= least) and (most is None or count <= most)


def bounds(least: float | None, most: float | None) -> str:
    """Return the bounds as they stand behind a count, in brackets; "" where there are none."""
    if least is not None and most is not None:
        return " " + (
            _("(wanted: {least})").format(least=least)
            if least == most
            else _("(wanted: {least} to {most})").format(least=least, most=most)
        )
    if least is not None:
        return " " + _("(wanted: {least} or more)").format(least=least)
    if most is not None:
        return " " + _("(wanted: {most} at most)").format(most=most)
    return ""
