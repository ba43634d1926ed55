"""“I wrote it here”, line by line: the criterion is chosen, the words are typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from prompt_tutor.cli.feedback import criterion_title
from prompt_tutor.cli.menu import Act, choose
from prompt_tutor.cli.output import say
from prompt_tutor.cli.practise_writing import END
from prompt_tutor.i18n import _
from prompt_tutor.learning.disputes import as_written, disputable, dispute

if TYPE_CHECKING:
    from prompt_tutor.cli.keyboard import Keyboard
    from prompt_tutor.grading.grade import CriterionGrade
    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.learning.exercise import Exercise


def ask_dispute(exercise: Exercise, attempt: Attempt, keyboard: Keyboard) -> Attempt:
    """Have a verdict on `attempt` disputed, or a dispute taken back, and return the attempt as it then is.

    Raises UsageError where the words do not stand in the prompt, StorageError where it cannot be kept.
    """
    chosen: list[CriterionGrade] = []
    say()
    say(_("Which criterion?"))
    acts = [
        Act(criterion_title(item.id, exercise.scenario), partial(chosen.append, item)) for item in disputable(attempt)
    ]
    act = choose(acts, keyboard)
    if act is None:
        return attempt
    act.do()
    item = chosen[0]
    if item.disputed:
        say(_("Type the words of your prompt that say it. A dot alone takes the dispute back."))
    else:
        say(_("Type the words of your prompt that say it. A dot alone changes nothing."))
    typed = keyboard.line()
    if typed is None or (typed.strip() == END and not item.disputed):
        return attempt
    words = "" if typed.strip() == END else as_written(typed, attempt.drafts[item.turn])
    return dispute(exercise, attempt, item.id, words)
