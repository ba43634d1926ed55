"""Checking one TOML file: its schema, what grading tells of it, and whether older tools can read it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from prompt_tutor.authoring.calibration_rules import calibration_problems
from prompt_tutor.authoring.lesson_rules import lesson_problems, path_problems
from prompt_tutor.authoring.recording_rules import recording_problems
from prompt_tutor.authoring.scenario_rules import scenario_problems
from prompt_tutor.authoring.source import Source
from prompt_tutor.content.files import PACK_FILE, decode
from prompt_tutor.content.index import PATHS_FILE
from prompt_tutor.content.lesson import Lesson, Paths
from prompt_tutor.content.reading import read_lesson, read_pack, read_paths
from prompt_tutor.content.scenario import Scenario
from prompt_tutor.errors import ContentError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from prompt_tutor.authoring.shelf import Shelf
    from prompt_tutor.content.problems import Problem
    from prompt_tutor.content.reading import Reading

SCENARIO_FILE: Final = "scenario.toml"
CALIBRATION_FILE: Final = "calibration.toml"

_NEWER: Final = re.compile(r",[ \t]*\}|\\[ex]|\d\d:\d\d(?!:)")
"""What TOML 1.1 adds within a line: a comma that ends an inline table, two escapes, a time without seconds."""

_PLACE: Final = re.compile(r" \(at line (\d+), column (\d+)\)$")


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What came of one file: its problems by line, and its id; "" where it has none or cannot be read."""

    id: str
    problems: tuple[Problem, ...]


def check_file(file: Path, shelf: Shelf) -> FileCheck:
    """Check the lesson, scenario, pack or paths in `file`; `shelf` keeps what others of the same run name too."""
    source, reading = _read(file, shelf)
    found = [*reading.problems, *_newer_toml(source)]
    if reading.model is not None:
        found += _beyond_the_schema(source, reading.model, shelf)
    found.sort(key=lambda problem: (problem.file, problem.line))
    return FileCheck(getattr(reading.model, "id", ""), tuple(found))


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
    except RecursionError:
        return  # Python's own reader goes less deep than ours
    except ValueError as error:
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
