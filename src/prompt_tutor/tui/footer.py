"""The footer: the keys of the screen, in the interface's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from prompt_tutor.i18n import _
from prompt_tutor.tui.key_names import key_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import Binding
    from textual.screen import Screen

IN_PALETTE: Final = "palette"
"""The tooltip of a binding that the command palette offers though the footer has no room for it."""

_WIDE: Final = 100
_MOST: Final = 5
"""Keys that a screen narrower than that shows, those that it declares first; all of them work, and F1 names them."""


class KeyFooter(Static):
    """The keys that are shown, with what they do; a click on one presses it.

    Bindings are written once, with `N_("…")` as their description, and translated here: a class is made before the
    language is known. One widget instead of Textual's two a key, its looks in `app.tcss`: the first frame waits for it.
    """

    ALLOW_SELECT = False
    auto_links = False

    def on_mount(self) -> None:
        """Follow the bindings: they change with the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_updated)

    def _bindings_updated(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self.refresh()

    def render(self) -> Content:
        """Return the line of keys."""
        parts = []
        for binding in self.bindings():
            key, does = key_name(binding.key), _(binding.description)
            click = Style.from_meta({"@click": f"app.simulate_key({binding.key!r})"})
            entry = Content.assemble((key, "bold $footer-key-foreground"), f" {does}")
            parts.append(entry.stylize(click))
        line = Content("   ").join(parts)
        while line.cell_length > self.content_size.width and len(parts) > 1:
            line = Content("  ").join(parts)
            del parts[-2]  # the way out, which comes last, stays
        return line

    def bindings(self) -> Iterator[Binding]:
        """Yield the bindings that are shown, each action once, in order; five at most where it is narrow."""
        told: set[str] = set()
        for _node, binding, enabled, _tooltip in self.screen.active_bindings.values():
            if len(told) == _MOST and self.app.size.width < _WIDE:
                return
            if binding.show and enabled and binding.description and binding.action not in told:
                told.add(binding.action)
                yield binding
