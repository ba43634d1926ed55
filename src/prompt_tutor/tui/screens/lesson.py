"""The lesson player: one step at a time, back and forth as the learner likes."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from prompt_tutor.errors import StorageError, TutorError
from prompt_tutor.i18n import N_, _
from prompt_tutor.learning.course import after_lesson
from prompt_tutor.tui.doors import open_charter, open_own_case
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.navigation import GoHome
from prompt_tutor.tui.progress_writer import ProgressKeeper
from prompt_tutor.tui.steps.step import Setting, StepView
from prompt_tutor.tui.title_bar import TitleBar
from prompt_tutor.tui.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from prompt_tutor.content.index import Entry, PathEntry
    from prompt_tutor.content.lesson import Lesson, Step
    from prompt_tutor.learning.workspace import Workspace

NARROW: Final = 72
"""Cells below which two texts cannot be read side by side."""

HELP: Final = N_(
    "A lesson goes step by step; nothing moves on by itself.\n\n"
    "Enter does what the main button says, at the bottom right; on a list it chooses or changes the line first. "
    "← and → go to the step before and the next one, as often as you like; ↑, ↓, Page Up and Page Down move the text. "
    "You can also click.\n\n"
    "The dots at the top right show the way: ● done, ◉ where you are, ○ still to come. "
    "Where you stop is kept: next time the tutor opens here.\n\n"
    "On the last page, C opens My own case, to try on a real task what you have just learned. Where you sort, H shows "
    "the town’s charter on AI, if there is one.\n\n"
    "Esc goes to Home, Ctrl+P finds every command, Q leaves."
)


class LessonScreen(Screen[None]):
    """Plays the lesson of `entry` from the step with the id `step`, or from its first.

    After its end, the learning path that `get_path` returns says what comes next.

    The title is painted at once; the file is read after that, in a thread.
    """

    CSS_PATH = "lesson.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,p", "backward", N_("Previous")),
        Binding("right,n", "forward", N_("Next")),
        Binding("escape", "home", N_("Home")),
        Binding("f1,question_mark", "help", N_("Help")),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("home", "scroll(-9999)", show=False),
        Binding("end", "scroll(9999)", show=False),
        Binding("q", "app.quit", show=False),
    ]

    def __init__(
        self,
        workspace: Workspace,
        entry: Entry,
        step: str,
        language: str,
        get_path: Callable[[], PathEntry | None] = lambda: None,
    ) -> None:
        super().__init__()
        self._get_path = get_path
        self.entry = entry
        self.step_id = step if step in entry.steps else next(iter(entry.steps), "")
        self._workspace = workspace
        self._language = language
        self._lesson: Lesson | None = None
        self._states: dict[str, str] = {}
        self._keeper = ProgressKeeper(self)

    def compose(self) -> ComposeResult:
        """Compose the lesson's name, the way, and a place for the step."""
        yield TitleBar(self.entry.title_in(self._language))
        with Vertical(id="lesson"):
            yield Static(self._step_title(), id="step-title", markup=False)
            with Vertical(id="place"):
                yield Static(_("Opening the lesson…"), classes="muted", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Read the lesson once its name is painted."""
        self.call_after_refresh(self.run_worker, self._open, group="lesson", exclusive=True)

    def on_resize(self, event: events.Resize) -> None:
        """Put what stands side by side one below the other where it is narrow."""
        self.set_class(event.size.width < NARROW, "-narrow")

    async def _open(self) -> None:
        try:
            self._lesson, self._states = await asyncio.to_thread(self._read)
        except TutorError as error:
            self.post_message(GoHome(error))
            return
        await self._show(self._index())

    def _read(self) -> tuple[Lesson, dict[str, str]]:
        import prompt_tutor.tui.steps.views  # noqa: F401 - Markdown takes its time: read it here, in the thread

        lesson = self._workspace.library.lesson(self.entry.name)
        return lesson, self._workspace.progress.states(self.entry.name)

    @property
    def _steps(self) -> tuple[Step, ...]:
        return self._lesson.steps if self._lesson else ()

    def _index(self) -> int:
        return next((index for index, step in enumerate(self._steps) if step.id == self.step_id), 0)

    async def _show(self, index: int) -> None:
        """Show the step at `index`, and keep that the learner is there."""
        from prompt_tutor.tui.steps.views import view_of

        place = next(iter(self.query("#place")), None)
        if place is None:
            return  # the learner left while the lesson was being read
        step = self._steps[index]
        self.step_id = step.id
        self._keeper.keep(partial(self._workspace.progress.leave_at, self.entry.name, step.id))
        self._mark("seen")
        setting = Setting(
            self._language, index == 0, index == len(self._steps) - 1, self._states.get(step.id) == "done"
        )
        view = view_of(step, self.entry.name, self._workspace, setting)
        with self.app.batch_update():
            self.query_one("#step-title", Static).update(self._step_title())
            self._show_way()
            await place.remove_children()
            if not place.is_attached:
                return
            await place.mount(view)
        view.focus_first()

    def _show_way(self) -> None:
        ids = [step.id for step in self._steps]
        dots = "".join(
            "◉" if name == self.step_id else "●" if self._states.get(name) == "done" else "○" for name in ids
        )
        place = _("Step {number} of {count}").format(number=self._index() + 1, count=len(ids))
        self.query_one(TitleBar).tell(f"{place} {dots}")

    def _step_title(self) -> str:
        step = self._steps[self._index()] if self._steps else None
        title = step.title.in_(self._language) if step else self.entry.step_title_in(self.step_id, self._language)
        return one_line(title)

    def _mark(self, state: str) -> None:
        if self._states.get(self.step_id) != "done":
            self._states[self.step_id] = state
            mark = self._workspace.progress.mark
            self._keeper.keep(partial(mark, self.entry.name, self.step_id, "done" if state == "done" else "seen"))

    def on_unmount(self) -> None:
        """Write what is still queued: the learner may leave at any moment."""
        self._keeper.finish()

    async def on_step_view_forward(self, message: StepView.Forward) -> None:
        """Go on: to the next step, or Home from the last one."""
        if message.done:
            self._mark("done")
        await self._go_on()

    def on_step_view_done(self) -> None:
        """Note that the step is done."""
        self._mark("done")
        self._show_way()

    async def on_step_view_backward(self) -> None:
        """Go back a step."""
        await self.action_backward()

    def on_open_own_case(self) -> None:
        """Let the learner try at once what is to be tried at work."""
        open_own_case(self, self._workspace, self._language)

    def on_open_charter(self) -> None:
        """Show the town's charter."""
        open_charter(self, self._workspace.library, self._language)

    async def action_forward(self) -> None:
        """Go on to the next step, as the button does."""
        for view in self.query(StepView):
            view.forward()

    async def action_backward(self) -> None:
        """Go back a step."""
        if self._lesson and self._index() > 0:
            await self._show(self._index() - 1)

    async def _go_on(self) -> None:
        if self._index() < len(self._steps) - 1:
            await self._show(self._index() + 1)
            return
        self._keeper.keep(self._leave_for_next)
        await self._keeper.drain()
        self.post_message(GoHome())

    def _leave_for_next(self) -> None:
        place = after_lesson(self._workspace.library, self._workspace.progress, self.entry.name, self._get_path())
        if place is not None:
            self._workspace.progress.leave_at(place.lesson, place.step)

    async def on_screen_resume(self) -> None:
        """Show what was done in the workbench."""
        if self._lesson is None:
            return
        await self._keeper.drain()
        try:
            states = await asyncio.to_thread(self._workspace.progress.states, self.entry.name)
        except StorageError:
            return
        if states.get(self.step_id) != self._states.get(self.step_id):
            self._states = states
            await self._show(self._index())

    def action_home(self) -> None:
        """Show Home."""
        self.post_message(GoHome())

    def action_help(self) -> None:
        """Explain this screen."""
        from prompt_tutor.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(_("The lesson"), _(HELP)))

    def action_scroll(self, lines: int) -> None:
        """Scroll the page by `lines`."""
        for page in self.query(".step-page"):
            page.scroll_relative(y=lines, animate=False)
