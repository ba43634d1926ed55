"""What went wrong and what to do next, in view until it no longer holds."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from prompt_tutor.tui.visible import visible


class Notice(Static):
    """A message with its remedy; takes no room while there is none."""

    def __init__(self) -> None:
        super().__init__(id="notice", markup=False)
        self.display = False

    def show(self, message: str, remedy: str = "") -> None:
        """Show `message` and what to do about it."""
        self.update(Content.assemble(("! ", "bold"), (visible(message), "bold"), "  ", visible(remedy)))
        self.display = True

    def clear(self) -> None:
        """Show nothing."""
        self.display = False
