"""What an answer quotes, and whether it stands in the documents: `quotes-grounded`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.checks.reply import Outcome
from prompt_tutor.grading.checks.wording import listed
from prompt_tutor.grading.folding import plain
from prompt_tutor.i18n import _, ngettext

if TYPE_CHECKING:
    from prompt_tutor.content.checks import QuotesGrounded
    from prompt_tutor.grading.checks.reply import Reply
    from prompt_tutor.grading.prompt import Span

# Each stops at the next mark of its kind, so that no passage is read twice.
_QUOTED: Final = re.compile(
    r"«([^«»]{1,4000})»|“([^“”]{1,4000})”|„([^„“”]{1,4000})[“”]|‹([^‹›]{1,4000})›"
    r"|(?<![^\s(\[])\"([^\"\n]{1,4000})\""
    # A single mark inside a word is an apostrophe, one after a word and a space ends nothing ("the residents' notes").
    r"|(?<![^\s(\[])['‘](?=\S)((?:[^'‘’\n]|(?<=\w)['’](?=\w)){1,400})(?<=\S)['’](?!\w)"
)
_LEFT_OUT: Final = re.compile(r"\[[^\[\]]{0,200}\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3}")
_WORD: Final = re.compile(r"[^\W_]+")


def quotations(text: str) -> tuple[Span, ...]:
    """Return what stands between quotation marks (« », “ ”, " ", ‘ ’ …), the marks left out."""
    return tuple(match.span(match.lastindex or 0) for match in _QUOTED.finditer(text))


def check_quotes(check: QuotesGrounded, reply: Reply) -> Outcome:
    """Return whether what the answer quotes stands in the documents or the brief, word for word.

    Capitals, accents and punctuation do not count; what is left out ("[…]") cuts a quotation in two.
    """
    known = [f" {' '.join(_WORD.findall(plain(text)))} " for text in reply.material]
    quoted = [span for span in quotations(reply.text) if len(_WORD.findall(reply.text[slice(*span)])) >= check.words]
    unknown = tuple(span for span in quoted if not _stands(reply.text[slice(*span)], known))
    if unknown:
        words = listed((reply.quote(span) for span in unknown), 3)
        return Outcome(False, _("Quoted, but found in no document: {words}.").format(words=words), unknown)
    if len(quoted) < check.min:
        count = ngettext("The answer has {count} quotation", "The answer has {count} quotations", len(quoted))
        wanted = _("(wanted: {least} or more)").format(least=check.min)
        return Outcome(False, f"{count.format(count=len(quoted))} {wanted}.", tuple(quoted))
    if not quoted:
        return Outcome(True, _("The answer quotes nothing."))
    return Outcome(True, _("Everything that the answer quotes stands in the documents."), tuple(quoted))


def _stands(quotation: str, known: list[str]) -> bool:
    parts = [" ".join(_WORD.findall(plain(part))) for part in _LEFT_OUT.split(quotation)]
    return all(any(f" {part} " in text for text in known) for part in parts if part)
