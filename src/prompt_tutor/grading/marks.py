"""Blocks that a prompt marks off: fences, rules, tags, brackets, BEGIN and END lines, quotation marks.

Every finder reads the text once, from left to right, and keeps what is still open in a small table: nothing here grows
faster than the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.block import OPENING, SHORTEST_BLOCK, WORD, Block, block_words, count_words
from prompt_tutor.grading.folding import plain
from prompt_tutor.grading.line_marks import blocks_between_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

QUOTED_WORDS: Final = 6
"""A quotation of this many words is someone's words, not a part of the author's sentence."""
_FEWEST_WORDS: Final = 3
"""Fewer words between two brackets are a name ("<<notes>>")."""
_BRACKETED_WORDS: Final = 12
"""Brackets round this many words hold more than a gap to fill ("[name of the town]") or an aside."""
_MENTION_WORDS: Final = 40
_INDENT: Final = 20
"""So many characters are looked at for the beginning or the end of a line."""

_FENCE: Final = re.compile(r"(```|~~~|\"\"\"|''')")
_ATTRIBUTES: Final = r"(?:\s{1,3}[\w:-]{1,20}\s?=\s?(?:\"[^\"\n<>]{0,60}\"|'[^'\n<>]{0,60}'|[\w.-]{1,30})){0,4}"
_NAME: Final = r"[^\W\d][\w .'-]{0,30}"
_TAG: Final = re.compile(rf"<(/?)({_NAME}){_ATTRIBUTES}\s?>|\[(/?)({_NAME})\]|\{{{{1,3}}(/?)({_NAME})\}}{{1,3}}")
_RUN: Final = re.compile(r"([^\w\s.!?…,;:])\1{1,}")
_OTHER_SIDE: Final = str.maketrans("<>{}[]()«»‹›/\\⟦⟧⌈⌋⎧⎩▼▲▸◂▶◀→←", "><}{][)(»«›‹\\/⟧⟦⌋⌈⎩⎧▲▼◂▸◀▶←→")
_MARK: Final = re.compile(r"[^\w\s«»“”](?<!\S.)(?:[^\w\s\"'«»“”]{0,19}|[\"'`]{1,3})(?!\S)", re.DOTALL)
"""Signs that stand by themselves."""
_REPEATED: Final = re.compile(r"(?<!\S)(\w)\1{3,30}(?!\S)")
"""A letter or digit again and again ("xxxxxxxx")."""
_REPEATS: Final = 3
_USUAL: Final = re.compile(r"[-–—*•·=+&/|:.,;<>#!?…~()%°→©]|\.+|[-=]+>|<[-=]+|[<>=]=|[-:|+]*-[-:|+]*|[!?…]{2,3}|\*\*")
"""Signs that have another use between spaces: in lists, tables, sums and sentences."""
_OF_SENTENCES: Final = frozenset(":.,;!?-–—&+")
"""Signs that are never spoken of as marks."""
_BULLETS: Final = frozenset("-–—*•·.")
"""Signs that have another use even on a line of their own."""
_BRACKETED: Final = re.compile(r"\[[^\[\]]{40,4000}\](?!\()|\{[^{}]{40,4000}\}")
_QUOTES: Final = re.compile(
    r"[«»“”\"](?:(?<!\")|(?:(?<=^\")|(?<=[\s(\[:>«'’]\"))(?=\S)|(?<=\S\")(?=[\s.,;:!?)\]»]|$))", re.MULTILINE
)
"""It begins with the sign, so that only the signs are tried."""


def find_blocks(text: str) -> list[Block]:
    """Return the outermost blocks of `text`, in order."""
    found = [*_tags(text), *_fences(text), *blocks_between_lines(text), *_runs(text), *_pairs(text)]
    found += [*_bracketed(text), *_quotes(text)]
    found.sort(key=lambda block: (block.outer[0], -block.outer[1]))
    closed = [block for block in found if block.closed]
    last = max((block.outer[0] for block in closed if not block.quoted), default=-1)
    kept: list[Block] = []
    for block in found:
        if not block.closed and block.outer[0] <= last:
            continue  # an end that is missing hides no block whose end is there
        if not kept or block.outer[0] >= kept[-1].outer[1]:
            kept.append(block)
    return kept


def _tags(text: str) -> Iterator[Block]:
    """Yield "<x> … </x>", "[x] … [/x]" and "{x} … {/x}"."""
    opened: dict[tuple[str, str], re.Match[str]] = {}
    for match in _TAG.finditer(text):
        kind = match[0][0]
        closing = bool(match[1] or match[3] or match[5])
        name = _name(match)
        first = name.split()[0]
        key = (kind, first)
        if not closing and first in block_words("closers") and (kind, "*") in opened:
            start = opened.pop((kind, "*"))
            yield Block((start.end(), match.start()), (start.start(), match.end()), _name(start))
        elif not closing:
            opened[key] = match
            if kind == "{" or (kind == "[" and first in block_words("openers")):
                opened[kind, "*"] = match
        elif key in opened:
            start = opened.pop(key)
            if match.start() - start.end() >= SHORTEST_BLOCK:
                yield Block((start.end(), match.start()), (start.start(), match.end()), name)


def _name(tag: re.Match[str]) -> str:
    return plain(tag[2] or tag[4] or tag[6]).strip()


def _fences(text: str) -> Iterator[Block]:
    opened: dict[str, int] = {}
    for match in _FENCE.finditer(text):
        mark = match[1]
        start = opened.pop(mark, None)
        if start is None or match.start() - start - 3 < SHORTEST_BLOCK:
            opened[mark] = match.start()
        else:
            yield Block((start + 3, match.start()), (start, match.end()))
    for start in opened.values():
        if text[start - 1 : start] in ("", "\n") and len(text) - start > SHORTEST_BLOCK:
            yield Block((start + 3, len(text)), (start, len(text)), closed=False)


def _runs(text: str) -> Iterator[Block]:
    """Yield what stands between two runs of one sign within lines: "<<< … >>>", "{{ … }}", "### … ###"."""
    opened: dict[str, re.Match[str]] = {}
    for match in _RUN.finditer(text):
        mark, width = match[1], len(match[0])
        opener = OPENING.get(mark, "")
        if mark in OPENING.values():
            opened[mark] = match
        elif opener and opener in opened:
            start = opened.pop(opener)
            if count_words(text, (start.end(), match.start()), _FEWEST_WORDS) >= _FEWEST_WORDS:
                yield Block((start.end(), match.start()), (start.start(), match.end()))
        elif width >= 3 and mark not in "\"'`~#-=_*" and not opener:
            first = opened.get(mark)
            if first is None or match.start() - first.end() < SHORTEST_BLOCK or _mentioned(text, first.start()):
                opened[mark] = match
            else:
                del opened[mark]
                yield Block((first.end(), match.start()), (first.start(), match.end()))


def _pairs(text: str) -> Iterator[Block]:
    """Yield what stands between two marks of the same signs, or of signs and their mirror image.

    Within a line the first must begin a line and the second end one, unless the two differ.
    """
    opened: dict[str, re.Match[str]] = {}
    marks = [*_MARK.finditer(text)]
    if any(len(word) > _REPEATS and not word.strip(word[0]) for word in text.split()):
        marks = sorted((*marks, *_REPEATED.finditer(text)), key=lambda mark: mark.start())
    for match in marks:
        mark = match[0]
        if not _may_mark(text, match):
            continue
        first = opened.get(mark)
        fits = first is not None and (
            mark != first[0] or (_begins_line(text, first.start()) and _ends_line(text, match.end()))
        )
        sides = (mark, mark[::-1], mark[::-1].translate(_OTHER_SIDE))
        if first is not None and fits and count_words(text, (first.end(), match.start()), QUOTED_WORDS) >= QUOTED_WORDS:
            yield Block((first.end(), match.start()), (first.start(), match.end()))
            for side in sides:
                opened.pop(side, None)
        else:
            opened.update(dict.fromkeys(sides, match))


def _may_mark(text: str, mark: re.Match[str]) -> bool:
    """Return whether signs may be a mark: they have no other use, stand on a line alone, or were spoken of."""
    if not _USUAL.fullmatch(mark[0]):
        return True
    if _begins_line(text, mark.start()) and _ends_line(text, mark.end()) and mark[0] not in _BULLETS:
        return "|" not in mark[0] or not _in_table(text, mark.start())
    return mark[0] not in _OF_SENTENCES and _mentioned(text, mark.start())


def _in_table(text: str, at: int) -> bool:
    """Return whether the line before the one at `at` is the head of a table."""
    return "|" in text[max(at - _INDENT, 0) : at].strip()[-1:]


def _begins_line(text: str, at: int) -> bool:
    return not text[max(at - _INDENT, 0) : at].rpartition("\n")[2].strip()


def _ends_line(text: str, at: int) -> bool:
    return not text[at : at + _INDENT].partition("\n")[0].strip()


def _bracketed(text: str) -> Iterator[Block]:
    """Yield "[ … ]" and "{ … }" round `_BRACKETED_WORDS` words or more."""
    for match in _BRACKETED.finditer(text):
        inner = (match.start() + 1, match.end() - 1)
        if not _begins_line(text, match.start()) and not _mentioned(text, match.start()):
            continue
        if count_words(text, inner, _BRACKETED_WORDS) >= _BRACKETED_WORDS:
            yield Block(inner, match.span())


def _mentioned(text: str, position: int) -> bool:
    """Return whether the marks at `position` are spoken of, in a sentence: "the mail is between the ^^^^."."""
    words = WORD.findall(plain(text[max(position - _MENTION_WORDS, 0) : position]))
    return bool(words) and any(word in block_words("between") for word in words[-4:])


def _quotes(text: str) -> Iterator[Block]:
    """Yield the quotations of `QUOTED_WORDS` words or more."""
    start: re.Match[str] | None = None
    for match in _QUOTES.finditer(text):
        mark = match[0]
        if start is None or mark in "«“":
            if mark in '«“"' and (mark != '"' or text[match.end() : match.end() + 1].strip()):
                start = match
            continue
        pairs = {"«": "»", "“": "”", '"': '"'}
        if pairs[start[0]] != mark:
            continue
        inner = (start.end(), match.start())
        if mark == '"' and "\n\n" in text[inner[0] : min(inner[1], inner[0] + 4000)] and inner[1] - inner[0] > 4000:
            start = match
            continue
        if count_words(text, inner, QUOTED_WORDS) >= QUOTED_WORDS:
            yield Block(inner, (start.start(), match.end()), quoted=True)
        start = None
