"""Saving a text as a file: copying may be impossible, a file always serves."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from platformdirs import user_downloads_path


def save_text(name: str, text: str) -> Path:
    """Write `text` to the file `name` among the downloads, else at home, and return where it is.

    A file of that name that is there already is left alone: the new one takes a number. Raises OSError.
    """
    downloads = user_downloads_path()
    folder = downloads if downloads.is_dir() else Path.home()
    stem, dot, ending = name.rpartition(".")
    for number in count(1):
        path = folder / (name if number == 1 else f"{stem}-{number}{dot}{ending}")
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text.rstrip("\n") + "\n")
        except FileExistsError:
            continue
        return path
    raise AssertionError  # the numbers do not end
