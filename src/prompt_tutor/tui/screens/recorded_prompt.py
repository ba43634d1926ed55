"""The prompt that a recorded answer answers, above the workbench."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.i18n import _
from prompt_tutor.learning.recorded_words import difference, recorded_words
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.widgets.findings import criterion_title

if TYPE_CHECKING:
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.grade import PromptGrade
    from prompt_tutor.llm.model import ModelInfo


def recorded_prompt_screen(info: ModelInfo, grade: PromptGrade, scenario: Scenario) -> HelpScreen:
    """Return the screen that shows the prompt of the recording `info`, and how it differs from the one graded."""
    recorded = info.recorded
    if recorded is None:
        raise ValueError("no recording was chosen")
    found = difference(recorded, grade)
    lines = [recorded_words(info)]
    for ids, words in (
        (found.recorded, _("It also meets: {criteria}")),
        (found.own, _("It does not meet, and yours does: {criteria}")),
    ):
        if ids:
            lines.append(words.format(criteria=", ".join(criterion_title(id_, scenario) for id_ in ids)))
    if len(lines) == 1:
        lines.append(_("It meets the same criteria as yours."))
    title = _("The prompt that this answer was recorded for")
    return HelpScreen(title, "\n".join(lines) + "\n\n" + recorded.prompt, keys=False)
