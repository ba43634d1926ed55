"""The form of an answer: `bullets`, `headings`, `table`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.grading.checks.markdown import headings, items, tables
from prompt_tutor.grading.checks.measure import bounds, within
from prompt_tutor.grading.checks.reply import Outcome
from prompt_tutor.grading.checks.wording import listed
from prompt_tutor.grading.words import find, read
from prompt_tutor.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prompt_tutor.content.form_checks import Bullets, Grid, Headings, Table
    from prompt_tutor.grading.checks.markdown import MarkdownTable
    from prompt_tutor.grading.checks.reply import Reply


def check_bullets(check: Bullets, reply: Reply) -> Outcome:
    """Return whether the answer has a list of the kind and size that is wanted."""
    found = [item for item in items(reply.text) if check.ordered is None or item.ordered is check.ordered]
    count = len(found)
    if check.ordered is None:
        detail = ngettext("The answer has {count} list item", "The answer has {count} list items", count)
    elif check.ordered:
        detail = ngettext("The answer has {count} numbered item", "The answer has {count} numbered items", count)
    else:
        detail = ngettext("The answer has {count} bullet", "The answer has {count} bullets", count)
    least = 1 if check.min is None and check.max != 0 else check.min
    sentence = detail.format(count=count) + bounds(least, check.max) + "."
    return Outcome(within(count, least, check.max), sentence, tuple(item.span for item in found))


def check_headings(check: Headings, reply: Reply) -> Outcome:
    """Return whether the answer has headings, as many as are wanted, that hold the wordings."""
    found = headings(reply.text)
    count = len(found)
    least = 1 if check.min is None and check.max != 0 else check.min
    detail = ngettext("The answer has {count} heading", "The answer has {count} headings", count)
    sentence = detail.format(count=count) + bounds(least, check.max) + "."
    passed = within(count, least, check.max)
    if check.holds is not None:
        texts = [reply.text[slice(*span)] for span in found]
        missing = _missing(check.holds.in_(reply.language), texts, reply.language)
        if missing:
            return Outcome(False, _("No heading holds: {words}.").format(words=listed(missing)), found)
    return Outcome(passed, sentence, found)


def check_table(check: Table, reply: Reply) -> Outcome:
    """Return whether the answer has a table of the size and with the columns that are wanted."""
    found = tables(reply.text)
    if not found:
        return Outcome(False, _("The answer has no table."))
    judged = [(table, *_judge(check, table, reply)) for table in found]
    table, passed, detail = next((each for each in judged if each[1]), judged[0])
    return Outcome(passed, detail, (table.span,))


def size_of_grid(check: Grid, columns: int, rows: int, *, told_bounds: bool) -> str:
    """Return "4 columns and 12 rows", each with what `check` wants of it where `told_bounds`."""
    counted = ngettext("{count} column", "{count} columns", columns).format(count=columns)
    lines = ngettext("{count} row", "{count} rows", rows).format(count=rows)
    if told_bounds:
        counted += bounds(check.min_columns, check.max_columns)
        lines += bounds(check.min_rows, check.max_rows)
    return _("{columns} and {rows}").format(columns=counted, rows=lines)


def _judge(check: Table, table: MarkdownTable, reply: Reply) -> tuple[bool, str]:
    wanted = check.columns.in_(reply.language) if check.columns else ()
    missing = _missing(wanted, table.header, reply.language)
    if missing:
        lack = ngettext(
            "The table lacks this column: {words}.", "The table lacks these columns: {words}.", len(missing)
        )
        return False, lack.format(words=listed(missing))
    columns, rows = len(table.header), len(table.rows)
    passed = within(columns, check.min_columns, check.max_columns) and within(rows, check.min_rows, check.max_rows)
    size = size_of_grid(check, columns, rows, told_bounds=not passed)
    return passed, _("The answer has a table of {size}").format(size=size) + "."


def _missing(wordings: Iterable[str], texts: Sequence[str], language: str) -> list[str]:
    readings = [read(text, language) for text in texts]
    return [wording for wording in wordings if not any(find(wording, reading) for reading in readings)]
