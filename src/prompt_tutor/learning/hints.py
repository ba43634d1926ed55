"""The ladder of hints of a criterion: which rungs there are, and how many of them are earned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from prompt_tutor.content.criterion_texts import criterion_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.learning.attempt import Attempt

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
    return len({_substance(attempt.draft) for attempt in attempts if criterion not in attempt.grade.met})


def _substance(draft: str) -> str:
    return " ".join(_WORD.findall(draft.casefold()))
