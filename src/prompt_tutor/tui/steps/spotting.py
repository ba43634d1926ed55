"""Sentences of an answer that are marked, and what becomes of them once they are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from textual.content import Content

from prompt_tutor.i18n import _
from prompt_tutor.tui.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prompt_tutor.content.model import Text


class Flaw(Protocol):
    """A passage that is wrong or to be checked: `quote` as it stands there, why, and what to check it with."""

    @property
    def quote(self) -> Text: ...
    @property
    def why(self) -> Text: ...
    @property
    def check_with(self) -> Text: ...


SomeFlaw = TypeVar("SomeFlaw", bound=Flaw)


def flaws_in(sentence: str, flaws: Iterable[SomeFlaw], language: str) -> list[SomeFlaw]:
    """Return those of `flaws` that stand in `sentence`; one that runs over several sentences belongs to each."""
    quotes = ((flaw, flaw.quote.in_(language)) for flaw in flaws)
    return [flaw for flaw, quote in quotes if quote in sentence or sentence in quote]


def unchecked_row(sentence: str, *, marked: bool) -> Content:
    """Return a sentence as it stands while the learner marks."""
    sign, style = ("◆ ", "bold $text-warning") if marked else ("◇ ", "$text-muted")
    return Content.assemble((sign, style), one_line(sentence))


def checked_row(sentence: str, flaws: Sequence[Flaw], language: str, *, marked: bool) -> Content:
    """Return a sentence once it is checked: found, missed, accused wrongly or neither, and why."""
    if not flaws:
        accused = _("✗ Marked, but right:")
        sign = f"{accused} " if marked else "  "
        return Content.assemble((visible(sign), "bold $text-warning"), one_line(sentence))
    sign = _("✓ Found:") if marked else _("○ Missed:")
    style = "bold $text-success" if marked else "bold $text-warning"
    parts: list[str | tuple[str, str]] = [(f"{visible(sign)} ", style), one_line(sentence)]
    for flaw in flaws:
        why, tool = (part.in_(language) for part in (flaw.why, flaw.check_with))
        shown = _("{why} To check with: {tool}.").format(why=why.strip(), tool=tool.strip().rstrip("."))
        parts += ["\n", (one_line(shown), "italic")]
    return Content.assemble(*parts)


def found_words(flawed: set[int], marked: set[int]) -> str:
    """Return how many of the `flawed` sentences, by number, were `marked`, missed, and which marks were wrong."""
    return _("Found: {found}; missed: {missed}; marked, but right: {accused}.").format(
        found=len(flawed & marked), missed=len(flawed - marked), accused=len(marked - flawed)
    )
