"""Does the answer hold given words: `contains`, `contains-any`, `contains-all`, `not-contains`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.checks.reply import Outcome
from prompt_tutor.grading.words import find
from prompt_tutor.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prompt_tutor.content.checks import Contains, Passage
    from prompt_tutor.grading.checks.reply import Reply
    from prompt_tutor.grading.prompt import Span

_SAME: Final = (("'", "'’‘ʼ"), ("-", "-‐‑"), ('"', '"“”«»'))
_MOST_SHOWN: Final = 5


def check_passage(check: Passage, reply: Reply) -> Outcome:
    """Return whether the answer holds a passage, word for word."""
    wanted = check.text.in_(reply.language)
    spans = exactly(wanted, reply.text)
    if spans:
        return Outcome(True, _("The answer holds “{words}”.").format(words=wanted), spans)
    return Outcome(False, _("“{words}” does not stand in the answer, word for word.").format(words=wanted))


def check_wordings(check: Contains, reply: Reply) -> Outcome:
    """Return whether the answer holds one, all or none of the wordings."""
    hits = {
        # A sign ("🙂", "→") is no word that inflects.
        word: exactly(word, reply.text) if check.exact or not any(map(str.isalnum, word)) else find(word, reply.reading)
        for word in check.words.in_(reply.language)
    }
    found = [word for word, spans in hits.items() if spans]
    missing = [word for word, spans in hits.items() if not spans]
    evidence = tuple(sorted(span for spans in hits.values() for span in spans))
    if check.kind == "contains-all":
        if missing:
            return Outcome(False, _("Missing in the answer: {words}.").format(words=listed(missing)), evidence)
        return Outcome(True, _("The answer holds all of: {words}.").format(words=listed(found)), evidence)
    if found:
        detail = _("The answer says: {words}.").format(words=listed(reply.quote(span) for span in evidence))
        return Outcome(check.kind == "contains-any", detail, evidence)
    return Outcome(check.kind == "not-contains", _("The answer holds none of: {words}.").format(words=listed(missing)))


def exactly(wording: str, text: str) -> tuple[Span, ...]:
    """Return where `wording` stands in `text` as whole words, capitals and accents counting.

    Kinds of space, apostrophe, hyphen and quotation mark do not count.
    """
    pattern = r"\s+".join(_literal(word) for word in wording.split())
    if not pattern:
        return ()
    start = r"(?<!\w)" if wording.strip()[0].isalnum() else ""
    end = r"(?!\w)" if wording.strip()[-1].isalnum() else ""
    return tuple(match.span() for match in re.finditer(f"{start}{pattern}{end}", text))


def _literal(word: str) -> str:
    classes = {character: f"[{re.escape(same)}]" for _name, same in _SAME for character in same}
    return "".join(classes.get(character, re.escape(character)) for character in word)


def listed(words: Iterable[str], most: int = _MOST_SHOWN) -> str:
    """Return words in quotation marks, the first few of them and how many more there are."""
    distinct = list(dict.fromkeys(words))
    shown = ", ".join(_("“{words}”").format(words=word) for word in distinct[:most])
    more = len(distinct) - most
    if more <= 0:
        return shown
    return shown + " " + ngettext("and {count} other", "and {count} others", more).format(count=more)
