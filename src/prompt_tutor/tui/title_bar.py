"""The line at the top of a screen: its name on the left, a note on the right."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from prompt_tutor.tui.visible import one_line

_GAP: Final = 2
_LEAST: Final = 16
"""Cells of the name that stay whatever the note says."""


class TitleBar(Static):
    """One widget for both: the first frame waits for it. Where they do not fit, the name is cut first, then the note.

    A click on the note does the action `click`, such as "app.quit".
    """

    auto_links = False

    def __init__(self, title: str, note: str = "", *, click: str = "") -> None:
        super().__init__(classes="bar", markup=False)
        self._title = one_line(title)
        self._note = one_line(note)
        self._click = click

    def tell(self, note: str) -> None:
        """Change the note."""
        self._note = one_line(note)
        self.refresh()

    def render(self) -> Content:
        """Return the line, as wide as the widget."""
        title = Content(self._title)
        room = self.content_size.width - cell_len(self._note) - _GAP
        if title.cell_length > room:
            title = title.truncate(max(room, _LEAST), ellipsis=True)
        gap = max(room + _GAP - title.cell_length, _GAP)
        line = Content.assemble(title.stylize("bold $primary"), " " * gap, (self._note, "$text-muted"))
        if self._click:
            line = line.stylize(Style.from_meta({"@click": self._click}), len(line) - len(self._note))
        return line
