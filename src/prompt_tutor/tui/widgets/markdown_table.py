"""A table of Markdown as rows of text, its columns side by side."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Final

from prompt_tutor.tui.widgets.markdown_inline import Piece, inline
from prompt_tutor.tui.widgets.wrapping import Row, cells, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Over = Callable[[Iterable[Piece]], Iterable[Piece]]

_RULE: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_CELL_END: Final = re.compile(r"\\.|`[^`]*`|(?P<end>\|)")
_BETWEEN: Final = " │ "
_LINE_STYLE: Final = "dim"
_NARROWEST: Final = 4
"""Cells below which a column cannot be read."""


def is_rule(line: str) -> bool:
    """Return whether `line` is the one between the head of a table and its body."""
    return "|" in line and "-" in line and _RULE.fullmatch(line) is not None


class Table:
    """The table whose head begins at `start` of the source, as rows of `width` cells at most.

    While it is still coming, only the lines that are new are laid out, unless they make a column wider. `over` lays
    marks over pieces, which are handed to it in their order.
    """

    def __init__(self, start: int, width: int, over: Over) -> None:
        self.start = start
        self._width = width
        self._over = over
        self._sides: list[str] = []
        self._grid: list[list[list[Piece]]] = []
        self._natural: list[int] = []
        self._widths: list[int] = []
        self._laid: list[list[Row]] = []
        self._ended = 0

    def rows(self, source: str, lines: Sequence[tuple[int, int]]) -> list[Row] | None:
        """Return the table that stands in `lines` of `source`: its head, the rule below it, then its body.

        All lines but the last must be those of the call before. None where there are too many columns for the width.
        """
        head, rule, *body = lines
        # The last line was half a line, perhaps: it is read again.
        del self._grid[self._ended :], self._laid[self._ended :]
        self._ended = max(1, len(body))
        for line in [head, *body][len(self._grid) :]:
            row = [
                list(self._over(inline(source, *cell, "" if self._grid else "bold")))
                for cell in _cells_of(source, *line)
            ]
            self._grid.append(row)
            if len(self._grid) <= self._ended:
                self._natural = _widest(self._natural, row)
        natural = _widest(self._natural, self._grid[-1])
        sides = [_side(source[start:end]) for start, end in _cells_of(source, *rule)]
        sides += ["left"] * (len(natural) - len(sides))
        widths = _fit(natural, self._width - len(_BETWEEN) * (len(natural) - 1))
        return None if widths is None else self._lay_out(widths, sides)

    def _lay_out(self, widths: list[int], sides: list[str]) -> list[Row]:
        if (widths, sides) != (self._widths, self._sides):
            self._widths, self._sides = widths, sides
            self._laid = []
        self._laid += [_lay(row, widths, self._sides) for row in self._grid[len(self._laid) :]]
        line = Piece("─┼─".join("─" * size for size in widths), _LINE_STYLE)
        first, *further = self._laid
        return [*first, (line,), *(row for rows in further for row in rows)]


def _widest(widths: Sequence[int], row: Sequence[Sequence[Piece]]) -> list[int]:
    """Return the widths of columns that take in `row` as well."""
    own = [_width(cell) for cell in row]
    return [max(sizes) for sizes in zip_longest(widths, own, fillvalue=0)]


def _cells_of(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the cells of a line stand, without the white space around them."""
    ends = [match.start() for match in _CELL_END.finditer(source, start, end) if match["end"]]
    bounds = [start - 1, *ends, end]
    found = [(before + 1, after) for before, after in pairwise(bounds)]
    if len(found) > 1 and not source[slice(*found[0])].strip():
        del found[0]
    if len(found) > 1 and not source[slice(*found[-1])].strip():
        del found[-1]
    return [_stripped(source, *cell) for cell in found]


def _stripped(source: str, start: int, end: int) -> tuple[int, int]:
    text = source[start:end]
    return start + len(text) - len(text.lstrip()), max(start, end - len(text) + len(text.rstrip()))


def _side(rule: str) -> str:
    if rule.endswith(":"):
        return "middle" if rule.startswith(":") else "right"
    return "left"


def _width(pieces: Iterable[Piece]) -> int:
    return sum(cells(piece.text) for piece in pieces)


def _fit(natural: Sequence[int], room: int) -> list[int] | None:
    """Return the widths of columns that share `room` cells: the narrow ones get what they need, the others the rest."""
    widths = [0] * len(natural)
    order = sorted(range(len(natural)), key=natural.__getitem__)
    for done, column in enumerate(order):
        widths[column] = min(natural[column], room // (len(natural) - done))
        room -= widths[column]
    squeezed = any(size < min(wanted, _NARROWEST) for size, wanted in zip(widths, natural, strict=True))
    return None if squeezed else widths


def _lay(row: Sequence[Sequence[Piece]], widths: Sequence[int], sides: Sequence[str]) -> list[Row]:
    """Return one row of the table as rows of text: cells that are wider than their column go on below."""
    columns = [wrap(row[place] if place < len(row) else (), size) for place, size in enumerate(widths)]
    return [
        _join([_padded(part or (), size, side) for part, size, side in zip(parts, widths, sides, strict=False)])
        for parts in zip_longest(*columns)
    ]


def _padded(part: Row, size: int, side: str) -> Row:
    gap = size - _width(part)
    before = gap if side == "right" else gap // 2 if side == "middle" else 0
    left = (Piece(" " * before),) if before > 0 else ()
    right = (Piece(" " * (gap - before)),) if gap > before else ()
    return (*left, *part, *right)


def _join(parts: Sequence[Row]) -> Row:
    joined = list(parts[0])
    for part in parts[1:]:
        joined += [Piece(_BETWEEN, _LINE_STYLE), *part]
    return tuple(joined)
