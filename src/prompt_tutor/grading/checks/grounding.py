"""Do the figures of an answer stand in the documents: `figures-grounded`."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.checks.reply import Outcome
from prompt_tutor.grading.checks.wording import listed
from prompt_tutor.grading.cues import table
from prompt_tutor.grading.figures import figures
from prompt_tutor.grading.folding import plain
from prompt_tutor.grading.units import units_named
from prompt_tutor.grading.words import read
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prompt_tutor.content.checks import FiguresGrounded
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.checks.reply import Reply
    from prompt_tutor.grading.quantity import Quantity
    from prompt_tutor.grading.units import Unit

_LEAST_ROUNDED: Final = 20
"""Below, "environ 5" would let almost any figure pass."""
_SIDES: Final = {"rounding": 0.0, "above": 0.5, "below": -0.5}
"""Where the middle of the possible values lies, in steps from the figure as it is written."""
_MOST_LISTED: Final = 6
_SEPARATORS: Final = ";\t|,"
_LETTERS: Final = re.compile(r"[^\W_]+")
_WORD: Final = re.compile(r"[^\W\d_]+|[%€$£]")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the material of a scenario holds.

    Attributes:
        measures: its sizes; those of a CSV without a unit carry None and convert from `columns`.
        bare: its numbers as they are written, whatever their unit.
        columns: the units that headers of CSV documents name.
        dates, times: as `Quantity.key`.
        digits: every run of digits, for labels.
    """

    measures: tuple[tuple[float, Unit], ...]
    bare: tuple[float, ...]
    columns: tuple[Unit, ...]
    dates: frozenset[tuple[int, ...]]
    times: frozenset[tuple[int, ...]]
    digits: str


def check_grounding(check: FiguresGrounded, reply: Reply) -> Outcome:
    """Return whether every figure of the answer stands in the documents or the brief, or is allowed."""
    known = _known(reply.scenario, reply.language)
    looked_at = [quantity for quantity in reply.quantities if _counts(quantity, check.counts)]
    strange = [
        quantity
        for quantity in looked_at
        if not _stands(quantity, known, check.allow) and not _stands(_as_rounded(quantity, reply), known, check.allow)
    ]
    if strange:
        words = listed((reply.quote(quantity.span) for quantity in strange), _MOST_LISTED)
        spans = tuple(quantity.span for quantity in strange)
        return Outcome(False, _("Found in no document: {figures}.").format(figures=words), spans)
    if not looked_at:
        return Outcome(True, _("The answer holds no figure to look up."))
    return Outcome(True, _("Every figure of the answer stands in the documents."))


def _counts(quantity: Quantity, most: int) -> bool:
    """Return whether a figure is looked up: marks, ordinals, articles and small counts are not."""
    if quantity.kind in ("mark", "ordinal", "article"):
        return False
    return not (quantity.measured and quantity.unit is None and quantity.decimals == 0 and quantity.value <= most)


def _as_rounded(quantity: Quantity, reply: Reply) -> Quantity:
    """Return a figure that is said to be rounded, with the range that its zeros tell.

    "Environ 3 650" may be 3 648, "plus de 3 600" whatever lies from there to 3 700.
    """
    if not quantity.measured or quantity.decimals or quantity.value < _LEAST_ROUNDED:
        return quantity
    text = reply.text[max(quantity.span[0] - 24, 0) : quantity.span[0]]
    before = f" {' '.join(_LETTERS.findall(plain(text)))}"
    words = table(reply.language, "figures")["words"]
    side = next((name for name in _SIDES if any(before.endswith(f" {word}") for word in words[name])), None)
    if side is None and not text.rstrip().endswith(("~", "≈")):
        return quantity
    step = quantity.step
    while quantity.value % (step * 10) == 0 and step * 10 < quantity.value:
        step *= 10
    return replace(quantity, value=quantity.value + _SIDES.get(side or "", 0.0) * step, step=step)


def _stands(quantity: Quantity, known: _Known, allow: Iterable[float]) -> bool:
    if quantity.kind == "date":
        return _date_stands(quantity.key, known)
    if quantity.kind == "time":
        return quantity.key in known.times or (quantity.key[1] == 0 and float(quantity.key[0]) in known.bare)
    if quantity.kind == "label":
        return "".join(map(str, quantity.key)) in known.digits
    values = (quantity.value, *(() if quantity.other is None else (quantity.other,)))
    return any(
        _rounds(candidate, value, quantity.step)
        for value in values
        for candidate in (*allow, *_candidates(quantity.unit, known))
    )


def _candidates(unit: Unit | None, known: _Known) -> Iterable[float]:
    """Yield the sizes of the material in the unit of a figure."""
    if unit is None:
        yield from known.bare
        return
    for value, own in known.measures:
        if own.dimension == unit.dimension:
            yield own.convert(value, unit)
    columns = [column for column in known.columns if column.dimension == unit.dimension]
    for value in known.bare:
        yield value
        for column in columns:
            yield column.convert(value, unit)


def _rounds(known: float, written: float, step: float) -> bool:
    """Return whether `written`, whose last digit is worth `step`, is `known`, or `known` rounded."""
    known = abs(known)
    return abs(known - written) <= step / 2 + 1e-9 * max(1.0, known)


def _date_stands(key: tuple[int, ...], known: _Known) -> bool:
    year, month, day = key
    if any((m, d) == (month, day) and (y == year or 0 in (y, year)) for y, m, d in known.dates):
        return True
    # "du 12 au 23 octobre": the first day stands as a bare number.
    months = any(m == month for _y, m, _d in known.dates)
    years = year == 0 or float(year) in known.bare or any(y == year for y, _m, _d in known.dates)
    return months and years and float(day) in known.bare


@lru_cache(maxsize=8)
def _read_material(texts: tuple[tuple[str, bool], ...], language: str) -> _Known:
    quantities: list[Quantity] = []
    columns: list[Unit] = []
    for text, is_csv in texts:
        if is_csv:
            text, header = _cells(text)
            columns += units_named(set(_WORD.findall(plain(header))), language)
        quantities += figures(text, read(text, language))
    measured = [quantity for quantity in quantities if quantity.measured]
    bare = {value for quantity in measured for value in (quantity.value, quantity.other) if value is not None}
    times = {quantity.key for quantity in quantities if quantity.kind == "time"}
    hours = {float(hour) for hour, minutes, *_rest in times if minutes == 0}
    return _Known(
        tuple((quantity.value, quantity.unit) for quantity in measured if quantity.unit is not None),
        tuple(sorted(bare | hours)),
        tuple(columns),
        frozenset(quantity.key for quantity in quantities if quantity.kind == "date"),
        frozenset(times),
        " ".join(re.sub(r"(?<=\d)[ .](?=\d)", "", text) for text, _is_csv in texts),
    )


def _known(scenario: Scenario, language: str) -> _Known:
    brief = scenario.brief
    documents = [(each.text.in_(language), each.name.endswith(".csv")) for each in scenario.documents]
    told = [(part.in_(language), False) for part in (brief.persona, brief.situation, brief.request)]
    return _read_material((*documents, *told), language)


def _cells(text: str) -> tuple[str, str]:
    """Return the cells of a CSV, one a line, and its header."""
    header = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=header.count)
    try:
        rows = list(csv.reader(text.split("\n"), delimiter=separator))
    except csv.Error:
        return text, header
    return "\n".join(cell for row in rows for cell in row), header
