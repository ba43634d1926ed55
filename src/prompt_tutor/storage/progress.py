"""Progress: which steps were seen or done, and where the learner left off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from prompt_tutor.storage.days import local_day

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import date

    from prompt_tutor.storage.database import Database

StepState = Literal["seen", "done"]


class Progress:
    """The progress in a database; a lesson is named `pack/id`, a step by its id.

    Every method raises StorageError where the database fails.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark(self, lesson: str, step: str, state: StepState) -> None:
        """Note that a step was seen, or done; what is done stays done."""
        with self._database.transaction() as connection:
            _mark(connection, lesson, step, state)

    def mark_done(self, lesson: str, steps: Iterable[str]) -> None:
        """Note that all of `steps` are done, or none."""
        with self._database.transaction() as connection:
            for step in steps:
                _mark(connection, lesson, step, "done")

    def states(self, lesson: str) -> dict[str, str]:
        """Return the state, "seen" or "done", of each step of `lesson` that was opened."""
        rows = self._database.rows("SELECT step, state FROM steps WHERE lesson = ?", lesson)
        return {row["step"]: row["state"] for row in rows}

    def all_states(self) -> dict[str, dict[str, str]]:
        """Return the states of every lesson that was opened, by lesson and step."""
        lessons: dict[str, dict[str, str]] = {}
        for row in self._database.rows("SELECT lesson, step, state FROM steps"):
            lessons.setdefault(row["lesson"], {})[row["step"]] = row["state"]
        return lessons

    def last_done(self) -> dict[str, date]:
        """Return, for each lesson with a step that is done, the day on which the last one was."""
        rows = self._database.rows(
            "SELECT lesson, max(updated) AS last FROM steps WHERE state = 'done' GROUP BY lesson"
        )
        return {row["lesson"]: local_day(row["last"]) for row in rows}

    def leave_at(self, lesson: str, step: str) -> None:
        """Remember where the learner is, to open there next time."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO position (only_one, lesson, step) VALUES (1, ?, ?) "
                "ON CONFLICT (only_one) DO UPDATE SET lesson = excluded.lesson, step = excluded.step",
                (lesson, step),
            )

    def left_at(self) -> tuple[str, str] | None:
        """Return the lesson and step where the learner left off, None at the first opening."""
        rows = self._database.rows("SELECT lesson, step FROM position")
        return (rows[0]["lesson"], rows[0]["step"]) if rows else None


def _mark(connection: sqlite3.Connection, lesson: str, step: str, state: StepState) -> None:
    connection.execute(
        "INSERT INTO steps (lesson, step, state, updated) "
        "VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) "
        "ON CONFLICT (lesson, step) DO UPDATE SET state = excluded.state, updated = excluded.updated "
        "WHERE state <> 'done'",
        (lesson, step, state),
    )
