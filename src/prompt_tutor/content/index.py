"""The index of titles: what Home shows before any lesson is opened, without pydantic.

The index is a cache in JSON, made again whenever a file of the pack is newer or gone. That of the base pack is shipped.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prompt_tutor.content.files import PACK_FILE, decode
from prompt_tutor.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATHS_FILE = "paths.toml"
"""The file beside the lessons that orders them into learning paths."""

SHIPPED = Path(__file__).with_name("base_index.json")
"""The index of the base pack, made when the program is built: the first start of all has not to read every lesson."""

_VERSION = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A lesson or scenario as a list shows it.

    Attributes:
        kind: "lesson" or "scenario".
        pack: the pack's id.
        id: its own id.
        path: its TOML file.
        title: by language.
        minutes: how long it takes.
        level: of a scenario, "" for a lesson.
        steps: the ids of a lesson's steps, in order.
        problem: why it cannot be opened, "" where it can.
        step_titles: of a lesson's steps, in order, by language.
        review: of a lesson, the scenario to practise some days later; "" where it has none.
        practises: of a lesson, the scenarios of its practice steps.
        criteria: of a scenario that takes one prompt, the ids of its criteria.
        declines: of a scenario, whether it expects something to be declined.
    """

    kind: str
    pack: str
    id: str
    path: str
    title: dict[str, str]
    minutes: int
    level: str
    steps: tuple[str, ...]
    problem: str = ""
    step_titles: tuple[dict[str, str], ...] = ()
    review: str = ""
    practises: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    declines: bool = False

    @property
    def name(self) -> str:
        """The name that no other has: `pack/id`."""
        return f"{self.pack}/{self.id}"

    def title_in(self, language: str) -> str:
        """Return the title in `language`, or in the first language that it has, or the id."""
        return self.title.get(language) or next(iter(self.title.values()), self.id)

    def step_title_in(self, step: str, language: str) -> str:
        """Return the title of the step with the id `step` in `language`, or the id."""
        titles = dict(zip(self.steps, self.step_titles, strict=False)).get(step, {})
        return titles.get(language) or next(iter(titles.values()), step)


@dataclass(frozen=True, slots=True)
class PathEntry:
    """A learning path as a list shows it: its lessons by id, in their order."""

    pack: str
    id: str
    title: dict[str, str]
    lessons: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name that no other has: `pack/id`."""
        return f"{self.pack}/{self.id}"

    def title_in(self, language: str) -> str:
        """Return the title in `language`, or in the first language that it has, or the id."""
        return self.title.get(language) or next(iter(self.title.values()), self.id)


@dataclass(frozen=True, slots=True)
class Index:
    """What a pack holds: lessons, then scenarios, each in the order of its file names, and its learning paths.

    `charter` is the pack.toml that declares the town's charter, "" where none does.
    """

    entries: tuple[Entry, ...]
    paths: tuple[PathEntry, ...]
    charter: str = ""


def read_index(pack: Path, cache: Path) -> Index:
    """Return the index of the pack folder `pack`.

    `cache` is the folder that keeps the index; where it cannot be written the index is made each time.
    """
    files = _files(pack)
    stamp = _stamp(files)
    file = cache / f"index-{zlib.crc32(os.fsencode(pack)):08x}.json"
    index = _kept(file, stamp)
    if index is None:
        index = shipped_index(pack, SHIPPED) or _make(pack, files)
        _save(file, {"stamp": stamp, **asdict(index)})
    return index


def ship_index(pack: Path, file: Path) -> None:
    """Write the index of `pack` to `file`, without the place of the pack: the build does so for the base pack."""
    files = _files(pack)
    index = _placed(_make(pack, files), lambda path: Path(path).relative_to(pack).as_posix())
    data = {"stamp": _fingerprint(pack, files), **asdict(index)}
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def shipped_index(pack: Path, file: Path) -> Index | None:
    """Return the index of `pack` that was written to `file`; None where the pack is another, or not as it was."""
    data = _load(file)
    files = _files(pack)
    known = data.get("stamp") if data else None
    if not isinstance(known, list) or len(known) != len(files) + 1:
        return None
    index = _kept(file, _fingerprint(pack, files))
    return index and _placed(index, lambda path: os.fspath(pack / path))


def _placed(index: Index, place: Callable[[str], str]) -> Index:
    """Return `index` with another path for each file."""
    entries = tuple(replace(entry, path=place(entry.path)) for entry in index.entries)
    return replace(index, entries=entries, charter=place(index.charter) if index.charter else "")


def _kept(file: Path, stamp: list[Any]) -> Index | None:
    """Return the index that `file` keeps; None where it is not of the pack as `stamp` tells it."""
    data = _load(file)
    if data is not None and data.get("stamp") == stamp:
        with contextlib.suppress(TypeError, KeyError, AttributeError):
            entries, paths = map(_thaw, data["entries"]), map(_thaw_path, data["paths"])
            return Index(tuple(entries), tuple(paths), data["charter"])
    return None


def _thaw(entry: dict[str, Any]) -> Entry:
    return Entry(**{**entry, **{key: tuple(entry[key]) for key in ("steps", "step_titles", "practises", "criteria")}})


def _thaw_path(path: dict[str, Any]) -> PathEntry:
    return PathEntry(**{**path, "lessons": tuple(path["lessons"])})


def _files(pack: Path) -> list[Path]:
    lessons = sorted(path for path in pack.glob("lessons/*.toml") if path.name != PATHS_FILE)
    others = (pack / "lessons" / PATHS_FILE, pack / PACK_FILE)
    scenarios = sorted(pack.glob("scenarios/*/scenario.toml"))
    return [*lessons, *scenarios, *(path for path in others if path.is_file())]


def _stamp(files: list[Path]) -> list[Any]:
    return [_VERSION, [[os.fspath(path), *_state(path)] for path in files]]


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:  # a link that leads nowhere: reading it says why
        return 0, 0
    return status.st_mtime_ns, status.st_size


def _fingerprint(pack: Path, files: list[Path]) -> list[Any]:
    """Return what tells whether files are the same on another computer, where their times are not."""
    told: list[Any] = [_VERSION]
    for path in files:
        with contextlib.suppress(OSError):
            told.append([path.relative_to(pack).as_posix(), zlib.crc32(path.read_bytes())])
    return told


def _load(file: Path) -> dict[str, Any] | None:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def _save(file: Path, data: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}.part")
        part.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        part.replace(file)


def _make(pack: Path, files: list[Path]) -> Index:
    from prompt_tutor.content.toml_faults import TomlError, load_toml

    tables = {}
    for path in files:
        try:
            tables[path] = load_toml(decode(path))
        except (ContentError, TomlError) as error:
            tables[path] = {"x-problem": str(error)}
    declared = tables.get(pack / PACK_FILE, {})
    name = str(declared.get("id", pack.name))
    charter = os.fspath(pack / PACK_FILE) if isinstance(declared.get("charter"), dict) else ""
    given = tables.get(pack / "lessons" / PATHS_FILE, {}).get("paths")
    paths = [path for path in given if isinstance(path, dict)] if isinstance(given, list) else []
    entries = (_entry(name, path, tables[path]) for path in files if path.name not in (PACK_FILE, PATHS_FILE))
    return Index(tuple(entries), tuple(_path_entry(name, path) for path in paths), charter)


def _path_entry(pack: str, data: dict[str, Any]) -> PathEntry:
    lessons = data.get("lessons")
    ids = tuple(map(str, lessons)) if isinstance(lessons, list) else ()
    return PathEntry(pack, str(data.get("id", "")), _by_language(data.get("title")), ids)


def _entry(pack: str, path: Path, data: dict[str, Any]) -> Entry:
    lesson = path.name != "scenario.toml"
    stem = path.stem.partition("-")[2] if lesson and path.stem[:2].isdigit() else path.stem
    given = data.get("steps")
    steps = [step for step in given if isinstance(step, dict)] if isinstance(given, list) else []
    minutes = data.get("minutes", 0)
    return Entry(
        kind="lesson" if lesson else "scenario",
        pack=pack,
        id=str(data.get("id", stem if lesson else path.parent.name)),
        path=os.fspath(path),
        title=_by_language(data.get("title")),
        minutes=minutes if isinstance(minutes, int) else 0,
        level=str(data.get("level", "")),
        steps=tuple(str(step.get("id", "")) for step in steps),
        problem=str(data.get("x-problem", "")),
        step_titles=tuple(_by_language(step.get("title")) for step in steps),
        review=str(data.get("review", "")),
        practises=tuple(str(step.get("scenario", "")) for step in steps if step.get("kind") == "practice"),
        criteria=() if data.get("turns") else tuple(_ids(data.get("criteria"))),
        declines=_expects_declining(data.get("decline")),
    )


def _expects_declining(given: object) -> bool:
    return isinstance(given, dict) and given.get("expected", False) is not False


def _ids(given: object) -> Iterator[str]:
    for item in given if isinstance(given, list) else ():
        if isinstance(item, dict):
            yield str(item.get("id", ""))


def _by_language(given: object) -> dict[str, str]:
    if isinstance(given, str):
        return {"fr": given, "en": given}
    return {str(key): str(value) for key, value in given.items()} if isinstance(given, dict) else {}
