"""The notation of cues, and how it is matched.

    word          that word, accents and case aside          word*     any word that begins so
    (a|b c)       one of these                               [a|b]     one of these, or nothing
    {list}        a word of that list of lexicon.toml        {n}       a number, in digits or letters
    ...           up to five words of the same clause        ...9      up to nine
    _             any one word                               ^         at the beginning of a sentence or line
    ^,            at the beginning of a clause (after a comma too)     $  at the end of a sentence or line
    +verb         that word in any inflection          ¬         the end of a line

The first element of a cue (after ^) is a word, a list or a choice of words: cues are found by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.criteria.tagged import lexicon
from prompt_tutor.grading.folding import plain
from prompt_tutor.grading.inflection import forms

if TYPE_CHECKING:
    from collections.abc import Iterator

_END: Final = "(?=[ ~])[^ ]*"
"""A word ends, and its lists follow."""
_ELEMENT: Final = re.compile(r"\^,?|\$|\.\.\.\d*|\([^()]*\)|\[[^\[\]]*\]|\{[a-z_0-9]+\}|\+?[^\s\[\](){}+^$]+")
_AS_TOKENS: Final = {"…": ".", "•": "·", "–": "-"}
_BEFORE: Final = {"^": "(?<=[.!?;:¬·¶()])", "^,": "(?<=[.!?;:¬·¶(),/-])"}
_AFTER: Final = "(?= (?:[.!?;¬·¶)]|$))"
_GAP: Final = "(?: (?![.!?;:¬·¶])[^ ]+){{0,{}}}?"
_DEFAULT_GAP: Final = 5
_ANY: Final = "*"


class CueError(ValueError):
    """A cue that the notation does not allow."""


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A cue: its elements, and the words and lists that can begin it."""

    source: str
    heads: tuple[str, ...]
    elements: tuple[str, ...]
    language: str

    @property
    def expression(self) -> re.Pattern[str]:
        """The cue as a regular expression on the encoded line, to be matched where one of `heads` stands."""
        return _compiled(self)

    @property
    def is_phrase(self) -> bool:
        """Whether it means words of one phrase: no comma is written in it."""
        return "," not in self.source

    def possible(self, present: frozenset[str]) -> bool:
        """Return whether a text may hold this cue at all, by the words and lists `present` in it.

        It spares the compiling of most cues, which costs more than to look.
        """
        return not any(map(present.isdisjoint, _needs(self)))


@cache
def _needs(cue: Cue) -> tuple[frozenset[str], ...]:
    """Return, for each element after the first that must be there, the words and lists that can begin it."""
    needs: list[frozenset[str]] = []
    after = 2 if cue.elements[0].startswith("^") else 1
    for element in cue.elements[after:]:
        if element in ("^", "^,", "$", "_") or element.startswith(("...", "[")):
            continue
        heads = frozenset(_heads(element, cue.language, cue.source))
        if not any(head.endswith("*") for head in heads):
            needs.append(heads)
    return tuple(needs)


@cache
def _compiled(cue: Cue) -> re.Pattern[str]:
    """Compiled when first needed: most cues never are in a short run."""
    return re.compile("".join(_expression(element, cue.language, cue.source) for element in cue.elements))


def parse(source: str, language: str) -> Iterator[Cue]:
    """Yield the cues that `source` stands for: one, or two where it begins with an optional part.

    Raises:
        CueError: the notation is wrong, or names a list that does not exist.
    """
    elements = _parts(source, source)
    yield from _expand(source, elements, language)


def _expand(source: str, elements: list[str], language: str) -> Iterator[Cue]:
    """Yield the cues of elements of which the first may be optional: a cue is found by one that is there."""
    at = 1 if elements[0].startswith("^") else 0
    if elements[at].startswith("["):
        yield from _expand(source, [*elements[:at], *elements[at + 1 :]], language)
        elements = [*elements[:at], f"({elements[at][1:-1]})", *elements[at + 1 :]]
    yield _cue(source, elements, language)


def _parts(text: str, source: str) -> list[str]:
    elements: list[str] = _ELEMENT.findall(text)
    if not elements or "".join(elements).replace(" ", "") != text.replace(" ", ""):
        raise CueError(f"cue {source!r}: {text!r} is unreadable")
    return [element for element in elements if element != "-"] or elements


def _cue(source: str, elements: list[str], language: str) -> Cue:
    at = 1 if elements[0].startswith("^") else 0
    heads = tuple(_heads(elements[at], language, source))
    if _ANY in heads:
        raise CueError(f"cue {source!r}: begins with {elements[at]!r}")
    return Cue(source, heads, tuple(elements), language)


def _heads(element: str, language: str, source: str) -> Iterator[str]:
    if element == "_" or element.startswith(("...", "$", "^", "[")):
        yield _ANY
    elif element.startswith("("):
        for choice in element[1:-1].split("|"):
            first = _parts(choice, source)[0]
            yield from _heads(first, language, source)
    elif element.startswith("{"):
        yield _code(element, language, source)
    elif element.startswith("+"):
        yield from forms(element[1:], language)
    elif element.endswith("*"):
        yield plain(element)
    else:
        yield _words(element)[0]


def _expression(element: str, language: str, source: str) -> str:
    if element in _BEFORE:
        return _BEFORE[element]
    if element == "$":
        return _AFTER
    if element.startswith("..."):
        return _GAP.format(int(element[3:] or _DEFAULT_GAP))
    if element.startswith(("(", "[")):
        choices = "|".join(
            "".join(_expression(part, language, source) for part in _parts(choice, source))
            for choice in element[1:-1].split("|")
        )
        return f"(?:{choices})" + ("?" if element.startswith("[") else "")
    if element.startswith("{"):
        return f" [^ ]*{_code(element, language, source)}[^ ]*"
    if element == "_":
        return " \\w[^ ]*"
    if element.startswith("+"):
        return f" (?:{'|'.join(sorted(forms(element[1:], language), key=len, reverse=True))}){_END}"
    if element.endswith("*"):
        return f" {re.escape(plain(element[:-1]))}[^ ]*"
    return "".join(f" {re.escape(word)}{_END}" for word in _words(element))


@cache
def _words(element: str) -> list[str]:
    """Cut "n'invente" or "ci-dessous" as the text is cut."""
    words = re.findall(r"[^\W_]+|[^\w\s'\-]", plain(element)) or [element]
    return [_AS_TOKENS.get(word, word) for word in words]


def _code(element: str, language: str, source: str) -> str:
    try:
        return lexicon(language).codes[element[1:-1]]
    except KeyError as error:
        raise CueError(f"cue {source!r}: there is no list {element}") from error
