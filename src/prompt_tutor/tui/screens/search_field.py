"""The field that searches Home; apart, since the first frame does without it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from prompt_tutor.i18n import N_, _


class SearchField(Input):
    """Where one types what one looks for: Enter opens the first that is found, ↓ goes into the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("Open")),
        Binding("down", "screen.focus_next", show=False),
        Binding("escape", "screen.end_search", N_("Show everything")),
        Binding("f1", "screen.help", N_("Help")),
    ]

    def __init__(self) -> None:
        super().__init__(placeholder=_("A word of a title…"), id="search", select_on_focus=False)
