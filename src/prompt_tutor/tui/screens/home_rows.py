"""The rows of Home: lessons and scenarios, each with a sign, a word and its minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.table import Table
from rich.text import Text
from textual.widgets.option_list import Option

from prompt_tutor.i18n import N_, _, ngettext
from prompt_tutor.learning.course import Place, lesson_states, resume_at
from prompt_tutor.tui.visible import visible

if TYPE_CHECKING:
    from prompt_tutor.content.index import Entry
    from prompt_tutor.learning.course import LessonState
    from prompt_tutor.learning.workspace import Workspace
    from prompt_tutor.storage.attempts import Summary

_LEVELS: Final = {
    "beginner": N_("beginner"),
    "intermediate": N_("intermediate"),
    "advanced": N_("advanced"),
}
_STATE_WIDTH: Final = 20


@dataclass(frozen=True, slots=True)
class HomeView:
    """What Home shows of the learner's work.

    Attributes:
        lessons: each with how far the learner is.
        scenarios: what can be practised freely.
        tried: by scenario, what was tried.
        place: where to go on; None where everything is done.
        fresh: whether nothing was opened yet.
    """

    lessons: tuple[LessonState, ...]
    scenarios: tuple[Entry, ...]
    tried: dict[str, Summary]
    place: Place | None
    fresh: bool

    def resume(self) -> Entry | None:
        """Return the lesson to go on with, None where there is none."""
        place = self.place
        return next((state.entry for state in self.lessons if place and state.entry.id == place.lesson), None)


def read_home(workspace: Workspace) -> HomeView:
    """Return what Home shows. Raises StorageError."""
    library, progress = workspace.library, workspace.progress
    return HomeView(
        lessons=lesson_states(library, progress),
        scenarios=library.scenarios,
        tried=workspace.attempts.best(),
        place=resume_at(library, progress),
        fresh=progress.left_at() is None,
    )


def home_options(view: HomeView, language: str) -> list[Option]:
    """Return the rows, in order: a heading, the lessons, a heading, the scenarios. Ids are `lesson:pack/id` or so."""
    options = [_heading(_("Lessons"))] if view.lessons else []
    options += [_lesson_row(state, view.place, language) for state in view.lessons]
    if view.scenarios:
        options += [_heading(""), _heading(_("Practise freely"))]
    options += [_scenario_row(entry, view.tried.get(entry.id), language) for entry in view.scenarios]
    return options


def _heading(words: str) -> Option:
    return Option(Text(words, style="bold"), disabled=True)


def _lesson_row(state: LessonState, place: Place | None, language: str) -> Option:
    here = place is not None and place.lesson == state.entry.id
    if state.entry.problem:
        sign, word = "!", _("cannot be read")
    elif state.state == "done":
        sign, word = "✓", _("done")
    elif state.state == "started":
        sign = "◐"
        word = ngettext("{done} step of {count}", "{done} steps of {count}", state.done).format(
            done=state.done, count=state.total
        )
    else:
        sign, word = "○", _("up next") if here else _("to discover")
    return _row(f"lesson:{state.entry.name}", sign, state.entry, word, "", language)


def _scenario_row(entry: Entry, tried: Summary | None, language: str) -> Option:
    if entry.problem:
        sign, word = "!", _("cannot be read")
    elif tried is None:
        sign, word = "○", _("to discover")
    elif tried.passed:
        sign, word = "✓", _("goal reached")
    else:
        sign = "◐"
        word = ngettext("{count} attempt", "{count} attempts", tried.attempts).format(count=tried.attempts)
    level = _(_LEVELS[entry.level]) if entry.level in _LEVELS else ""
    return _row(f"scenario:{entry.name}", sign, entry, word, level, language)


def _row(name: str, sign: str, entry: Entry, word: str, level: str, language: str) -> Option:
    row = Table.grid(padding=(0, 2, 0, 0), expand=True)
    row.add_column(width=1)
    row.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    if level:
        row.add_column(width=13, no_wrap=True)
    row.add_column(width=7, justify="right", no_wrap=True)
    row.add_column(width=_STATE_WIDTH, no_wrap=True, overflow="ellipsis")
    minutes = _("{count} min").format(count=entry.minutes) if entry.minutes else ""
    cells = [sign, " ".join(visible(entry.title_in(language)).split()), *([level] if level else []), minutes, word]
    row.add_row(*(Text(cell) for cell in cells))
    return Option(row, id=name)
