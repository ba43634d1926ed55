"""A screen that is read: a name, a page that scrolls, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.title_bar import TitleBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget


class PageScreen(Screen[None]):
    """Shows what `page` returns once the screen stands.

    TITLE_WORDS and HELP_WORDS are the English sentences of its name and of F1.
    """

    CSS_PATH = "page.tcss"
    TITLE_WORDS: ClassVar[str]
    HELP_WORDS: ClassVar[str]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "back", N_("Back")),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("f1,question_mark", "help", N_("Help")),
    ]

    def compose(self) -> ComposeResult:
        """Compose the name, a place for the page, and the keys."""
        yield TitleBar(_(self.TITLE_WORDS))
        yield VerticalScroll(id="page", can_focus=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Fetch the page once the screen stands."""
        self.run_worker(self._show())

    async def page(self) -> Sequence[Widget]:
        """Return what the page holds, from top to bottom."""
        raise NotImplementedError

    async def _show(self) -> None:
        widgets = await self.page()
        if self.is_attached:
            await self.query_one("#page").mount_all(widgets)

    def action_scroll(self, lines: int) -> None:
        """Scroll the page by `lines`."""
        self.query_one("#page").scroll_relative(y=lines, animate=False)

    def action_help(self) -> None:
        """Explain this screen."""
        from prompt_tutor.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(_(self.TITLE_WORDS), _(self.HELP_WORDS)))

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss()
