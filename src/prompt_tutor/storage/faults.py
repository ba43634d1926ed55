"""Faults of SQLite and of the disk, as errors that a learner can act on."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from prompt_tutor.errors import StorageError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DAMAGE: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_NO_ACCESS: Final = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
)
_IN_USE: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_damage(error: sqlite3.Error) -> bool:
    """Return whether `error` says that the file itself is damaged."""
    return _code(error) in _DAMAGE


def _code(error: sqlite3.Error) -> int:
    # Errors that Python's own sqlite3 raises, such as that of a closed database, carry no code of SQLite.
    # The low byte is the primary result code: https://www.sqlite.org/rescode.html
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def folder_fault(folder: Path, reason: str) -> StorageError:
    """Return the error of a `folder` that cannot be used, because of `reason`."""
    return StorageError(
        _("Your work cannot be kept in the folder {folder}: {reason}.").format(folder=folder, reason=reason),
        _("Name a folder where you may write in the variable PROMPT_TUTOR_DATA, then open prompt-tutor again."),
    )


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Turn every error of SQLite inside the block into a StorageError about `folder`, its cause chained."""
    try:
        yield
    except sqlite3.Error as error:
        raise _storage_error(error, folder) from error


def _storage_error(error: sqlite3.Error, folder: Path) -> StorageError:
    code = _code(error)
    if code in _NO_ACCESS:
        return folder_fault(folder, str(error))
    if code == sqlite3.SQLITE_FULL:
        return StorageError(
            _("The disk is full: this could not be kept in {folder}.").format(folder=folder),
            _("Make room on the disk, then do it again. What was kept before is safe."),
        )
    if code in _IN_USE:
        return StorageError(
            _("Another window of prompt-tutor is writing in {folder}.").format(folder=folder),
            _("Wait a moment, then do it again."),
        )
    if code in _DAMAGE:
        return StorageError(
            _("The file of your work in {folder} is damaged.").format(folder=folder),
            _("Close prompt-tutor and open it again: the damaged file is set aside and a new one begun."),
        )
    return StorageError(
        _("Your work could not be kept in {folder}: {reason}.").format(folder=folder, reason=error),
        _("Close prompt-tutor and open it again. What was kept before is safe."),
    )
