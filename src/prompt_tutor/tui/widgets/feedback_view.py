"""The feedback on an attempt: how it stands, what to do next, then every finding, unfolded one at a time."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from prompt_tutor import i18n
from prompt_tutor.i18n import N_, _
from prompt_tutor.learning.disputes import disputable
from prompt_tutor.learning.hints import earned, ladder
from prompt_tutor.tui.footer import IN_PALETTE
from prompt_tutor.tui.messages import Disputed, FindingChosen, FindingOpened
from prompt_tutor.tui.widgets.feedback_parts import Offers, feedback_parts, nothing_yet
from prompt_tutor.tui.widgets.finding_line import FindingLine
from prompt_tutor.tui.widgets.findings import (
    criterion_title,
    residual_findings,
)

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.grade import CriterionGrade
    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.tui.main_button import MainButton


class FeedbackView(VerticalScroll, can_focus=True):
    """Shows the feedback on one attempt on `scenario`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "screen.compare", N_("Compare")),
        Binding("v", "residuals", N_("Check the answer"), show=False, tooltip=IN_PALETTE),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter", "open", show=False),
        Binding("i", "dispute", N_("I wrote it here"), show=False, tooltip=IN_PALETTE),
        Binding("space", "hint", N_("Next hint"), show=False, tooltip=IN_PALETTE),
    ]

    def __init__(self, scenario: Scenario, *, id: str, classes: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes=classes)
        self._scenario = scenario
        self._chosen: FindingLine | None = None
        self._offers = Offers()
        self._opened: Counter[str] = Counter()
        self._attempt: Attempt | None = None
        self._searched: set[int] = set()

    def compose(self) -> ComposeResult:
        """Compose what stands here before anything was sent."""
        yield from nothing_yet()

    async def rest(self) -> None:
        """Show what stands here before anything was sent."""
        self.restart()
        async with self.batch():
            await self.remove_children()
            await self.mount_all(nothing_yet())

    async def show(self, attempt: Attempt, offers: Offers, *, judging: bool = False) -> None:
        """Show the feedback on `attempt` with what it `offers`; what was chosen stays chosen where it is still there.

        `judging` says that a judge is being asked.
        """
        kept = self._chosen.finding.id if self._chosen else ""
        position = self.scroll_offset.y
        self._chosen, self._offers, self._attempt = None, offers, attempt
        async with self.batch():
            await self.remove_children()
            searched = attempt.id in self._searched
            await self.mount_all(feedback_parts(attempt, offers, self._scenario, judging=judging, searched=searched))
        for line in self.query(FindingLine):
            self._show_hints(line)
            if line.finding.id == kept:
                self._choose(line, scroll=False)
                self.scroll_to(y=position, animate=False)

    def restart(self) -> None:
        """Forget what was chosen: another attempt is about to be shown."""
        self._chosen = None
        self.scroll_home(animate=False)

    def action_residuals(self) -> None:
        """Have the learner mark in the answer what is to be checked before it is published."""
        from prompt_tutor.tui.screens.residuals import ResidualsScreen

        attempt = self._attempt
        if attempt is None or attempt.answer is None or not residual_findings(attempt, self._scenario):
            return
        residuals, language = self._scenario.practice.residual, attempt.language
        self.app.push_screen(ResidualsScreen(attempt.answer.text, residuals, language), self._looked)

    async def _looked(self, checked: bool | None) -> None:
        if checked and self._attempt is not None and self.is_attached:
            self._searched.add(self._attempt.id)
            await self.show(self._attempt, self._offers)

    def action_move(self, step: int) -> None:
        """Go to the next finding, or to the one before; above the first, to the top."""
        lines = list(self.query(FindingLine))
        if not lines:
            return
        if self._chosen is None:
            self._choose(lines[0 if step > 0 else -1])
            return
        index = lines.index(self._chosen) + step
        if index < 0:
            self.scroll_home(animate=False)
        elif index < len(lines):
            self._choose(lines[index])
        else:
            self.scroll_end(animate=False)

    def action_open(self) -> None:
        """Show the passages of the chosen finding where they stand."""
        if self._chosen is not None:
            self.post_message(FindingOpened(self._chosen.finding))

    def action_hint(self) -> None:
        """Open the next hint on the chosen criterion, where it is earned."""
        if self._chosen is None:
            return
        criterion, rungs, allowed = self._ladder(self._chosen)
        if self._opened[criterion] < min(allowed, len(rungs)):
            self._opened[criterion] += 1
            self._show_hints(self._chosen)
            self.call_after_refresh(self._chosen.scroll_visible, animate=False)

    def action_dispute(self) -> None:
        """Let the learner show where the chosen criterion is met all the same."""
        from prompt_tutor.tui.screens.dispute import DisputeScreen

        item, attempt = self._disputable(self._chosen), self._attempt
        if item is not None and attempt is not None:
            title = criterion_title(item.id, self._scenario)
            screen = DisputeScreen(title, attempt.drafts[item.turn], attempt.language, item.disputed)
            self.app.push_screen(screen, partial(self._disputed, item.id))

    def _disputed(self, criterion: str, words: str | None) -> None:
        if words is not None and self.is_attached:
            self.post_message(Disputed(criterion, words))

    def _disputable(self, line: FindingLine | None) -> CriterionGrade | None:
        """Return the verdict of a line, where it can be disputed."""
        if line is None or self._attempt is None:
            return None
        return next((item for item in disputable(self._attempt) if line.finding.id == f"criterion-{item.id}"), None)

    def _ladder(self, line: FindingLine) -> tuple[str, tuple[str, ...], int]:
        """Return the unmet criterion of a line, its hints and how many are earned; no hints for any other line."""
        criterion = line.finding.id.removeprefix("criterion-")
        last = self._offers.tried[-1] if self._offers.tried else None
        unmet = last is not None and any(
            item.id == criterion and not item.met and not item.disputed for item in last.grade.criteria
        )
        if not unmet or criterion == line.finding.id:
            return criterion, (), 0
        return criterion, ladder(criterion, self._scenario, i18n.language()), earned(criterion, self._offers.tried)

    def _show_hints(self, line: FindingLine) -> None:
        criterion, rungs, allowed = self._ladder(line)
        opened = min(self._opened[criterion], len(rungs))
        more = dispute = ""
        if opened < min(allowed, len(rungs)):
            more = _("Space opens the next hint.") if opened else _("Space opens a hint.")
        elif opened < len(rungs):
            more = _("The next hint opens once another attempt changes something in the prompt.")
        item = self._disputable(line)
        if item is not None and not item.disputed:
            dispute = _("You wrote it all the same? I lets you show where.")
        elif item is not None:
            dispute = _("I shows other words, or takes the dispute back.")
        line.show_ways(rungs[:opened], len(rungs), more, dispute)

    def on_main_button_pressed(self, message: MainButton.Pressed) -> None:
        """Go on to the next turn, or to what is to be checked in the answer."""
        message.stop()
        if message.button.id == "find-residuals":
            self.action_residuals()
        else:
            self.screen.call_later(self.screen.run_action, "next_turn")

    def on_finding_line_wanted(self, message: FindingLine.Wanted) -> None:
        """Do by the mouse what the keys do on a line."""
        message.stop()
        self._choose(message.line, scroll=False)
        self.call_later(self.run_action, message.action)

    def on_finding_line_clicked(self, message: FindingLine.Clicked) -> None:
        """Choose the line that was clicked."""
        message.stop()
        self._choose(message.line)

    def _choose(self, line: FindingLine, *, scroll: bool = True) -> None:
        if self._chosen is not None:
            self._chosen.remove_class("-chosen")
        self._chosen = line
        line.add_class("-chosen")
        if scroll:
            self.call_after_refresh(line.scroll_visible, animate=False)
        self.post_message(FindingChosen(line.finding))
