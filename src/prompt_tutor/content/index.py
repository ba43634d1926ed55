"""The index of titles: what Home shows before any lesson is opened, without pydantic.

The index is a cache in JSON, made again whenever a file of the pack is newer or gone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_VERSION = 1


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

    def title_in(self, language: str) -> str:
        """Return the title in `language`, or in the first language that it has, or the id."""
        return self.title.get(language) or next(iter(self.title.values()), self.id)


def read_index(pack: Path, cache: Path) -> tuple[Entry, ...]:
    """Return the entries of the pack folder `pack`, lessons first, each in the order of its file names.

    `cache` is the folder that keeps the index; where it cannot be written the index is made each time.
    """
    files = _files(pack)
    stamp = _stamp(files)
    file = cache / f"index-{hashlib.sha256(os.fspath(pack).encode()).hexdigest()[:12]}.json"
    cached = _load(file)
    if cached is not None and cached.get("stamp") == stamp:
        with contextlib.suppress(TypeError, KeyError, AttributeError):
            return tuple(Entry(**{**entry, "steps": tuple(entry["steps"])}) for entry in cached["entries"])
    entries = _make(pack, files)
    _save(file, {"stamp": stamp, "entries": [asdict(entry) for entry in entries]})
    return entries


def _files(pack: Path) -> list[Path]:
    lessons = sorted(path for path in pack.glob("lessons/*.toml") if path.name != "paths.toml")
    return [*lessons, *sorted(pack.glob("scenarios/*/scenario.toml")), *pack.glob("pack.toml")]


def _stamp(files: list[Path]) -> list[Any]:
    stats = [(os.fspath(path), path.stat()) for path in files]
    return [_VERSION, [[name, stat.st_mtime_ns, stat.st_size] for name, stat in stats]]


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


def _make(pack: Path, files: list[Path]) -> tuple[Entry, ...]:
    import tomli

    tables = {}
    for path in files:
        try:
            tables[path] = tomli.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
            tables[path] = {"x-problem": str(error)}
    name = str(tables.get(pack / "pack.toml", {}).get("id", pack.name))
    return tuple(_entry(name, path, tables[path]) for path in files if path.name != "pack.toml")


def _entry(pack: str, path: Path, data: dict[str, Any]) -> Entry:
    lesson = path.name != "scenario.toml"
    stem = path.stem.partition("-")[2] if lesson and path.stem[:2].isdigit() else path.stem
    given = data.get("title", {})
    title = {"fr": given, "en": given} if isinstance(given, str) else dict(given) if isinstance(given, dict) else {}
    steps = data.get("steps", [])
    minutes = data.get("minutes", 0)
    return Entry(
        kind="lesson" if lesson else "scenario",
        pack=pack,
        id=str(data.get("id", stem if lesson else path.parent.name)),
        path=os.fspath(path),
        title={key: str(value) for key, value in title.items()},
        minutes=minutes if isinstance(minutes, int) else 0,
        level=str(data.get("level", "")),
        steps=tuple(str(step.get("id", "")) for step in steps if isinstance(step, dict)),
        problem=str(data.get("x-problem", "")),
    )
