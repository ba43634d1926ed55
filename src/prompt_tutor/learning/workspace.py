"""Everything that a face works with: the library of packs, and the learner's attempts, drafts and progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompt_tutor.content.library import open_library
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.database import open_database
from prompt_tutor.storage.drafts import Drafts
from prompt_tutor.storage.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from prompt_tutor.content.library import Library
    from prompt_tutor.storage.database import Database


@dataclass(frozen=True, slots=True)
class Workspace:
    """What stands open while the tutor runs; `database.notice` is a sentence to show once, or ""."""

    library: Library
    database: Database
    attempts: Attempts
    drafts: Drafts
    progress: Progress


def open_workspace(packs: Sequence[Path], data: Path, cache: Path) -> Workspace:
    """Open the pack folders `packs` and the learner's `data` folder; `cache` keeps the index of titles.

    Raises StorageError where the data folder cannot be used.
    """
    database = open_database(data)
    return Workspace(open_library(packs, cache), database, Attempts(database), Drafts(database), Progress(database))
