"""Does the answer assert a figure: `figure`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.checks.direction import is_denied, is_opposed, is_reported, sign_of
from prompt_tutor.grading.checks.reply import Outcome
from prompt_tutor.grading.checks.wording import listed
from prompt_tutor.grading.folding import plain
from prompt_tutor.grading.units import parse_unit, units_named
from prompt_tutor.grading.words import find
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prompt_tutor.content.checks import Figure
    from prompt_tutor.grading.checks.reply import Reply
    from prompt_tutor.grading.prompt import Span
    from prompt_tutor.grading.quantity import Quantity
    from prompt_tutor.grading.units import Unit

_NOUN_REACH: Final = 30
"""Characters after a figure in which the name of what it counts begins ("8 grands bâtiments")."""
_SHARED: Final = 14
"""Characters between two figures that share a unit ("de 3 841 à 3 648 MWh")."""
_ABOVE: Final = 400
"""Characters of a table's header, and of the line above it, in which its unit is looked for."""


@dataclass(frozen=True, slots=True)
class _Sized:
    """A figure of the answer that can be compared with the wanted one: its possible sizes in the wanted unit."""

    at: int
    quantity: Quantity
    sizes: tuple[float, ...]


def check_figure(check: Figure, reply: Reply) -> Outcome:
    """Return whether the answer asserts the figure, and none of the wrong ones."""
    sized = list(_sized(check, reply))
    if check.near is not None:
        sized = list(_near(sized, check.near.in_(reply.language), reply))
    same_size = [each for each in sized if _is_size(each, check.value, check.tolerance)]
    right = [each for each in same_size if _has_sign(each, check.value, reply)]
    asserted = [each for each in right if not is_denied(each.at, reply)]
    wrong = [each for value in check.wrong for each in sized if _asserts(each, value, check, asserted, reply)]
    if wrong:
        return Outcome(False, _told(_("The answer asserts {figures}, which is wrong."), wrong, reply), _spans(wrong))
    if asserted:
        return Outcome(True, _told(_("The answer gives {figures}."), asserted, reply), _spans(asserted))
    if right:
        return Outcome(False, _told(_("The answer sets {figures} aside."), right, reply), _spans(right))
    if same_size:
        message = _("The answer gives {figures}, with the wrong sign or without saying whether it falls or rises.")
        return Outcome(False, _told(message, same_size, reply), _spans(same_size))
    if sized:
        return Outcome(
            False, _told(_("The expected figure is missing; found: {figures}."), sized, reply), _spans(sized[:3])
        )
    return Outcome(False, _("The expected figure is missing."))


def _told(message: str, found: Iterable[_Sized], reply: Reply) -> str:
    return message.format(figures=listed((reply.quote(each.quantity.span) for each in found), 3))


def _spans(found: Iterable[_Sized]) -> tuple[Span, ...]:
    return tuple(sorted({each.quantity.span for each in found}))


def _is_size(each: _Sized, value: float, tolerance: float) -> bool:
    # Tolerances are inclusive: 4,9 is within 0,1 of 5,0, whatever binary fractions make of it.
    slack = tolerance + 1e-9 * max(1.0, abs(value))
    return any(abs(size - abs(value)) <= slack for size in each.sizes)


def _has_sign(each: _Sized, value: float, reply: Reply) -> bool:
    sign = sign_of(each.at, reply)
    return value == 0 or (sign == "-" if value < 0 else sign != "-")


def _asserts(each: _Sized, value: float, check: Figure, right: Sequence[_Sized], reply: Reply) -> bool:
    """Return whether the answer asserts a wrong value, not set aside, reported or opposed to the right one."""
    tolerance = min(check.tolerance, abs(value - check.value) / 2)
    if not _is_size(each, value, tolerance) or not _has_sign(each, value, reply):
        return False
    place = bisect_left(right, each.at, key=lambda other: other.at)
    beside = right[max(place - 1, 0) : place + 1]
    if any(each.at == other.at for other in beside):
        return False
    if is_denied(each.at, reply) or is_reported(each.quantity, reply):
        return False
    return not any(is_opposed(each.quantity, other.quantity, reply) for other in beside)


def _sized(check: Figure, reply: Reply) -> Iterable[_Sized]:
    """Yield the figures in a unit that converts into the wanted one, or that count the wanted things."""
    wanted = parse_unit(check.unit, reply.language) if check.unit.strip() else None
    nouns = [span[0] for span in find(check.unit, reply.reading)] if check.unit.strip() and wanted is None else []
    rows = _Rows(reply, check.unit, wanted) if wanted is not None else None
    for at, quantity in enumerate(reply.quantities):
        if not quantity.measured:
            continue
        values = (quantity.value, *(() if quantity.other is None else (quantity.other,)))
        if not check.unit.strip():
            yield _Sized(at, quantity, values)
        elif wanted is None:
            # The noun may be the end of a unit: "2 points de pourcentage" are points.
            next_noun = bisect_right(nouns, quantity.span[0])
            if next_noun < len(nouns) and nouns[next_noun] - quantity.span[1] <= _NOUN_REACH:
                yield _Sized(at, quantity, values)
        elif quantity.unit is not None:
            if quantity.unit.fits(wanted):
                yield _Sized(at, quantity, tuple(quantity.unit.convert(value, wanted) for value in values))
        elif not quantity.noun:
            shared = _shared_unit(at, wanted, reply) or (rows.unit(quantity) if rows else None)
            if shared is not None:
                yield _Sized(at, quantity, tuple(shared.convert(value, wanted) for value in values))


def _shared_unit(at: int, wanted: Unit, reply: Reply) -> Unit | None:
    """Return the unit that a bare figure shares with one beside it: "3 648 MWh, contre 3 841 en 2024"."""
    quantities, sentence_of = reply.quantities, reply.reading.sentence_of
    sentence = sentence_of(quantities[at].span[0])
    for step in (1, -1, 2, -2):
        other = quantities[at + step] if 0 <= at + step < len(quantities) else None
        if other is None or other.unit is None or not other.unit.fits(wanted):
            continue
        gap = abs(other.span[0] - quantities[at].span[1]) if step > 0 else abs(quantities[at].span[0] - other.span[1])
        if sentence_of(other.span[0]) == sentence and (step != 1 or gap <= _SHARED):
            return other.unit
    return None


class _Rows:
    """The tables of an answer: a bare figure in a row takes the unit of the header, or of the line above the table."""

    def __init__(self, reply: Reply, unit: str, wanted: Unit) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._units: list[Unit | None] = []
        start = 0
        inside = False
        for line in reply.text.split("\n"):
            end = start + len(line)
            if not _is_row(line):
                inside = False
            elif inside:
                self._ends[-1] = end
            else:
                above = reply.text[max(start - _ABOVE, 0) : start].rstrip("\n").rpartition("\n")[2]
                self._starts.append(start)
                self._ends.append(end)
                self._units.append(_named(f"{line[:_ABOVE]} {above}", unit, wanted, reply.language))
                inside = True
            start = end + 1

    def unit(self, quantity: Quantity) -> Unit | None:
        at = bisect_right(self._starts, quantity.span[0]) - 1
        return self._units[at] if at >= 0 and quantity.span[0] < self._ends[at] else None


def _is_row(line: str) -> bool:
    return line.count("|") >= 2 or line.count(";") >= 2 or "\t" in line


def _named(header: str, unit: str, wanted: Unit, language: str) -> Unit | None:
    if unit in header:
        return wanted
    words = set(re.findall(r"[^\W\d_]+|[%€$£]", plain(header)))
    return next((each for each in units_named(words, language) if each.fits(wanted)), None)


def _near(sized: Iterable[_Sized], words: Iterable[str], reply: Reply) -> Iterable[_Sized]:
    """Yield the figures that have one of the wordings in their sentence, a neighbour, their table or their heading."""
    reading, text = reply.reading, reply.text
    places = {reading.sentence_of(span[0]) for word in words for span in find(word, reading)}
    heads: dict[int, tuple[int, ...]] = {}
    heading = row = -2
    above: tuple[int, ...] = ()
    for at, (start, end) in enumerate(reading.sentences):
        if text.startswith("#", start) or (
            text.startswith("**", start) and text.endswith(("**", "**:", "** :", ":**"), start, end)
        ):
            heading = at
        if text.startswith("|", start):
            above = above if row == at - 1 else (at - 1, at)
            row = at
            heads[at] = (*above, heading)
        else:
            heads[at] = (heading,)
    for each in sized:
        sentence = reading.sentence_of(each.quantity.span[0])
        if places.intersection((sentence - 1, sentence, sentence + 1, *heads.get(sentence, ()))):
            yield each
