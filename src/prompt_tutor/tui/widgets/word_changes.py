"""The words that changed from one prompt to the next, with a sign and a style of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from prompt_tutor.tui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prompt_tutor.learning.comparison import Change

REMOVED: Final = "−"
ADDED: Final = "+"
_REMOVED_STYLE: Final = "strike $text-error on $error-muted"
_ADDED_STYLE: Final = "bold underline $text-success on $success-muted"


def earlier(changes: Iterable[Change]) -> Content:
    """Return the earlier prompt, with what is no longer there marked as removed."""
    return _side(changes, "removed", REMOVED, _REMOVED_STYLE)


def later(changes: Iterable[Change]) -> Content:
    """Return the later prompt, with what is new marked as added."""
    return _side(changes, "added", ADDED, _ADDED_STYLE)


def _side(changes: Iterable[Change], kind: str, sign: str, style: str) -> Content:
    parts: list[str | tuple[str, str]] = []
    for change in changes:
        if change.kind == "same":
            parts.append(visible(change.text))
        elif change.kind == kind:
            words = change.text.strip()
            if not words:
                parts.append(visible(change.text))
                continue
            lead, _, tail = change.text.partition(words)
            parts += [visible(lead), (sign + visible(words), style), visible(tail)]
    return Content.assemble(*parts)
