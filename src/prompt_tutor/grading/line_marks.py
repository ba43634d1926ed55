"""Lines that mark off a block: rules, BEGIN and END lines, a name between signs ("§ letter §", "§ end §").

A rule of three signs or more opens a block even where nothing closes it. Any other line of signs is a mark only where
a second one answers it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.block import OPENING, SHORTEST_BLOCK, WORD, Block, block_words
from prompt_tutor.grading.folding import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.grading.prompt import Span

_LABEL_WORDS: Final = 6
_LABEL_LENGTH: Final = 70
_CLOSING: Final = 3
"""Words of a line that says END without naming what it ends, at the most; a heading never does."""
_CUT_HERE: Final = 6
"""A rule of more signs than this may hold a letter or a digit: "-----8<-----"."""
_DOTS: Final = 6
_OPENING: Final = {**OPENING, "\\": "/"}
_LINE: Final = re.compile(r"[^\n]*\n?")
_RULED: Final = re.compile(r"[=\-*#~/_^°+<>·:¤§%&@|\\.•—– ]{2,}")
_TAIL: Final = re.compile(r"[=\-*#~/_^°+<>·:¤§%&@|\\.•—–]{2,}$")
_LETTER: Final = re.compile(r"[^\W_]")
_LEAD: Final = re.compile(r"[^\w\s\"'«»“”]+")
_LETTERED: Final = re.compile(
    r"(?:([a-z\d])\1{2,}|(?:[a-z\d]-){2,}[a-z\d]) .* ?(?:\1{3,}|(?:[a-z\d]-){2,}[a-z\d])$", re.IGNORECASE
)
"""A name between rules of letters: "xxxx notes xxxx"."""
_BULLETS: Final = frozenset(("-", "*", "•", "–", "—", "·", "+", "->", "→"))
"""Signs that begin the item of a list."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A line that may mark off a block.

    Attributes:
        span: where the line stands.
        sign: the sign that a rule is made of; "" where it opens a block by its words alone, or is no rule.
        words: its words, folded.
        lead: the signs that it begins with, alike for those that open and those that close.
        weak: whether it is a mark only where another line answers it.
    """

    span: Span
    sign: str
    words: tuple[str, ...]
    lead: str
    weak: bool = False

    @property
    def closes(self) -> bool:
        return any(word in block_words("closers") for word in self.words)

    @property
    def opens(self) -> bool:
        return any(word in block_words("openers") for word in self.words)

    @property
    def subject(self) -> frozenset[str]:
        return frozenset(self.words) - block_words("closers") - block_words("openers")

    def answers(self, opening: _Rule) -> bool:
        """Return whether this line closes what `opening`, which begins with the same signs, opens."""
        if not self.words or self.subject == opening.subject:
            return True
        if not self.subject.isdisjoint(opening.subject):
            return self.closes
        return self.words[0] in block_words("closers") and len(self.words) <= _CLOSING and set(self.lead) != {"#"}


def blocks_between_lines(text: str) -> list[Block]:
    """Return what stands between two rules, between a BEGIN and an END line, or between lines with the same signs.

    A rule with a name ends the block before it and begins another one; the last of them only ends.
    """
    found: list[Block] = []
    opened: _Rule | None = None
    answered: dict[str, _Rule] = {}
    lines: dict[frozenset[str], Span] = {}
    label: Span | None = None
    closed: set[str] = set()
    for rule in _rules(text, lines):
        opening = answered.get(rule.lead)
        if opening is not None and rule.answers(opening) and (opened is None or rule.weak or not rule.sign):
            del answered[rule.lead]
            found.append(Block((opening.span[1], rule.span[0]), (opening.span[0], rule.span[1]), _name(opening)))
        elif rule.weak:
            start = lines.get(rule.subject) if rule.lead == "/" else None
            if start is not None:
                found.append(Block((start[1], rule.span[0]), (start[0], rule.span[1]), _name(rule)))
            answered[rule.lead] = rule
        elif opened is not None and (rule.closes or (rule.sign and rule.sign == opened.sign)):
            again = bool(rule.words and opened.words and not rule.closes)
            end = rule.span[0] if again else rule.span[1]
            found.append(Block((opened.span[1], rule.span[0]), (opened.span[0], end), _name(opened)))
            closed.add(opened.sign)
            opened = rule if again else None
            label = rule.span
        elif rule.closes:
            start = lines.get(rule.subject) if rule.subject else None
            if start is None and rule.sign:
                start = _label_before(text, rule.span[0], label[1] if label else 0)
            if start is not None and start[1] < rule.span[0]:
                found.append(Block((start[1], rule.span[0]), (start[0], rule.span[1]), _name(rule)))
        elif rule.sign or rule.opens:
            opened = rule
    if opened is not None and opened.sign in closed and found[-1].outer[1] == opened.span[0]:
        found[-1] = replace(found[-1], outer=(found[-1].outer[0], opened.span[1]))
    elif opened is not None and opened.sign and opened.sign not in closed:
        rest = (opened.span[1], len(text))
        if rest[1] - rest[0] >= SHORTEST_BLOCK:
            found.append(Block(rest, (opened.span[0], len(text)), _name(opened), closed=False))
    return found


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
                yield _Rule(span, sign, (), _lead(line))
            continue
        words = tuple(WORD.findall(plain(line)))
        rule = _worded_rule(line, span, words) or _signed(line, span, words)
        if rule is not None:
            yield rule
            continue
        subject = frozenset(words)
        if len(subject) <= 3:
            short_lines[subject] = span


def _lead(line: str) -> str:
    """Return the signs that a line begins with, in one order: those of "=> notes" and "<= end" are the same."""
    lead = _LEAD.match(line)
    return "".join(sorted(_OPENING.get(sign, sign) for sign in lead[0])) if lead else ""


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
    if _LETTERED.match(line) and len(words) > 2:
        return _Rule(span, line[0], words[1:-1], line[0])
    start = _RULED.match(line)
    signs = start[0].strip() if start else ""
    framed = len(signs) >= 3 or (len(signs) == 2 and _TAIL.search(line[-80:]) is not None)
    fence = line.startswith(("~~~", "<", ">"))
    heading = set(signs) <= {"#"} and not any(
        word in block_words("openers") or word in block_words("closers") for word in words
    )
    if framed and not fence and not heading and ("|" not in line or line.startswith("||")):
        return _Rule(span, signs[0], words, _lead(line))
    bare = line.strip("[]()<>{}*#:-= ")
    capital = bare.isupper() or line[0] in "[(<{"
    if capital and len(words) <= 5 and (words[0] in block_words("marks") or words[-1] in block_words("marks")):
        return _Rule(span, "", words, _lead(line))
    if bare.isupper() and len(words) == 1:
        return _glued(span, words[0])
    return None


def _glued(span: Span, word: str) -> _Rule | None:
    """Return the end that is written in one word: "ENDNOTES"."""
    for closer in block_words("closers"):
        if word.startswith(closer) and len(word) > len(closer):
            return _Rule(span, "", (closer, word[len(closer) :]), "")
    return None


def _signed(line: str, span: Span, words: tuple[str, ...]) -> _Rule | None:
    """Return what may be a mark: a name after signs ("§ letter §", ">> notes"), where it is no item and no row."""
    lead = _lead(line)
    if not lead or not words or len(words) > _LABEL_WORDS or line.count("|") > lead.count("|") * 2:
        return None
    if lead in _BULLETS and not line.endswith(lead):
        return None
    return _Rule(span, "", words, lead, weak=True)


def _label_before(text: str, position: int, floor: int) -> Span | None:
    """Return the last line before `position`, and after `floor`, that ends with a colon."""
    at = text.rfind(":\n", floor, position)
    if at < 0:
        return None
    return text.rfind("\n", floor, at) + 1, at + 1
