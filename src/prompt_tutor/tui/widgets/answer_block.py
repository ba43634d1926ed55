"""An answer among other things: its Markdown laid out as in the answer's own pane, as high as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widgets import Static

from prompt_tutor.tui.widgets.markdown_rows import MarkdownRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

    from prompt_tutor.tui.widgets.marked_text import Mark

_WIDEST: Final = 84
"""Cells of a row: longer ones are hard to read."""


class AnswerBlock(Static):
    """Shows one text of Markdown, with `marks` in it; nothing in it is read as Textual's markup."""

    def __init__(self, text: str, marks: Sequence[Mark] = (), *, classes: str = "") -> None:
        super().__init__("", classes=classes, markup=False)
        self._text = text
        self._marks = tuple(marks)
        self._laid: tuple[int, Content] = (0, Content(""))

    def _lay_out(self, width: int) -> Content:
        if width < 2:  # not in view: nothing to lay out
            return Content("")
        width = min(_WIDEST, width)
        if self._laid[0] != width:
            rows = MarkdownRows(width, self._marks, len(self._text))
            rows.show(self._text)
            lines = [Content.assemble(*((piece.text, piece.style) for piece in row)) for row in rows.rows]
            self._laid = width, Content("\n").join(lines)
        return self._laid[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's own
        """Return the rows that the text takes in `width` cells."""
        return self._lay_out(width).plain.count("\n") + 1

    def render(self) -> Content:
        """Return the text for the width that there is."""
        return self._lay_out(self.content_size.width)
