"""One look at a lesson or scenario that is being written: its problems, and whether it can be shown."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompt_tutor.authoring.check import files_to_check
from prompt_tutor.authoring.check_file import SCENARIO_FILE, check_file, kind_of_file
from prompt_tutor.authoring.shelf import Shelf
from prompt_tutor.content.files import PACK_FILE, pack_folder
from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from prompt_tutor.content.problems import Problem

Stamp = tuple[tuple[str, int, int], ...]
"""The files that a look depends on: names, times of change in nanoseconds, sizes in bytes."""


@dataclass(frozen=True, slots=True)
class Look:
    """What `file` was like.

    Attributes:
        file: the lesson's or the scenario's TOML.
        kind: which of the two.
        id: its id; "" where it cannot be shown as it stands.
        problems: all that `check` finds.
    """

    file: Path
    kind: str
    id: str
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many problems have to be corrected; the others are warnings."""
        return sum(problem.severity == "error" for problem in self.problems)


def file_to_look_at(path: Path) -> Path:
    """Return the TOML of the lesson or scenario that `path` names, a folder of a scenario among them.

    Raises UsageError where there is none, or where it stands in no pack.
    """
    file = files_to_check([path])[0]
    if kind_of_file(file) not in ("lesson", "scenario"):
        raise UsageError(
            _("This is neither a lesson nor a scenario."),
            _("Name a lesson’s TOML file, or a scenario’s folder."),
            str(path),
        )
    if not (pack_folder(file) / PACK_FILE).is_file():
        raise UsageError(
            _("There is no pack.toml in the folders above."),
            _("“prompt-tutor new scenario ID --folder FOLDER” makes a pack; put the file into it."),
            str(path),
        )
    return file


def look(file: Path) -> Look:
    """Read and check `file`; a file that has just gone is a problem like any other."""
    checked = check_file(file, Shelf())
    return Look(file, kind_of_file(file), checked.id, checked.problems)


def stamp(file: Path) -> Stamp:
    """Return what changes whenever `file`, its pack, or for a scenario a file beside it changes."""
    beside = sorted(file.parent.iterdir()) if file.name == SCENARIO_FILE and file.parent.is_dir() else [file]
    found = []
    for path in (*beside, pack_folder(file) / PACK_FILE):
        with suppress(OSError):  # it went between two looks
            status = path.stat()
            found.append((str(path), status.st_mtime_ns, status.st_size))
    return tuple(found)
