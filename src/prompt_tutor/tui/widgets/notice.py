"""What went wrong and what to do next, in view until it no longer holds."""

from __future__ import annotations

from textual.content import Content

from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.words import Words


class Notice(Words):
    """A message with its remedy; takes no room while there is none."""

    def __init__(self) -> None:
        super().__init__(id="notice")
        self.display = False

    def show(self, message: str, remedy: str = "") -> None:
        """Show `message` and what to do about it."""
        self.update(Content.assemble(("! ", "bold"), (visible(message), "bold"), " ", visible(remedy)))
        self.display = True

    def clear(self) -> None:
        """Show nothing."""
        self.display = False
