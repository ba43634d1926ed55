"""Which rows and columns of a table are put into the prompt."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.footer import IN_PALETTE, KeyFooter
from prompt_tutor.tui.main_button import MainButton, SideButton
from prompt_tutor.tui.screens.dialog import HELP_KEY, Dialog
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.choice_list import ChoiceList
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult
    from textual.widgets import OptionList

MARKED: Final = "✓"
UNMARKED: Final = "·"

SEPARATOR: Final = ";"
"""Between the cells of an extract, whatever parts them in the document: a comma may stand in a figure."""


class ExtractScreen(Dialog[str | None]):
    """Asks which columns and rows of a table are meant; ends with them as lines of CSV, or None.

    Args:
        title: of the document.
        rows: its rows, the first with the names of the columns.
    """

    HELP_TITLE = N_("Rows and columns of a table")
    HELP_WORDS = N_(
        "Choose what the task needs: a model that is sent less has less to get wrong, and what is not sent "
        "cannot leak.\n\n"
        "The arrows move, Space marks a column or a row or takes its mark away, A marks all of the list or none. "
        "Tab goes from the columns to the rows.\n\n"
        "F5 puts what is marked where the cursor stands in your prompt, below the names of the columns. Marking "
        "where the material begins and ends is left to you. Esc inserts nothing."
    )
    CSS_PATH: ClassVar = ["dialog.tcss", "extract.tcss"]
    AUTO_FOCUS = "#extract-columns"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5,ctrl+j", "send", N_("Insert")),
        Binding("a", "all", N_("All or none")),
        Binding("escape", "close", N_("Close")),
        HELP_KEY,
    ]

    def __init__(self, title: str, rows: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self._title = title
        self._names, *self._rows = rows

    def compose(self) -> ComposeResult:
        """Compose the columns, the rows, and the buttons."""
        with Vertical(classes="dialog", id="extract"):
            yield Words(visible(self._title), classes="dialog-title")
            yield Words(_("Columns"), classes="muted")
            yield MarkList(self._names, id="extract-columns")
            yield Words(_("Rows"), classes="muted")
            yield MarkList((" · ".join(row) for row in self._rows), id="extract-rows")
            with Horizontal(classes="dialog-buttons"):
                yield MainButton(_("Insert (F5)"), id="send")
                yield SideButton(_("Close"), id="close")
        yield KeyFooter()

    def action_all(self) -> None:
        """Mark all of the list that has the focus, or none where all are marked."""
        marks = self.focused if isinstance(self.focused, MarkList) else self.query_one("#extract-columns", MarkList)
        whole = set(range(marks.option_count))
        marks.mark(set() if marks.marked == whole else whole)

    def action_send(self) -> None:
        """End with what is marked; the names of the columns stand first."""
        columns, rows = (sorted(each.marked) for each in self.query(MarkList))
        if not columns or not rows:
            self.notify(_("Mark at least one column and one row."), markup=False)
            return
        table = [self._names, *(self._rows[row] for row in rows)]
        text = io.StringIO()
        writer = csv.writer(text, delimiter=SEPARATOR, lineterminator="\n")
        writer.writerows([row[column] if column < len(row) else "" for column in columns] for row in table)
        self.dismiss(text.getvalue())

    def action_close(self) -> None:
        """Insert nothing."""
        self.dismiss(None)


class MarkList(ChoiceList):
    """A list of `names`, each of which is marked or not; all of them are at first."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "select", N_("Mark"), tooltip=IN_PALETTE)]

    def __init__(self, names: Iterable[str], *, id: str) -> None:  # noqa: A002 - Textual's word
        self._names = list(names)
        self.marked = set(range(len(self._names)))
        super().__init__(*(self._line(at) for at in range(len(self._names))), id=id)

    def _line(self, at: int) -> Content:
        sign, style = (MARKED, "bold $text-success") if at in self.marked else (UNMARKED, "$text-muted")
        return Content.assemble((f"{sign} ", style), visible(self._names[at]))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Mark an entry, or take its mark away."""
        event.stop()
        self.mark({event.option_index} ^ self.marked)

    def mark(self, marked: set[int]) -> None:
        """Mark these entries and no others."""
        changed, self.marked = marked ^ self.marked, marked
        for at in changed:
            self.replace_option_prompt_at_index(at, self._line(at))
