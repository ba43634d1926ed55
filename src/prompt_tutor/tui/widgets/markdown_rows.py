"""Markdown laid out as rows of text while it is still coming: only the block at its end is laid out again.

A light reading of it, line by line: headings, lists, quotations, tables, code, rules, bold and italic. What it does not
know is shown as it stands. Each piece of a row knows where it stands in the source, so that passages can be marked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from prompt_tutor.tui.widgets.markdown_inline import CODE_STYLE, Marker, Piece, inline, verbatim
from prompt_tutor.tui.widgets.markdown_table import Table, is_rule
from prompt_tutor.tui.widgets.wrapping import Row, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prompt_tutor.tui.widgets.marked_text import Mark

_HEADING: Final = re.compile(r" {0,3}(#{1,6})[ \t]+")
_BULLET: Final = re.compile(r"([ \t]*)[-*+][ \t]+(?=\S)")
_NUMBER: Final = re.compile(r"([ \t]*)(\d{1,3}[.)])[ \t]+(?=\S)")
_QUOTE: Final = re.compile(r" {0,3}>[ \t]?")
_RULE: Final = re.compile(r" {0,3}([-*_])[ \t]*(\1[ \t]*){2,}")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")

_LONGEST: Final = 2000
"""Characters of a line that are laid out together; a longer one is cut between words, for it may have no end."""

_HEADING_STYLE: Final = "bold $primary"
_MUTED: Final = "dim"


class _Line(NamedTuple):
    """A line of the source: where it stands, whether its end has come, and whether it goes on a line that was cut."""

    start: int
    end: int
    whole: bool
    goes_on: bool = False


class MarkdownRows:
    """The rows of a text that grows.

    Attributes:
        rows: what is shown.
    """

    def __init__(self, width: int, marks: Iterable[Mark] = (), length: int = 0) -> None:
        """Lay out rows of `width` cells; `marks` are of a text of `length` characters that is whole already."""
        self.rows: list[Row] = []
        self._width = max(1, width)
        self._marker = Marker(marks, length)
        self._fence = ""
        self._open_table: Table | None = None
        self._settled = (0, 0, "")  # of the source, of the rows, and the fence that is open there

    def show(self, text: str) -> int:
        """Lay out `text`, which begins with what was shown before; return the first row that may have changed."""
        start, kept, self._fence = self._settled
        del self.rows[kept:]
        lines = _lines(text, start)
        place = 0
        settling = True
        while place < len(lines):
            after = self._block(text, lines, place)
            settling = settling and self._ended(text, lines, place, after)
            if settling:
                self._settled = (lines[after].start, len(self.rows), self._fence)
            place = after
        return kept

    def _ended(self, text: str, lines: list[_Line], place: int, after: int) -> bool:
        """Return whether nothing that may come changes the block from `place` to `after`; of the last line, all may."""
        if not lines[after - 1].whole:
            return False
        # Below a line with a bar there may come the rule of a table, or its next row.
        may_be_table = not self._fence and "|" in text[lines[place].start : lines[after - 1].end]
        return not may_be_table or (after < len(lines) and lines[after].whole)

    def _block(self, text: str, lines: list[_Line], place: int) -> int:
        """Lay out the block that begins at line `place`, and return the line after it."""
        start, end, _whole, goes_on = lines[place]
        line = text[start:end]
        fence = _FENCE.match(line)
        if self._fence or fence:
            self._code(text, lines[place], fence[1] if fence else "")
            return place + 1
        if not goes_on and "|" in line and place + 1 < len(lines):
            after = self._table(text, lines, place)
            if after:
                return after
        self._flow(text, lines[place], line)
        return place + 1

    def _code(self, text: str, line: _Line, fence: str) -> None:
        if not self._fence:
            self._fence = fence
            style = _MUTED
        elif fence.startswith(self._fence):
            self._fence = ""
            style = _MUTED
        else:
            style = CODE_STYLE
        self._add(verbatim(text, line.start, line.end, style))

    def _table(self, text: str, lines: list[_Line], place: int) -> int:
        """Lay out the table whose head is line `place`, and return the line after it; 0 where there is none."""
        rule = lines[place + 1]
        if not is_rule(text[rule.start : rule.end]):
            return 0
        after = place + 2
        while after < len(lines) and "|" in text[lines[after].start : lines[after].end]:
            after += 1
        spans = [(line.start, line.end) for line in lines[place:after]]
        if self._open_table is None or self._open_table.start != spans[0][0]:
            self._open_table = Table(spans[0][0], self._width, self._marker.over)
        rows = self._open_table.rows(text, spans)
        if rows is None:
            for start, end in spans:
                self._add(verbatim(text, start, end))
        else:
            self.rows += rows
        return after

    def _flow(self, text: str, line: _Line, words: str) -> None:
        """Lay out a line that is neither code nor part of a table."""
        start, end = line.start, line.end
        if line.goes_on or not words.strip():
            self._add(inline(text, start, end) if words.strip() else ())
        elif heading := _HEADING.match(words):
            self._add(inline(text, start + heading.end(), end, _HEADING_STYLE))
        elif _RULE.fullmatch(words):
            self.rows.append((Piece("─" * self._width, _MUTED),))
        elif bullet := _BULLET.match(words):
            indent = bullet[1].expandtabs(4)
            first = (Piece(f"{indent}• "),)
            self._add(inline(text, start + bullet.end(), end), first, (Piece(f"{indent}  "),))
        elif number := _NUMBER.match(words):
            indent = number[1].expandtabs(4)
            sign = Piece(f"{number[2]} ", "", start + number.start(2))
            further = (Piece(" " * (len(indent) + len(sign.text))),)
            self._add(inline(text, start + number.end(), end), (Piece(indent), sign), further)
        elif quote := _QUOTE.match(words):
            bar = (Piece("▌ ", _MUTED),)
            self._add(inline(text, start + quote.end(), end), bar, bar)
        else:
            size = len(words) - len(words.lstrip(" \t"))
            indent_piece = (Piece(words[:size].expandtabs(4)),) if size else ()
            self._add(inline(text, start + size, end), indent_piece, indent_piece)

    def _add(self, pieces: Iterable[Piece], first: Row = (), further: Row = ()) -> None:
        over = self._marker.over
        self.rows += wrap(list(over(pieces)), self._width, tuple(over(first)), further)


def _lines(text: str, start: int) -> list[_Line]:
    """Return the lines of `text` from `start` on; the last one may be empty, or still be coming."""
    lines = []
    goes_on = False
    while True:
        end = text.find("\n", start)
        whole = end >= 0
        end = end if whole else len(text)
        if end - start > _LONGEST:
            space = text.rfind(" ", start + 1, start + _LONGEST)
            middle = space + 1 if space > 0 else start + _LONGEST
            lines.append(_Line(start, middle, whole=True, goes_on=goes_on))
            start, goes_on = middle, True
            continue
        cut = end - 1 if whole and end > start and text[end - 1] == "\r" else end
        lines.append(_Line(start, cut, whole, goes_on))
        goes_on = False
        if not whole:
            return lines
        start = end + 1
