"""What the feedback on an attempt is made of: how it stands, what to do next, then every finding as a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from prompt_tutor.i18n import _, ngettext
from prompt_tutor.learning.conversation import still_possible
from prompt_tutor.learning.guesses import guesses
from prompt_tutor.learning.judging import judge_heading
from prompt_tutor.tui.main_button import SideButton
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

    from textual.widget import Widget

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.learning.attempt import Attempt
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


def nothing_yet() -> Iterator[Widget]:
    """Yield what stands in the feedback before anything was sent."""
    yield Words(_("Feedback"), classes="pane-title")
    yield Words(_("Send your prompt (F5): what it says and what it leaves out will be shown here."), classes="empty")


def feedback_parts(
    attempt: Attempt, offers: Offers, scenario: Scenario, *, judging: bool, searched: bool
) -> Iterator[Widget]:
    """Yield the feedback on `attempt` on `scenario`, from how it stands to the last finding.

    Args:
        attempt: what was sent.
        offers: what is offered beside the findings.
        scenario: what was practised.
        judging: a judge is being asked.
        searched: the learner has looked for what is to be checked in the answer.
    """
    title = _("Feedback on attempt {number}").format(number=attempt.number)
    yield Words(title, classes="pane-title")
    turns = len(scenario.turn_ids)
    whole = attempt.turn + 1 < turns and all(item.met for item in attempt.grade.counted)
    state = "-met" if attempt.grade.passed or whole else "-unmet"
    yield Words(standing(attempt.grade, attempt.turn, turns), id="standing", classes=state)
    if offers.onward:
        yield SideButton(_("Next turn (F7)"), id="go-on")
    if offers.refusal_due and attempt.grade.passed:
        yield Words(_("One thing is left: say what is not to be done with AI here, and why (F12)."), classes="guess")
    yield from _next(attempt, scenario)
    yield from _guessed(attempt, scenario)
    yield from _residuals(attempt, scenario, searched=searched)
    yield from _section(_("Criteria of the prompt"), criterion_findings(attempt, scenario), keys=True)
    if attempt.answer and attempt.answer.grade:
        findings = check_findings(attempt.answer, scenario)
        yield from _section(_("Checks of the answer (they do not count for the goal)"), findings)
    yield from _judged(attempt, scenario, judging=judging)
    if offers.solution:
        yield Words(_("F8 sets this attempt beside the one before and one possible solution."), classes="muted closing")
    elif offers.comparable:
        yield Words(_("F8 sets this attempt beside the one before."), classes="muted closing")


def _next(attempt: Attempt, scenario: Scenario) -> Iterator[Widget]:
    if not attempt.advice:
        if attempt.grade.passed:
            yield Words(
                _("The prompt says all that matters here. The answer must still be reread before it is used."),
                classes="advice",
            )
        return
    heading = _("To go further") if attempt.grade.passed else _("To do next")
    unmet = {item.id: item for item in attempt.grade.criteria if not item.met}
    of_advice = [unmet[advice.criterion] for advice in attempt.advice if advice.criterion in unmet]
    if of_advice and all(still_possible(item, attempt, scenario) for item in of_advice):
        heading = _("Still possible in the next turn")
    yield Words(heading, classes="heading")
    for number, advice in enumerate(attempt.advice, 1):
        yield Words(
            Content.assemble((f"{number}. ", "bold $primary"), visible(advice.text)),
            classes="advice",
        )


def _guessed(attempt: Attempt, scenario: Scenario) -> Iterator[Widget]:
    found = guesses(attempt, scenario)
    if not found:
        return
    titles = ", ".join(dict.fromkeys(criterion_title(guess.criterion, scenario) for guess in found))
    text = ngettext(
        "The model guessed what the prompt did not say ({criteria}). Another one, or the same one tomorrow, "
        "will not: write it.",
        "The model guessed things that the prompt did not say ({criteria}). Another one, or the same one tomorrow, "
        "will not: write them.",
        len(found),
    ).format(criteria=visible(titles), count=len(found))
    yield Words(text, classes="guess")


def _residuals(attempt: Attempt, scenario: Scenario, *, searched: bool) -> Iterator[Widget]:
    """Yield the errors that are left in the answer; before the learner has looked for them, the way there."""
    found = residual_findings(attempt, scenario)
    if not found or searched:
        yield from _section(_("Before publishing, check"), found)
        return
    yield Words(_("Before publishing"), classes="heading")
    yield Words(_("What would you check in this answer before publishing it?"))
    yield SideButton(_("Mark it in the answer (V)"), id="find-residuals")


def _judged(attempt: Attempt, scenario: Scenario, *, judging: bool) -> Iterator[Widget]:
    judgement = attempt.judgement
    if judging:
        yield Words(_("The judge is reading… · Esc stops it"), classes="muted")
    elif judgement and judgement.items:
        yield from _section(visible(judge_heading(judgement)), judge_findings(attempt, scenario))
        if judgement.fault:
            yield Words(visible(f"{judgement.fault.message} {judgement.fault.remedy}"), classes="muted")


def _section(heading: str, findings: Iterable[Finding], *, keys: bool = False) -> Iterator[Widget]:
    lines = [FindingLine(finding) for finding in findings]
    if lines:
        yield Words(heading, classes="heading")
        if keys:
            yield Words(_("↑ and ↓ open them one by one; Enter goes to the words."), classes="muted")
        yield from lines
