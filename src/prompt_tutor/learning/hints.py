"""The ladder of hints of a criterion: which rungs there are, and how many of them are earned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from prompt_tutor.content.criterion_texts import criterion_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.learning.attempt import Attempt

ENOUGH: Final = 3
"""Attempts that differ in substance, after which a possible solution is shown without success."""

_WORD: Final = re.compile(r"\w+")


def ladder(criterion: str, scenario: Scenario, language: str) -> tuple[str, ...]:
    """Return the hints on `criterion` of `scenario` in the interface's `language`, from a nudge to a partial example.

    The scenario's own stand before those that come with the program; none where there are none.
    """
    own = scenario.criterion(criterion)
    hints = own.hints if own else ()
    if not hints and (own is None or own.generic):
        hints = criterion_texts(criterion).hints
    return tuple(hint.in_(language) for hint in hints)


def earned(criterion: str, attempts: Iterable[Attempt]) -> int:
    """Return how many rungs may be open after `attempts`: one, and one more for each that changed something.

    Only those without `criterion` count, and the same words sent again change nothing; 0 where there is none.
    """
    return len({substance(attempt.draft) for attempt in attempts if criterion not in attempt.grade.met})


def solution_earned(attempts: Iterable[Attempt], turn: int = 0) -> bool:
    """Return whether a possible solution may be shown at `turn`: an attempt passed, or ENOUGH there changed something.

    `attempts` are all those on the scenario.
    """
    known = list(attempts)
    here = {substance(attempt.draft) for attempt in known if attempt.turn == turn}
    return len(here) >= ENOUGH or any(attempt.grade.passed for attempt in known)


def substance(draft: str) -> str:
    """Return what counts as the substance of a draft: its words, capitals and signs aside."""
    return " ".join(_WORD.findall(draft.casefold()))
