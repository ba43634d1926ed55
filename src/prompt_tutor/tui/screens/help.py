"""A page of words above the screen: help, or something that has to be said."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.key_names import key_name
from prompt_tutor.tui.own_keys import key_lines
from prompt_tutor.tui.visible import visible

if TYPE_CHECKING:
    from textual.app import ComposeResult


class HelpScreen(ModalScreen[None]):
    """Shows `title` and `text`, plain text in paragraphs; Esc, Enter, F1 or a click closes it.

    With `keys` the learner's own keys are told at its end; with `markdown` the text is shown as its Markdown says.
    """

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f1,q", "close", N_("Close")),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
    ]

    def __init__(self, title: str, text: str, *, keys: bool = True, markdown: bool = False) -> None:
        super().__init__()
        self._markdown = markdown
        self._keys = keys
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Compose the title, and the text below it; the frame says how to close it."""
        with Vertical(id="help") as frame:
            frame.border_subtitle = _("{key}: close").format(key=key_name("escape"))
            yield Static(visible(self._title), id="help-title", markup=False)
            with VerticalScroll(id="help-page", can_focus=False):
                if self._markdown:
                    from prompt_tutor.tui.widgets.answer_block import AnswerBlock

                    yield AnswerBlock(self._page())
                else:
                    yield Static(visible(self._page()), id="help-text", markup=False)

    def _page(self) -> str:
        keys = getattr(self.app, "own_keys", {}) if self._keys else {}
        return "\n\n".join(filter(None, (self._text, key_lines(keys))))

    def on_click(self) -> None:
        """Close on a click, wherever it is."""
        self.dismiss()

    def action_close(self) -> None:
        """Go back to the screen below."""
        self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Scroll the text by `lines`."""
        self.query_one("#help-page").scroll_relative(y=lines, animate=False)
