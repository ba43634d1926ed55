"""Texts on the screen: control characters are shown, never obeyed, and no-break spaces hold words together."""

from __future__ import annotations

import re
from typing import Final

from prompt_tutor.tui.no_break import keep_together

# Controls of a terminal (C0 but for tab and line end, DEL, C1), and marks that turn the direction of writing round.
_OBEYED: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_PICTURES: Final = 0x2400
"""Where Unicode draws the controls: U+241B is the picture of escape."""


def visible(text: str) -> str:
    """Return `text` with each control character drawn as one visible character, and no line end at a no-break space.

    Offsets stay as they are, but for carriage returns before a line end: they are dropped, as every editor does.
    """
    return keep_together(_OBEYED.sub(_picture, text.replace("\r\n", "\n")))


def one_line(text: str) -> str:
    """Return `text` as `visible` shows it, on one line: every run of spaces and line ends becomes one space."""
    return " ".join(visible(text).split())


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return "\u2421" if code == 0x7F else "\ufffd"
