"""Answers that another program reads: `json`, `csv`."""

from __future__ import annotations

import csv
import json
import math
import re
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from prompt_tutor.grading.checks.json_schema import UnusableSchemaError, misfit
from prompt_tutor.grading.checks.markdown import fences
from prompt_tutor.grading.checks.measure import bounds, within
from prompt_tutor.grading.checks.reply import Outcome
from prompt_tutor.grading.checks.structure import size_of_grid
from prompt_tutor.grading.checks.wording import listed
from prompt_tutor.grading.folding import plain
from prompt_tutor.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prompt_tutor.content.form_checks import Csv, Json
    from prompt_tutor.grading.checks.reply import Reply
    from prompt_tutor.grading.prompt import Span

_START: Final = re.compile(r"\{\s*[\"}]|\[\s*[\[\]{\"tfn\d-]")
_MOST_STARTS: Final = 200
"""Places at which JSON is looked for in running text: the work stays linear in the length of the answer."""
_DEEPEST: Final = 60
"""Levels of a JSON value; what a person or a program hands over has five or six."""
_LONGEST_NUMBER: Final = 300
"""Digits: a longer number is infinite to most programs that read JSON."""


def check_json(check: Json, reply: Reply) -> Outcome:
    """Return whether the answer has JSON of the form that is wanted."""
    found = _find_json(reply.text)
    if found is None:
        return Outcome(False, _("The answer holds no JSON that can be read."))
    value, span = found
    if _is_deep(value):
        return Outcome(
            False, _("The JSON of the answer is nested too deeply to be looked at."), (span,), undecided=True
        )
    fault = _json_fault(check, value)
    if fault is None and check.json_schema is not None:
        try:
            reason = misfit(check.json_schema, value)
        except UnusableSchemaError as unusable:
            return Outcome(False, str(unusable), (span,), undecided=True)
        fault = reason and _("The JSON does not fit the schema: {reason}.").format(reason=reason)
    if fault is None and check.alone and _around(span, reply.text):
        fault = _("There is text around the JSON.")
    if fault is not None:
        return Outcome(False, fault, (span,))
    return Outcome(True, _("The answer holds JSON that can be read."), (span,))


def check_csv(check: Csv, reply: Reply) -> Outcome:
    """Return whether the answer has rows of CSV of the form that is wanted."""
    best: Outcome | None = None
    for span in _csv_places(check.separator, reply.text):
        outcome = _judge_csv(check, span, reply)
        if outcome.passed:
            return outcome
        best = best or outcome
    return best or Outcome(
        False, _("The answer has no rows separated by “{separator}”.").format(separator=_shown(check.separator))
    )


def _find_json(text: str) -> tuple[Any, Span] | None:
    """Return the longest JSON object or array of a text and where it stands, in a fence or in the open."""
    found: list[tuple[Any, Span]] = []
    decoder = json.JSONDecoder(parse_constant=_no_constant, parse_float=_float, parse_int=_integer)
    starts = {start for start, _end in fences(text)}
    starts.update(match.start() for match in islice(_START.finditer(text), _MOST_STARTS))
    reached = -1
    for start in sorted(starts):
        while start < len(text) and text[start].isspace():
            start += 1
        if start < reached or text[start : start + 1] not in ("{", "["):
            continue
        try:
            value, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        found.append((value, (start, end)))
        reached = end
    return max(found, key=lambda each: each[1][1] - each[1][0], default=None)


def _no_constant(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are no JSON


def _float(digits: str) -> float:
    value = float(digits)
    if math.isinf(value):
        raise ValueError(digits[:20])
    return value


def _integer(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError(digits[:20])
    return int(digits)


def _is_deep(value: Any) -> bool:
    """Return whether a value has more levels than can be looked at safely."""
    level = [value]
    for _depth in range(_DEEPEST):
        level = [
            part
            for each in level
            if isinstance(each, (list, dict))
            for part in (each.values() if isinstance(each, dict) else each)
            if isinstance(part, (list, dict))
        ]
        if not level:
            return False
    return True


def _json_fault(check: Json, value: Any) -> str | None:
    """Return what keeps the JSON from being as it is wanted, None where nothing does."""
    if isinstance(value, list) and not within(len(value), check.min_items, check.max_items):
        count = ngettext("The array has {count} item", "The array has {count} items", len(value))
        return count.format(count=len(value)) + bounds(check.min_items, check.max_items) + "."
    if not isinstance(value, list) and (check.min_items is not None or check.max_items is not None):
        return _("The JSON is an object; an array is wanted.")
    objects = value if isinstance(value, list) else [value]
    if (check.keys or check.values) and not all(isinstance(each, dict) for each in objects):
        return _("The JSON holds something other than objects.")
    for number, each in enumerate(objects, 1):
        if isinstance(each, dict):
            fault = _object_fault(check, each, number)
            if fault is not None:
                return fault
    return None


def _object_fault(check: Json, each: dict[str, Any], number: int) -> str | None:
    missing = [key for key in check.keys if key not in each]
    if missing:
        return _("Object {number} lacks the keys: {keys}.").format(number=number, keys=listed(missing))
    others = [key for key in each if check.closed and key not in (*check.keys, *check.values)]
    if others:
        return _("Object {number} has keys that are not wanted: {keys}.").format(number=number, keys=listed(others))
    for key, possible in check.values.items():
        if key in each and not any(each[key] == value and type(each[key]) is type(value) for value in possible):
            return _("Object {number}: “{value}” is no possible value of “{key}”.").format(
                number=number, value=str(each[key])[:60], key=key
            )
    return None


def _csv_places(separator: str, text: str) -> Iterator[Span]:
    """Yield the fenced blocks, then the runs of lines in the open, that hold the separator."""
    blocks = fences(text)
    for start, end in blocks:
        if separator in text[start:end]:
            yield start, end
    start = 0
    run: int | None = None
    end = 0
    for line in text.split("\n"):
        fenced = line.lstrip().startswith(("```", "~~~")) or _inside(start, blocks)
        if separator in line and not fenced:
            run = start if run is None else run
            end = start + len(line)
        elif run is not None:
            yield from _runs(separator, text, (run, end))
            run = None
        start += len(line) + 1
    if run is not None:
        yield from _runs(separator, text, (run, end))


def _inside(position: int, blocks: Sequence[Span]) -> bool:
    at = bisect_right(blocks, position, key=lambda block: block[0]) - 1
    return at >= 0 and position < blocks[at][1]


def _runs(separator: str, text: str, span: Span) -> Iterator[Span]:
    """Yield a run of lines, less the sentences with a separator in them right above its rows ("Voici, triées :")."""
    start = span[0]
    for line in text[slice(*span)].split("\n"):
        if not line.rstrip().endswith((":", ".", "!", "?")) or start + len(line) >= span[1]:
            break
        start += len(line) + 1
    if start != span[0] and separator in text[start : span[1]]:
        yield start, span[1]
    yield span


def _judge_csv(check: Csv, span: Span, reply: Reply) -> Outcome:
    try:
        lines = reply.text[slice(*span)].strip("\n").split("\n")
        rows = [row for row in csv.reader(lines, delimiter=check.separator, strict=True) if row]
    except csv.Error:
        return Outcome(False, _("The CSV cannot be read: a quotation mark is open or out of place."), (span,))
    widths = {len(row) for row in rows}
    if len(widths) > 1:
        return Outcome(False, _("The rows of the CSV do not all have the same number of columns."), (span,))
    fault = _header_fault(check, rows[0], reply) if rows else None
    if fault is None and check.alone and _around(span, reply.text):
        fault = _("There is text around the CSV.")
    if fault is not None:
        return Outcome(False, fault, (span,))
    columns, count = (widths.pop() if widths else 0), max(len(rows) - 1, 0)
    passed = within(columns, check.min_columns, check.max_columns) and within(count, check.min_rows, check.max_rows)
    size = size_of_grid(check, columns, count, told_bounds=not passed)
    return Outcome(passed, _("The answer has CSV of {size}").format(size=size) + ".", (span,))


def _header_fault(check: Csv, header: Sequence[str], reply: Reply) -> str | None:
    wanted = check.columns.in_(reply.language) if check.columns else ()
    if not wanted or [plain(name.strip()) for name in header] == [plain(name) for name in wanted]:
        return None
    return _("The columns are {found}; wanted, in this order: {wanted}.").format(
        found=listed((name.strip() for name in header), 12), wanted=listed(wanted, 12)
    )


def _around(span: Span, text: str) -> bool:
    """Return whether something other than a fence stands around a passage."""
    before, after = text[: span[0]].strip("\ufeff \t\r\n"), text[span[1] :].strip()
    if before.startswith(("```", "~~~")) and "\n" not in before:
        before = ""
    return bool(before or after.strip("`~ \n"))


def _shown(separator: str) -> str:
    return _("tab") if separator == "\t" else separator
