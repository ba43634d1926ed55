"""A screen of panes: side by side where there is room, else one at a time, with the same keys and the same tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import on
from textual.screen import Screen
from textual.widgets import Tabs

if TYPE_CHECKING:
    from textual import events

FOCUS: Final = {
    "situation": "#situation",
    "documents": "#documents",
    "conversation": "#conversation",
    "prompt": "#editor",
    "correction": "#correction-editor",
    "answer": "#answer-page",
    "feedback": "#feedback",
}
"""What takes the focus in each pane, by the pane's id: the pane itself, or a part of it."""

SHARED: Final = (("situation", "documents", "conversation"), ("correction", "answer"))
"""The panes that share a place where they stand side by side: the one that was last turned to is there."""


class PanedScreen(Screen[None]):
    """Shows the panes of FOCUS, in `.column`s; the tabs are called `tab-` and the pane's id."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual declares no class variable

    pane = "situation"

    def panes(self) -> dict[str, str]:
        """Return the titles of the panes that there are, by id."""
        raise NotImplementedError

    def show_pane(self, pane: str) -> None:
        """Show `pane`, where they do not all stand side by side, and give it the focus."""
        self._turn_to(pane)
        target = self.query_one(FOCUS[pane])
        if not target.has_focus:
            # Only once the pane is displayed can it take the focus; by then, another one may be wanted.
            self.call_after_refresh(self._focus_in, pane)

    def _focus_in(self, pane: str) -> None:
        if self.pane == pane and self.is_attached:
            self.query_one(FOCUS[pane]).focus(scroll_visible=False)

    def _turn_to(self, pane: str) -> None:
        self.pane = pane
        for name in FOCUS:
            self.query(f"#{name}").set_class(name == pane, "-current")
        self.turn_up(pane)
        for column in self.query(".column"):
            column.set_class(bool(column.query(".pane.-current")), "-current")
        self.query_one("#left").set_class(pane == "documents", "-documents")
        tabs = self.query_one(Tabs)
        if tabs.active != f"tab-{pane}":
            with tabs.prevent(Tabs.TabActivated):
                tabs.active = f"tab-{pane}"
        self.refresh_bindings()

    def turn_up(self, pane: str) -> None:
        """Show `pane` in the place that it shares, where panes stand side by side."""
        for places in SHARED:
            for name in places if pane in places else ():
                self.query(f"#{name}").set_class(name == pane, "-shown")

    @on(Tabs.TabActivated)
    def _tab_chosen(self, event: Tabs.TabActivated) -> None:
        if event.tab.id and event.tab.id != f"tab-{self.pane}":
            self.show_pane(event.tab.id.removeprefix("tab-"))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let the tabs follow the focus."""
        names = {node.id for node in event.widget.ancestors_with_self}
        pane = next((name for name in FOCUS if name in names), None)
        if pane and pane != self.pane:
            self._turn_to(pane)

    def action_pane(self, step: int) -> None:
        """Go to the next pane, or to the one before."""
        panes = list(self.panes())
        self.show_pane(panes[(panes.index(self.pane) + step) % len(panes)])
