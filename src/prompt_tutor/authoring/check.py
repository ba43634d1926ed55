"""Checking what a trainer wrote: every problem of lessons, scenarios and packs, with its place and its remedy."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from prompt_tutor.authoring.calibration_rules import calibration_problems
from prompt_tutor.authoring.lesson_rules import lesson_problems, path_problems
from prompt_tutor.authoring.recording_rules import recording_problems
from prompt_tutor.authoring.scenario_rules import scenario_problems
from prompt_tutor.authoring.shelf import Shelf
from prompt_tutor.authoring.source import Source
from prompt_tutor.content.files import PACK_FILE, decode, pack_folder
from prompt_tutor.content.index import PATHS_FILE
from prompt_tutor.content.lesson import Lesson, Paths
from prompt_tutor.content.reading import read_lesson, read_pack, read_paths
from prompt_tutor.content.recording import FOLDER as RECORDINGS
from prompt_tutor.content.scenario import Scenario
from prompt_tutor.errors import ContentError, UsageError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from prompt_tutor.content.problems import Problem
    from prompt_tutor.content.reading import Reading

SCENARIO_FILE: Final = "scenario.toml"
CALIBRATION_FILE: Final = "calibration.toml"

_NEWER: Final = re.compile(r",[ \t]*\}|\\[ex]|\d\d:\d\d(?!:)")
"""What TOML 1.1 adds within a line: a comma that ends an inline table, two escapes, a time without seconds."""

_PLACE: Final = re.compile(r" \(at line (\d+), column (\d+)\)$")


def check(paths: Iterable[Path]) -> list[Problem]:
    """Return every problem of the files and folders `paths`, in the order of the files.

    A folder is a pack, its `lessons` or `scenarios`, or the folder of one scenario. Raises UsageError where a path
    does not exist or holds nothing to check.
    """
    problems: list[Problem] = []
    seen: dict[tuple[Path, str, str], Path] = {}
    shelf = Shelf()
    for file in files_to_check(paths):
        source, reading = _read(file, shelf)
        found = [*reading.problems, *_newer_toml(source)]
        if reading.model is not None:
            found += _twice(source, reading.model, seen)
            found += _beyond_the_schema(source, reading.model, shelf)
        problems += sorted(found, key=lambda problem: (problem.file, problem.line))
    return problems


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
            files.setdefault(file.resolve(), file)
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


def kind_of_file(file: Path) -> str:
    """Return "pack", "scenario", "paths" or "lesson": what the TOML `file` is, by its name and place, else its text."""
    if file.name == PACK_FILE:
        return "pack"
    if file.name == SCENARIO_FILE:
        return "scenario"
    if file.name == PATHS_FILE:
        return "paths"
    if file.parent.name == "lessons":
        return "lesson"
    try:
        text = decode(file)
    except ContentError:
        return "lesson"
    return "scenario" if re.search(r"^\s*\[(brief|practice)\]", text, re.MULTILINE) else "lesson"


def _read(file: Path, shelf: Shelf) -> tuple[Source, Reading[Any]]:
    readers: dict[str, Callable[[Path], Reading[Any]]] = {
        "pack": read_pack,
        "scenario": shelf.read_scenario,
        "lesson": read_lesson,
        "paths": read_paths,
    }
    reading = readers[kind_of_file(file)](file)
    return Source(file, reading.text), reading


def _beyond_the_schema(source: Source, model: object, shelf: Shelf) -> Iterator[Problem]:
    if isinstance(model, Scenario):
        yield from scenario_problems(source, model)
        yield from calibration_problems(source, model, _beside(source.path))
        yield from recording_problems(model)
    elif isinstance(model, Lesson):
        yield from lesson_problems(source, model, shelf)
    elif isinstance(model, Paths):
        yield from path_problems(source, model, shelf.library(source.path))


def _beside(file: Path) -> Source | None:
    beside = file.with_name(CALIBRATION_FILE)
    return Source(beside, decode(beside)) if beside.is_file() else None


def _newer_toml(source: Source) -> Iterator[Problem]:
    """Yield a warning where the file is TOML 1.1: other tools, and Python's own reader to 3.14, know TOML 1.0."""
    if not _NEWER.search(source.text) and all(line.count("{") == line.count("}") for line in source.text.split("\n")):
        return  # nothing there that TOML 1.0 does not have; Python's own reader is slow
    try:
        tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        if place is None:
            return
        problem = source.problem(
            (),
            "newer-toml",
            _("This is TOML 1.1, which older tools do not read."),
            _("Write it in TOML 1.0: an inline table stands on one line, without a comma at its end."),
            "warning",
        )
        yield replace(problem, line=int(place[1]), column=int(place[2]))


def _twice(source: Source, model: object, seen: dict[tuple[Path, str, str], Path]) -> Iterator[Problem]:
    id_ = getattr(model, "id", None)
    if id_ is None:
        return
    key = (pack_folder(source.path).resolve(), kind_of_file(source.path), id_)
    first = seen.setdefault(key, source.path)
    if first != source.path:
        yield source.problem(
            ("id",),
            "twice",
            _("The id “{id}” is also that of {file}.").format(id=id_, file=first),
            _("Give each its own id."),
        )
