"""Which window of the program asked for an answer, and whether it still lives.

A killed window cannot say that its answer stopped. Each window that asks holds a lock of SQLite on a small file of its
own; the system lets go of it however the window ends. So no time limit is guessed, and it works alike on every system.
"""

from __future__ import annotations

import contextlib
import sqlite3
import uuid
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_PREFIX: Final = "prompt-tutor.window-"


class Ownership:
    """One window's claim on the answers that it asked for."""

    def __init__(self, folder: Path) -> None:
        self.name = uuid.uuid4().hex
        self._file = _file(folder, self.name)
        self._lock: sqlite3.Connection | None = None

    def take(self) -> str:
        """Show that this window lives, from now until `release` or its end, and return its name.

        Raises sqlite3.Error where the folder cannot be written to.
        """
        if self._lock is None:
            lock = sqlite3.connect(self._file, isolation_level=None, check_same_thread=False)
            try:
                lock.execute("PRAGMA journal_mode = MEMORY")  # no second file beside it
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.Error:
                lock.close()
                raise
            self._lock = lock
        return self.name

    def release(self) -> None:
        """Let go, where no answer of this window runs any more: what ran would be nobody's."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            with contextlib.suppress(OSError):  # what stays behind is an empty file
                self._file.unlink(missing_ok=True)


def disown(connection: sqlite3.Connection, folder: Path) -> None:
    """Mark as cancelled the running answers of windows that no longer live, inside the caller's transaction."""
    owners = connection.execute("SELECT DISTINCT owner FROM answers WHERE status = 'running'").fetchall()
    for (owner,) in owners:
        if not _lives(folder, owner):
            connection.execute(
                "UPDATE answers SET status = 'cancelled' WHERE owner = ? AND status = 'running'", (owner,)
            )
            with contextlib.suppress(OSError):
                _file(folder, owner).unlink(missing_ok=True)


def _lives(folder: Path, owner: str) -> bool:
    file = _file(folder, owner)
    if not file.exists():
        return False
    with contextlib.closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error:
            return True
    return False


def _file(folder: Path, owner: str) -> Path:
    return folder / f"{_PREFIX}{owner}.lock"
