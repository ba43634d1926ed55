"""The footer: the keys of the screen, in the interface's language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from prompt_tutor.i18n import _
from prompt_tutor.tui.key_names import key_name

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.dom import DOMNode
    from textual.screen import Screen

IN_PALETTE: Final = "palette"
"""The tooltip of a binding that the command palette offers though the footer has no room for it."""

_WIDE: Final = 100
_MOST: Final = 5
"""Keys that a screen narrower than that shows; all of them work, and F1 names them."""

_STAY: Final = frozenset({"send", "help", "app.quit"})
"""The actions whose keys are shown, like Escape, however narrow the screen: sending, help and the way out."""


@runtime_checkable
class NamesKeys(Protocol):
    """A screen or widget in which a key does what a button says, whose words change."""

    def key_words(self, action: str) -> str:
        """Return what the key of `action` does now, in the learner's language; "" for what its binding says."""


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
        shown = list(self.bindings())
        line = _line(shown, "   ")
        while line.cell_length > self.content_size.width and len(shown) > 1:
            line = _line(shown, "  ")
            if line.cell_length > self.content_size.width:
                shown.remove(_least(shown))
        return line

    def bindings(self) -> list[Binding]:
        """Return the bindings that are shown, each action once, in order, with what they do in the learner's language.

        Where it is narrow, there are five at most.
        """
        shown: dict[str, Binding] = {}
        for node, binding, enabled, _tooltip in self.screen.active_bindings.values():
            if binding.show and enabled and binding.description:
                shown.setdefault(binding.action, replace(binding, description=words_of(node, binding)))
        kept = list(shown.values())
        while len(kept) > _MOST and self.app.size.width < _WIDE:
            kept.remove(_least(kept))
        return kept


def words_of(node: DOMNode, binding: Binding) -> str:
    """Return what `binding` of `node` does now, in the learner's language."""
    words = node.key_words(binding.action) if isinstance(node, NamesKeys) else ""
    return words or _(binding.description)


def _least(bindings: list[Binding]) -> Binding:
    """Return the binding to leave out first: the last one but for those that stay."""
    return next(
        (each for each in reversed(bindings) if each.action not in _STAY and each.key != "escape"), bindings[-1]
    )


def _line(bindings: list[Binding], gap: str) -> Content:
    """Return the line of keys, `gap` between them."""
    parts = []
    for binding in bindings:
        key, does = key_name(binding.key), binding.description
        click = Style.from_meta({"@click": f"app.simulate_key({binding.key!r})"})
        parts.append(Content.assemble((key, "bold $footer-key-foreground"), f" {does}").stylize(click))
    return Content(gap).join(parts)
