"""The history of a scenario: every attempt, its score over time, any two compared, one or all saved as Markdown."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets.option_list import Option

from prompt_tutor.errors import StorageError
from prompt_tutor.i18n import N_, _
from prompt_tutor.learning.export import markdown
from prompt_tutor.learning.past import date_words, model_words, past_attempts
from prompt_tutor.learning.regrading import regrade
from prompt_tutor.learning.saving import free_name
from prompt_tutor.paths import documents_folder
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.screens.comparison import ComparisonScreen
from prompt_tutor.tui.screens.export_name import ExportName
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.title_bar import TitleBar
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.choice_list import ChoiceList
from prompt_tutor.tui.widgets.findings import standing
from prompt_tutor.tui.widgets.score_chart import ScoreChart
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.widgets import OptionList

    from prompt_tutor.learning.exercise import Exercise
    from prompt_tutor.learning.past import PastAttempt

HELP: Final = N_(
    "Every attempt at this scenario, the latest first. The chart shows their scores from the first to the last: "
    "✓ goal reached, ○ to revise.\n\n"
    "Enter shows an attempt in full: prompt, answer and verdicts. The verdicts of then stay; where today’s grader "
    "would say otherwise, that stands beside them.\n\n"
    "Space marks an attempt, C compares: the two that are marked, or the marked one with the one you stand on, or "
    "this one with the one before.\n\n"
    "E saves the attempt you stand on to a Markdown file, A saves all of them. You choose the name of the file; it "
    "holds no key and no setting.\n\n"
    "Nothing can be erased here."
)
MARK: Final = "●"
NARROW: Final = 72
"""Cells below which how an attempt stands has a line of its own."""


class HistoryScreen(Screen[None]):
    """Shows the attempts of `exercise`."""

    CSS_PATH = "history.tcss"
    AUTO_FOCUS = "#attempts"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "compare", N_("Compare")),
        Binding("e", "export", N_("Save")),
        Binding("space", "mark", N_("Mark")),
        Binding("escape", "back", N_("Back")),
        Binding("a", "export_all", N_("Save all")),
        Binding("f1,question_mark", "help", N_("Help")),
    ]

    def __init__(self, exercise: Exercise) -> None:
        super().__init__()
        self._exercise = exercise
        self._scenario = exercise.scenario
        self._past: tuple[PastAttempt, ...] = ()
        self._marked: tuple[int, ...] = ()

    # --- What stands on the screen ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Compose the chart, the list and the line below it."""
        yield TitleBar(self._scenario.title.in_(self._exercise.language), _("your attempts"))
        with Vertical(id="history"):
            yield ScoreChart(id="scores")
            yield ChoiceList(id="attempts", markup=False)
            yield Words("", id="history-state")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Read the attempts."""
        self.run_worker(self._load())

    def on_resize(self) -> None:
        """Lay the rows out for the width that there is."""
        if self._past:
            self._show_rows()

    async def _load(self) -> None:
        try:
            self._past = await asyncio.to_thread(past_attempts, self._exercise)
        except StorageError as error:
            self._say(f"{error.message} {error.remedy}", fault=True)
            return
        # A conversation counts once it has come to its last turn.
        last = len(self._scenario.turn_ids) - 1
        grades = [past.attempt.grade for past in self._past if past.attempt.turn == last]
        self.query_one(ScoreChart).show([(grade.score, grade.passed) for grade in grades])
        self._show_rows()
        self._say(
            _("Enter shows an attempt in full, Space marks one for comparing.")
            if self._past
            else _("Nothing has been sent here yet: your attempts will stand on this page.")
        )
        self.refresh_bindings()

    def _show_rows(self) -> None:
        rows = self.query_one(ChoiceList)
        at = rows.highlighted or 0
        latest_first = tuple(reversed(self._past))
        rows.set_options([Option(self._row(past), id=str(past.attempt.id)) for past in latest_first])
        rows.highlighted = min(at, len(latest_first) - 1) if latest_first else None

    def _row(self, past: PastAttempt) -> Content:
        attempt, turns = past.attempt, len(self._scenario.turn_ids)
        sign = MARK if attempt.id in self._marked else " "
        number = _("Attempt {number}").format(number=attempt.number)
        stands = standing(attempt.grade, attempt.turn, turns)
        narrow = self.app.size.width < NARROW
        indent = " " * (4 if narrow else 14)
        gap = f"\n{indent}" if narrow else "  "
        line = f"{sign} {_wide(number, 10)}  {date_words(past.created)}{gap}{stands}"
        second = [_("score {score} of 100").format(score=attempt.grade.score), visible(model_words(attempt))]
        if attempt.answer and attempt.answer.status != "complete":
            second.append(_("answer not whole"))
        if past.changed:
            second.append(_("the scenario has changed since"))
        return Content.assemble(line, "\n", (indent + " · ".join(second), "$text-muted"))

    def _say(self, words: str, *, fault: bool = False) -> None:
        state = self.query_one("#history-state", Words)
        state.set_class(fault, "-fault")
        state.update(f"! {words}" if fault else words)

    def _current(self) -> PastAttempt | None:
        option = self.query_one(ChoiceList).highlighted_option
        return next((past for past in self._past if option and str(past.attempt.id) == option.id), None)

    # --- Reading and comparing ----------------------------------------------------------------------------------------

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Show the attempt in full, and what today's grader would say where it was graded by an older one."""
        event.stop()
        past = self._current()
        if past:
            self.run_worker(self._open(past), group="open", exclusive=True)

    async def _open(self, past: PastAttempt) -> None:
        # In a thread: grading a long prompt takes a while, and the attempt may have been graded by an older version.
        try:
            past = replace(past, attempt=await asyncio.to_thread(regrade, self._exercise, past.attempt))
        except StorageError as error:
            self._say(f"{error.message} {error.remedy}", fault=True)
        if not self.is_current:
            return
        self._past = tuple(past if each.attempt.id == past.attempt.id else each for each in self._past)
        title = _("Attempt {number}").format(number=past.attempt.number)
        text = markdown([past], self._scenario, fenced=False)
        self.app.push_screen(HelpScreen(title, text, keys=False, markdown=True))

    def action_mark(self) -> None:
        """Mark the attempt for comparing, or take the mark off; the older of three marks goes."""
        past = self._current()
        if past is None:
            return
        id_ = past.attempt.id
        others = tuple(each for each in self._marked if each != id_)
        self._marked = others if id_ in self._marked else (*others[-1:], id_)
        self._show_rows()

    def action_compare(self) -> None:
        """Set two attempts side by side: the marked ones, or that and this one, or this one and the one before."""
        pair = self._pair()
        if len(pair) == 2:
            before, after = pair
            self.app.push_screen(ComparisonScreen(before.attempt, after.attempt, self._scenario))
        else:
            self._say(_("There is no other attempt to compare this one with: mark one with the space bar."), fault=True)

    def _pair(self) -> Sequence[PastAttempt]:
        """Return what is to be compared, the older first."""
        current = self._current()
        wanted = set(self._marked)
        if len(wanted) < 2 and current:
            wanted.add(current.attempt.id)
        pair = [past for past in self._past if past.attempt.id in wanted]
        if len(pair) == 1:
            same = [past for past in self._past if past.attempt.turn == pair[0].attempt.turn]
            at = same.index(pair[0])
            pair = same[at - 1 : at + 1] if at else pair
        return pair

    # --- Saving -------------------------------------------------------------------------------------------------------

    def action_export(self) -> None:
        """Save this attempt to a file."""
        past = self._current()
        if past:
            self._export([past], f"{self._scenario.id}-{past.attempt.number}")

    def action_export_all(self) -> None:
        """Save all attempts to a file."""
        self._export(self._past, self._scenario.id)

    def _export(self, past: Sequence[PastAttempt], stem: str) -> None:
        file = free_name(documents_folder() / f"prompt-tutor-{stem}.md")

        def say(saved: Path | None) -> None:
            if saved:
                self._say("✓ " + _("Saved: {file}").format(file=saved))

        self.app.push_screen(ExportName(file, markdown(past, self._scenario)), say)

    # --- The rest -----------------------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Explain the screen."""
        self.app.push_screen(HelpScreen(_("Your attempts"), _(HELP)))

    def action_back(self) -> None:
        """Go back to the exercise."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own
        """Offer only what can be done now."""
        if action in ("mark", "export", "export_all"):
            return bool(self._past)
        return len(self._past) > 1 if action == "compare" else True


def _wide(text: str, cells: int) -> str:
    return text + " " * max(0, cells - cell_len(text))
