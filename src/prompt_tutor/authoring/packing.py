"""A training pack as one file to hand out, and putting such a file in place.

The file is a ZIP. What comes in it is content, never run; nothing can be written outside the folder made for it.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from prompt_tutor.authoring.check import check
from prompt_tutor.authoring.check_pool import processes
from prompt_tutor.content.files import PACK_FILE
from prompt_tutor.content.model import DEVICE_NAMES
from prompt_tutor.content.reading import read_pack
from prompt_tutor.errors import ContentError, StorageError, UsageError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.content.pack import Pack

SUFFIX: Final = ".pack.zip"
"""How the file's name ends."""

KINDS: Final = frozenset({".toml", ".md", ".csv", ".txt", ".json"})
"""What a pack is made of; other files stay out, and none of them is ever run."""

MOST_FILES: Final = 5_000
MOST_BYTES: Final = 200 * 2**20
"""Files in a pack, and bytes in all of them: hundreds of scenarios take a few megabytes."""

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every entry: the same pack gives the same file."""


def pack_up(folder: Path, target: Path | None = None) -> Path:
    """Write the pack in `folder` to one file, and return it: `target`, or `<id>.pack.zip` in the working folder.

    Raises UsageError where `folder` holds no pack or the pack has problems, StorageError where it cannot be written.
    """
    pack = _sound_pack(folder)
    file = target or Path(f"{pack.id}{SUFFIX}")
    part = file.with_name(f"{file.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in _files(folder):
                name = path.relative_to(folder).as_posix()
                archive.writestr(zipfile.ZipInfo(name, _EPOCH), path.read_bytes(), zipfile.ZIP_DEFLATED)
        part.replace(file)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StorageError(
            _("The file {file} cannot be written: {reason}.").format(file=file, reason=error.strerror or error),
            _("Check that you may write there, or name another file with --output."),
        ) from error
    return file


def put_in_place(file: Path, packs: Path, *, replace: bool = False) -> Path:
    """Put the pack in `file` into the folder `packs`, under its id, whole or not at all, and return its folder.

    One of the same id is only taken over with `replace`. Raises UsageError where the file is no sound pack or the id
    is taken, StorageError where it cannot be written.
    """
    try:
        packs.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=packs, prefix=".new-", ignore_cleanup_errors=True) as new:
            folder = Path(new) / "pack"
            _unpack(file, folder)
            pack = _sound_pack(folder)
            return _move(folder, packs / pack.id, Path(new) / "old", replace=replace)
    except OSError as error:
        raise StorageError(
            _("The pack cannot be put in place: {reason}.").format(reason=error.strerror or error),
            _("Check that you may write there, or name another folder in PROMPT_TUTOR_DATA."),
            str(packs),
        ) from error


def _move(folder: Path, place: Path, old: Path, *, replace: bool) -> Path:
    if place.exists():
        if not replace:
            raise UsageError(
                _("A pack with the id “{id}” is in place already.").format(id=place.name),
                _("Add --replace to take the new one; what was learned with the old one stays."),
                str(place),
            )
        place.rename(old)
    try:
        folder.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return place


def _sound_pack(folder: Path) -> Pack:
    if not (folder / PACK_FILE).is_file():
        raise UsageError(
            _("This is no training pack: it holds no pack.toml."),
            _("Name the folder in which pack.toml stands."),
            str(folder),
        )
    pack = read_pack(folder / PACK_FILE)
    if pack.model is None:
        raise pack.problems[0].error()
    errors = [problem for problem in check([folder], processes=processes()) if problem.severity == "error"]
    if errors:
        raise ContentError(
            _("The pack has problems, such as: {message}").format(message=errors[0].message),
            _("“prompt-tutor check {folder}” shows them all; correct them first.").format(folder=folder.name),
            errors[0].place,
        )
    return pack.model


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a pack in order, less what is hidden, of another kind, or a link to somewhere else."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.is_file() and not path.is_symlink() and not hidden and path.suffix.lower() in KINDS:
            yield path


def _unpack(file: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _refuse_too_much(entries)
            left = MOST_BYTES
            for entry in entries:
                target = folder / _safe_name(entry, {each.filename for each in entries})
                target.parent.mkdir(parents=True, exist_ok=True)
                # What an entry says of its size may be a lie: no more is read than is left.
                with archive.open(entry) as source:
                    data = source.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise _too_much()
                target.write_bytes(data)
    except FileNotFoundError as error:
        raise UsageError(
            _("There is no such file or folder."), _("Check its name and its folder."), str(file)
        ) from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise UsageError(
            _("This file is no training pack, or it is damaged."),
            _("Ask for it again; “prompt-tutor pack FOLDER” makes one."),
            str(file),
        ) from error


def _refuse_too_much(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise _too_much()


def _too_much() -> UsageError:
    return UsageError(
        _("This file holds more than a training pack can."),
        _("A pack has at most {files} files and {megabytes} MB.").format(files=MOST_FILES, megabytes=MOST_BYTES >> 20),
    )


def _safe_name(entry: zipfile.ZipInfo, names: set[str]) -> PurePosixPath:
    """Return the path of an entry inside the pack; raises UsageError where it could leave it or surprise a system."""
    name = PurePosixPath(entry.filename)
    parts = name.parts
    link = (entry.external_attr >> 28) == 0o12  # the file type of Unix, where the archive was made there
    strange = any(
        part.startswith(".")
        or part.endswith((".", " "))
        or part.partition(".")[0].lower() in DEVICE_NAMES
        or any(sign in '\\:*?"<>|' or ord(sign) < 32 for sign in part)
        for part in parts
    )
    twice = sum(each.casefold() == entry.filename.casefold() for each in names) > 1
    if not parts or name.is_absolute() or link or strange or twice or name.suffix.lower() not in KINDS:
        raise UsageError(
            _("The file holds “{name}”, which a training pack may not hold.").format(name=entry.filename),
            _("Ask whoever made it to make it with “prompt-tutor pack FOLDER”."),
        )
    return name
