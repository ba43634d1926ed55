"""Reading the files of a pack: UTF-8, inside the pack, names matching in case."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from prompt_tutor.errors import ContentError
from prompt_tutor.i18n import _

PACK_FILE = "pack.toml"

MOST_BYTES = 4_000_000
"""What a file of a pack may hold: no lesson, and no document that fits into a prompt, comes near it."""


def pack_folder(path: Path) -> Path:
    """Return the folder of the pack that holds `path` (the nearest folder above it with a pack.toml, else its own)."""
    folder = path if path.is_dir() else path.parent
    for candidate in (folder, *folder.parents):
        if (candidate / PACK_FILE).is_file():
            return candidate
    return folder


def real(path: Path) -> Path:
    """Return `path` with its links followed; a link to itself stays as it is (`resolve` raises, up to Python 3.12)."""
    return Path(os.path.realpath(path))


def read_text(folder: Path, name: str) -> str:
    """Return the text of the file `name`, a path relative to `folder` that stays inside the pack.

    Raises ContentError where it leaves the pack, is missing, differs in case or is not UTF-8.
    """
    root = real(pack_folder(folder))
    path = real(folder / name)
    if Path(name).is_absolute() or "\\" in name or not path.is_relative_to(root):
        raise ContentError(
            _("The path {name} leaves the training pack.").format(name=name),
            _("Put the file inside the pack and give its path with forward slashes."),
        )
    if not path.is_file() or path.name not in {entry.name for entry in path.parent.iterdir()}:
        raise ContentError(
            _("The file {name} is missing.").format(name=name),
            _("Put it beside the TOML file, or correct its name (capitals count)."),
        )
    return decode(path)


def decode(path: Path) -> str:
    """Return the text of `path`, line ends as \\n.

    Raises ContentError where it cannot be opened, is no file, is larger than `MOST_BYTES` or not UTF-8; the place names
    the line.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a folder; or a pipe or device, whose end would be waited for
            raise ContentError(
                _("This is no file but a folder, or something else of that name."),
                _("Put a text file in its place, or give it another name."),
                str(path),
            )
        if status.st_size > MOST_BYTES:
            raise ContentError(
                _("This file is too large: {size} bytes, {most} at most.").format(size=status.st_size, most=MOST_BYTES),
                _("Keep what is needed, or make several files of it."),
                str(path),
            )
        data = path.read_bytes()
    except OSError as error:
        raise ContentError(
            _("The file cannot be read: {reason}.").format(reason=error.strerror or error),
            _("Check its name and that you may read it."),
            str(path),
        ) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ContentError(
            _("The file is not in UTF-8."),
            _("Open it in your editor and save it again as UTF-8."),
            f"{path}:{line}",
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
