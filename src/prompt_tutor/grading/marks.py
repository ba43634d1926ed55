"""Blocks that a prompt marks off: fences, rules, tags, brackets, BEGIN and END lines, quotation marks.

Every finder reads the text once, from left to right, and keeps what is still open in a small table: nothing here grows
faster than the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.cues import table
from prompt_tutor.grading.folding import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.grading.prompt import Span

LANGUAGES: Final = ("fr", "en")
SHORTEST_BLOCK: Final = 10
"""Fewer characters than this between two marks are a mention of the marks ("between <a> and </a>")."""
QUOTED_WORDS: Final = 6
"""A quotation of this many words is someone's words, not a part of the author's sentence."""
_LABEL_WORDS: Final = 6
_LABEL_LENGTH: Final = 70
_MENTION_WORDS: Final = 40

_CUT_HERE: Final = 6
"""A rule of more signs than this may hold a letter or a digit: "-----8<-----"."""
_DOTS: Final = 6
_OPENING: Final = {">": "<", "»": "«", "}": "{", "]": "[", ")": "("}
_LINE: Final = re.compile(r"[^\n]*\n?")
_RULE_CHARACTERS: Final = r"=\-*#~/_^°+<>·:¤§%&@|\\.•—–"
_RULED: Final = re.compile(rf"[{_RULE_CHARACTERS} ]{{2,}}")
_FENCE: Final = re.compile(r"(```|~~~|\"\"\"|''')")
_ATTRIBUTES: Final = r"(?:\s{1,3}[\w:-]{1,20}\s?=\s?(?:\"[^\"\n<>]{0,60}\"|'[^'\n<>]{0,60}'|[\w.-]{1,30})){0,4}"
_TAG: Final = re.compile(rf"<(/?)([^\W\d][\w .'-]{{0,30}}){_ATTRIBUTES}\s?>|\[(/?)([^\W\d][\w .'-]{{0,30}})\]")
_RUN: Final = re.compile(r"([^\w\s.!?…,;:])\1{1,}")
_MIRROR: Final = {"<": ">", "{": "}", "[": "]", "(": ")", "«": "»"}
_QUOTES: Final = re.compile(
    r"[«»“”\"](?:(?<!\")|(?:(?<=^\")|(?<=[\s(\[:>«'’]\"))(?=\S)|(?<=\S\")(?=[\s.,;:!?)\]»]|$))", re.MULTILINE
)
"""It begins with the sign, so that only the signs are tried."""
_WORD: Final = re.compile(r"[^\W_]+")
_LETTER: Final = re.compile(r"[^\W_]")
_TAIL: Final = re.compile(rf"[{_RULE_CHARACTERS}]{{2,}}$")


@dataclass(frozen=True, slots=True)
class Block:
    """A block that is marked off.

    Attributes:
        inner: what stands between the marks.
        outer: the marks and what stands between them.
        name: what the marks call it, folded ("courrier"), or "".
        closed: whether its end is marked, too.
        quoted: whether the marks are quotation marks.
    """

    inner: Span
    outer: Span
    name: str = ""
    closed: bool = True
    quoted: bool = False


def find_blocks(text: str) -> list[Block]:
    """Return the outermost blocks of `text`, in order."""
    found = [*_tags(text), *_fences(text), *_ruled(text), *_runs(text), *_quotes(text)]
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


def count_words(text: str, span: Span, limit: int = 1 << 30) -> int:
    """Return how many words `text` holds in `span`; counting stops at `limit`."""
    count = 0
    for count, _ in enumerate(_WORD.finditer(text, *span), 1):
        if count >= limit:
            break
    return count


def _tags(text: str) -> Iterator[Block]:
    """Yield "<x> … </x>" and "[x] … [/x]"."""
    opened: dict[tuple[str, str], re.Match[str]] = {}
    for match in _TAG.finditer(text):
        kind = match[0][0]
        closing = bool(match[1] or match[3])
        name = plain(match[2] or match[4]).strip()
        first = name.split()[0]
        key = (kind, first)
        if not closing and first in _words("closers") and kind == "[" and ("[", "*") in opened:
            start = opened.pop(("[", "*"))
            yield Block((start.end(), match.start()), (start.start(), match.end()), plain(start[4]).strip())
        elif not closing:
            opened[key] = match
            if first in _words("openers"):
                opened[("[", "*")] = match
        elif key in opened:
            start = opened.pop(key)
            if match.start() - start.end() >= SHORTEST_BLOCK:
                yield Block((start.end(), match.start()), (start.start(), match.end()), name)


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
        opener = next((left for left, right in _MIRROR.items() if right == mark), "")
        if mark in _MIRROR:
            opened[mark] = match
        elif opener and opener in opened:
            start = opened.pop(opener)
            if match.start() - start.end() >= SHORTEST_BLOCK:
                yield Block((start.end(), match.start()), (start.start(), match.end()))
        elif width >= 3 and mark not in "\"'`~#-=_*" and not opener:
            first = opened.get(mark)
            if first is None or match.start() - first.end() < SHORTEST_BLOCK or _mentioned(text, first.start()):
                opened[mark] = match
            else:
                del opened[mark]
                yield Block((first.end(), match.start()), (first.start(), match.end()))


def _mentioned(text: str, position: int) -> bool:
    """Return whether the marks at `position` are spoken of, in a sentence: "the mail is between the ^^^^."."""
    words = _WORD.findall(plain(text[max(position - _MENTION_WORDS, 0) : position]))
    return bool(words) and any(word in _words("between") for word in words[-4:])


@dataclass(frozen=True, slots=True)
class _Rule:
    span: Span
    sign: str
    words: tuple[str, ...]

    @property
    def closes(self) -> bool:
        return any(word in _words("closers") for word in self.words)

    @property
    def opens(self) -> bool:
        return any(word in _words("openers") for word in self.words)

    @property
    def subject(self) -> frozenset[str]:
        return frozenset(self.words) - _words("closers") - _words("openers")


def _ruled(text: str) -> Iterator[Block]:
    """Yield what stands between two rules, or between a BEGIN and an END line."""
    opened: _Rule | None = None
    lines: dict[frozenset[str], Span] = {}
    label: Span | None = None
    for rule in _rules(text, lines):
        if opened is not None and (rule.closes or (rule.sign and rule.sign == opened.sign)):
            again = bool(rule.words and opened.words and not rule.closes)
            end = rule.span[0] if again else rule.span[1]
            yield Block((opened.span[1], rule.span[0]), (opened.span[0], end), _name(opened))
            opened = rule if again else None
            label = rule.span
        elif rule.closes:
            start = lines.get(rule.subject) if rule.subject else None
            if start is None and rule.sign:
                start = _label_before(text, rule.span[0], label[1] if label else 0)
            if start is not None and start[1] < rule.span[0]:
                yield Block((start[1], rule.span[0]), (start[0], rule.span[1]), _name(rule))
        elif rule.sign or rule.opens:
            opened = rule
    if opened is not None and opened.sign and len(text) - opened.span[1] >= SHORTEST_BLOCK:
        yield Block((opened.span[1], len(text)), (opened.span[0], len(text)), _name(opened), closed=False)


def _name(rule: _Rule) -> str:
    return " ".join(sorted(rule.subject))


def _rules(text: str, short_lines: dict[frozenset[str], Span]) -> Iterator[_Rule]:
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if not line or len(line) > _LABEL_LENGTH:
            continue
        span = match.span()
        letter = _LETTER.search(line)
        if letter is None or (len(line) > _CUT_HERE and _LETTER.search(line, letter.end()) is None):
            sign = _sign(line)
            if sign:
                yield _Rule(span, sign, ())
            continue
        words = tuple(_WORD.findall(plain(line)))
        rule = _worded_rule(line, span, words)
        if rule is not None:
            yield rule
        elif len(subject := frozenset(words)) <= 3:
            short_lines[subject] = span


def _sign(line: str) -> str:
    """Return the sign that a line without words is made of, opening and closing ones alike; "" where it is no rule."""
    signs = "".join(_OPENING.get(sign, sign) for sign in line if not sign.isspace())
    kinds = set(signs)
    lone = len(kinds) == 1
    if lone and signs in ("{", "[", "("):
        return signs
    if len(signs) < 3 or len(kinds) > 3 or not kinds.isdisjoint("!?…`\"'"):
        return ""
    if (kinds <= {"."} and len(signs) < _DOTS) or (kinds in ({"~"}, {"«"}) and len(signs) == 3):
        return ""  # an ellipsis; a fence
    if "|" in kinds and len(kinds) > 1:
        return ""  # the line under a table's head
    return max(sorted(kinds), key=signs.count)


def _worded_rule(line: str, span: Span, words: tuple[str, ...]) -> _Rule | None:
    """Return the rule that a line with words is: "--- notes ---", "BEGIN NOTES", "FIN DU COURRIER"."""
    if not words or len(words) > _LABEL_WORDS:
        return None
    start = _RULED.match(line)
    signs = start[0].strip() if start else ""
    framed = len(signs) >= 3 or (len(signs) == 2 and _TAIL.search(line[-80:]) is not None)
    fence = line.startswith(("~~~", "<", ">"))
    heading = set(signs) <= {"#"} and not any(word in _words("openers") or word in _words("closers") for word in words)
    if framed and not fence and not heading and ("|" not in line or line.startswith("||")):
        return _Rule(span, signs[0], words)
    bare = line.strip("[]()<>{}*#:-= ")
    capital = bare.isupper() or line[0] in "[(<{"
    if capital and len(words) <= 5 and (words[0] in _words("marks") or words[-1] in _words("marks")):
        return _Rule(span, "", words)
    return None


def _label_before(text: str, position: int, floor: int) -> Span | None:
    """Return the last line before `position`, and after `floor`, that ends with a colon."""
    at = text.rfind(":\n", floor, position)
    if at < 0:
        return None
    return text.rfind("\n", floor, at) + 1, at + 1


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


@lru_cache(maxsize=8)
def _words(name: str) -> frozenset[str]:
    return frozenset(plain(word) for language in LANGUAGES for word in table(language, "blocks")[name])
