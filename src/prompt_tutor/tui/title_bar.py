"""The line at the top of a screen: its name on the left, a note on the right."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from prompt_tutor.tui.visible import one_line


class TitleBar(Static):
    """One widget for both: the first frame waits for it. A note that leaves no room is cut before the name is.

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
        gap = self.content_size.width - cell_len(self._title) - cell_len(self._note)
        line = Content.assemble((self._title, "bold $primary"), " " * max(gap, 2), (self._note, "$text-muted"))
        if self._click:
            line = line.stylize(Style.from_meta({"@click": self._click}), len(line) - len(self._note))
        return line
