"""Which words of a prompt are its author's, and which are material pasted into it.

A letter that says "answer in 3 lines" is not the author's instruction: verdicts are read from the author's words alone
(edge rule 4 of the sixteen criteria).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from prompt_tutor.grading.block import WORD, Block, block_words, count_words
from prompt_tutor.grading.folding import plain
from prompt_tutor.grading.marks import QUOTED_WORDS, find_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.grading.prompt import Prompt, Span

Kind = Literal["document", "block", "quotation", "rows", "letter", "example"]

_LINE: Final = re.compile(r"[^\n]+")
_SEPARATORS: Final = (";", "|", "\t")
_HEADER: Final = re.compile(r"\s*([^\W\d_]{1,14})\s?: ?\S")
_HEADING: Final = re.compile(r"^(#{1,6})[ \t]*([^\s#][^\n]{0,60})$", re.MULTILINE)
_CLOSING: Final = 3
"""Words of a heading that says END, at the most ("FIN DES PIÈCES")."""
_ROWS: Final = 2
_TAGS: Final = 3
_BETWEEN_TAGS: Final = 15
"""An author writes in tags alone who has so many of them, and so few characters between two."""
_LABEL: Final = re.compile(r"([^;|\t\n:]{1,80}):")


@dataclass(frozen=True, slots=True)
class Material:
    """A passage that is not the author's words.

    Attributes:
        span: where it stands in the prompt, marks included.
        kind: a document put in by `{{id}}`, a block between marks, a quotation, rows of data, a letter or e-mail, or
            an example in a tag that says so.
        delimited: whether the author marked where it begins and where it ends.
    """

    span: Span
    kind: Kind
    delimited: bool


def own_words(prompt: Prompt) -> tuple[Span, ...]:
    """Return the passages of `prompt.text` that are the author's own words, in order."""
    spans: list[Span] = []
    at = 0
    for block in material(prompt):
        if block.span[0] > at:
            spans.append((at, block.span[0]))
        at = max(at, block.span[1])
    if at < len(prompt.text):
        spans.append((at, len(prompt.text)))
    return tuple(spans)


@lru_cache(maxsize=2)
def material(prompt: Prompt) -> tuple[Material, ...]:
    """Return the pasted passages of `prompt.text`, in order and disjoint: read once for all criteria of a scenario."""
    text = prompt.text
    blocks = find_blocks(_without(text, prompt.pasted))
    spoken = _spoken(text, blocks)
    kept = [each for block in blocks if block not in spoken for each in _classify(block, text)]
    for span in prompt.pasted:
        around = [each for each in kept if each.span[0] <= span[0] and span[1] <= each.span[1]]
        if not around and span[1] > span[0]:
            kept.append(Material(span, "document", delimited=False))
    kept += _headed(text)
    known = _merge(kept)
    return _merge([*known, *_loose(text, known)])


def _headed(text: str) -> Iterator[Material]:
    """Yield what stands under headings down to one that says END: "### EXTRACT … ### VOTES … ### END".

    It begins after the last heading that holds the author's words ("### Task").
    """
    start: int | None = None
    for match in _HEADING.finditer(text):
        words = WORD.findall(plain(match[2]))
        if words and words[0] in block_words("closers") and len(words) <= _CLOSING:
            if start is not None:
                yield Material((start, match.end()), "block", delimited=True)
            start = None
        elif " ".join(words) in block_words("own") or (words and words[0] in block_words("own")):
            start = None
        elif start is None:
            start = match.start()


def _without(text: str, pasted: tuple[Span, ...]) -> str:
    """Return `text` with the known documents blanked: their own marks delimit nothing."""
    if not pasted:
        return text
    parts: list[str] = []
    at = 0
    for start, end in pasted:
        parts += [text[at:start], "x" * (end - start)]
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _spoken(text: str, blocks: list[Block]) -> list[Block]:
    """Return the tags of one line where the author writes in tags alone: the task, the reader and so on have their own.

    What was pasted stands on several lines: "<need>Write the sheet.</need> <pile>\\n11 lamps\\n40 books\\n</pile>".
    """
    tags = [block for block in blocks if block.name and text[block.outer[0]] == "<"]
    between = len(text) - sum(block.outer[1] - block.outer[0] for block in blocks)
    if len(tags) < _TAGS or between > _BETWEEN_TAGS * len(tags):
        return []
    return [tag for tag in tags if "\n" not in text[slice(*tag.inner)].strip()]


def _classify(block: Block, text: str) -> list[Material]:
    """Return the material that a block is; none where it holds the author's own words."""
    listed = block.name in block_words("own_in_a_line") and "\n" in text[slice(*block.inner)].strip()
    names = {block.name, *block.name.split()[:1]}
    if not listed and not names.isdisjoint(block_words("own")):
        return []
    if block.name in block_words("examples"):
        return [Material(block.outer, "example", delimited=True)]
    if block.quoted:
        return [Material(block.outer, "quotation", delimited=count_words(text, block.inner, 12) >= 12)]
    return [Material(block.outer, "block", delimited=block.closed)]


def _merge(found: list[Material]) -> tuple[Material, ...]:
    found.sort(key=lambda each: (each.span[0], -each.span[1]))
    kept: list[Material] = []
    for each in found:
        if not kept or each.span[0] >= kept[-1].span[1]:
            kept.append(each)
    return tuple(kept)


def _loose(text: str, known: tuple[Material, ...]) -> list[Material]:
    """Return rows of data, letters and e-mails that nothing marks off."""
    lines = list(_free_lines(text, known))
    return [*_quoted_lines(text, lines), *_rows(text, lines), *_letters(text, lines)]


def _quoted_lines(text: str, lines: list[Span | None]) -> Iterator[Material]:
    """Yield runs of lines that begin with ">", as mail programs mark what others wrote."""
    start: int | None = None
    count = end = 0
    for line in [*lines, None]:
        if line is not None and text[line[0] : line[1]].lstrip().startswith(">"):
            start, end, count = (line[0] if start is None else start), line[1], count + 1
            continue
        if start is not None and (count >= _ROWS or count_words(text, (start, end), QUOTED_WORDS) >= QUOTED_WORDS):
            yield Material((start, end), "quotation", delimited=True)
        start, count = None, 0


def _free_lines(text: str, known: tuple[Material, ...]) -> Iterator[Span | None]:
    """Yield the lines outside `known`; None where a known passage interrupts them."""
    blocks = iter(known)
    block = next(blocks, None)
    for match in _LINE.finditer(text):
        while block is not None and block.span[1] <= match.start():
            block = next(blocks, None)
        yield None if block is not None and block.span[0] < match.end() else match.span()


def _rows(text: str, lines: list[Span | None]) -> Iterator[Material]:
    """Yield two lines or more that are cut by the same separators."""
    shape: tuple[str, int] | None = None
    start = end = count = 0
    for line in [*lines, None]:
        row = _row(text[line[0] : line[1]]) if line else None
        if row is not None and row == shape and line is not None:
            count, end = count + 1, line[1]
            continue
        if count >= _ROWS:
            yield Material((start, end), "rows", delimited=False)
        shape, count = row, int(row is not None)
        if line is not None:
            start, end = line


def _letters(text: str, lines: list[Span | None]) -> Iterator[Material]:
    """Yield e-mails: two lines of headers or a sender's address, up to a closing or the author's next words."""
    start: int | None = None
    end = headers = 0
    for line in [*lines, None]:
        words = text[line[0] : line[1]] if line else ""
        header = _HEADER.match(words)
        if header and plain(header[1]) in block_words("headers"):
            start = line[0] if start is None and line else start
            headers += 2 if "@" in words else 1
            end = line[1] if line else end
            continue
        if start is None:
            continue
        ends = line is None or _ends_letter(words)
        if headers >= _ROWS and not ends:
            end = line[1] if line else end
            continue
        if headers >= _ROWS:
            closed = line is not None and _begins(words, "ends")
            stop = line[1] if line is not None and _closes(words) else end
            yield Material((start, stop), "letter", delimited=closed)
        start, headers = None, 0


def _ends_letter(line: str) -> bool:
    """Return whether a line closes a letter, or is the author speaking to the model again."""
    return _closes(line) or _begins(line, "ends") or _begins(line, "again")


def _row(line: str) -> tuple[str, int] | None:
    """Return the separator of a row of data and how many there are; None where the line is no such row.

    What is called an example is none: "Example of a row: 12;…".
    """
    label = _LABEL.match(line)
    if label is not None and not block_words("examples").isdisjoint(WORD.findall(plain(label[1]))):
        return None
    for separator in _SEPARATORS:
        count = line.count(separator)
        if count >= 2 or (separator == "\t" and count):
            return separator, count
    return None


def _closes(line: str) -> bool:
    return _begins(line, "closings")


def _begins(line: str, name: str) -> bool:
    """Return whether a line begins with one of the wordings of a list."""
    words = " ".join(WORD.findall(plain(line[:60]))) + " "
    return any(words.startswith(f"{wording} ") for wording in block_words(name))
