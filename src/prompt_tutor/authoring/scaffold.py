"""New scenarios and lessons: a small complete example with comments, for a trainer to replace.

Nothing that is there is ever written over.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from pydantic import TypeAdapter, ValidationError

from prompt_tutor.authoring.check_file import SCENARIO_FILE
from prompt_tutor.authoring.schema import schema
from prompt_tutor.authoring.template import fill, scaffold_texts
from prompt_tutor.content.files import PACK_FILE
from prompt_tutor.content.model import Id
from prompt_tutor.content.problems import sentences_for
from prompt_tutor.content.reading import pack_languages
from prompt_tutor.errors import StorageError, UsageError
from prompt_tutor.i18n import _, language
from prompt_tutor.paths import base_pack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from prompt_tutor.authoring.schema import Format

FIRST_SCENARIO: Final = "avis-travaux"
"""What the practice step of a new lesson names where its pack has no scenario yet: one of the base pack."""

_ROOMS: Final = ("scenarios", "lessons")
_NUMBERED: Final = re.compile(r"(\d\d)-.+\.toml$")


def new_scenario(id_: str, folder: Path) -> list[Path]:
    """Write the scaffold of the scenario `id_` into the pack in `folder`, and return the files written.

    The pack is made where there is none. Raises UsageError where `id_` is no id or is taken, StorageError where a file
    cannot be written.
    """
    pack = pack_in(folder)
    home = free_place(pack, id_)
    languages = languages_in(pack)
    texts = scaffold_texts("scenario")
    scenario = fill("scenario", texts, {"id": id_}, language(), languages)
    documents = {home / f"notes.{name}.md": texts["document"][name] for name in languages}
    return write_new(pack, "scenario", {home / SCENARIO_FILE: scenario, **documents})


def new_lesson(id_: str, folder: Path) -> list[Path]:
    """Write the scaffold of the lesson `id_` into the pack in `folder`, and return the files written.

    Its practice step names the first scenario of the pack. Raises as `new_scenario` does.
    """
    well_formed(id_)
    pack = pack_in(folder)
    lessons = pack / "lessons"
    taken = next((file for file in lessons.glob("*.toml") if file.stem.partition("-")[2] == id_), None)
    if taken is not None:
        raise _taken(taken)
    numbers = [int(found[1]) for file in lessons.glob("*.toml") if (found := _NUMBERED.match(file.name))]
    scenarios = sorted(file.parent.name for file in pack.glob(f"scenarios/*/{SCENARIO_FILE}"))
    ids = {"id": id_, "scenario": next(iter(scenarios), FIRST_SCENARIO)}
    lesson = fill("lesson", scaffold_texts("lesson"), ids, language(), languages_in(pack))
    return write_new(pack, "lesson", {lessons / f"{max(numbers, default=0) + 1:02}-{id_}.toml": lesson})


def well_formed(id_: str) -> None:
    """Raise UsageError where `id_` cannot be an id."""
    try:
        TypeAdapter(Id).validate_python(id_)
    except ValidationError as error:
        raise UsageError(*sentences_for("bad_id", {}, id_, ())) from error


def pack_in(folder: Path) -> Path:
    """Return the pack's folder that `folder` means: itself, or the one whose `scenarios` or `lessons` it is."""
    folder = folder.resolve()
    return folder.parent if folder.name in _ROOMS and (folder.parent / PACK_FILE).is_file() else folder


def free_place(pack: Path, id_: str) -> Path:
    """Return the folder for the new scenario `id_` of `pack`; raises UsageError where it is no id or is taken."""
    well_formed(id_)
    home = pack / "scenarios" / id_
    if (home / SCENARIO_FILE).exists():
        raise _taken(home)
    return home


def languages_in(pack: Path) -> tuple[str, ...]:
    """Return the languages that the pack promises; that of the interface where there is no pack yet."""
    return pack_languages(pack / PACK_FILE) if (pack / PACK_FILE).is_file() else (language(),)


def write_new(pack: Path, format_: Format, files: Mapping[Path, str]) -> list[Path]:
    """Write `files`, with pack.toml and the schema of `format_` where they are missing; return what was written.

    Raises UsageError where one of `files` is there, StorageError where one cannot be written.
    """
    room = pack / f"{format_}s"
    beside = {room / f"{format_}.schema.json": json.dumps(schema(format_), ensure_ascii=False, indent=1) + "\n"}
    if not (pack / PACK_FILE).is_file():
        beside[pack / PACK_FILE] = _pack(pack)
    missing = {path: text for path, text in beside.items() if not path.exists()}
    for path in files:
        if path.exists():
            raise _taken(path)
    written = []
    for path, text in {**files, **missing}.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError as error:
            raise _taken(path) from error
        except OSError as error:
            raise StorageError(
                _("The file {file} cannot be written: {reason}.").format(file=path, reason=error.strerror or error),
                _("Choose another folder, or free some space."),
            ) from error
        written.append(path)
    return written


def refuse_base_pack(folder: Path) -> None:
    """Raise UsageError where `folder` is the pack that comes with the program."""
    if pack_in(folder) == base_pack().resolve():
        raise UsageError(
            _("This is the folder of the program, not a training pack of yours."),
            _("Name a folder for your pack, such as --folder my-town; it is made if it is missing."),
            str(folder),
        )


def _pack(folder: Path) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", folder.name.lower()).strip("-")[:40]
    try:
        well_formed(words)
    except UsageError:
        words = "formation" if language() == "fr" else "training"
    title = folder.name or words
    ids = {"id": words, "language": language()}
    return fill("pack", {"title": {language(): title}}, ids, language(), (language(),))


def _taken(path: Path) -> UsageError:
    return UsageError(
        _("There is already something of that name; nothing was written over."), _("Take another id."), str(path)
    )
