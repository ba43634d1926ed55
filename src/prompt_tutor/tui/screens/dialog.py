"""A dialog above a screen, which F1 explains."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.screen import ModalScreen, ScreenResultType

from prompt_tutor.i18n import N_, _

if TYPE_CHECKING:
    from prompt_tutor.tui.main_button import MainButton

HELP_KEY: Final = Binding("f1", "help", N_("Help"))
"""Stands last among the bindings of each dialog: the footer names keys in their order."""


class Dialog(ModalScreen[ScreenResultType]):
    """Asks something above a screen.

    HELP_TITLE and HELP_WORDS are the English sentences that F1 shows.
    """

    HELP_TITLE: ClassVar[str]
    HELP_WORDS: ClassVar[str]

    def on_main_button_pressed(self, message: MainButton.Pressed) -> None:
        """Do what the key of a button does: its action has the button's name."""
        message.stop()
        getattr(self, f"action_{(message.button.id or '').replace('-', '_')}")()

    def action_help(self) -> None:
        """Explain this dialog."""
        from prompt_tutor.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(_(self.HELP_TITLE), _(self.HELP_WORDS)))
