"""The footer: the keys of the screen, in the interface's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Footer
from textual.widgets._footer import FooterKey  # Textual offers no public name for it

from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from textual.app import ComposeResult


class KeyFooter(Footer):
    """Textual's footer, whose descriptions are translated where they are shown.

    Bindings are written once, with `N_("…")` as their description: a class is made before the language is known.
    """

    DEFAULT_CSS = """
    KeyFooter { padding: 0 1; }
    """

    def __init__(self) -> None:
        # The palette stands among the screen's own keys: five at most.
        super().__init__(show_command_palette=False)

    def compose(self) -> ComposeResult:
        """Compose the keys with their descriptions translated."""
        for widget in super().compose():
            if isinstance(widget, FooterKey):
                widget.description = _(widget.description)
            yield widget
