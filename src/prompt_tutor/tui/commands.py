"""The command palette: every key of the screen and every theme, found by name in the interface's language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.command import CommandPalette, DiscoveryHit, Hit, Provider

from prompt_tutor.i18n import _
from prompt_tutor.tui.key_names import key_name
from prompt_tutor.tui.navigation import SwitchLanguage
from prompt_tutor.tui.themes import THEME_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.command import Hits
    from textual.screen import Screen

    from prompt_tutor.tui.app import TutorApp


class Commands(Provider):
    """Finds the app's commands; says so where there is none of that name."""

    async def discover(self) -> Hits:
        """Yield every command, in the order in which they are most used."""
        for title, help_text, callback, _shown in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(title, callback, help=help_text)

    async def search(self, query: str) -> Hits:
        """Yield the commands whose name or explanation matches `query`."""
        matcher = self.matcher(query)
        found = False
        for title, help_text, callback, _shown in self.app.get_system_commands(self.screen):
            score = max(matcher.match(title), matcher.match(help_text) / 2)
            if score > 0:
                found = True
                yield Hit(score, matcher.highlight(title), callback, help=help_text)
        if not found:
            yield Hit(1, _("Nothing of that name"), _nothing, help=_("Try another word, or press Esc to go back."))


def open_palette(app: TutorApp) -> None:
    """Open the palette above the screen of `app`."""
    if not isinstance(app.screen, CommandPalette):
        app.push_screen(CommandPalette([Commands], placeholder=_("What would you like to do?")))


def commands_for(app: TutorApp, screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Yield the commands of `screen`: its own keys first, then the themes, the language and the way out."""
    yield from _keys_of(app, screen)
    for name, title in THEME_NAMES.items():
        if name != app.theme:
            yield SystemCommand(_(title), _("Change the colours of the screen"), partial(app.choose_theme, name))
    yield SystemCommand(
        _("Français"), _("Show the tutor in the other language"), partial(app.post_message, SwitchLanguage())
    )
    yield SystemCommand(_("Picture of the screen"), _("Save it as an SVG file"), partial(_save_picture, app))
    yield SystemCommand(_("Quit"), _("Your work is already saved"), app.action_quit)


def _keys_of(app: TutorApp, screen: Screen[Any]) -> Iterable[SystemCommand]:
    told = {"", _("Français"), _("Quit"), _("Commands")}
    for node, binding, enabled, _tooltip in screen.active_bindings.values():
        title = _(binding.description)
        if not enabled or not binding.show or title in told:
            continue
        told.add(title)
        yield SystemCommand(
            title,
            _("Key: {key}").format(key=key_name(binding.key)),
            partial(app.run_action, binding.action, node),
        )


def _save_picture(app: TutorApp) -> None:
    """Save the screen once the palette is gone from it, and say where."""

    def save() -> None:
        path = app.save_screenshot()
        app.notify(_("Saved: {file}").format(file=path), markup=False)

    app.set_timer(0.2, save)


def _nothing() -> None:
    """Do nothing: the line only says that nothing was found."""
