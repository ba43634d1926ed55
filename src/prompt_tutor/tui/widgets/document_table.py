"""A table of data as a table: aligned, with its numbers to the right."""

from __future__ import annotations

import csv
import re
from typing import Final

from rich import box
from rich.table import Table
from rich.text import Text

from prompt_tutor.tui.visible import visible

_NUMBER: Final = re.compile(r"[-+−]?[\d \u00a0\u202f.,]*\d\s*[%€]?")
_PARTS: Final = re.compile(r"[^_\s]+_?")


def table_rows(text: str) -> list[list[str]] | None:
    """Return the rows of the delimited `text` (comma, semicolon or tab); None where it has no two columns of its own.

    A row may have fewer cells than the first, the header, has; never more.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines:
        return None
    delimiter = max(",;\t", key=lines[0].count)
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return None
    if not rows or len(rows[0]) < 2 or any(len(row) > len(rows[0]) for row in rows):
        return None
    return rows


def document_table(header: list[str], *rows: list[str]) -> Table:
    """Return rows as a table below its `header`."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for index, name in enumerate(header):
        cells = [row[index].strip() for row in rows if index < len(row)]
        filled = [cell for cell in cells if cell]
        numbers = [cell for cell in filled if _NUMBER.fullmatch(cell)]
        table.add_column(
            Text(_folded(visible(name), max((len(cell) for cell in filled), default=0))),
            justify="right" if 2 * len(numbers) > len(filled) else "left",  # "n.d." among numbers leaves them numbers
            no_wrap=bool(filled) and len(numbers) == len(filled),
            overflow="fold",
        )
    for row in rows:
        table.add_row(*[Text(visible(cell)) for cell in row])
    return table


def _folded(name: str, width: int) -> str:
    """Return a column's `name` on several lines, cut after its underscores and spaces to be no wider than its cells."""
    lines: list[str] = []
    for part in _PARTS.findall(name):
        if lines and len(lines[-1]) + len(part) <= width:
            lines[-1] += part
        else:
            lines.append(part)
    return "\n".join(lines)
