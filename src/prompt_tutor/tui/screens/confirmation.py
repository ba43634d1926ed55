"""A question above the screen, before something that should not be done by habit: Enter alone says no."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from prompt_tutor.i18n import N_
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.main_button import MainButton, SideButton
from prompt_tutor.tui.screens.dialog import HELP_KEY, Dialog
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Confirmation(Dialog[bool]):
    """Asks `question`, explained by `text`; ends with True only where the button `yes` was chosen.

    `no` has the focus: whoever presses Enter twice changes nothing.
    """

    HELP_TITLE = N_("A question before going on")
    HELP_WORDS = N_(
        "Enter presses the button in the brighter colour; ← and → go to the other one. A button can be clicked, "
        "too.\n\n"
        "The button that is lit at first changes nothing, and neither does Esc."
    )
    CSS_PATH = "dialog.tcss"
    AUTO_FOCUS = "#no"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", N_("OK")),
        Binding("right,down", "app.focus_next", N_("Other button"), key_display="→"),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("escape", "dismiss(False)", N_("Close")),
        HELP_KEY,
    ]

    def __init__(self, question: str, text: str, *, yes: str, no: str) -> None:
        super().__init__()
        self._question, self._text, self._yes, self._no = question, text, yes, no

    def compose(self) -> ComposeResult:
        """Compose the question, what it means, and the two buttons."""
        with Vertical(classes="dialog"):
            yield Words(self._question, classes="dialog-title")
            with VerticalScroll(can_focus=False, classes="dialog-page"):
                yield Words(self._text)
            with Horizontal(classes="dialog-buttons"):
                yield MainButton(self._no, id="no")
                yield SideButton(self._yes, id="yes")
        yield KeyFooter()

    def action_press(self) -> None:
        """Press the button that has the focus."""
        if isinstance(self.focused, MainButton):
            self.focused.action_press()

    def action_yes(self) -> None:
        """End with yes."""
        self.dismiss(True)

    def action_no(self) -> None:
        """End with no: nothing changes."""
        self.dismiss(False)
