"""What came of all attempts together: read across scenarios, for Home and for the review."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from prompt_tutor.storage.attempts import DISPUTED
from prompt_tutor.storage.days import local_day

if TYPE_CHECKING:
    from datetime import date

    from prompt_tutor.storage.database import Database


class Unaided(NamedTuple):
    """A prompt that was written before any feedback on it.

    `draft` is what was written for the turn `turn` (0 for the first), `grade` the content of its first grade.
    """

    scenario: str
    digest: str
    step: str
    language: str
    day: date
    draft: str
    turn: int
    grade: dict[str, Any]


class Outcomes:
    """The outcomes in a database. Every method raises StorageError where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def passed_at_once(self) -> frozenset[str]:
        """Return the scenarios whose very first attempt passed, as it was graded then: nothing had been shown yet."""
        rows = self._database.rows(
            """SELECT scenario FROM attempts WHERE id IN (SELECT min(id) FROM attempts GROUP BY scenario) AND (
                   SELECT passed FROM grades WHERE attempt = attempts.id AND answer IS NULL ORDER BY id LIMIT 1
               )"""
        )
        return frozenset(row["scenario"] for row in rows)

    def unaided(self) -> tuple[Unaided, ...]:
        """Return the prompts that were written before any feedback on them, oldest first, as they were graded then.

        That is the first attempt on a scenario, and the first of each review; in a conversation the first of each turn.
        """
        rows = self._database.rows(
            """SELECT *, (
                   SELECT content FROM grades WHERE attempt = attempts.id AND answer IS NULL ORDER BY id LIMIT 1
               ) AS grade FROM attempts WHERE id IN (
                   SELECT min(id) FROM attempts
                   GROUP BY scenario, CASE WHEN step LIKE '@review/%' THEN step ELSE '' END, json_array_length(prompts)
               ) ORDER BY id"""
        )
        return tuple(
            Unaided(
                row["scenario"],
                row["digest"],
                row["step"],
                row["language"],
                local_day(row["created"]),
                drafts[-1],
                len(drafts) - 1,
                json.loads(row["grade"]),
            )
            for row in rows
            for drafts in [json.loads(row["drafts"])]
        )

    def reviews(self) -> tuple[tuple[str, date, bool], ...]:
        """Return the step, the day and whether it passed of each attempt that is a review, oldest first."""
        rows = self._database.rows(
            f"""SELECT step, created, coalesce({DISPUTED}, (
                   SELECT passed FROM grades WHERE attempt = attempts.id AND answer IS NULL ORDER BY id LIMIT 1
               )) AS passed FROM attempts WHERE step LIKE '@review/%' ORDER BY id"""  # noqa: S608 - our own words
        )
        return tuple((row["step"], local_day(row["created"]), bool(row["passed"])) for row in rows)
