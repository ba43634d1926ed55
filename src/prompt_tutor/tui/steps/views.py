"""Which view shows which kind of step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.content.lesson import Compare, PracticeStep, Quiz, Read, Recap, Sort, Spot, Step, Write
from prompt_tutor.tui.steps.compare import CompareView
from prompt_tutor.tui.steps.kept import KeptMarks
from prompt_tutor.tui.steps.practice import PracticeView
from prompt_tutor.tui.steps.quiz import QuizView
from prompt_tutor.tui.steps.read import ReadView
from prompt_tutor.tui.steps.recap import RecapView
from prompt_tutor.tui.steps.sort import SortView
from prompt_tutor.tui.steps.spot import SpotView
from prompt_tutor.tui.steps.write import WriteView

if TYPE_CHECKING:
    from prompt_tutor.learning.workspace import Workspace
    from prompt_tutor.tui.steps.step import Setting, StepView


def view_of(step: Step, lesson: str, workspace: Workspace, setting: Setting) -> StepView:
    """Return the view of `step`, which belongs to the lesson with the name `lesson`."""

    def kept(step: Quiz | Sort | Spot) -> KeptMarks:
        return KeptMarks(workspace.drafts, lesson, step, setting.language)

    match step:
        case Read():
            return ReadView(step, setting)
        case Compare():
            return CompareView(step, setting)
        case Quiz():
            return QuizView(step, kept(step), setting)
        case PracticeStep():
            named = (entry for entry in workspace.library.scenarios if step.scenario in (entry.id, entry.name))
            return PracticeView(step, lesson, next(named, None), setting)
        case Sort():
            return SortView(step, kept(step), setting, charter=bool(workspace.library.charters))
        case Spot():
            return SpotView(step, kept(step), setting)
        case Write():
            return WriteView(step, lesson, workspace.drafts, setting)
        case Recap():
            return RecapView(step, setting)
