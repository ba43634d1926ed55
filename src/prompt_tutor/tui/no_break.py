"""No-break spaces that do not break: French puts one before « : ; ! ? » » and Textual starts a new line there.

Textual wraps at whatever Python calls white space, no-break spaces included, and its Markdown makes plain spaces of
them (8.2.8). So they stand in the texts as a character of the private area, which is no white space and one cell wide,
and become no-break spaces again on the way to the terminal.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

NO_BREAK: Final = "\ue000"
"""Stands for a no-break space, wide or narrow, until a line is painted."""

_NO_BREAK_SPACES: Final = str.maketrans({"\u00a0": NO_BREAK, "\u202f": NO_BREAK})

_IN_FIGURE: Final = re.compile(r"(?<=\d) (?=\d{3}(?!\d)|[€%]|h\b)|(?<=\d h) (?=\d)")
"""The plain space that models and people put within a figure: 5 000, 20 %, 12 €, 17 h 30."""


def keep_together(text: str) -> str:
    """Return `text` with NO_BREAK for its no-break spaces and for those within figures: offsets stay as they are."""
    return _IN_FIGURE.sub(NO_BREAK, text.translate(_NO_BREAK_SPACES))


def with_spaces(text: str) -> str:
    """Return `text` with no-break spaces where NO_BREAK stands."""
    return text.replace(NO_BREAK, "\u00a0")


class NoBreakFilter(LineFilter):
    """Paints NO_BREAK as a no-break space."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """Return `segments` with no-break spaces where NO_BREAK stands."""
        if not any(NO_BREAK in segment.text for segment in segments):
            return segments
        return [Segment(with_spaces(text), style, control) for text, style, control in segments]
