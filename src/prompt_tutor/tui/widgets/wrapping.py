"""Pieces of text broken into rows between words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prompt_tutor.tui.widgets.markdown_inline import Piece

Row = tuple["Piece", ...]

_WORD: Final = re.compile(r"(\S+)\s*")


def cells(text: str) -> int:
    """Return the cells of a terminal that `text` takes."""
    return len(text) if text.isascii() else cell_len(text)


def wrap(pieces: Sequence[Piece], width: int, first: Row = (), further: Row = ()) -> list[Row]:
    """Return `pieces` as one row or more of `width` cells at most: the first after `first`, others after `further`."""
    shown = "".join(piece.text for piece in pieces)
    room = width - sum(cells(piece.text) for piece in first)
    if room < 2:  # cells of the widest character
        first, further, room = (), (), width
    if cells(shown) <= room:
        return [(*first, *pieces)]
    return [
        (*(further if number else first), *cut(pieces, start, end))
        for number, (start, end) in enumerate(_ranges(shown, room))
    ]


def cut(pieces: Sequence[Piece], start: int, end: int) -> Iterator[Piece]:
    """Yield what stands from `start` to `end` of the text of `pieces`."""
    place = 0
    for piece in pieces:
        size = len(piece.text)
        if place + size > start:
            whole = start <= place and place + size <= end
            yield piece if whole else piece.part(max(0, start - place), min(size, end - place))
        place += size
        if place >= end:
            return


def _ranges(shown: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield where each row of `shown` begins and ends; a word that is wider than a row is broken."""
    start = end = used = 0
    for match in _WORD.finditer(shown):
        begin = match.start()
        size = cells(match[1])
        if used and used + size > width:
            yield start, end
            start, used = begin, 0
        elif not used:
            start = begin
        while size > width:
            fitting = _fitting(shown, begin, width)
            yield begin, fitting
            start = begin = fitting
            size = cells(shown[begin : match.end(1)])
        end = match.end(1)
        used += size + match.end() - end
    if used or not end:
        yield start, end


def _fitting(text: str, start: int, width: int) -> int:
    """Return where the characters from `start` on no longer fit into `width` cells; one fits always."""
    end, used = start + 1, cells(text[start])
    while end < len(text) and (used := used + cells(text[end])) <= width:
        end += 1
    return end
