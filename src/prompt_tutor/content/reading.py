"""Reading what a trainer wrote: TOML into lessons, scenarios and packs, or a list of problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from prompt_tutor.content.files import PACK_FILE, decode, pack_folder
from prompt_tutor.content.known_keys import known_keys
from prompt_tutor.content.lesson import Lesson, Paths
from prompt_tutor.content.model import FORMAT, LANGUAGES
from prompt_tutor.content.pack import Pack
from prompt_tutor.content.positions import locate, positions
from prompt_tutor.content.problems import Problem, sentences_for
from prompt_tutor.content.recording import MOST_BYTES, Recording
from prompt_tutor.content.scenario import Scenario
from prompt_tutor.content.toml_faults import TomlError, load_toml
from prompt_tutor.errors import ContentError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

M = TypeVar("M", bound=BaseModel)

_MOST: Final = 100
"""Problems of one file that are told: who has more has one that is found everywhere."""


@dataclass(frozen=True, slots=True)
class Reading(Generic[M]):
    """What came of reading one file: the model where there is no error, and the problems."""

    path: Path
    text: str
    model: M | None
    problems: tuple[Problem, ...]

    def whole(self) -> M:
        """Return the model, or raise the first problem as a ContentError."""
        if self.model is None:
            raise self.problems[0].error()
        return self.model


def read_scenario(path: Path, pack: str = "") -> Reading[Scenario]:
    """Read the scenario.toml at `path`, with the calibration.toml beside it if there is one.

    `pack` is the id of the pack that it belongs to, "" where nobody asks for it.
    """
    return _read(path, Scenario, extra=path.with_name("calibration.toml"), pack=pack)


def read_lesson(path: Path) -> Reading[Lesson]:
    """Read the lesson at `path`."""
    return _read(path, Lesson)


def read_paths(path: Path) -> Reading[Paths]:
    """Read the paths.toml at `path`."""
    return _read(path, Paths)


def read_pack(path: Path) -> Reading[Pack]:
    """Read the pack.toml at `path`."""
    return _read(path, Pack, languages=())


def read_recording(path: Path) -> Reading[Recording]:
    """Read the recording at `path`; one that is larger than a recording can be is a problem, and is not opened."""
    try:
        size = path.stat().st_size
    except OSError:
        size = 0  # reading it says why
    if size > MOST_BYTES:
        message = _("This recording is too large: {size} bytes, {most} at most.").format(size=size, most=MOST_BYTES)
        problem = Problem(str(path), 0, 0, "error", "too-large", message, _("Delete it, and record it again."))
        return Reading(path, "", None, (problem,))
    return _read(path, Recording, languages=())


def pack_languages(path: Path) -> tuple[str, ...]:
    """Return the languages that the pack around `path` promises; French and English where there is no pack."""
    file = pack_folder(path) / PACK_FILE
    try:
        declared = load_toml(decode(file)).get("languages", LANGUAGES)
    except (ContentError, TomlError):
        return LANGUAGES
    return tuple(language for language in LANGUAGES if isinstance(declared, list) and language in declared) or LANGUAGES


def _read(
    path: Path,
    model: type[M],
    *,
    extra: Path | None = None,
    languages: Sequence[str] | None = None,
    pack: str = "",
) -> Reading[M]:
    try:
        text = decode(path)
    except ContentError as error:
        return Reading(path, "", None, (_problem_of(path, error),))
    data, problems = _parse(path, text)
    if data is None:
        return Reading(path, text, None, problems)
    beside = None
    own = data.get("calibration", [])
    if extra is not None and extra.is_file() and isinstance(own, list):
        more, beside_text, problems = _parse_extra(extra)
        if problems:
            return Reading(path, text, None, problems)
        data = {**data, "calibration": [*own, *more]}
        beside = _Beside(extra, beside_text, len(own))
    context = {
        "folder": path.parent,
        "pack": pack,
        "languages": pack_languages(path) if languages is None else languages,
    }
    try:
        return Reading(path, text, model.model_validate(data, context=context), ())
    except ValidationError as error:
        return Reading(path, text, None, tuple(_problems_of(path, text, error, beside, model)))


def _problem_of(path: Path, error: ContentError) -> Problem:
    line = error.place.rpartition(":")[2]
    number = int(line) if line.isdigit() else 0
    return Problem(str(path), number, 1 if number else 0, "error", "file", error.message, error.remedy)


def _parse(path: Path, text: str) -> tuple[dict[str, Any] | None, tuple[Problem, ...]]:
    try:
        data = load_toml(text)
    except TomlError as fault:
        return None, (Problem(str(path), fault.line, fault.column, "error", "toml", fault.message, fault.remedy),)
    version = data.get("format")
    if isinstance(version, int) and version > FORMAT:
        line, column = locate(positions(text), ["format"])
        problem = Problem(
            str(path),
            line,
            column,
            "error",
            "newer-format",
            _("This file is in format {version}; this program reads format {known}.").format(
                version=version, known=FORMAT
            ),
            _("Update prompt-tutor."),
        )
        return None, (problem,)
    return data, ()


@dataclass(frozen=True, slots=True)
class _Beside:
    """The file beside a scenario whose calibrations follow the `first` ones, those of the scenario itself."""

    path: Path
    text: str
    first: int


def _parse_extra(path: Path) -> tuple[list[Any], str, tuple[Problem, ...]]:
    try:
        text = decode(path)
    except ContentError as error:
        return [], "", (_problem_of(path, error),)
    data, problems = _parse(path, text)
    if data is None:
        return [], text, problems
    unknown = [key for key in data if key not in ("calibration", "format") and not key.startswith("x-")]
    if unknown:
        line, column = locate(positions(text), unknown[:1])
        message, remedy = sentences_for("extra_forbidden", {}, "", unknown[:1], ("calibration",))
        return [], text, (Problem(str(path), line, column, "error", "extra_forbidden", message, remedy),)
    entries = data.get("calibration", [])
    return (entries if isinstance(entries, list) else [entries]), text, ()


def _problems_of(
    path: Path, text: str, error: ValidationError, beside: _Beside | None, model: type[BaseModel]
) -> list[Problem]:
    found = positions(text)
    found_beside = positions(beside.text) if beside else {}
    problems = []
    items = error.errors(include_url=False)
    for item in items[:_MOST]:
        if item["type"] == "too_short" and item.get("input"):
            continue  # pydantic counts only the valid entries; those that are not have their own problem
        named = item["type"] in ("unknown_criterion", "reserved_id")
        context = item.get("ctx", {})
        file, places, loc = path, found, (*item["loc"], *context.pop("at", ()))
        if beside and loc[:1] == ("calibration",) and len(loc) > 1 and int(loc[1]) >= beside.first:
            file, places, loc = beside.path, found_beside, ("calibration", int(loc[1]) - beside.first, *loc[2:])
        line, column = locate(places, (*loc, "id") if named else loc)
        keys = known_keys(model, item["loc"]) if item["type"] == "extra_forbidden" else ()
        message, remedy = sentences_for(item["type"], context, item.get("input"), loc, keys)
        problems.append(Problem(str(file), line, column, "error", item["type"], message, remedy))
    if len(items) > _MOST:
        message = _("This file has {count} more problems.").format(count=len(items) - _MOST)
        line = max(problem.line for problem in problems)
        problems.append(
            Problem(str(path), line, 1, "error", "more", message, _("Correct these first, and check again."))
        )
    return problems
