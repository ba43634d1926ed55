"""What is mastered and what is due again: rules over dates, without a clock and without a store."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

INTERVALS: Final = (2, 7, 21)
"""Days after which a mastered criterion is due again: after its mastery, then after each review that held."""

LESSON_AFTER: Final = 4
"""Days from the end of a lesson to its practice on a blank page."""

AGAIN_AFTER: Final = 2
"""Days from a review that did not hold to the next."""

_MARK: Final = "@review"
"""Begins the step of an attempt that is a review: no id of a pack begins so."""

_WORD: Final = re.compile(r"\w+")
_RUN: Final = 5
"""Words in a row that two people seldom write alike."""

State = Literal["new", "once", "mastered"]


@dataclass(frozen=True, slots=True)
class Trial:
    """One criterion in a prompt that was written without help: on which scenario and day, and whether it was met."""

    criterion: str
    scenario: str
    day: date
    met: bool


@dataclass(frozen=True, slots=True)
class Mastery:
    """How far a learner is with a criterion.

    Attributes:
        criterion: its id.
        state: new (never met without help), once (to be confirmed on another scenario and day), or mastered.
        due: from which day on it is to be reviewed; None where it is not mastered, or was reviewed for good.
        scenarios: those on which it was tried, the latest last.
    """

    criterion: str
    state: State
    due: date | None = None
    scenarios: tuple[str, ...] = ()

    def is_due(self, today: date) -> bool:
        """Return whether a review is due on the day `today`."""
        return self.due is not None and self.due <= today


def mastery_of(criterion: str, trials: Iterable[Trial]) -> Mastery:
    """Return how far a learner is with `criterion`, by their `trials` of it in order of time.

    Mastered is what was met in two scenarios on two days. A review that holds, on its day or later and on another
    scenario than the time before, puts the next one off; one that does not hold brings it back to the first interval.
    """
    met: list[Trial] = []
    scenarios: list[str] = []
    due: date | None = None
    held = 0
    mastered = False
    for trial in trials:
        before = scenarios[-1] if scenarios else ""
        scenarios.append(trial.scenario)
        if not mastered:
            if trial.met and any(other.scenario != trial.scenario and other.day != trial.day for other in met):
                mastered, due = True, trial.day + timedelta(INTERVALS[0])
            if trial.met:
                met.append(trial)
        elif not trial.met:
            held, due = 0, trial.day + timedelta(AGAIN_AFTER)
        elif due is not None and trial.day >= due and trial.scenario != before:
            held += 1
            due = trial.day + timedelta(INTERVALS[held]) if held < len(INTERVALS) else None
    state: State = "mastered" if mastered else "once" if met else "new"
    return Mastery(criterion, state, due, tuple(dict.fromkeys(reversed(scenarios)))[::-1])


def lesson_due(done_on: date, reviews: Sequence[tuple[date, bool]]) -> date | None:
    """Return from which day on the blank-page practice of a lesson is due; None where it was passed.

    Args:
        done_on: the day on which the lesson was done.
        reviews: the day of each attempt at it, in order, and whether it passed.
    """
    if any(passed for _day, passed in reviews):
        return None
    return reviews[-1][0] + timedelta(AGAIN_AFTER) if reviews else done_on + timedelta(LESSON_AFTER)


def review_step(day: date, target: str) -> str:
    """Return the step under which a review begun on `day` is kept; `target` is a lesson's name or a criterion's id."""
    return f"{_MARK}/{day.isoformat()}/{target}"


def is_review(step: str) -> bool:
    """Return whether an attempt with this step is a review."""
    return step.startswith(f"{_MARK}/")


def review_target(step: str) -> str:
    """Return the lesson's name or the criterion's id that the review with this step is about."""
    return step.split("/", 2)[2]


def repeats(draft: str, solution: str) -> bool:
    """Return whether at least half of `draft` stands word for word in `solution`: knowing it by heart is no mastery."""
    runs = _runs(draft)
    return bool(runs) and 2 * len(runs & _runs(solution)) >= len(runs)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return {tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}
