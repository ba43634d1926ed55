"""Two attempts side by side: what changed in the prompt, which criteria were gained or lost, both answers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen

from prompt_tutor.i18n import N_, _
from prompt_tutor.learning.comparison import compare
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.screens.workbench_help import comparison_help_text
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.findings import SHOWS, criterion_title, omission_marks, standing
from prompt_tutor.tui.widgets.marked_text import marked
from prompt_tutor.tui.widgets.word_changes import ADDED, REMOVED, earlier, later
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.learning.attempt import Answer, Attempt
    from prompt_tutor.learning.comparison import Comparison


class ComparisonScreen(Screen[None]):
    """Sets the attempt `before` beside the attempt `after` on `scenario`."""

    CSS_PATH = "comparison.tcss"
    AUTO_FOCUS = "#comparison"
    HORIZONTAL_BREAKPOINTS = [(0, "-stacked"), (72, "-beside")]  # noqa: RUF012 - Textual declares no class variable
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f8", "back", N_("Back")),
        Binding("f1", "help", N_("Help")),
    ]

    def __init__(self, before: Attempt, after: Attempt, scenario: Scenario) -> None:
        super().__init__()
        self._before = before
        self._after = after
        self._scenario = scenario

    def compose(self) -> ComposeResult:
        """Compose the two sides; the words that changed are marked once they are known."""
        with Horizontal(classes="bar"):
            yield Words(self._scenario.title.in_(self._after.language), classes="bar-title")
            yield Words(_("two attempts side by side"), classes="bar-note")
        with VerticalScroll(id="comparison", can_focus=True):
            yield Words("", id="criteria")
            yield from self._row(self._standing(self._before), self._standing(self._after), "side-standing")
            yield from self._row(Content(visible(self._before.draft)), Content(visible(self._after.draft)), "prompt")
            yield Words("", id="legend", classes="muted")
            yield from self._row(_who(self._before.answer), _who(self._after.answer), "side-title")
            yield from self._row(_answer(self._before.answer), _answer(self._after.answer), "side-answer")
        yield KeyFooter()

    @staticmethod
    def _row(left: Content, right: Content, name: str) -> ComposeResult:
        with Horizontal(classes="row"):
            with Vertical(classes="side"):
                yield Words(left, classes=f"{name} -before")
            with Vertical(classes="side"):
                yield Words(right, classes=f"{name} -after")

    @staticmethod
    def _standing(attempt: Attempt) -> Content:
        title = _("Attempt {number}").format(number=attempt.number)
        return Content.assemble((title, "bold $primary"), "\n", standing(attempt.grade))

    def on_mount(self) -> None:
        """Have the two compared: long prompts take up to a second."""
        self.run_worker(self._compare())

    async def _compare(self) -> None:
        comparison = await asyncio.to_thread(compare, self._before, self._after)
        if not self.is_attached:
            return
        self.query_one(".prompt.-before", Words).update(earlier(comparison.changes))
        self.query_one(".prompt.-after", Words).update(later(comparison.changes))
        same = all(change.kind == "same" for change in comparison.changes)
        legend = _("The two prompts are the same.") if same else _("{removed} removed   {added} added")
        shown = f"   {SHOWS} " + _("shows what the prompt left out") if self._shows_omissions() else ""
        self.query_one("#legend", Words).update(legend.format(removed=REMOVED, added=ADDED) + shown)
        self.query_one("#criteria", Words).update(self._criteria(comparison))

    def _shows_omissions(self) -> bool:
        return any(attempt.answer and attempt.answer.passages for attempt in (self._before, self._after))

    def _criteria(self, comparison: Comparison) -> Content:
        lines: list[Content] = []
        if comparison.gained:
            lines.append(_line(ADDED, _("Gained: {criteria}").format(criteria=self._titles(comparison.gained))))
        if comparison.lost:
            lines.append(_line(REMOVED, _("Lost: {criteria}").format(criteria=self._titles(comparison.lost))))
        if not lines:
            lines.append(_line("=", _("The same criteria are met in both.")))
        return Content("\n").join(lines)

    def _titles(self, ids: Iterable[str]) -> str:
        return ", ".join(criterion_title(id_, self._scenario) for id_ in ids)

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss()

    def action_help(self) -> None:
        """Explain the screen."""
        self.app.push_screen(HelpScreen(_("Two attempts side by side"), comparison_help_text()))


def _line(sign: str, words: str) -> Content:
    return Content.assemble((f"{sign} ", "bold $primary"), visible(words))


def _who(answer: Answer | None) -> Content:
    if answer is None:
        return Content(_("No answer"))
    if answer.model.simulated:
        return Content(_("Simulated answer, made up for the exercise"))
    return Content(_("Answer of {model}").format(model=visible(answer.model.id)))


def _answer(answer: Answer | None) -> Content:
    if answer is None or not answer.text:
        return Content(_("No text came."))
    return marked(answer.text, omission_marks(answer))
