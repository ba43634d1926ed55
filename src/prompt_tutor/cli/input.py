"""Reading what a command is given: bytes, in UTF-8 or in UTF-16 with a mark."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

STANDARD: Final = "-"
"""The name of standard input."""

_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(name: str) -> str:
    """Return the text of the file `name`, or of standard input where it is "-"; line ends stay as they are.

    Raises UsageError where it cannot be read; the place names the file and the line.
    """
    place = place_of(name)
    return decode(_read(name), place)


def place_of(name: str) -> str:
    """Return how a message names the file `name`."""
    return _("standard input") if name == STANDARD else name


def decode(data: bytes, place: str) -> str:
    """Return `data` as text: UTF-8, or UTF-16 where a mark opens it. Raises UsageError, naming the line."""
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, errors="ignore").count("\n") + 1
        raise not_utf8(f"{place}:{line}") from error


def not_utf8(place: str) -> UsageError:
    """Return the error that says that what stands at `place` is not UTF-8."""
    return UsageError(
        _("This is not in UTF-8."), _("Open it in your editor and save it again as UTF-8, then try again."), place
    )


def read_lines(name: str) -> Iterator[tuple[str | None, int]]:
    """Yield each line of `name` as it comes, with its number, counted from 1; None for a line that is not UTF-8.

    Raises UsageError where the file cannot be opened.
    """
    if name == STANDARD:
        yield from _lines(sys.stdin.buffer)
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115 - closed by the `with` below; opening alone may fail
    except OSError as error:
        raise _unreadable(name, error) from error
    with stream:
        yield from _lines(stream)


def _lines(stream: BinaryIO) -> Iterator[tuple[str | None, int]]:
    first = stream.readline()
    if first.startswith(_UTF16):
        text = decode(first + stream.read(), place_of(STANDARD))
        for number, line in enumerate(text.split("\n"), 1):
            yield line, number
        return
    number = 0
    data = first.removeprefix(codecs.BOM_UTF8)
    while data:
        number += 1
        try:
            yield data.decode(), number
        except UnicodeDecodeError:
            yield None, number
        data = stream.readline()


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == STANDARD else Path(name).read_bytes()
    except OSError as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: OSError) -> UsageError:
    if isinstance(error, FileNotFoundError):
        return UsageError(_("There is no such file."), _("Check its name and its folder."), name)
    return UsageError(
        _("The file cannot be read: {reason}.").format(reason=error.strerror or error),
        _("Check its name and that you may read it."),
        place_of(name),
    )
