"""Checking what a trainer wrote: every problem of lessons, scenarios and packs, with its place and its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.authoring.check_file import CALIBRATION_FILE, SCENARIO_FILE, check_file, kind_of_file
from prompt_tutor.authoring.check_pool import check_side_by_side, pays
from prompt_tutor.authoring.shelf import Shelf
from prompt_tutor.authoring.source import Source
from prompt_tutor.content.files import PACK_FILE, decode, pack_folder, real
from prompt_tutor.content.recording import FOLDER as RECORDINGS
from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from prompt_tutor.authoring.check_file import FileCheck
    from prompt_tutor.content.problems import Problem


def check(paths: Iterable[Path], *, processes: int = 1) -> list[Problem]:
    """Return every problem of the files and folders `paths`, in the order of the files.

    A folder is a pack, its `lessons` or `scenarios`, or the folder of one scenario. With more than one of `processes`,
    many files are checked side by side, with the same result. Raises UsageError where a path does not exist or holds
    nothing to check, TutorError where one of the processes stops.
    """
    problems: list[Problem] = []
    seen: dict[tuple[Path, str, str], Path] = {}
    files = files_to_check(paths)
    for file, checked in zip(files, _checked(files, processes), strict=True):
        twice = _twice(file, checked.id, seen)
        problems += sorted([*twice, *checked.problems], key=lambda problem: (problem.file, problem.line))
    return problems


def _checked(files: list[Path], processes: int) -> Iterator[FileCheck]:
    if processes > 1 and pays(files):
        yield from check_side_by_side(files, processes)
    else:
        shelf = Shelf()
        yield from (check_file(file, shelf) for file in files)


def files_to_check(paths: Iterable[Path]) -> list[Path]:
    """Return the TOML files of lessons, scenarios and packs that `paths` name, each once; raises UsageError."""
    files: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            raise UsageError(_("There is no such file or folder."), _("Check its name and its folder."), str(path))
        found = list(_below(path)) if path.is_dir() else [_own_file(path)]
        if not found:
            raise UsageError(
                _("There is nothing to check here: no lesson, no scenario, no pack."),
                _("Name a pack, its folder “lessons” or “scenarios”, or a TOML file."),
                str(path),
            )
        for file in found:
            files.setdefault(real(file), file)
    return list(files.values())


def _below(folder: Path) -> Iterator[Path]:
    if (folder / SCENARIO_FILE).is_file():
        yield folder / SCENARIO_FILE
        return
    if (folder / PACK_FILE).is_file():
        yield folder / PACK_FILE
    lessons = folder if folder.name == "lessons" else folder / "lessons"
    yield from sorted(lessons.glob("*.toml"))
    scenarios = folder / "scenarios" if (folder / "scenarios").is_dir() else folder
    yield from sorted(scenarios.glob(f"*/{SCENARIO_FILE}"))


def _own_file(path: Path) -> Path:
    """Return the file to read for `path`: calibrations and recordings are read with their scenario."""
    folder = path.parent.parent if path.parent.name == RECORDINGS else path.parent
    scenario = folder / SCENARIO_FILE
    return scenario if (folder != path.parent or path.name == CALIBRATION_FILE) and scenario.is_file() else path


def _twice(file: Path, id_: str, seen: dict[tuple[Path, str, str], Path]) -> Iterator[Problem]:
    if not id_:
        return
    key = (real(pack_folder(file)), kind_of_file(file), id_)
    first = seen.setdefault(key, file)
    if first != file:
        yield Source(file, decode(file)).problem(
            ("id",),
            "twice",
            _("The id “{id}” is also that of {file}.").format(id=id_, file=first),
            _("Give each its own id."),
        )
