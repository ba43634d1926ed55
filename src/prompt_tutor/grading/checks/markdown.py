"""The structure of an answer in Markdown: headings, list items, tables, fenced blocks. One pass, line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.grading.prompt import Span

_HEADING: Final = re.compile(r"\s{0,3}#{1,6}\s+\S")
_BULLET: Final = re.compile(r"\s*[-*+•–—·▪◦‣→➔➢➤▶►■□●○◆✓✔✗✘☐☑✅❌]\ufe0f?\s+(?=\S)")
_NUMBERED: Final = re.compile(r"\s*(?:\d{1,3}(?:[.)]|°\)?)|[a-z][.)])\s+(?=\S)")
_UNDERLINE: Final = re.compile(r"\s{0,3}(?:={3,}|-{3,})\s*")
_RENDERED: Final = ("markdown", "md")
"""What a fence may say of a block whose Markdown counts: models wrap a whole answer so."""
_RULE: Final = re.compile(r":?-+:?")
_FENCE: Final = ("```", "~~~")
_CELL: Final = re.compile(r"(?<!\\)\|")
_LONGEST_HEADING: Final = 120


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: its line, and whether it is numbered."""

    span: Span
    ordered: bool


@dataclass(frozen=True, slots=True)
class MarkdownTable:
    """A table: where it stands, the cells of its header, and its rows."""

    span: Span
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def headings(text: str) -> tuple[Span, ...]:
    """Return the lines that are headings: "## …", underlined with "===" or "---", or bold as a whole."""
    found: list[Span] = []
    above: tuple[int, str] | None = None
    for start, line in _lines(text):
        if len(line) <= _LONGEST_HEADING and (_HEADING.match(line) or _is_bold(line)):
            found.append((start, start + len(line)))
            above = None
        elif _UNDERLINE.fullmatch(line) and above is not None:
            found.append((above[0], above[0] + len(above[1])))
            above = None
        else:
            above = (start, line) if _may_be_underlined(line) else None
    return tuple(found)


def items(text: str) -> tuple[Item, ...]:
    """Return the items of the lists, nested ones among them."""
    found: list[Item] = []
    for start, line in _lines(text):
        numbered = _NUMBERED.match(line)
        bullet = None if numbered else _BULLET.match(line)
        mark = numbered or bullet
        if mark and any(map(str.isalnum, line[mark.end() : mark.end() + 200])):
            found.append(Item((start, start + len(line)), ordered=numbered is not None))
    return tuple(found)


def tables(text: str) -> tuple[MarkdownTable, ...]:
    """Return the tables: a header, a line of dashes, rows."""
    found: list[MarkdownTable] = []
    lines = list(_lines(text))
    at = 1
    while at < len(lines):
        if not _is_delimiter(lines[at][1]) or "|" not in lines[at - 1][1]:
            at += 1
            continue
        header = cells(lines[at - 1][1])
        end = at + 1
        while end < len(lines) and "|" in lines[end][1]:
            end += 1
        rows = tuple(cells(line) for _start, line in lines[at + 1 : end])
        last = lines[end - 1]
        found.append(MarkdownTable((lines[at - 1][0], last[0] + len(last[1])), header, rows))
        at = end + 1
    return tuple(found)


def fences(text: str) -> tuple[Span, ...]:
    """Return what stands inside fenced blocks; one that is left open goes to the end."""
    found: list[Span] = []
    opened: int | None = None
    start = 0
    for line in text.split("\n"):
        if line.lstrip().startswith(_FENCE):
            if opened is None:
                opened = start + len(line) + 1
            else:
                found.append((opened, start))
                opened = None
        start += len(line) + 1
    if opened is not None and opened < len(text):
        found.append((opened, len(text)))
    return tuple(found)


def cells(line: str) -> tuple[str, ...]:
    """Return the cells of a table's row, without the bars at its ends."""
    line = line.strip()
    parts = _CELL.split(line)
    if line.startswith("|"):
        parts = parts[1:]
    if parts and line.endswith("|") and not line.endswith("\\|"):
        parts = parts[:-1]
    return tuple(part.strip() for part in parts)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line outside fenced blocks, and inside those of Markdown, with where it begins."""
    start = 0
    fenced = rendered = False
    for line in text.split("\n"):
        if line.lstrip().startswith(_FENCE):
            rendered = not fenced and line.strip("`~ \t\r").lower() in _RENDERED
            fenced = not fenced
        elif not fenced or rendered:
            yield start, line
        start += len(line) + 1


def _is_bold(line: str) -> bool:
    line = line.strip().rstrip(":").rstrip()
    mark = line[:2]
    return mark in ("**", "__") and len(line) > 4 and line.endswith(mark) and mark not in line[2:-2]


def _may_be_underlined(line: str) -> bool:
    """Return whether dashes below a line make it a heading: not below a blank line, a row, or an item of a list."""
    bare = line.strip()
    return 0 < len(bare) <= _LONGEST_HEADING and "|" not in bare and not (_BULLET.match(line) or _NUMBERED.match(line))


def _is_delimiter(line: str) -> bool:
    return "|" in line and "-" in line and all(_RULE.fullmatch(cell) for cell in cells(line))
