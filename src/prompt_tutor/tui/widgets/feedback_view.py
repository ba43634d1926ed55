"""The feedback on an attempt: how it stands, what to do next, then every finding, unfolded one at a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from prompt_tutor import i18n
from prompt_tutor.i18n import N_, _, ngettext
from prompt_tutor.learning.conversation import still_possible
from prompt_tutor.learning.guesses import guesses
from prompt_tutor.learning.hints import earned, ladder
from prompt_tutor.learning.judging import judge_heading
from prompt_tutor.tui.footer import IN_PALETTE
from prompt_tutor.tui.main_button import SideButton
from prompt_tutor.tui.messages import FindingChosen, FindingOpened
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.finding_line import FindingLine
from prompt_tutor.tui.widgets.findings import (
    check_findings,
    criterion_findings,
    criterion_title,
    residual_findings,
    standing,
)
from prompt_tutor.tui.widgets.judge_findings import judge_findings
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.app import ComposeResult
    from textual.widget import Widget

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.tui.main_button import MainButton
    from prompt_tutor.tui.widgets.findings import Finding


@dataclass(frozen=True, slots=True)
class Offers:
    """What the feedback offers beside its findings.

    Attributes:
        comparable: there is an attempt before this one.
        onward: the next turn of the conversation may be written.
        refusal_due: something is still to be declined here.
        solution: a possible solution may be seen beside the attempt.
        tried: the attempts at this turn so far, this one included.
    """

    comparable: bool = False
    onward: bool = False
    refusal_due: bool = False
    solution: bool = False
    tried: tuple[Attempt, ...] = ()


class FeedbackView(VerticalScroll, can_focus=True):
    """Shows the feedback on one attempt on `scenario`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "screen.compare", N_("Compare")),
        Binding("v", "residuals", N_("Check the answer"), show=False, tooltip=IN_PALETTE),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter", "open", show=False),
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
        yield from _nothing_yet()

    async def rest(self) -> None:
        """Show what stands here before anything was sent."""
        self.restart()
        async with self.batch():
            await self.remove_children()
            await self.mount_all(_nothing_yet())

    async def show(self, attempt: Attempt, offers: Offers, *, judging: bool = False) -> None:
        """Show the feedback on `attempt` with what it `offers`; what was chosen stays chosen where it is still there.

        `judging` says that a judge is being asked.
        """
        kept = self._chosen.finding.id if self._chosen else ""
        position = self.scroll_offset.y
        self._chosen, self._offers, self._attempt = None, offers, attempt
        async with self.batch():
            await self.remove_children()
            await self.mount_all(self._widgets(attempt, offers, judging=judging))
        for line in self.query(FindingLine):
            self._show_hints(line)
            if line.finding.id == kept:
                self._choose(line, scroll=False)
                self.scroll_to(y=position, animate=False)

    def restart(self) -> None:
        """Forget what was chosen: another attempt is about to be shown."""
        self._chosen = None
        self.scroll_home(animate=False)

    def _widgets(self, attempt: Attempt, offers: Offers, *, judging: bool) -> Iterator[Widget]:
        title = _("Feedback on attempt {number}").format(number=attempt.number)
        yield Words(title, classes="pane-title")
        turns = len(self._scenario.turn_ids)
        whole = attempt.turn + 1 < turns and all(item.met for item in attempt.grade.counted)
        state = "-met" if attempt.grade.passed or whole else "-unmet"
        yield Words(standing(attempt.grade, attempt.turn, turns), id="standing", classes=state)
        if offers.onward:
            yield SideButton(_("Next turn (F7)"), id="go-on")
        if offers.refusal_due and attempt.grade.passed:
            yield Words(
                _("One thing is left: say what is not to be done with AI here, and why (F12)."), classes="guess"
            )
        yield from self._next(attempt)
        yield from self._guessed(attempt)
        yield from self._residuals(attempt)
        yield from _section(_("Criteria of the prompt"), criterion_findings(attempt, self._scenario))
        if attempt.answer and attempt.answer.grade:
            findings = check_findings(attempt.answer, self._scenario)
            yield from _section(_("Checks of the answer (they do not count for the goal)"), findings)
        yield from self._judged(attempt, judging=judging)
        hint = _("Arrows go from one finding to the next; Enter goes to its words.")
        if offers.solution:
            hint += "\n" + _("F8 sets this attempt beside the one before and one possible solution.")
        elif offers.comparable:
            hint += "\n" + _("F8 sets this attempt beside the one before.")
        yield Words(hint, classes="muted closing")

    def _next(self, attempt: Attempt) -> Iterator[Widget]:
        if not attempt.advice:
            if attempt.grade.passed:
                yield Words(
                    _("The prompt says all that matters here. Even its answer is reread before it is used."),
                    classes="advice",
                )
            return
        heading = _("To go further") if attempt.grade.passed else _("To do next")
        unmet = {item.id: item for item in attempt.grade.criteria if not item.met}
        of_advice = [unmet[advice.criterion] for advice in attempt.advice if advice.criterion in unmet]
        if of_advice and all(still_possible(item, attempt, self._scenario) for item in of_advice):
            heading = _("Still possible in the next turn")
        yield Words(heading, classes="heading")
        for number, advice in enumerate(attempt.advice, 1):
            yield Words(
                Content.assemble((f"{number}. ", "bold $primary"), visible(advice.text)),
                classes="advice",
            )

    def _guessed(self, attempt: Attempt) -> Iterator[Widget]:
        found = guesses(attempt, self._scenario)
        if not found:
            return
        titles = ", ".join(dict.fromkeys(criterion_title(guess.criterion, self._scenario) for guess in found))
        text = ngettext(
            "The model guessed what the prompt did not say ({criteria}). Another one, or the same one tomorrow, "
            "will not: write it.",
            "The model guessed things that the prompt did not say ({criteria}). Another one, or the same one tomorrow, "
            "will not: write them.",
            len(found),
        ).format(criteria=visible(titles), count=len(found))
        yield Words(text, classes="guess")

    def _residuals(self, attempt: Attempt) -> Iterator[Widget]:
        """Yield the errors that are left in the answer; before the learner has looked for them, the way there."""
        found = residual_findings(attempt, self._scenario)
        if not found or attempt.id in self._searched:
            yield from _section(_("Before publishing, check"), found)
            return
        yield Words(_("Before publishing"), classes="heading")
        yield Words(_("Even this answer holds something to check. What would you check before publishing it?"))
        yield SideButton(_("Mark it in the answer (V)"), id="find-residuals")

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

    def _judged(self, attempt: Attempt, *, judging: bool) -> Iterator[Widget]:
        judgement = attempt.judgement
        if judging:
            yield Words(_("The judge is reading… · Esc stops it"), classes="muted")
        elif judgement and judgement.items:
            yield from _section(visible(judge_heading(judgement)), judge_findings(attempt, self._scenario))
            if judgement.fault:
                yield Words(visible(f"{judgement.fault.message} {judgement.fault.remedy}"), classes="muted")

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

    def _ladder(self, line: FindingLine) -> tuple[str, tuple[str, ...], int]:
        """Return the unmet criterion of a line, its hints and how many are earned; no hints for any other line."""
        criterion = line.finding.id.removeprefix("criterion-")
        last = self._offers.tried[-1] if self._offers.tried else None
        unmet = last is not None and any(item.id == criterion and not item.met for item in last.grade.criteria)
        if not unmet or criterion == line.finding.id:
            return criterion, (), 0
        return criterion, ladder(criterion, self._scenario, i18n.language()), earned(criterion, self._offers.tried)

    def _show_hints(self, line: FindingLine) -> None:
        criterion, rungs, allowed = self._ladder(line)
        opened = min(self._opened[criterion], len(rungs))
        more = ""
        if opened < min(allowed, len(rungs)):
            more = _("Space opens the next hint.") if opened else _("Space opens a hint.")
        elif opened < len(rungs):
            more = _("The next hint opens once another attempt changes something in the prompt.")
        line.show_hints(rungs[:opened], len(rungs), more)

    def on_main_button_pressed(self, message: MainButton.Pressed) -> None:
        """Go on to the next turn, or to what is to be checked in the answer."""
        message.stop()
        if message.button.id == "find-residuals":
            self.action_residuals()
        else:
            self.screen.call_later(self.screen.run_action, "next_turn")

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


def _nothing_yet() -> Iterator[Widget]:
    yield Words(_("Feedback"), classes="pane-title")
    yield Words(_("Send your prompt (F5): what it says and what it leaves out will be shown here."), classes="empty")


def _section(heading: str, findings: Iterable[Finding]) -> Iterator[Widget]:
    lines = [FindingLine(finding) for finding in findings]
    if lines:
        yield Words(heading, classes="heading")
        yield from lines
