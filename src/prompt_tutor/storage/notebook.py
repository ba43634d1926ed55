"""The notebook: prompts for one's own work, and whether they served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from prompt_tutor.storage.attempts import storable
from prompt_tutor.storage.days import local_day

if TYPE_CHECKING:
    from datetime import date

    from prompt_tutor.storage.database import Database

Use = Literal["kept", "reworked", "dropped", "unsaid"]
"""Taken as it was, reworked, left aside; "unsaid" where the learner did not want to say."""


class Entry(NamedTuple):
    """A prompt of the notebook; `use` is None where it was not asked yet, `reason` is why, where it was said."""

    id: int
    day: date
    kind: str
    text: str
    use: Use | None
    reason: str

    @property
    def title(self) -> str:
        """The first line that holds something."""
        return next((line.strip() for line in self.text.splitlines() if line.strip()), "")


class Notebook:
    """The notebook in a database. Every method raises StorageError where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, kind: str, text: str) -> int:
        """Keep `text`, a prompt for a kind of work, and return its id."""
        with self._database.transaction() as connection:
            values = (kind, storable(text))
            return int(connection.execute("INSERT INTO notebook (kind, text) VALUES (?, ?)", values).lastrowid or 0)

    def rewrite(self, entry: int, text: str) -> None:
        """Keep `text` in the place of what the entry held."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE notebook SET text = ? WHERE id = ?", (storable(text), entry))

    def say_use(self, entry: int, use: Use, reason: str = "") -> None:
        """Keep whether the prompt served, and why."""
        with self._database.transaction() as connection:
            values = (use, storable(reason), entry)
            connection.execute("UPDATE notebook SET use = ?, reason = ? WHERE id = ?", values)

    def entries(self) -> tuple[Entry, ...]:
        """Return everything in it, the latest first."""
        rows = self._database.rows("SELECT * FROM notebook ORDER BY id DESC")
        return tuple(
            Entry(row["id"], local_day(row["created"]), row["kind"], row["text"], row["use"], row["reason"])
            for row in rows
        )

    def last_id(self) -> int:
        """Return the id of the latest entry, 0 where there is none."""
        return int(self._database.rows("SELECT coalesce(max(id), 0) AS last FROM notebook")[0]["last"])
