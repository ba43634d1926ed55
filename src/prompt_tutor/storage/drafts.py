"""Drafts: what the learner is typing, kept before it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.storage.attempts import storable

if TYPE_CHECKING:
    from prompt_tutor.storage.database import Database


class Drafts:
    """The drafts in a database, one a place; a place is a name of the caller's choice, such as `pack/lesson/step`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, place: str, text: str) -> None:
        """Keep `text` as the draft of `place`. Raises StorageError."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO drafts (place, text, updated) VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) "
                "ON CONFLICT (place) DO UPDATE SET text = excluded.text, updated = excluded.updated",
                (place, storable(text)),
            )

    def load(self, place: str) -> str | None:
        """Return the draft of `place`, None where there is none. Raises StorageError."""
        rows = self._database.rows("SELECT text FROM drafts WHERE place = ?", place)
        return rows[0]["text"] if rows else None
