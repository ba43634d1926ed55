"""The app: bindings, themes and screens, and nothing else."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from prompt_tutor import i18n
from prompt_tutor.errors import StorageError, TutorError
from prompt_tutor.i18n import N_, _
from prompt_tutor.learning.workspace import open_workspace
from prompt_tutor.paths import cache_folder, data_folder, settings_file
from prompt_tutor.settings import Settings, write_settings
from prompt_tutor.tui.key_names import key_name
from prompt_tutor.tui.themes import THEMES, usable_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from textual.app import SystemCommand
    from textual.screen import Screen

    from prompt_tutor.learning.workspace import Workspace
    from prompt_tutor.llm.model import Model
    from prompt_tutor.tui.navigation import GoHome, OpenLesson, OpenScenario
    from prompt_tutor.tui.opening import Door


@dataclass(frozen=True, slots=True)
class Reopen:
    """How the tutor is to be opened again: in which language, and where."""

    language: str
    door: Door


class TutorApp(App[Reopen]):
    """The tutor. It ends with a Reopen where the language was changed, else with None.

    Args:
        workspace: what stands open; the app does not close it.
        make_model: makes the model that answers.
        language: the interface's, "fr" or "en".
        door: what is shown first.
        settings: what is remembered; changed themes are written to `settings_path`.
        settings_path: the settings file.
    """

    CSS_PATH = "app.tcss"
    TITLE = "prompt-tutor"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", N_("Quit"), show=False, priority=True),
        Binding("ctrl+p", "command_palette", N_("Commands"), show=False, priority=True),
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
    ) -> None:
        i18n.use(language)
        super().__init__()
        self.workspace = workspace
        self.make_model = make_model
        self.language = language
        self.settings = settings
        self.opened = door.scenario
        self._door = door
        self._settings_path = settings_path
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = usable_theme(settings.theme, frozenset(self.available_themes), no_color=self.no_color)

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen: Home, or the lesson where the learner left off."""
        from prompt_tutor.tui.opening import first_screen

        return first_screen(self, self._door)

    async def on_mount(self) -> None:
        """Once the first screen is painted: what the door asks beyond it, and what the system asks of motion."""
        self.call_after_refresh(self._settle)

    async def _settle(self) -> None:
        from prompt_tutor.tui.motion import reduced_motion
        from prompt_tutor.tui.opening import show_notice

        if self._door.scenario:
            self.run_worker(self._open_scenario(self._door.scenario), group="open", exclusive=True)
        show_notice(self, self.workspace.database.notice)
        if await asyncio.to_thread(reduced_motion):
            self.animation_level = "none"

    async def on_go_home(self, message: GoHome) -> None:
        """Show Home in place of the screen, and why if something went wrong."""
        from prompt_tutor.tui.opening import home_screen, show_error

        await self.switch_screen(home_screen(self))
        if message.error:
            show_error(self, message.error)

    async def on_open_lesson(self, message: OpenLesson) -> None:
        """Show a lesson in place of the screen."""
        from prompt_tutor.tui.opening import lesson_screen

        await self.switch_screen(lesson_screen(self, message.name, message.step))

    def on_open_scenario(self, message: OpenScenario) -> None:
        """Open the workbench above the screen, once the scenario is read."""
        self.run_worker(self._open_scenario(message), group="open", exclusive=True)

    async def _open_scenario(self, message: OpenScenario) -> None:
        from prompt_tutor.tui.opening import show_error, workbench_screen

        try:
            screen = await asyncio.to_thread(workbench_screen, self, message)
        except TutorError as error:
            show_error(self, error)
        else:
            self.opened = message
            await self.push_screen(screen)

    def on_switch_language(self) -> None:
        """Reopen in the other language, at the same place."""
        from prompt_tutor.tui.opening import door_of

        other = next(language for language in i18n.LANGUAGES if language != self.language)
        self.exit(Reopen(other, door_of(self)))

    def choose_theme(self, name: str) -> None:
        """Show the theme `name` and remember it."""
        from prompt_tutor.tui.opening import show_error

        self.theme = name
        self.settings = replace(self.settings, theme=name)
        try:
            write_settings(self._settings_path, self.settings)
        except StorageError as error:
            show_error(self, error)

    def get_key_display(self, binding: Binding) -> str:
        """Return the key's name as it stands on the learner's keyboard."""
        return key_name(binding.key)

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


def run_tutor(
    *,
    language: str,
    open_at: str | None,
    make_model: Callable[[], Model],
    settings: Settings,
    packs: Sequence[Path],
) -> int:
    """Open the tutor and return its exit status, once the learner has left it.

    Args:
        language: the interface's, "fr" or "en".
        open_at: the lesson or scenario to open; None opens where the learner left off.
        make_model: makes the model that answers; called when the screen first needs it.
        settings: what is remembered; a language or theme that is chosen inside is written to the settings file.
        packs: the pack folders.

    Raises StorageError where the data folder cannot be used, UsageError where `open_at` names nothing.
    """
    from prompt_tutor.tui.opening import find_door

    workspace = open_workspace(packs, data_folder(), cache_folder())
    no_color = os.environ.get("NO_COLOR")
    with workspace.database:
        door = find_door(workspace, open_at)
        while True:
            if no_color is not None:
                os.environ["NO_COLOR"] = no_color  # Textual takes it out of the environment as it starts
            app = TutorApp(
                workspace=workspace,
                make_model=make_model,
                language=language,
                door=door,
                settings=settings,
                settings_path=settings_file(),
            )
            reopen = app.run()
            settings = app.settings
            if reopen is None:
                return app.return_code or 0
            language, door = reopen.language, reopen.door
            settings = replace(settings, language=language)
            write_settings(settings_file(), settings)
