"""The tutor on a file that is being written: shown anew at each save, with its problems below.

What is tried here stays out of the learner's own data: attempts, drafts and progress are in a folder of their own that
goes when the preview is left.
"""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType

from prompt_tutor.authoring.look import look, stamp
from prompt_tutor.authoring.shelf import packs_near
from prompt_tutor.content.library import open_library
from prompt_tutor.i18n import N_
from prompt_tutor.learning.workspace import open_workspace
from prompt_tutor.llm.practice import PracticeModel
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.navigation import OpenLesson, OpenScenario
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.screens.lesson import LessonScreen
from prompt_tutor.tui.screens.workbench import WorkbenchScreen
from prompt_tutor.tui.widgets.problems_panel import ProblemsPanel

if TYPE_CHECKING:
    from prompt_tutor.authoring.look import Look
    from prompt_tutor.settings import Settings

PAUSE: Final = 0.5
"""Seconds between two looks at the times of the files."""


class PreviewApp(TutorApp):
    """The tutor, opened on the file of `first`, a look at a version that can be shown.

    Args:
        first: that look.
        folder: keeps what is tried out.
        others: as for the tutor.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f10", "problems", N_("Problems"))]

    def __init__(self, first: Look, folder: Path, **others: Any) -> None:
        super().__init__(**others)
        self._look = first
        self._folder = folder
        self._stamp = stamp(first.file)

    def on_mount(self) -> None:
        """Show the problems below the first screen, and follow the file."""
        self.call_after_refresh(self._show_problems)
        self._follow()

    async def on_open_lesson(self, message: OpenLesson) -> None:  # noqa: ARG002 - Textual calls the tutor's as well
        """Show the problems below the lesson, once it is there."""
        self.call_later(self._show_problems)

    async def _open_scenario(self, message: OpenScenario) -> None:
        await super()._open_scenario(message)
        self._show_problems()

    def _show_problems(self) -> None:
        if not isinstance(self.screen, LessonScreen | WorkbenchScreen):
            return
        for panel in self.screen.query(ProblemsPanel):
            panel.show_look(self._look)
            return
        self.screen.mount(ProblemsPanel(self._look))

    @work(exclusive=True, group="follow", exit_on_error=False)
    async def _follow(self) -> None:
        """Look at the file each time that it, or one beside it, has changed."""
        while True:
            await asyncio.sleep(PAUSE)
            now = await asyncio.to_thread(stamp, self._look.file)
            if now != self._stamp:
                self._stamp = now
                await self._look_again()

    async def _look_again(self) -> None:
        self._look = await asyncio.to_thread(look, self._look.file)
        if not self._look.id:
            self._show_problems()  # the last version that could be shown stays
            return
        library = await asyncio.to_thread(open_library, packs_near(self._look.file), self._folder)
        self.workspace = replace(self.workspace, library=library)
        self.post_message(self._where())

    def _where(self) -> OpenLesson | OpenScenario:
        """Return what shows the file again, a lesson at the step where it was."""
        if self._look.kind == "scenario":
            return OpenScenario(_name(self.workspace.library.scenarios, self._look))
        step = next((screen.step_id for screen in self.screen_stack if isinstance(screen, LessonScreen)), "")
        return OpenLesson(_name(self.workspace.library.lessons, self._look), step)

    def action_problems(self) -> None:
        """Give the problems most of the screen, or a few lines again."""
        for panel in self.screen.query(ProblemsPanel):
            panel.toggle_class("-large")
            panel.scroll_home(animate=False)
            panel.focus()


def _name(entries: Any, seen: Look) -> str:
    """Return the name by which the library knows the file: its id may stand in several packs."""
    paths = ((entry.name, Path(entry.path)) for entry in entries)
    return next((name for name, path in paths if path.resolve() == seen.file.resolve()), seen.id)


def run_preview(first: Look, *, language: str, settings: Settings) -> int:
    """Open the preview of `first`, a look at a version that can be shown; return the exit status."""
    with tempfile.TemporaryDirectory(prefix="prompt-tutor-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        workspace = open_workspace(packs_near(first.file), folder, folder)
        with workspace.database:
            app = PreviewApp(
                first,
                folder,
                workspace=workspace,
                make_model=PracticeModel,
                language=language,
                door=door_to(first, workspace.library),
                settings=settings,
                settings_path=folder / "settings.toml",
                fault_file=folder / "faults.log",
            )
            app.run()
            return app.return_code or 0


def door_to(seen: Look, library: Any) -> Door:
    """Return the door that leads to the file of `seen`."""
    if seen.kind == "scenario":
        return Door("scenario", scenario=OpenScenario(_name(library.scenarios, seen)))
    return Door("lesson", _name(library.lessons, seen))
