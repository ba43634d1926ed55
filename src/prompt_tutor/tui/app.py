"""The app: bindings, themes and screens, and nothing else."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import App
from textual.binding import Binding, BindingType

from prompt_tutor import i18n
from prompt_tutor.errors import StorageError, TutorError
from prompt_tutor.i18n import N_, _
from prompt_tutor.learning.course import find_path
from prompt_tutor.learning.review import is_review
from prompt_tutor.paths import fault_log
from prompt_tutor.settings import Settings, write_settings
from prompt_tutor.storage.days import local_today
from prompt_tutor.tui.guarded import GuardedApp
from prompt_tutor.tui.key_names import key_name
from prompt_tutor.tui.no_break import NoBreakFilter, with_spaces
from prompt_tutor.tui.opening import (
    Door,
    door_of,
    first_screen,
    first_styles,
    home_screen,
    lesson_screen,
    show_error,
    show_models,
    show_notice,
    workbench_screen,
)
from prompt_tutor.tui.own_keys import own_keys, rebind
from prompt_tutor.tui.themes import THEME_NAMES, THEMES, usable_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from textual import events
    from textual.app import SystemCommand
    from textual.dom import DOMNode
    from textual.filter import LineFilter
    from textual.screen import Screen
    from textual.widget import Widget

    from prompt_tutor.content.index import PathEntry
    from prompt_tutor.learning.workspace import Workspace
    from prompt_tutor.llm.model import Model
    from prompt_tutor.tui.messages import Passed
    from prompt_tutor.tui.navigation import GoHome, OpenLesson, OpenScenario


FIRST: Final = "first"
"""The mode of the first screen."""


@dataclass(frozen=True, slots=True)
class Reopen:
    """How the tutor is to be opened again: in which language, and where."""

    language: str
    door: Door


class TutorApp(GuardedApp[Reopen]):
    """The tutor. It ends with a Reopen where the language was changed, else with None.

    Args:
        workspace: what stands open; the app does not close it.
        make_model: makes the model that answers, until another is chosen inside.
        make_judge: makes the judge; returns None where there is none.
        language: the interface's, "fr" or "en".
        door: what is shown first.
        settings: what is remembered; changed themes are written to `settings_path`.
        settings_path: the settings file.
        notice: a sentence to show once, or "".
        fault_file: keeps what goes wrong unexpectedly; None for the one in the data folder.
        today: returns the day.
    """

    TITLE = "prompt-tutor"
    DEFAULT_MODE = FIRST
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", N_("Quit"), show=False, priority=True),
        Binding("ctrl+p", "command_palette", N_("Commands"), show=False),
        Binding("f6", "choose_model", N_("Model"), show=False),
        Binding("ctrl+t", "history", N_("History"), show=False),
        Binding("ctrl+g", "settings", N_("Settings"), show=False),
    ]

    def __init__(
        self,
        *,
        workspace: Workspace,
        make_model: Callable[[], Model],
        language: str,
        door: Door,
        settings: Settings,
        settings_path: Path,
        make_judge: Callable[[], Model | None] = lambda: None,
        notice: str = "",
        fault_file: Path | None = None,
        today: Callable[[], date] = local_today,
    ) -> None:
        i18n.use(language)
        # The first screen's styles are read with ours: read later, they would have everything parsed again.
        super().__init__(css_path=["app.tcss", first_styles(door)])
        self.workspace = workspace
        self.make_model = make_model
        self.make_judge = make_judge
        self.language = language
        self.settings = settings
        self.opened = door.scenario
        self.today = today
        self._door = door
        # A mode each for Home and for the lesson: Home stays as it was left while a lesson is played.
        self._lesson_mode = FIRST if door.lesson else ""
        self._home_mode = "home" if door.lesson or door.kind == "welcome" else FIRST
        self.add_mode(FIRST, partial(first_screen, self, door))
        self.add_mode("home", partial(home_screen, self))
        self._no_break = NoBreakFilter()
        self._numbers = count()
        self.settings_path = settings_path
        self._notice = notice
        self.fault_file = fault_file or fault_log()
        self.own_keys, self._key_problems = own_keys(settings_path)
        rebind(self, self.own_keys)
        self._dress(settings.theme)

    def _register_child(self, parent: DOMNode, child: Widget, before: int | None, after: int | None) -> None:
        """Take in `child`, a screen or a widget that is about to start, with the learner's own keys."""
        rebind(child, self.own_keys)
        super()._register_child(parent, child, before, after)

    def _dress(self, chosen: str) -> None:
        """Take on the theme `chosen`, or the default one."""
        for theme in THEMES:
            self.register_theme(theme)
        name = usable_theme(chosen, frozenset(self.available_themes), no_color=self.no_color)
        if name in THEME_NAMES:
            # Before anything is parsed: a theme that is set afterwards has all styles parsed twice.
            self.set_reactive(App.theme, name)
            self.stylesheet.set_variables(self.get_css_variables())
        else:
            self.theme = name

    def on_mount(self) -> None:
        """Once the first screen is painted: what the door asks beyond it, and what the system asks of motion."""
        self.call_after_refresh(self._settle)

    async def _settle(self) -> None:
        from prompt_tutor.tui.closing import close_with_terminal
        from prompt_tutor.tui.motion import apply_motion

        if not self.is_headless:
            close_with_terminal(self)
        if self._door.scenario:
            self.run_worker(self._open_scenario(self._door.scenario), group="open", exclusive=True)
        show_notice(self, "\n\n".join(filter(None, (self._notice, *self._key_problems))))
        await apply_motion(self, reduced=self.settings.reduced_motion)

    def on_key(self, event: events.Key) -> None:
        """Take a capital that nothing has taken for the small letter: the footer shows keys in capitals."""
        if len(event.key) == 1 and event.key.isupper():
            event.prevent_default()
            self.simulate_key(event.key.lower())

    async def on_go_home(self, message: GoHome) -> None:
        """Show Home, and why if something went wrong."""
        await self.switch_mode(self._home_mode)
        if message.error:
            show_error(self, message.error)

    async def on_open_lesson(self, message: OpenLesson) -> None:
        """Show a lesson; the one before it is closed."""
        await self._close_upper_screens()
        before, self._lesson_mode = self._lesson_mode, f"lesson {next(self._numbers)}"
        self.add_mode(self._lesson_mode, partial(lesson_screen, self, message.name, message.step))
        await self.switch_mode(self._lesson_mode)
        if before:
            await self.remove_mode(before)

    async def on_passed(self, message: Passed) -> None:
        """Keep that a practice step is done."""
        lesson, _slash, step = message.step.rpartition("/")
        if not lesson or is_review(message.step):
            return
        try:
            await asyncio.to_thread(self.workspace.progress.mark, lesson, step, "done")
        except StorageError as error:
            self.notify(str(error), severity="warning", timeout=15, markup=False)

    def on_open_scenario(self, message: OpenScenario) -> None:
        """Open the workbench above the screen, once the scenario is read."""
        self.run_worker(self._open_scenario(message), group="open", exclusive=True)

    async def _open_scenario(self, message: OpenScenario) -> None:
        try:
            screen = await asyncio.to_thread(workbench_screen, self, message)
        except TutorError as error:
            show_error(self, error)
        else:
            await self._close_upper_screens()
            self.opened = message
            await self.push_screen(screen)

    async def _close_upper_screens(self) -> None:
        """Leave whatever stands above Home or the lesson: the palette opens anything from anywhere."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    def on_switch_language(self) -> None:
        """Reopen in the other language, at the same place."""
        other = next(language for language in i18n.LANGUAGES if language != self.language)
        self.exit(Reopen(other, door_of(self)))

    def choose_theme(self, name: str) -> None:
        """Show the theme `name` and remember it."""
        self.theme = name
        self.remember(theme=name)

    def path(self) -> PathEntry | None:
        """Return the learning path that is followed, None where it is none."""
        return find_path(self.workspace.library, self.settings.path)

    def remember(self, **changes: Any) -> None:
        """Change settings, and write them for the next opening."""
        self.settings = replace(self.settings, **changes)
        try:
            write_settings(self.settings_path, self.settings)
        except StorageError as error:
            show_error(self, error)

    def action_choose_model(self) -> None:
        """Show what can answer here, above the screen."""
        show_models(self)

    def action_history(self) -> None:
        """Show the attempts of the exercise, above it."""
        from prompt_tutor.tui.upper_screens import show_history

        show_history(self)

    def action_settings(self) -> None:
        """Show the settings, above the screen."""
        from prompt_tutor.tui.upper_screens import show_settings

        show_settings(self)

    def get_key_display(self, binding: Binding) -> str:
        """Return the key's name as it stands on the learner's keyboard."""
        return key_name(binding.key)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters, and ours for no-break spaces."""
        return (*super().get_line_filters(), self._no_break)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy `text`, with spaces where the screen holds words together."""
        super().copy_to_clipboard(with_spaces(text))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Yield the commands of the palette, in the interface's language."""
        from prompt_tutor.tui.commands import commands_for

        return commands_for(self, screen)

    def action_command_palette(self) -> None:
        """Open the command palette, with our words."""
        from prompt_tutor.tui.commands import open_palette

        open_palette(self)

    def action_help_quit(self) -> None:
        """Say how to quit to a person who pressed Ctrl+C."""
        self.notify(_("To leave, press Ctrl+Q. Your work is already saved."), markup=False)
