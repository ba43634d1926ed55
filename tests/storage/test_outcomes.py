"""What came of all attempts together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.outcomes import Outcomes

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_tutor.storage.database import Database

    AddAttempt = Callable[..., int]

PASSED = {"prompt": {"passed": True}}
MISSED = {"prompt": {"passed": False}}


def test_first_attempt_that_passed_counts_and_one_after_a_miss_does_not(database: Database, add: AddAttempt) -> None:
    add(database, scenario="a", grade=PASSED)
    add(database, scenario="a", grade=MISSED)
    add(database, scenario="b", grade=MISSED)
    add(database, scenario="b", grade=PASSED)
    assert Outcomes(database).passed_at_once() == {"a"}


def test_first_attempt_that_a_newer_grader_passes_was_not_passed_then(database: Database, add: AddAttempt) -> None:
    attempt = add(database, scenario="a", grade=MISSED)
    Attempts(database).add_grade(attempt, None, "2", PASSED)
    assert Outcomes(database).passed_at_once() == frozenset()
