"""What opens above Home, or is decided there: the path, the charter, a lesson that one knows, a review."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.screen import Screen

from prompt_tutor.errors import StorageError, TutorError
from prompt_tutor.i18n import _
from prompt_tutor.learning.course import skip_lesson
from prompt_tutor.storage.notebook import Notebook
from prompt_tutor.tui.doors import open_charter, open_own_case
from prompt_tutor.tui.navigation import GoHome, OpenScenario
from prompt_tutor.tui.screens.home_view import HomeView, read_home

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from prompt_tutor.content.index import Entry, PathEntry
    from prompt_tutor.learning.due import Due
    from prompt_tutor.learning.workspace import Workspace
    from prompt_tutor.storage.notebook import Entry as NotebookEntry
    from prompt_tutor.storage.notebook import Use


class HomeDoors(Screen[None]):
    """Home without its looks: what it knows of the learner, and what its rows lead to.

    Args:
        workspace: what stands open.
        language: the interface's.
        get_path: returns the learning path that is followed.
        choose_path: follows another, by its name.
        today: returns the day.
    """

    def __init__(
        self,
        workspace: Workspace,
        language: str,
        get_path: Callable[[], PathEntry | None],
        choose_path: Callable[[str], None],
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._language = language
        self._get_path = get_path
        self._choose_path = choose_path
        self._today = today
        self._kept: frozenset[str] = frozenset()
        self._view = HomeView()
        self._problem = ""
        self._began_with: int | None = None

    @abstractmethod
    def catch_up(self) -> None:
        """Show what has changed."""

    def read(self) -> None:
        """Read where the learner stands; where that fails, what was known stays and the reason is shown."""
        try:
            if self._began_with is None:  # what is kept from now on is asked about at the next opening
                self._began_with = Notebook(self._workspace.database).last_id()
            self._view = read_home(self._workspace, self._get_path(), self._kept, self._view.review, self._began_with)
        except StorageError as error:
            self._problem = str(error)
        else:
            self._problem = ""

    def open_door(self, kind: str, name: str) -> None:
        """Open what the row `kind:name` leads to."""
        doors: dict[str, Callable[[], None]] = {
            "path": self.action_path,
            "charter": self.action_charter,
            "case": self.action_case,
            "use": self._ask_use,
            "skip": lambda: self._ask_skip(name),
            "progress": self._show_progress,
            "review": lambda: self._begin_review(int(name)),
        }
        doors[kind]()

    # --- My own case --------------------------------------------------------------------------------------------------

    def action_case(self) -> None:
        """Ask what kind of work it is."""
        open_own_case(self, self._workspace, self._language)

    def _ask_use(self) -> None:
        from prompt_tutor.tui.screens.use_question import UseQuestion

        entry = self._view.asked
        if entry is not None:
            self.app.push_screen(UseQuestion(entry), lambda said: self._keep_use(entry, said))

    def _keep_use(self, entry: NotebookEntry, said: tuple[Use, str] | None) -> None:
        use, reason = said or ("unsaid", "")
        try:
            Notebook(self._workspace.database).say_use(entry.id, use, reason)
        except StorageError as error:
            self.notify(str(error), severity="warning", timeout=15, markup=False)
        self.catch_up()

    # --- The path and the charter -------------------------------------------------------------------------------------

    def action_path(self) -> None:
        """Ask which path to follow."""
        from prompt_tutor.tui.screens.path_choice import PathChoice

        choice = PathChoice(self._workspace.library, self._get_path(), self._language)
        self.app.push_screen(choice, self._follow)

    def _follow(self, path: str | None) -> None:
        if path is not None:
            self._choose_path(path)
            self.catch_up()

    def action_charter(self) -> None:
        """Show the town's charter, where a pack declares one."""
        open_charter(self, self._workspace.library, self._language)

    # --- A lesson that one knows --------------------------------------------------------------------------------------

    def _ask_skip(self, name: str) -> None:
        from prompt_tutor.tui.screens.confirmation import Confirmation

        entry = self._workspace.library.lesson_entry(name)
        question = Confirmation(
            _("Count “{lesson}” as done?").format(lesson=entry.title_in(self._language)),
            _(
                "Your very first prompt reached the goal of its exercise. The lesson then counts as done, and you can "
                "still open it whenever you like."
            ),
            yes=_("Count it as done"),
            no=_("I would rather do it"),
        )
        self.app.push_screen(question, lambda sure: self._skip(entry) if sure else self._keep(entry))

    def _skip(self, entry: Entry) -> None:
        try:
            skip_lesson(self._workspace, entry, self._get_path())
        except StorageError as error:
            self.notify(str(error), severity="warning", timeout=15, markup=False)
        self.catch_up()

    def _keep(self, entry: Entry) -> None:
        self._kept |= {entry.name}
        self.catch_up()

    # --- The review ---------------------------------------------------------------------------------------------------

    def _show_progress(self) -> None:
        from prompt_tutor.tui.screens.criteria_progress import CriteriaProgress

        self.app.push_screen(CriteriaProgress(self._view.review.masteries, self._today(), self._language))

    def _begin_review(self, number: int) -> None:
        self.run_worker(self._open_review(self._view.review.due[number]), group="review", exclusive=True)

    async def _open_review(self, due: Due) -> None:
        try:
            start = await asyncio.to_thread(self._start_of, due)
        except TutorError as error:
            self.post_message(GoHome(error))
            return
        count = (due.criterion,) if due.criterion else ()
        self.post_message(OpenScenario(due.scenario.name, due.step, start, count))

    def _start_of(self, due: Due) -> str:
        from prompt_tutor.learning.due import repair_start

        if not due.criterion:
            return ""
        return repair_start(self._workspace.library.scenario(due.scenario.name), due.criterion, self._language)
