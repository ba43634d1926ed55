"""The text of an answer, shown as it comes: rows that are only added to, and only what is in view is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from prompt_tutor.tui.widgets.markdown_rows import MarkdownRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style as RichStyle
    from textual.selection import Selection

    from prompt_tutor.tui.widgets.markdown_inline import Piece
    from prompt_tutor.tui.widgets.marked_text import Mark
    from prompt_tutor.tui.widgets.wrapping import Row

_WIDEST: Final = 84
"""Cells of a row: longer ones are hard to read."""


class AnswerText(ScrollView, can_focus=True):
    """Shows one text of Markdown; nothing in it is read as Textual's markup.

    Where the reader stands at its end, it follows the text; else it stays where it is.
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._source = ""
        self._marks: tuple[Mark, ...] = ()
        self._rows = MarkdownRows(1)
        self._columns = 0
        self._looks: dict[str, RichStyle] = {}
        self._to_show: Mark | None = None

    @property
    def shown(self) -> str:
        """The text as it is shown, row by row."""
        return "\n".join(_words(row) for row in self._rows.rows)

    def show(self, text: str, marks: Sequence[Mark] = ()) -> None:
        """Show `text` in place of what was there, with `marks` in it."""
        self._source, self._marks = text, tuple(marks)
        self._lay_out()

    def grow(self, text: str) -> None:
        """Show `text`, which begins with what is shown already, without marks."""
        self._source = text
        if self._columns:
            following = 0 < self.max_scroll_y == round(self.scroll_y)
            self._changed(self._rows.show(text))
            if following:
                self.scroll_end(animate=False)

    def bring_into_view(self, mark: Mark) -> None:
        """Scroll to the passage of `mark`; where the text is not laid out yet, once it is."""
        if not self._columns:
            self._to_show = mark
            return
        start, end = mark.span
        rows = [y for y, row in enumerate(self._rows.rows) if any(_within(piece, start, end) for piece in row)]
        if rows:
            top = max(0, rows[0] - 1)
            height = min(self.size.height, rows[-1] - top + 2)
            # Only once the screen is laid out is there as much to scroll over.
            self.call_after_refresh(self.scroll_to_region, Region(0, top, self._columns, height), animate=False)

    def on_resize(self) -> None:
        """Lay the text out for the new width, with what was at the top still there."""
        if self._width() == self._columns:
            return
        first = self._source_at(Offset(0, self.scroll_offset.y)) if self._columns else 0
        self._lay_out()
        if first:
            top = next((y for y in range(len(self._rows.rows)) if self._source_at(Offset(0, y)) >= first), 0)
            self.scroll_to(y=top, animate=False)
        if self._to_show:
            mark, self._to_show = self._to_show, None
            self.bring_into_view(mark)

    def notify_style_update(self) -> None:
        """Forget what the styles look like: the theme may have changed."""
        self._looks = {}
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Return the row at `y` of what is in view."""
        base = self.visual_style.rich_style
        place = self.scroll_offset.y + y
        width = self.size.width
        if place >= len(self._rows.rows):
            return Strip.blank(width, base)
        text = Text(no_wrap=True, end="")
        for piece in self._rows.rows[place]:
            text.append(piece.text, self._look(piece.style))
        span = self.text_selection.get_span(place) if self.text_selection else None
        if span:
            start, end = span
            chosen = self.screen.get_component_rich_style("screen--selection")
            text.stylize(chosen, start, len(text) if end == -1 else end)
        strip = Strip(text.render(self.app.console)).apply_style(base)
        return strip.adjust_cell_length(width, base).apply_offsets(0, place)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return what is selected as it stands in the source, so that a copy has no line ends of ours."""
        start = self._source_at(selection.start) if selection.start else 0
        end = self._source_at(selection.end) if selection.end else len(self._source)
        return self._source[start:end], "\n"

    def _width(self) -> int:
        return min(_WIDEST, self.scrollable_content_region.width)

    def _lay_out(self) -> None:
        self._columns = self._width()
        if self._columns:
            self._rows = MarkdownRows(self._columns, self._marks, len(self._source))
            self._rows.show(self._source)
            self._changed(0)

    def _changed(self, first: int) -> None:
        """Show that rows from `first` on have changed."""
        # Quietly: what is beside it does not move, and to lay the screen out anew takes most of a frame's time.
        size = Size(self._columns, len(self._rows.rows))
        self.set_reactive(AnswerText.virtual_size, size)
        self._scroll_update(size)
        if first < self.scroll_offset.y + self.size.height:
            self.refresh()

    def _look(self, style: str) -> RichStyle:
        if style not in self._looks:
            self._looks[style] = (self.visual_style + Style.parse(style)).rich_style
        return self._looks[style]

    def _source_at(self, place: Offset) -> int:
        """Return where in the source stands what is shown at `place`, or the next thing after it."""
        for y in range(place.y, len(self._rows.rows)):
            column = 0
            for piece in self._rows.rows[y]:
                column += len(piece.text)
                if piece.start >= 0 and (y > place.y or column > place.x):
                    return piece.start + (max(0, place.x - column + len(piece.text)) if y == place.y else 0)
        return len(self._source)


def _words(row: Row) -> str:
    return "".join(piece.text for piece in row)


def _within(piece: Piece, start: int, end: int) -> bool:
    return piece.start >= 0 and piece.start < end and start < piece.start + len(piece.text)
