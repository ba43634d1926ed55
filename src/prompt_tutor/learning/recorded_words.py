"""What the faces say of a recorded answer: when and with which model, and how the prompt that it answers differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from prompt_tutor.i18n import _, language

if TYPE_CHECKING:
    from prompt_tutor.grading.grade import PromptGrade
    from prompt_tutor.llm.model import ModelInfo, Recorded


@dataclass(frozen=True, slots=True)
class Difference:
    """Criteria that one of two prompts alone meets, by id, in the scenario's order."""

    recorded: tuple[str, ...]
    own: tuple[str, ...]


def recorded_words(info: ModelInfo) -> str:
    """Return, on one line, when and with which model an answer was recorded, and whether its scenario has changed."""
    if info.recorded is None:
        return _("Recorded answer")
    words = _("Answer recorded on {date} with {model}").format(date=_day(info.recorded.date), model=info.id)
    return " · ".join((words, _("the scenario has changed since"))) if info.recorded.changed else words


def difference(recorded: Recorded, grade: PromptGrade) -> Difference:
    """Return how the recorded prompt differs from the one that got `grade`, in criteria of the scenario."""
    ids = [item.id for item in grade.criteria]
    return Difference(
        tuple(id_ for id_ in ids if id_ in recorded.met and id_ not in grade.met),
        tuple(id_ for id_ in ids if id_ in grade.met and id_ not in recorded.met),
    )


def _day(date: str) -> str:
    return f"{datetime.fromisoformat(date):{'%d/%m/%Y' if language() == 'fr' else '%Y-%m-%d'}}"
