"""Reading what a judge replied: the last whole verdict object, whatever stands around it.

Small models obey no schema: they put the object into a code block, talk before and after it, leave a comma too many.
What cannot be read is not guessed.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OBJECT: Final = re.compile(r'\{\s*"')
_MOST_OBJECTS: Final = 400
"""Beginnings of objects that are tried, from the end: a reply of nothing but braces is read in no time all the same."""

_LONGEST: Final = 20_000
"""Characters of a verdict object: some hundred items, each with a long quotation."""

_COMMA: Final = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.DOTALL)
"""A text in quotation marks, to be kept, or a comma before a closing bracket."""

_ESCAPE: Final = re.compile(r"\\u([0-9a-fA-F]{4})")

_WORDS: Final = {
    **dict.fromkeys(("met", "yes", "oui", "true"), True),
    **dict.fromkeys(("unmet", "not met", "no", "non", "false"), False),
}

_SIGNS: Final = str.maketrans(
    dict.fromkeys('«»“”„‟"', '"') | dict.fromkeys("‘’‚‛ʼ`´", "'") | dict.fromkeys("‐‑‒–—−", "-")
)
_LEAST_LETTERS: Final = 8
"""Letters and digits of a quotation of a single word: a shorter one ("les") stands in any text and shows nothing."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the judge said of one item; `met` is None where it gave no verdict that can be read."""

    met: bool | None
    quote: str


def read_verdicts(reply: str, judged: Iterable[str]) -> dict[str, Said] | None:
    """Return, by item, what the last whole verdict object of `reply` says; None where there is none.

    An object that stands in one of the texts `judged` is an echo of it: their authors pronounce no verdict.
    """
    texts = [_bare(text) for text in judged]
    for found, written in _objects(reply):
        if not any(_bare(written) in text for text in texts):
            return found
    return None


def stands_in(quote: str, text: str) -> bool:
    """Return whether the words of `quote` stand in `text`, in this order, as whole words.

    Spaces, line ends, capitals and the kind of quotation marks, apostrophes and dashes make no difference.
    """
    wanted, within = _plain(quote).strip(" \"'.…"), _plain(text)
    if not re.search(r"\w", wanted):
        return False
    letters = sum(character.isalnum() for character in wanted)
    if letters < _LEAST_LETTERS and " " not in wanted and wanted != within.strip(" \"'.…"):
        return False
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", within) is not None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).translate(_SIGNS).casefold().split())


def _bare(text: str) -> str:
    """Return `text` as it can be compared with another writing of the same JSON: without spaces and escapes."""
    return _plain(_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)).replace(" ", "")


def _objects(reply: str) -> Iterator[tuple[dict[str, Said], str]]:
    """Yield the verdict objects of `reply` as read and as written, the last first."""
    starts = [match.start() for match in _OBJECT.finditer(reply)]
    for start in reversed(starts[-_MOST_OBJECTS:]):
        value, written = _decoded(reply[start : start + _LONGEST])
        verdicts = _verdicts(value)
        if verdicts:
            yield verdicts, written


def _decoded(text: str) -> tuple[Any, str]:
    """Return the JSON value that `text` begins with, and how it is written; None where it begins with none."""
    decoder = json.JSONDecoder(strict=False)  # a line end inside a text is no reason to throw a verdict away
    for attempt in (text, _COMMA.sub(lambda match: match[1] or "", text)):
        try:
            value, end = decoder.raw_decode(attempt)
        except (ValueError, RecursionError):
            continue
        return value, attempt[:end]
    return None, ""


def _verdicts(value: Any) -> dict[str, Said]:
    """Return what the verdict object `value` says by item; nothing where it is no verdict object."""
    rows = value.get("verdicts") if isinstance(value, dict) else None
    if isinstance(rows, dict):
        rows = [{**row, "id": id_} for id_, row in rows.items() if isinstance(row, dict)]
    found: dict[str, Said] = {}
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            continue
        said = Said(_met(row.get("verdict")), str(row.get("quote") or ""))
        before = found.get(row["id"], said)
        found[row["id"]] = said if before.met == said.met else Said(None, "")  # it says both: it says neither
    return found


def _met(word: Any) -> bool | None:
    return word if isinstance(word, bool) else _WORDS.get(" ".join(str(word).casefold().replace("_", " ").split()))
