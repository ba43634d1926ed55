"""Saving a text to a file: copying may be impossible, a file always serves."""

from __future__ import annotations

import os
from itertools import count
from typing import TYPE_CHECKING

from prompt_tutor.errors import StorageError, UsageError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from pathlib import Path


def save_text(file: Path, text: str) -> None:
    """Write `text`, with one line end at its end, to `file`, which must not be there yet; its folder is made.

    Raises UsageError where there is such a file, StorageError where it cannot be written.
    """
    try:
        if file.exists():
            raise UsageError(_("There is a file of that name already."), _("Give another name."), str(file))
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text.rstrip("\n") + "\n")
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise StorageError(
            _("The file cannot be written: {reason}.").format(reason=error.strerror or error),
            _("Choose another folder or name."),
            str(file),
        ) from error


def free_name(file: Path) -> Path:
    """Return `file`, its name numbered where there is such a file already."""
    names = (file if number == 1 else file.with_stem(f"{file.stem}-{number}") for number in count(1))
    return next(name for name in names if not name.exists())
