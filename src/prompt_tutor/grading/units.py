"""Units of measure: read after a figure, compared and converted.

What they are called is data (`cues/common/units.toml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.cues import table
from prompt_tutor.grading.folding import fold, plain

if TYPE_CHECKING:
    from prompt_tutor.grading.folding import Folded

_GAP: Final = re.compile(r" {0,2}[*_]{0,3} {0,2}")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LONGEST_PER: Final = 2
_CODES: Final = ("EUR", "GBP", "USD")
_TIME: Final = frozenset(("duration", "calendar"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    Attributes:
        dimension: units of one dimension convert into each other.
        factor: its size in the dimension's base unit.
        per: what it is counted by ("kg par habitant"): dimensions of units, or folded nouns.
    """

    dimension: str
    factor: float
    per: tuple[str, ...] = ()

    def fits(self, wanted: Unit) -> bool:
        """Return whether a figure in this unit can be compared with one in `wanted`.

        "242,6 kg" fits kg/hab (what it is counted by may stand elsewhere in the sentence); "242,6 kg/hab" does not fit
        kg, "242,6 kg/hab/an" fits kg/hab.
        """
        if self.dimension != wanted.dimension:
            return False
        if not wanted.per:
            return all(each in _TIME for each in self.per)
        return not self.per or set(wanted.per) <= set(self.per)

    def convert(self, value: float, wanted: Unit) -> float:
        """Return `value` of this unit in the unit `wanted`, of the same dimension."""
        return value if self.factor == wanted.factor else value * self.factor / wanted.factor


@dataclass(frozen=True, slots=True)
class _Names:
    symbols: re.Pattern[str]
    loose: re.Pattern[str]
    words: re.Pattern[str]
    units: dict[str, Unit]


@cache
def _names(language: str) -> _Names:
    exact: dict[str, Unit] = {}
    loose: dict[str, Unit] = {}
    words: dict[str, Unit] = {}
    for row in table("common", "units")["unit"]:
        unit = Unit(row["dimension"], float(row["factor"]))
        for symbol in row["symbols"]:
            exact[symbol] = unit
            if not row.get("strict"):
                loose.setdefault(plain(symbol), unit)
        for name in row[language]:
            words[plain(name).replace("'", " ")] = unit
    return _Names(_one_of(exact), _one_of(loose), _one_of(words, plural=True), {**words, **loose, **exact})


def _one_of(names: dict[str, Unit], *, plural: bool = False) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    escaped = (
        "[ '-]".join(re.escape(word) + "s?" for word in name.split()) if plural else re.escape(name)
        for name in longest_first
    )
    # A unit ends where its word ends; a dot may be part of "hab.".
    return re.compile(rf"(?:{'|'.join(escaped)})(?![^\W_])")


def unit_at(folded: Folded, source: str, position: int, language: str) -> tuple[Unit, int] | None:
    """Return the unit that stands at `position` of the folded text, after spaces and bold marks, and where it ends.

    Args:
        folded: the text `source`, folded.
        source: the text as it is written: symbols differ by capitals ("MW", "mW").
        position: where to look, in the folded text.
        language: "fr" or "en".
    """
    start = _skip(folded.text, position)
    found = _simple(folded, source, start, language)
    if found is None:
        return None
    unit, end = found
    per: list[str] = []
    while len(per) < _LONGEST_PER:
        more = _per(folded, source, end, language)
        if more is None:
            break
        per.append(more[0])
        end = more[1]
    return replace(unit, per=tuple(per)), end


def parse_unit(text: str, language: str) -> Unit | None:
    """Return the unit that `text` names as a whole ("kg/hab", "%", "kilowattheures"); None where it is no known one."""
    folded = fold(text.strip())
    found = unit_at(folded, text.strip(), 0, language)
    return found[0] if found is not None and found[1] == len(folded.text) else None


def currency_before(source: str, end: int) -> tuple[Unit, int] | None:
    """Return the sign of currency right before `end` of the source text, and where it begins ("€3,648", "£ 20")."""
    at = end
    while at > 0 and source[at - 1] in " \u00a0\u202f" and end - at < 1:
        at -= 1
    if at > 0 and source[at - 1] in "€£$":
        return _names("en").units[source[at - 1]], at - 1
    code = source[max(at - 3, 0) : at]
    if code in _CODES and at < end and not source[max(at - 4, 0) : at - 3].isalnum():
        return _names("en").units[code], at - 3
    return None


def units_named(words: set[str], language: str) -> tuple[Unit, ...]:
    """Return the units that stand among folded words: those of a header such as "kwh_2025"."""
    names = _names(language).units
    singular = {word.removesuffix("s") for word in words}
    return tuple({names[name] for name in words | singular if name in names})


def _skip(text: str, position: int) -> int:
    gap = _GAP.match(text, position)
    return gap.end() if gap else position


def _simple(folded: Folded, source: str, start: int, language: str) -> tuple[Unit, int] | None:
    names = _names(language)
    text = folded.text
    if start >= len(text) or text[start].isdigit() or text[start].isspace():
        return None
    original = folded.original(start, start)[0]
    match = names.symbols.match(source, original)
    if match:
        # Symbols keep their number of characters when folded, but for "m²", which folding writes "m2".
        return names.units[match[0]], start + len(plain(match[0]))
    match = names.loose.match(text, start)
    if match:
        return names.units[match[0]], match.end()
    match = names.words.match(text, start)
    if match:
        return names.units[_singular(match[0], names)], match.end()
    return None


def _singular(name: str, names: _Names) -> str:
    name = re.sub("[ '-]", " ", name)
    if name in names.units:
        return name
    return " ".join(word if word in names.units else word.removesuffix("s") for word in name.split())


def _per(folded: Folded, source: str, position: int, language: str) -> tuple[str, int] | None:
    text = folded.text
    at = position
    while at < len(text) and text[at] == " ":
        at += 1
    if at < len(text) and text[at] == "/":
        at = _skip(text, at + 1)
    else:
        word = _WORD.match(text, at)
        if at == position or word is None or word[0] not in table(language, "figures")["words"]["per"]:
            joined = word is not None and word[0] in table(language, "figures")["words"]["joining"]
            again = _WORD.match(text, word.end() + 1) if word is not None and joined else None
            if again is None or again[0] not in table(language, "figures")["words"]["per"]:
                return None
            word = again
        at = word.end()
        while at < len(text) and text[at] in " '":
            at += 1
    found = _simple(folded, source, at, language)
    if found is not None:
        return found[0].dimension, found[1]
    word = _WORD.match(text, at)
    if word is None or word[0] in table(language, "figures")["words"]["not_per"]:
        return None
    return word[0].removesuffix("s"), word.end()
