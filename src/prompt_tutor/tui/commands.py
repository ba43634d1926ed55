"""The command palette: every key of the screen and every theme, found by name in the interface's language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.command import CommandPalette, DiscoveryHit, Hit, Provider

from prompt_tutor.i18n import _
from prompt_tutor.paths import downloads_folder
from prompt_tutor.tui.doors import open_notebook
from prompt_tutor.tui.footer import IN_PALETTE, words_of
from prompt_tutor.tui.key_names import key_name
from prompt_tutor.tui.looking_for import finds
from prompt_tutor.tui.navigation import OpenLesson, OpenScenario, SwitchLanguage
from prompt_tutor.tui.opening import show_first_steps
from prompt_tutor.tui.themes import THEME_NAMES
from prompt_tutor.tui.upper_screens import exercise_of
from prompt_tutor.tui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.command import Hits
    from textual.screen import Screen

    from prompt_tutor.tui.app import TutorApp


class Commands(Provider):
    """Finds the app's commands; says so where there is none of that name."""

    async def discover(self) -> Hits:
        """Yield what can be done here; lessons and scenarios come when one types."""
        for title, help_text, callback, shown in self.app.get_system_commands(self.screen):
            if shown:
                yield DiscoveryHit(title, callback, help=help_text)

    async def search(self, query: str) -> Hits:
        """Yield the commands whose name or explanation holds the words of `query`, each as it is written."""
        matcher = self.matcher(query)
        found = False
        for title, help_text, callback, _shown in self.app.get_system_commands(self.screen):
            if finds(query, f"{title} {help_text}"):
                found = True
                yield Hit(1 if finds(query, title) else 0.5, matcher.highlight(title), callback, help=help_text)
        if not found:
            yield Hit(1, _("Nothing of that name"), _nothing, help=_("Try another word, or press Esc to go back."))


def open_palette(app: TutorApp) -> None:
    """Open the palette above the screen of `app`."""
    if not isinstance(app.screen, CommandPalette):
        app.push_screen(CommandPalette([Commands], placeholder=_("What would you like to do?")))


def commands_for(app: TutorApp, screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Yield what can be done on `screen`: its keys, themes, the language, the way out, and all that can be opened."""
    yield from _keys_of(app, screen)
    yield SystemCommand(
        _("Choose a model"),
        _("Which model answers, and whether the prompt leaves this computer"),
        app.action_choose_model,
    )
    if exercise_of(app):
        yield SystemCommand(_("Your attempts"), _("Their history: read, compare, save them"), app.action_history)
    yield SystemCommand(_("My notebook"), _("The prompts that you kept in it"), partial(open_notebook, app))
    yield SystemCommand(_("Settings"), _("Language, theme, motion, model, offline mode, path"), app.action_settings)
    for name, title in THEME_NAMES.items():
        if name != app.theme:
            yield SystemCommand(_(title), _("Change the colours of the screen"), partial(app.choose_theme, name))
    yield SystemCommand(
        _("Français"), _("Show the tutor in the other language"), partial(app.post_message, SwitchLanguage())
    )
    yield SystemCommand(
        _("See the first steps again"),
        _("A first prompt, sent twice, in three minutes"),
        partial(show_first_steps, app),
    )
    yield SystemCommand(_("Picture of the screen"), _("Save it as an SVG file"), partial(_save_picture, app))
    yield SystemCommand(_("Quit"), _("Your work is already saved"), app.action_quit)
    yield from _content_of(app)


def _keys_of(app: TutorApp, screen: Screen[Any]) -> Iterable[SystemCommand]:
    told = {"", _("Français"), _("Quit"), _("Commands"), _("Model")}
    for node, binding, enabled, tooltip in screen.active_bindings.values():
        title = words_of(node, binding)
        if not enabled or not (binding.show or tooltip == IN_PALETTE) or title in told:
            continue
        told.add(title)
        yield SystemCommand(
            title,
            _("Key: {key}").format(key=key_name(binding.key)),
            partial(app.run_action, binding.action, node),
        )


def _content_of(app: TutorApp) -> Iterator[SystemCommand]:
    library = app.workspace.library
    for entry in library.lessons:
        opening = partial(app.post_message, OpenLesson(entry.name))
        yield SystemCommand(visible(entry.title_in(app.language)), _("Open the lesson"), opening, discover=False)
    for entry in library.scenarios:
        practising = partial(app.post_message, OpenScenario(entry.name))
        yield SystemCommand(visible(entry.title_in(app.language)), _("Practise freely"), practising, discover=False)


def _save_picture(app: TutorApp) -> None:
    """Save the screen among the downloads, once the palette is gone from it; and say where."""

    def save() -> None:
        try:
            path = app.save_screenshot(path=str(downloads_folder()))
        except OSError as error:
            app.notify(_("The picture cannot be saved: {reason}.").format(reason=error.strerror or error), markup=False)
        else:
            app.notify(_("Saved: {file}").format(file=path), markup=False)

    app.set_timer(0.2, save)


def _nothing() -> None:
    """Do nothing: the line only says that nothing was found."""
