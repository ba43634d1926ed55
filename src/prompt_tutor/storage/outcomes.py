"""What came of all attempts together: read across scenarios, for Home and for the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prompt_tutor.storage.database import Database


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
