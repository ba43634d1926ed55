"""Control characters in what a model says: shown, never obeyed."""

from __future__ import annotations

from typing import Final

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
# C0 and DEL have pictures of their own in Unicode (U+2400 and on); C1 and halves of surrogate pairs have none.
_TABLE: Final[dict[int, str | None]] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t\r"},
    ord("\r"): None,
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
}


def make_visible(text: str) -> str:
    """Return `text` with its control characters replaced by signs that a terminal only shows.

    Line feeds and tabs stay; carriage returns go, so that every line end is one line feed. Character by character: the
    pieces of an answer may be treated one at a time.
    """
    return text.translate(_TABLE)
