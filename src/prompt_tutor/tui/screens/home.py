"""Home: go on where one left off, choose a lesson, or practise freely."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static

from prompt_tutor.errors import StorageError, TutorError
from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.choosing import model_words
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.main_button import MainButton
from prompt_tutor.tui.navigation import OpenLesson, OpenScenario, SwitchLanguage
from prompt_tutor.tui.screens.home_rows import HomeView, home_options, read_home
from prompt_tutor.tui.title_bar import TitleBar
from prompt_tutor.tui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from prompt_tutor.learning.workspace import Workspace
    from prompt_tutor.llm.model import Model

PAGE_WIDTH: Final = 100
AROUND: Final = 7
"""Cells, as home.tcss has them: the page's largest width; its padding, the rows' padding and the scrollbar."""

A_FRAME: Final = 0.03
"""Seconds after which the first frame is painted."""

HELP: Final = N_(
    "The first line takes you on where you left off: press Enter.\n\n"
    "Below are the lessons, in order, and the scenarios, to practise as often as you like. "
    "Move with the arrow keys ↑ and ↓, open with Enter, or click.\n\n"
    "✓ done   ◐ begun   ○ to discover\n\n"
    "Nothing can be broken here, and whatever you write is kept as you write it: you may leave at any moment. "
    "Esc always takes you back.\n\n"
    "The top line names the model that answers; M (or F6) chooses another.\n\n"
    "Ctrl+P finds everything by name: themes, language, a picture of the screen. L changes the language, Q leaves."
)


class Rows(OptionList, inherit_bindings=False):
    """The lessons and scenarios; beyond the first row, ↑ goes back to the main action."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", N_("Open")),
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    def action_cursor_up(self) -> None:
        """Go up a row, or out of the list at its top."""
        first = next((index for index, option in enumerate(self.options) if not option.disabled), None)
        if self.highlighted in (None, first):
            self.screen.focus_previous()
        else:
            super().action_cursor_up()

    def show(self, view: HomeView, language: str) -> None:
        """Show `view`, at the width that there is; the highlighted row stays."""
        place = self.highlighted
        self.set_options(home_options(view, language, self.content_width))
        self.highlighted = place

    @property
    def content_width(self) -> int:
        """The cells of a row: the screen's, up to the page's largest width, less what stands around it."""
        return min(self.app.size.width, PAGE_WIDTH) - AROUND

    def on_focus(self) -> None:
        """Show where one stands in the list."""
        if self.highlighted is None:
            self.action_first()


class HomeScreen(Screen[None]):
    """Where the learner stands, and everything that can be opened."""

    CSS_PATH = "home.tcss"
    AUTO_FOCUS = "#resume"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "resume", N_("Open")),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("l", "language", N_("Français")),
        Binding("f1,question_mark", "help", N_("Help")),
        Binding("ctrl+p", "app.command_palette", N_("Commands")),
        Binding("q", "app.quit", N_("Quit")),
        Binding("m,f6", "app.choose_model", N_("Model")),
    ]

    def __init__(self, workspace: Workspace, make_model: Callable[[], Model], language: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._make_model = make_model
        self._language = language
        self._view = HomeView()
        self._problem = ""
        self._read()

    def _read(self) -> None:
        """Read where the learner stands; where that fails, what was known stays and the reason is shown."""
        try:
            self._view, self._problem = read_home(self._workspace), ""
        except StorageError as error:
            self._problem = str(error)

    def compose(self) -> ComposeResult:
        """Compose the name and model in use, the main action, the rows and the keys."""
        yield TitleBar("prompt-tutor", click="app.choose_model")
        with Vertical(id="home"):
            yield Static(self._greeting(), id="greeting", markup=False)
            resume = MainButton(self._resume_words(), id="resume")
            resume.display = self._view.resume() is not None
            yield resume
        yield KeyFooter()

    def on_mount(self) -> None:
        """Fill in the rest once the main action is painted: rows take time, and so may making the model."""
        self.set_timer(A_FRAME, self._fill)

    async def _fill(self) -> None:
        if not self.is_attached:
            return
        rows = Rows(id="rows", markup=False)
        await self.query_one("#home").mount(rows)
        rows.show(self._view, self._language)
        if self.focused is None:
            rows.focus()
        self._read_model()

    def _read_model(self) -> None:
        self.run_worker(self._show_model(), group="model", exclusive=True)

    async def _show_model(self) -> None:
        # In a thread: a server of this computer is asked where its model runs.
        words = await asyncio.to_thread(self._model_words)
        if self.is_attached:
            self.query_one(TitleBar).tell(words)

    def _model_words(self) -> str:
        try:
            return model_words(self._make_model().info)
        except TutorError as error:
            return error.message

    def _greeting(self) -> str:
        words = _("Good to see you again. Everything is where you left it.")
        if self._view.fresh:
            words = _("Welcome. Nothing can be broken here, and whatever you write is kept.")
        return visible(self._problem or words)

    def _resume_words(self) -> str:
        entry, place = self._view.resume(), self._view.place
        if entry is None or place is None:
            return ""
        words = _("Go on: {lesson} · {step}")
        if not self._view.begun:
            words = _("Begin: {lesson}")
        elif all(state.state == "done" for state in self._view.lessons):
            words = _("See again: {lesson}")
        return words.format(lesson=entry.title_in(self._language), step=entry.step_title_in(place.step, self._language))

    def action_resume(self) -> None:
        """Go on where the learner left off."""
        self._resume()

    def on_main_button_pressed(self) -> None:
        """Go on where the learner left off."""
        self._resume()

    def _resume(self) -> None:
        entry = self._view.resume()
        if entry is not None and self._view.place is not None:
            self.post_message(OpenLesson(entry.name, self._view.place.step))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the lesson or scenario of a row."""
        kind, _colon, name = (event.option_id or "").partition(":")
        self.post_message(OpenLesson(name, self._step_of(name)) if kind == "lesson" else OpenScenario(name))

    def _step_of(self, name: str) -> str:
        """Return the step where a lesson is opened: where one left off if it is that lesson, else the first."""
        entry = self._view.resume()
        return self._view.place.step if entry and self._view.place and entry.name == name else ""

    def action_language(self) -> None:
        """Go on in the other language."""
        self.post_message(SwitchLanguage())

    def action_help(self) -> None:
        """Explain this screen."""
        from prompt_tutor.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(_("Home"), _(HELP)))

    def on_screen_resume(self) -> None:
        """Show what was done since: a lesson, an attempt in the workbench, a model that was chosen."""
        self._read()
        if self.query(Rows):  # else it is read once the first frame is painted
            self._read_model()
        self.query_one("#greeting", Static).update(self._greeting())
        resume = self.query_one("#resume", MainButton)
        resume.relabel(self._resume_words())
        resume.display = self._view.resume() is not None
        self._show_rows()

    def on_resize(self) -> None:
        """Fit the rows to the new width."""
        self._show_rows()

    def _show_rows(self) -> None:
        for rows in self.query(Rows):
            rows.show(self._view, self._language)
