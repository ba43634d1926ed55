"""Which learning path Home follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets.option_list import Option

from prompt_tutor.i18n import N_, _, ngettext
from prompt_tutor.learning.course import lessons_of
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.screens.dialog import HELP_KEY, Dialog
from prompt_tutor.tui.screens.home_rows import spent
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.choice_list import ChoiceList
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import OptionList

    from prompt_tutor.content.index import PathEntry
    from prompt_tutor.content.library import Library

EVERYTHING = "*"
"""The row of all lessons; no path has such an id."""


class PathChoice(Dialog[str | None]):
    """Asks which path of `library` to follow; ends with its name, "" for every lesson, or None.

    `chosen` is the one that is followed now.
    """

    HELP_TITLE = N_("Which path would you like to follow?")
    HELP_WORDS = N_(
        "A path is an order of lessons, made for a kind of work. Home lists the lessons of the path that you "
        "follow; here ✓ stands before it.\n\n"
        "↑ and ↓ go from path to path, Enter follows one. What is done stays done on every path, and you may "
        "change whenever you like.\n\n"
        "Esc changes nothing."
    )
    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", N_("Close")), HELP_KEY]

    def __init__(self, library: Library, chosen: PathEntry | None, language: str) -> None:
        super().__init__()
        self._library = library
        self._language = language
        whole = (path.name for path in library.paths if len(lessons_of(library, path)) == len(library.lessons))
        self._all = next(whole, EVERYTHING)
        self._chosen = chosen.name if chosen else self._all

    def compose(self) -> ComposeResult:
        """Compose the paths, each with its lessons and how long they take."""
        with Vertical(classes="dialog"):
            yield Words(_("Which path would you like to follow?"), classes="dialog-title")
            yield Words(_("What is done stays done on every path, and you may change whenever you like."))
            yield ChoiceList(*self._rows(), id="paths", markup=False)
        yield KeyFooter()

    def _rows(self) -> list[Option]:
        rows = [self._row(path.name, path, path.title_in(self._language)) for path in self._library.paths]
        if self._all == EVERYTHING:
            rows.append(self._row(EVERYTHING, None, _("Every lesson")))
        return rows

    def _row(self, name: str, path: PathEntry | None, title: str) -> Option:
        lessons = lessons_of(self._library, path)
        count = ngettext("{count} lesson", "{count} lessons", len(lessons)).format(count=len(lessons))
        sign = "✓" if name == self._chosen else " "
        minutes = spent(sum(entry.minutes for entry in lessons))
        return Option(Content(visible(f"{sign} {title} · {count} · {minutes}")), id=name)

    def on_mount(self) -> None:
        """Stand on the path that is followed now."""
        rows = self.query_one(ChoiceList)
        rows.highlighted = next((i for i, row in enumerate(rows.options) if row.id == self._chosen), 0)
        rows.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with the path that was chosen."""
        self.dismiss("" if event.option_id == EVERYTHING else event.option_id)
