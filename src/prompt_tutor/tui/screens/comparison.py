"""Attempts side by side: what changed in the prompt, which criteria were gained or lost, the answers, a solution."""

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
from prompt_tutor.tui.screens.confirmation import Confirmation
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.screens.workbench_help import comparison_help_text
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.findings import SHOWS, criterion_title, omission_marks, standing
from prompt_tutor.tui.widgets.marked_text import marked
from prompt_tutor.tui.widgets.word_changes import ADDED, REMOVED, earlier, later
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.learning.attempt import Answer, Attempt
    from prompt_tutor.learning.comparison import Comparison


class ComparisonScreen(Screen[None]):
    """Sets the attempt `before`, if any, beside the attempt `after` on `scenario`, and one possible `solution`.

    The solution is shown at once where it is `earned`, else where it is asked for; "" shows none. Where all three do
    not fit, F4 turns from the two attempts to the last one and the solution, and back.
    """

    CSS_PATH = "comparison.tcss"
    AUTO_FOCUS = "#comparison"
    HORIZONTAL_BREAKPOINTS = [(0, "-stacked"), (72, "-beside"), (100, "-beside3")]  # noqa: RUF012 - Textual declares no class variable
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "turn", N_("Other side")),
        Binding("s", "ask_solution", N_("See a solution")),
        Binding("escape,f8", "back", N_("Back")),
        Binding("f1", "help", N_("Help")),
    ]

    def __init__(
        self, before: Attempt | None, after: Attempt, scenario: Scenario, solution: str = "", *, earned: bool = False
    ) -> None:
        super().__init__()
        self._before = before
        self._after = after
        self._scenario = scenario
        self._solution = solution
        self._shown = bool(solution) and earned

    def compose(self) -> ComposeResult:
        """Compose the two sides; the words that changed are marked once they are known."""
        with Horizontal(classes="bar"):
            yield Words(self._scenario.title.in_(self._after.language), classes="bar-title")
            note = _("side by side") if self._solution else _("two attempts side by side")
            yield Words(note, classes="bar-note")
        with VerticalScroll(id="comparison", can_focus=True):
            yield Words("", id="criteria")
            yield from self._row("side-standing", self._standing(self._after), self._standing, self._solution_title())
            yield from self._row("prompt", _draft(self._after), _draft, Content(visible(self._solution)))
            yield Words("", id="legend", classes="muted")
            yield from self._row("side-title", _who(self._after.answer), lambda each: _who(each.answer), Content(""))
            answer = _answer(self._after.answer)
            yield from self._row("side-answer", answer, lambda each: _answer(each.answer), Content(""))
        yield KeyFooter()

    def _row(self, name: str, after: Content, of: Callable[[Attempt], Content], solution: Content) -> ComposeResult:
        """Yield a row: what `of` says of the attempt before, then `after`, then the `solution`."""
        sides = [(after, "-after"), (solution, "-solution")]
        if self._before:
            sides.insert(0, (of(self._before), "-before"))
        with Horizontal(classes="row"):
            for content, side in sides:
                with Vertical(classes=f"side {side}"):
                    yield Words(content, classes=f"{name} {side}" if content.plain else side)

    @staticmethod
    def _solution_title() -> Content:
        return Content.assemble((_("One possible solution"), "bold $primary"), "\n", _("There are others."))

    @staticmethod
    def _standing(attempt: Attempt) -> Content:
        title = _("Attempt {number}").format(number=attempt.number)
        return Content.assemble((title, "bold $primary"), "\n", standing(attempt.grade))

    def on_mount(self) -> None:
        """Have the two compared: long prompts take up to a second."""
        self._place()
        if self._before is not None:
            self.run_worker(self._compare(self._before))

    def _place(self) -> None:
        """Show the sides that there are: where three do not fit, the solution in place of the attempt before."""
        self.set_class(self._shown, "-solved")
        self.set_class(self._shown and self._before is None, "-turned")
        self.refresh_bindings()

    def action_turn(self) -> None:
        """Turn to the solution, or back to the attempt before."""
        self.toggle_class("-turned")

    def action_ask_solution(self) -> None:
        """Ask whether the solution is really to be shown before it is earned."""
        question = _("See a possible solution now?")
        text = _(
            "It opens by itself after success, or after three attempts that differ. What it shows is learned less well."
        )
        self.app.push_screen(Confirmation(question, text, yes=_("See it"), no=_("Try again first")), self._asked)

    def _asked(self, yes: bool | None) -> None:
        if yes:
            self._shown = True
            self._place()
            self.add_class("-turned")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own
        """Offer the solution until it is shown, and to turn to it where it does not stand beside the attempts."""
        if action == "ask_solution":
            return bool(self._solution) and not self._shown
        if action == "turn":
            return self._shown and self._before is not None and not self.has_class("-beside3")
        return True

    async def _compare(self, before: Attempt) -> None:
        comparison = await asyncio.to_thread(compare, before, self._after)
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
        shown = [attempt for attempt in (self._before, self._after) if attempt]
        return any(attempt.answer and attempt.answer.passages for attempt in shown)

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
        return " · ".join(criterion_title(id_, self._scenario) for id_ in ids)

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss()

    def action_help(self) -> None:
        """Explain the screen."""
        self.app.push_screen(HelpScreen(_("Two attempts side by side"), comparison_help_text()))


def _line(sign: str, words: str) -> Content:
    return Content.assemble((f"{sign} ", "bold $primary"), visible(words))


def _draft(attempt: Attempt) -> Content:
    return Content(visible(attempt.draft))


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
