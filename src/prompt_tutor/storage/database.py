"""The learner's database: opened, checked, set aside when damaged, and written to in whole transactions.

SQLite in WAL mode with synchronous=FULL: what is committed survives a kill and a power cut
(https://www.sqlite.org/pragma.html#pragma_synchronous), and two windows work at once.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from prompt_tutor.errors import StorageError
from prompt_tutor.i18n import _
from prompt_tutor.storage.faults import folder_fault, is_damage, told
from prompt_tutor.storage.ownership import Ownership, disown
from prompt_tutor.storage.schema import VERSION, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_NAME: Final = "prompt-tutor.sqlite3"

_PATIENCE: Final = 5.0
"""Seconds to wait for another window that is writing."""

_COMPANIONS: Final = ("-journal", "-wal", "-shm")
"""Files that SQLite keeps beside a database; they go with it when it is moved."""


class Database:
    """An open database; `open_database` makes one.

    Attributes:
        folder: where it stands.
        connection: for the modules of this room; rows are read by name.
        notice: a sentence in the interface's language to show once, or "".
        ownership: this window's claim on the answers that it asks for.
    """

    def __init__(self, connection: sqlite3.Connection, folder: Path, notice: str = "") -> None:
        self.connection = connection
        self.folder = folder
        self.notice = notice
        self.ownership = Ownership(folder)
        self._lock = threading.RLock()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write all or nothing; may be called from any thread. Raises StorageError, and then nothing is written."""
        with self._lock, told(self.folder):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        """Return the rows that `query` selects; may be called from any thread. Raises StorageError."""
        with self._lock, told(self.folder):
            return self.connection.execute(query, values).fetchall()

    def close(self) -> None:
        """Close the database; what was written stays."""
        with self._lock:
            self.ownership.release()
            self.connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()


def open_database(folder: Path) -> Database:
    """Open the database in `folder`; both are made where they do not exist.

    A damaged database is set aside and a new one begun: `notice` of the result then says so and where. Raises
    StorageError where the folder cannot be used or the database was written by a newer version of the program.
    """
    file = folder / FILE_NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_newer(_version_on_disk(file), file)
    except OSError as error:
        raise folder_fault(folder, error.strerror or str(error)) from error
    with told(folder):
        connection = _connect(file)
        if connection is not None:
            return Database(connection, folder)
        aside = _set_aside(file)
        notice = _(
            "The file of your attempts was damaged. It is set aside as {file}, and a new one is begun; "
            "ask for help before you delete it, some of it can often be brought back."
        ).format(file=aside)
        connection = _connect(file)
    if connection is None:
        raise folder_fault(folder, _("a new file is damaged at once"))
    return Database(connection, folder, notice)


def _version_on_disk(file: Path) -> int:
    """Return the version of the tables that the file's header names, 0 where there is none.

    Read without SQLite, which may write beside the file: https://www.sqlite.org/fileformat.html#the_database_header
    """
    if not file.exists():
        return 0
    with file.open("rb") as opened:
        header = opened.read(100)
    return int.from_bytes(header[60:64]) if header.startswith(b"SQLite format 3\0") else 0


def _refuse_newer(version: int, file: Path) -> None:
    if version > VERSION:
        raise StorageError(
            _("{file} was written by a newer version of prompt-tutor; it is left untouched.").format(file=file),
            _("Open it with that version, or name another folder in the variable PROMPT_TUTOR_DATA."),
        )


def _connect(file: Path) -> sqlite3.Connection | None:
    """Return a connection to the database, ready for use; None where the file is damaged."""
    connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    try:
        # The header may be older than the journal of a window that was killed.
        _refuse_newer(connection.execute("PRAGMA user_version").fetchone()[0], file)
        sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        if sound:
            _prepare(connection, file.parent)
    except sqlite3.DatabaseError as error:
        connection.close()
        if is_damage(error):
            return None
        raise
    except StorageError:
        connection.close()
        raise
    if not sound:
        connection.close()
        return None
    return connection


def _prepare(connection: sqlite3.Connection, folder: Path) -> None:
    # Where WAL cannot work (some network drives), SQLite answers with the mode that it keeps, and all is well.
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # Another window is at work, and SQLite does not wait here. Both modes are safe, and the file keeps its own.
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # Taking the write lock also finds out a folder that can be read but not written to.
    connection.execute("BEGIN IMMEDIATE")
    migrate(connection)
    disown(connection, folder)
    connection.execute("COMMIT")


def _set_aside(file: Path) -> Path:
    """Move the damaged database out of the way, with what belongs to it, and return where it is now."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = file.with_name(f"prompt-tutor.damaged-{stamp}.sqlite3")
    # The database itself goes last: were we stopped midway, a new one would otherwise meet the journal of the old.
    try:
        for companion in _COMPANIONS:
            beside = file.with_name(file.name + companion)
            if beside.exists():
                beside.rename(aside.with_name(aside.name + companion))
        file.rename(aside)
    except OSError as error:
        raise folder_fault(file.parent, error.strerror or str(error)) from error
    return aside
