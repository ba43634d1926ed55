"""Home: go on where one left off, choose a lesson, or practise freely."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from prompt_tutor.errors import StorageError, TutorError
from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.choosing import model_words, narrow_words
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.main_button import MainButton
from prompt_tutor.tui.navigation import OpenLesson, OpenScenario, SwitchLanguage
from prompt_tutor.tui.screens.home_doors import HomeDoors
from prompt_tutor.tui.screens.home_list import Rows
from prompt_tutor.tui.screens.home_view import read_home_review
from prompt_tutor.tui.title_bar import TitleBar
from prompt_tutor.tui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import date

    from textual.app import ComposeResult
    from textual.widgets import Input

    from prompt_tutor.content.index import PathEntry
    from prompt_tutor.learning.workspace import Workspace
    from prompt_tutor.llm.model import Model

A_FRAME: Final = 0.03
"""Seconds after which the first frame is painted."""

HELP: Final = N_(
    "The first line takes you on where you left off: press Enter.\n\n"
    "Below are the lessons of your path, in order, and the scenarios, to practise as often as you like. "
    "What is due for review comes above them. "
    "Move with the arrow keys ↑ and ↓, open with Enter, or click.\n\n"
    "✓ done   ◐ begun   ○ not started   ↻ to review\n\n"
    "C opens My own case: a prompt for a real task of yours, read over on this computer and kept in your notebook.\n\n"
    "R (or /) finds lessons and scenarios by a word of their title, as you type. P chooses the path: its lessons come "
    "first, and what you have done stays done. H shows the town’s charter on AI, if there is one.\n\n"
    "Nothing can be broken here, and whatever you write is kept as you write it: you may leave at any moment. "
    "Esc always takes you back.\n\n"
    "The top line names the model that answers; M (or F6) chooses another.\n\n"
    "Ctrl+P finds everything by name: themes, language, a picture of the screen. L changes the language, Q leaves."
)


class HomeScreen(HomeDoors):
    """Where the learner stands, and everything that can be opened; `opening`: the tutor opens with it."""

    CSS_PATH = "home.tcss"
    AUTO_FOCUS = "#resume"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "resume", N_("Open")),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("r,slash", "search", N_("Search")),
        Binding("escape", "end_search", N_("Show everything")),
        Binding("l", "language", N_("Français")),
        Binding("f1,question_mark", "help", N_("Help")),
        Binding("q", "app.quit", N_("Quit")),
        Binding("c", "case", N_("My own case")),
        Binding("p", "path", N_("Path")),
        Binding("h", "charter", show=False),
        Binding("m,f6", "app.choose_model", N_("Model")),
        Binding("ctrl+p", "app.command_palette", N_("Commands")),
    ]

    def __init__(
        self,
        workspace: Workspace,
        make_model: Callable[[], Model],
        language: str,
        get_path: Callable[[], PathEntry | None],
        choose_path: Callable[[str], None],
        today: Callable[[], date],
        *,
        opening: bool = False,
    ) -> None:
        super().__init__(workspace, language, get_path, choose_path, today)
        self._make_model = make_model
        self._opening = opening
        self._words = ""
        self.read()

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
        self._read_review()

    def _read_model(self) -> None:
        show: Callable[[], Awaitable[None]] = self._show_model
        self.run_worker(show, group="model", exclusive=True)

    async def _show_model(self) -> None:
        # In a thread: a server of this computer is asked where its model runs.
        words, narrow = await asyncio.to_thread(self._model_words)
        for bar in self.query(TitleBar):  # none where the learner left meanwhile
            bar.tell(words, narrow)

    def _model_words(self) -> tuple[str, str]:
        """Return who answers, and the same in fewer words."""
        try:
            info = self._make_model().info
        except TutorError as error:
            return error.message, ""
        return model_words(info), narrow_words(info)

    def _read_review(self) -> None:
        show: Callable[[], Awaitable[None]] = self._show_review  # not begun before it is its turn: it may be put off
        self.run_worker(show, group="due", exclusive=True)

    async def _show_review(self) -> None:
        # In a thread, after the first frame: it reads every scenario's first attempt, and the titles of criteria.
        try:
            review = await asyncio.to_thread(read_home_review, self._workspace, self._today(), self._language)
        except StorageError:
            return  # Home says already that the store cannot be read
        if self.is_attached and review != self._view.review:
            self._view = replace(self._view, review=review)
            self._show_rows()

    def _greeting(self) -> str:
        words = _("What you did is kept. Choose what comes next.")
        if self._opening:
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
        """Do what a row says: mostly, open its lesson or scenario."""
        kind, _colon, name = (event.option_id or "").partition(":")
        if kind == "lesson":
            self.post_message(OpenLesson(name, self._step_of(name)))
        elif kind == "scenario":
            self.post_message(OpenScenario(name))
        else:
            self.open_door(kind, name)

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

    # --- Searching ----------------------------------------------------------------------------------------------------

    async def action_search(self) -> None:
        """Show the field in which one types what one looks for."""
        from prompt_tutor.tui.screens.search_field import SearchField

        if not self.query("#search") and self.query(Rows):
            await self.query_one("#home").mount(SearchField(), before="#rows")
            self.refresh_bindings()
        for field in self.query("#search"):
            field.focus()

    async def action_end_search(self) -> None:
        """Show everything again."""
        await self.query("#search").remove()
        self._words = ""
        self._show_rows()
        self.query_one(Rows).focus()
        self.refresh_bindings()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the words find."""
        self._words = event.value
        self._show_rows()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open the first that was found."""
        if event.value.strip():
            self.query_one(Rows).open_first()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own
        """Offer only what can be done now."""
        if action == "end_search":
            return bool(self.query("#search"))
        if action == "search":  # while one types, / is a letter like any other
            return self.focused is None or self.focused.id != "search"
        return self._view.paths if action == "path" else True

    # --- Keeping up ---------------------------------------------------------------------------------------------------

    def on_screen_suspend(self) -> None:
        """Note that the tutor is open: whoever comes back from a lesson is not greeted again."""
        self._opening = False

    def on_screen_resume(self) -> None:
        """Show what was done since: a lesson, an attempt in the workbench, a model that was chosen."""
        if self.query(Rows):  # else it is read once the first frame is painted
            self._read_model()
        self.catch_up()

    def catch_up(self) -> None:
        """Show what has changed."""
        self.read()
        if self.query(Rows):
            self._read_review()
        self.query_one("#greeting", Static).update(self._greeting())
        resume = self.query_one("#resume", MainButton)
        resume.relabel(self._resume_words())
        resume.display = self._view.resume() is not None
        self._show_rows()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Fit the rows to the new width."""
        self._show_rows()

    def _show_rows(self) -> None:
        for rows in self.query(Rows):
            rows.show(self._view, self._language, self._words)
