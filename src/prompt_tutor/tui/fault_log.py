"""The file that keeps what went wrong unexpectedly: types, files and lines; never a text, a key or a value."""

from __future__ import annotations

import contextlib
import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from prompt_tutor import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST: Final = 200_000
"""Bytes beyond which the older half of the file goes."""

_DEEPEST: Final = 5
"""Exceptions of a chain that are kept, each the cause of the one before."""


def keep_fault(error: BaseException, file: Path) -> bool:
    """Add `error` to `file`; return whether it is kept there.

    What an exception says may quote a prompt, an answer or a key: of each one in the chain only its type is written,
    and the files and lines that it came through.
    """
    date = datetime.now(UTC).isoformat(timespec="seconds")
    head = f"{date} prompt-tutor {__version__}, Python {platform.python_version()}, {platform.system()}"
    entry = "\n".join([head, *_lines(error)]) + "\n\n"
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > _LARGEST:
            file.write_bytes(file.read_bytes()[-_LARGEST // 2 :].partition(b"\n\n")[2])
        with file.open("a", encoding="utf-8") as log:
            log.write(entry)
        return True
    return False


def place_of(error: BaseException) -> str:
    """Return the type of `error` and where it was raised, such as "KeyError, prompt_tutor/tui/app.py:12"."""
    frames = list(_frames(error))
    return ", ".join([type(error).__name__, *frames[-1:]])


def _lines(error: BaseException) -> Iterator[str]:
    current: BaseException | None = error
    for depth in range(_DEEPEST):
        if current is None:
            return
        yield f"{'caused by ' if depth else ''}{type(current).__name__}"
        yield from (f"  {frame}" for frame in _frames(current))
        current = current.__cause__ or current.__context__


def _frames(error: BaseException) -> Iterator[str]:
    for frame, line in traceback.walk_tb(error.__traceback__):
        yield f"{_short(frame.f_code.co_filename)}:{line}"


def _short(file: str) -> str:
    """Return `file` from the package on: what stands before may name a person."""
    parts = Path(file).parts
    for name in ("site-packages", "src"):
        if name in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(name) :])
    return parts[-1] if parts else file
