"""Writing to the terminal: UTF-8, and whatever came from outside is shown, never obeyed."""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
import unicodedata
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from prompt_tutor.errors import TutorError

# Controls of a terminal (C0, DEL, C1), lone surrogates, and marks that turn the direction of writing round.
_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def escape(text: str) -> str:
    r"""Return `text` with its control characters written out, such as `\x1b`; tabs and line ends stay."""
    return _OBEYED.sub(_written_out, text.replace("\r\n", "\n"))


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def say(text: str = "") -> None:
    """Write `text` and a line end to standard output; in a terminal, lines break between words."""
    sys.stdout.write(_fit(escape(text), sys.stdout) + "\n")


def say_aside(text: str = "") -> None:
    """Write `text` and a line end to standard error, as `say` does, for a person who is at the keyboard."""
    sys.stderr.write(_fit(escape(text), sys.stderr) + "\n")


def _width(stream: TextIO) -> int:
    """Return the width of the terminal that `stream` writes to, 0 where it is none."""
    return shutil.get_terminal_size().columns if stream.isatty() else 0


def _fit(text: str, stream: TextIO) -> str:
    width = _width(stream)
    return (
        "\n".join(_broken(line, width) if len(line) > width else line for line in text.split("\n")) if width else text
    )


def _broken(line: str, width: int) -> str:
    indent = " " * (len(line) - len(line.lstrip()) + 2) if line[:1] == " " else ""
    return textwrap.fill(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


class Stream:
    """Writes a text to standard output while it is still coming; in a terminal, lines break between words."""

    def __init__(self) -> None:
        self._width = _width(sys.stdout)
        self._gap = self._word = ""
        self._column = 0

    def write(self, piece: str) -> None:
        """Write what `piece` completes, at once; the rest of its last word comes with the next piece."""
        text = escape(piece)
        if not self._width:
            sys.stdout.write(text)
        for character in text if self._width else "":
            if character in " \n":
                self._end_word(character)
            else:
                self._word += character
        sys.stdout.flush()

    def close(self) -> None:
        """Write what is left, and a line end."""
        self._end_word("\n")

    def _end_word(self, after: str) -> None:
        if self._column and self._column + len(self._gap + self._word) > self._width:
            sys.stdout.write("\n")
            self._column, self._gap = 0, ""
        sys.stdout.write(self._gap + self._word)
        self._column += len(self._gap + self._word)
        self._gap = self._word = ""
        if after == "\n":
            sys.stdout.write("\n")
            self._column = 0
        else:
            self._gap = after


def say_json(data: Any, *, line: bool = False) -> None:
    """Write `data` as JSON: over several lines for people, or on one `line`, at once, for programs."""
    text = json.dumps(data, ensure_ascii=False, indent=None if line else 2)
    # JSON leaves C1, DEL and direction marks as they are; \u00xx says the same in any JSON string.
    sys.stdout.write(_OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", text) if _OBEYED.search(text) else text)
    sys.stdout.write("\n")
    sys.stdout.flush()


def warn(text: str) -> None:
    """Write `text` to standard error as one line."""
    sys.stdout.flush()
    sys.stderr.write(escape(" ".join(text.split("\n"))).strip() + "\n")
    sys.stderr.flush()


def warn_of(error: TutorError) -> None:
    """Write what is wrong, where and what to do next to standard error as one line."""
    warn(str(error))


def mark(ok: bool) -> str:
    """Return the sign of what is met or passed, or is not; a word stands beside it always."""
    return "✓" if ok else "✗"


def heading(text: str) -> str:
    """Return `text` with a rule of its width below, as plain text marks a heading."""
    width = sum(0 if unicodedata.combining(character) else 1 for character in text)
    return f"{text}\n{'-' * width}"


def speak_utf8() -> None:
    """Make standard output and error UTF-8, whatever the system's code page; what cannot be written is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
