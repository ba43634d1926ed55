"""What a person types, or a script pipes, a line at a time."""

from __future__ import annotations

import contextlib
import os
import sys
from collections import deque
from typing import TYPE_CHECKING

from prompt_tutor.cli.input import STANDARD, not_utf8, place_of, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator


class Keyboard:
    """Reads standard input.

    In a terminal the arrows move in the line, as Python's readline has them; where it is a poor one (`TERM=dumb`), or
    where `NO_COLOR` asks for plain output, the terminal's own editing has to do: it sends no control sequence.

    Attributes:
        person: whether a person sits there: input and output are a terminal.
    """

    def __init__(self) -> None:
        self.person = sys.stdin.isatty() and sys.stdout.isatty()
        self._pasted: deque[str] = deque()
        self._lines: Iterator[tuple[str | None, int]] | None = None
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM", "dumb") == "dumb"
        self._edited = self.person and not plain
        if self._edited:
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401 - being imported is all it takes

    def line(self) -> str | None:
        """Return the next line without its end, None where input is at its end (Ctrl+D on a line of its own).

        Raises UsageError where it is not UTF-8.
        """
        if self._pasted:
            return self._pasted.popleft()
        if self._edited:
            return self._typed()
        if self.person:
            sys.stdout.write("> ")
        sys.stdout.flush()
        self._lines = self._lines or read_lines(STANDARD)
        found = next(self._lines, None)
        if found is None:
            self._lines = None  # in a terminal one goes on after Ctrl+D
            return None
        text, number = found
        if text is None:
            raise not_utf8(f"{place_of(STANDARD)}:{number}")
        return text.rstrip("\r\n")

    def _typed(self) -> str | None:
        try:
            typed = input("> ")
        except EOFError:
            return None
        except UnicodeDecodeError as error:
            raise not_utf8(place_of(STANDARD)) from error
        first, *rest = typed.splitlines() or [""]  # a pasted text comes as one line that holds several
        self._pasted.extend(rest)
        return first
