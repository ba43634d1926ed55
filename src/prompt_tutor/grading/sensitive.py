"""Documents that a scenario marks as sensitive: pasting one is the trap, whole, by the line, or with names changed."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.folding import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.prompt import Prompt, Span

_TELLING: Final = 24
"""Characters of a line of the document that, found in the prompt, show that it was copied from there."""
_CELLS: Final = 3
"""Cells of a row that stand in one line of the prompt, at the least, for it to be taken from there."""
_SPARED: Final = 4
"""Words of the one cell that may be missing, at the most: a name; a remark without its names was made anonymous."""
_WORDS: Final = 10
"""Words of a line of text, at the least, and the share of them that stand in the prompt in the same order."""
_SHARE: Final = 0.8
_STRETCH: Final = 1.5
"""Words of the prompt among which those of a line are looked for: so many times the line."""

_WORD: Final = re.compile(r"[^\W_]+")
_LINE: Final = re.compile(r"[^\n]+")
_NAME: Final = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:[ -][A-ZÀ-ÖØ-Þ][^\W\d_]+)+")
"""Two words or more with capitals, in a line of text: they may be changed without making it another line."""


@dataclass(frozen=True, slots=True)
class _Document:
    """A document as it is looked for: its lines, and the words of each row's cells, or of each line of text."""

    lines: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    texts: tuple[tuple[str, ...], ...]


def sensitive_passages(prompt: Prompt, scenario: Scenario, language: str) -> tuple[Span, ...]:
    """Return the passages of `prompt.text` that are, or are copied from, a sensitive document of `scenario`.

    A row of data is also copied where one line holds all its cells but a short one ("Port-Neuf, élève A, CP, …"), in
    their order; a line of text where four words in five stand in it, in their order.
    """
    documents = [document for document in scenario.documents if document.sensitive]
    if not documents:
        return ()
    names = {document.id for document in documents}
    inserted = {expansion.text for expansion in prompt.expansions if expansion.document in names}
    read = [_read(document.text.in_(language)) for document in documents]
    copied = {span for document in read for span in _copied(document, prompt)}
    return tuple(sorted(inserted | {span for span in copied if not _inside(span, prompt.pasted)}))


@lru_cache(maxsize=16)
def _read(text: str) -> _Document:
    lines = [line.strip() for line in text.splitlines()]
    cells = list(csv.reader(lines))
    width = Counter(len(row) for row in cells if row).most_common(1)
    tabled = bool(width) and width[0][0] >= _CELLS and width[0][1] * 2 > len([row for row in cells if row])
    told = [line for line in lines if len(line) >= _TELLING]
    if not tabled:
        texts = (_words(_NAME.sub(" ", line)) for line in told if not line.startswith("#"))
        return _Document(tuple(told), (), tuple(words for words in texts if len(words) >= _WORDS))
    rows = (tuple(words for cell in row if (words := _words(cell)) and not _bare(words)) for row in cells[1:])
    return _Document(tuple(told), tuple(row for row in rows if len(row) > _CELLS), ())


def _bare(words: tuple[str, ...]) -> bool:
    """Return whether a cell is a number: it tells nothing by itself."""
    return all(word.isdigit() for word in words) and len(words) == 1


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(plain(text)))


def _copied(document: _Document, prompt: Prompt) -> Iterator[Span]:
    for line in document.lines:
        at = prompt.text.find(line)
        if at >= 0:
            yield at, at + len(line)
    for match in _LINE.finditer(prompt.text):
        said = _words(match[0])
        if len(said) < _CELLS:
            continue
        known = Counter(said)
        if any(_holds_row(row, said, known) for row in document.rows) or any(
            _holds_text(text, said, known) for text in document.texts
        ):
            yield match.span()


def _holds_row(row: Sequence[tuple[str, ...]], said: Sequence[str], known: Counter[str]) -> bool:
    """Return whether the cells of a row stand in a line, in their order, but for one short cell at the most."""
    missing = [cell for cell in row if any(word not in known for word in cell)]
    if len(missing) > 1 or any(len(cell) > _SPARED for cell in missing):
        return False
    at = 0
    for cell in row:
        if cell in missing:
            continue
        found = _find(cell, said, at)
        if found < 0:
            return False
        at = found + len(cell)
    return True


def _find(cell: Sequence[str], said: Sequence[str], start: int) -> int:
    width = len(cell)
    return next((at for at in range(start, len(said) - width + 1) if tuple(said[at : at + width]) == tuple(cell)), -1)


def _holds_text(text: Sequence[str], said: Sequence[str], known: Counter[str]) -> bool:
    """Return whether most words of a line of text stand near each other in a line, in their order."""
    wanted = _SHARE * len(text)
    if sum((Counter(text) & known).values()) < wanted:
        return False
    width = int(_STRETCH * len(text)) + 1
    step = max(len(text) // 4, 1)
    return any(
        _in_order(text, said[at : at + width]) >= wanted for at in range(0, max(len(said) - width, 0) + step, step)
    )


def _in_order(text: Sequence[str], said: Sequence[str]) -> int:
    """Return how many words two passages share in the same order."""
    best = [0] * (len(said) + 1)
    for word in text:
        before = 0
        for at, other in enumerate(said, 1):
            above = best[at]
            best[at] = before + 1 if word == other else max(above, best[at - 1])
            before = above
    return best[-1]


def _inside(span: Span, outer: tuple[Span, ...]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in outer)
