"""The buttons of a screen: the main action, and those beside it. Their looks stand in `app.tcss`.

Lighter than Textual's own, whose styles alone take a tenth of the first frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widgets import Static

from prompt_tutor.i18n import N_
from prompt_tutor.tui.visible import visible

if TYPE_CHECKING:
    from textual.binding import BindingType


class MainButton(Static, can_focus=True):
    """The main action. It has no key of its own: Enter belongs to the screen or step, which names it in the footer."""

    ALLOW_SELECT = False

    @dataclass(eq=False, repr=False)
    class Pressed(Message):
        """The button was pressed."""

        button: MainButton

    def __init__(self, label: str, *, id: str, disabled: bool = False) -> None:  # noqa: A002 - Textual's own word
        super().__init__(visible(label), id=id, disabled=disabled, markup=False)

    def relabel(self, label: str) -> None:
        """Change the words on the button."""
        self.update(visible(label))

    def on_click(self) -> None:
        """Press the button."""
        self.action_press()

    def action_press(self) -> None:
        """Say that the button was pressed."""
        self.post_message(self.Pressed(self))


class SideButton(MainButton):
    """An action beside the main one; Enter presses it while it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "press", N_("Choose"))]
