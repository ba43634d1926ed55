"""Does the answer match a regular expression: `regex`. A trainer's pattern cannot hang the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.checks.reply import Outcome
from prompt_tutor.grading.checks.wording import listed
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from prompt_tutor.content.checks import Pattern
    from prompt_tutor.grading.checks.reply import Reply

_PATIENCE: Final = 0.5
"""Seconds: a sound pattern reads a long answer in milliseconds, one that backtracks without end never comes back."""
_MOST: Final = 5
"""Matches that are kept as evidence."""


def check_pattern(check: Pattern, reply: Reply) -> Outcome:
    """Return whether the pattern matches somewhere; undecided where it takes too long."""
    import regex  # only where a scenario has such a check

    flags = regex.MULTILINE | (regex.IGNORECASE if check.ignore_case else 0)
    spans = []
    try:
        for match in regex.compile(check.pattern, flags).finditer(reply.text, timeout=_PATIENCE):
            spans.append(match.span())
            if len(spans) == _MOST:
                break
    except TimeoutError:
        return Outcome(False, _("The pattern takes too long on this answer: simplify it."), undecided=True)
    except regex.error as error:
        return Outcome(False, _("The pattern cannot be read: {reason}.").format(reason=error), undecided=True)
    if not spans:
        return Outcome(False, _("The pattern “{pattern}” does not match.").format(pattern=check.pattern))
    words = listed((reply.quote(span) for span in spans if span[1] > span[0]), 3)
    detail = _("The pattern matches: {words}.").format(words=words) if words else _("The pattern matches.")
    return Outcome(True, detail, tuple(span for span in spans if span[1] > span[0]))
