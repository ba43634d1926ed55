"""Reading TOML that anyone may have written; what is wrong with it is told in the interface’s language and placed."""

from __future__ import annotations

import re
from typing import Any, Final

import tomli

from prompt_tutor.i18n import _

_DEEPEST: Final = 40
"""Tables and lists within each other; ours need a dozen, and what walks them calls itself once or twice for each."""

_LONG_NUMBER: Final = re.compile(r"[\d_]{1000}")


class TomlError(Exception):
    """A text that is no TOML, or that nobody would write; `line` and `column` count from 1."""

    def __init__(self, message: str, remedy: str, line: int, column: int) -> None:
        super().__init__(message, remedy, line, column)
        self.message = message
        self.remedy = remedy
        self.line = line
        self.column = column

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"


def load_toml(text: str) -> dict[str, Any]:
    """Return the tables of the TOML `text`; raises TomlError."""
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        remedy = _("Correct this line; the cause may also stand on the line before it.")
        raise TomlError(toml_fault(error.msg), remedy, error.lineno, error.colno) from error
    except RecursionError as error:
        raise _nested(text) from error
    except ValueError as error:  # Python's own limit to the digits of a number
        found = _LONG_NUMBER.search(text)
        line = text.count("\n", 0, found.start()) + 1 if found else 1
        raise TomlError(_("A number is too long."), _("Write it in quotes, or shorten it."), line, 1) from error
    if _is_deep(data):
        raise _nested(text)
    return data


def _nested(text: str) -> TomlError:
    lines = text.split("\n")
    line = max(range(len(lines)), key=lambda at: sum(map(lines[at].count, "[{.")))
    return TomlError(
        _("Too many tables or lists stand within each other, probably on this line."),
        _("Take some out: {most} levels are read at the most.").format(most=_DEEPEST),
        line + 1,
        1,
    )


def _is_deep(data: dict[str, Any]) -> bool:
    level: list[Any] = [data]
    for _level in range(_DEEPEST):
        below = (value for each in level for value in (each.values() if isinstance(each, dict) else each))
        level = [value for value in below if isinstance(value, dict | list)]
        if not level:
            return False
    return True


def toml_fault(message: str) -> str:
    """Return what is broken, as a sentence for a trainer, from `message`, tomli's `TOMLDecodeError.msg`."""
    match message.split():
        case ["Unterminated", "string", *_rest]:
            return _("A text is not closed: its last quote is missing.")
        case ["Unclosed", "array", *_rest]:
            return _("A list is not closed: its “]” is missing.")
        case ["Unclosed", "inline", *_rest]:
            return _("A table is not closed: its “}” or a comma is missing.")
        case ["Expected", "'='", *_rest]:
            return _("An equals sign is missing after a key.")
        case ["Expected", *_rest]:
            return _("Something is left over at the end of a line, or a quote or bracket is missing.")
        case ["Invalid", "value"]:
            return _("A value cannot be read: texts stand in quotes, numbers and true or false do not.")
        case ["Cannot", "declare" | "overwrite" | "redefine" | "mutate", *_rest] | ["Duplicate", *_rest]:
            return _("A key or table is written twice.")
        case ["Unescaped", *_rest] | ["Invalid", "hex", *_rest] | ["Escaped", *_rest]:
            return _("A backslash stands in a text: write it twice, or use single quotes.")
        case ["Illegal", "character", "'\\n'"]:
            return _("A text is not closed on its line: its last quote is missing.")
        case ["Illegal" | "Found", *_rest]:
            return _("A character cannot stand here: an invisible one, perhaps pasted.")
        case _rest:
            return _("The TOML cannot be read here.")
