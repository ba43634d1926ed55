"""The list of Home."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from prompt_tutor.i18n import N_
from prompt_tutor.tui.screens.home_rows import found_options, home_options
from prompt_tutor.tui.widgets.choice_list import ChoiceList

if TYPE_CHECKING:
    from prompt_tutor.tui.screens.home_view import HomeView

PAGE_WIDTH: Final = 100
AROUND: Final = 7
"""Cells, as home.tcss has them: the page's largest width; its padding, the rows' padding and the scrollbar."""


class Rows(ChoiceList):
    """What can be opened from Home; beyond the first row, ↑ goes back to what stands above."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("Open"))]

    def action_cursor_up(self) -> None:
        """Go up a row, or out of the list at its top."""
        first = next((index for index, option in enumerate(self.options) if not option.disabled), None)
        if self.highlighted in (None, first):
            self.screen.focus_previous()
        else:
            super().action_cursor_up()

    def show(self, view: HomeView, language: str, words: str = "") -> None:
        """Show `view`, or what `words` find in it, at the width that there is; the highlighted row stays."""
        at = self.highlighted_option.id if self.highlighted_option else None
        width = self.content_width
        options = found_options(view, words, language, width) if words.strip() else home_options(view, language, width)
        self.set_options(options)
        self.highlighted = next((index for index, option in enumerate(options) if at and option.id == at), None)
        if self.has_focus and self.highlighted is None:  # one may come here before there is a row
            self.action_first()

    @property
    def content_width(self) -> int:
        """The cells of a row: the screen's, up to the page's largest width, less what stands around it."""
        return min(self.app.size.width, PAGE_WIDTH) - AROUND

    def on_focus(self) -> None:
        """Show where one stands in the list."""
        if self.highlighted is None:
            self.action_first()

    def open_first(self) -> None:
        """Open the first row, as if it were chosen."""
        self.action_first()
        self.action_select()
