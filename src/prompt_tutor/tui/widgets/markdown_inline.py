"""What stands within a line of Markdown: bold, italic and code shown as such, their signs left out."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.marked_text import NOTE_STYLE, STYLES, Mark, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CODE_STYLE: Final = "$text-accent"

# Bounded, so that a line of nothing but opening signs stays quick.
_INLINE: Final = re.compile(
    r"\\(?P<escape>[\\`*_#|>~+-])"
    r"|`(?P<code>[^`]{1,400})`"
    r"|(?:\*\*(?=\S)(?P<bold>(?:(?!\*\*).){1,400}?)(?<=\S)\*\*)"
    r"|(?:(?<!\w)__(?=\S)(?P<bold2>(?:(?!__).){1,400}?)(?<=\S)__(?!\w))"
    r"|(?:(?<![*\w])\*(?=[^\s*])(?P<italic>[^*]{1,400}?)(?<=\S)\*(?![*\w]))"
    r"|(?:(?<![_\w])_(?=[^\s_])(?P<italic2>[^_]{1,400}?)(?<=\S)_(?![_\w]))"
)
_STYLES: Final = {
    "escape": "",
    "code": CODE_STYLE,
    "bold": "bold",
    "bold2": "bold",
    "italic": "italic",
    "italic2": "italic",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line as it is shown.

    Attributes:
        text: what is shown; control characters are made visible.
        style: in Textual's words, "" for that of the widget.
        start: where its first character stands in the source, each further one after it; -1 for what is not of it.
    """

    text: str
    style: str = ""
    start: int = -1

    def part(self, start: int, end: int) -> Piece:
        """Return what stands from `start` to `end` of its text."""
        return Piece(self.text[start:end], self.style, self.start + start if self.start >= 0 else -1)


def inline(source: str, start: int, end: int, style: str = "") -> list[Piece]:
    """Return the pieces of `source` from `start` to `end`, a line or a part of one."""
    pieces = []
    last = start
    for match in _INLINE.finditer(source, start, end):
        pieces += verbatim(source, last, match.start(), style)
        kind = str(match.lastgroup)  # one of them has matched
        inner = _STYLES[kind]
        pieces += verbatim(source, *match.span(kind), style if inner in style else f"{style} {inner}".strip())
        last = match.end()
    return pieces + verbatim(source, last, end, style)


def verbatim(source: str, start: int, end: int, style: str = "") -> list[Piece]:
    """Return `source` from `start` to `end` as it is, as one piece; none where that is nothing."""
    return [Piece(visible(source[start:end]), style, start)] if start < end else []


class Marker:
    """Lays marks over the pieces of a text, which come in their order; each mark's sign and note come with it."""

    def __init__(self, marks: Iterable[Mark], length: int) -> None:
        self._marks = deque(in_order(marks, length))
        self._open = False

    def over(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """Yield `pieces`, cut where a mark begins or ends, with signs and notes between them."""
        for piece in pieces:
            if piece.start < 0 or not self._marks:
                yield piece
            else:
                yield from self._mark(piece)

    def _mark(self, piece: Piece) -> Iterator[Piece]:
        place, size = 0, len(piece.text)
        while place < size:
            yield from self._close_before(piece.start + place)
            begin, end = (bound - piece.start for bound in self._marks[0].span) if self._marks else (size, size)
            if begin > place:
                until = min(begin, size)
                yield piece.part(place, until)
            else:
                mark = self._marks[0]
                if not self._open and mark.sign:
                    yield Piece(f"{mark.sign} ", NOTE_STYLE)
                self._open = True
                until = min(end, size)
                part = piece.part(place, until)
                yield Piece(part.text, f"{part.style} {STYLES[mark.kind]}".strip(), part.start)
            place = until
        yield from self._close_before(piece.start + size)

    def _close_before(self, offset: int) -> Iterator[Piece]:
        """End the marks that end at `offset` or before it: their last characters may be signs that are not shown."""
        while self._marks and self._marks[0].span[1] <= offset:
            mark = self._marks.popleft()
            if self._open and mark.note:
                yield Piece(" ")
                yield Piece(f" ◂ {visible(mark.note)} ", NOTE_STYLE)
            self._open = False
