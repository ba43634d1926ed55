"""The line at the top of a screen: its name on the left, a note on the right."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from prompt_tutor.tui.visible import one_line

_GAP: Final = 2


class TitleBar(Static):
    """One widget for both: the first frame waits for it.

    Where they do not fit, the note is said in the shorter words that `tell` was given, if any. The name is then cut to
    half of the line, so that one still reads where one is, and after that the note.
    A click on the note does the action `click`, such as "app.quit".
    """

    auto_links = False

    def __init__(self, title: str, note: str = "", *, click: str = "") -> None:
        super().__init__(classes="bar", markup=False)
        self._title = one_line(title)
        self._note = self._short = one_line(note)
        self._click = click

    def tell(self, note: str, short: str = "") -> None:
        """Change the note; `short` says it where there is no room for it."""
        self._note = one_line(note)
        self._short = one_line(short) or self._note
        self.refresh()

    def render(self) -> Content:
        """Return the line, as wide as the widget."""
        width = self.content_size.width
        title, note = Content(self._title), self._note
        if title.cell_length + _GAP + cell_len(note) > width:
            note = self._short
        room = width - cell_len(note) - _GAP
        if title.cell_length > room:
            title = title.truncate(max(room, width // 2), ellipsis=True)
        gap = max(room + _GAP - title.cell_length, _GAP)
        line = Content.assemble(title.stylize("bold $primary"), " " * gap, (note, "$text-muted"))
        if self._click:
            line = line.stylize(Style.from_meta({"@click": self._click}), len(line) - len(note))
        return line
