"""The rows of Home: lessons and scenarios, each with a sign, a word and its minutes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets.option_list import Option

from prompt_tutor.i18n import N_, _, ngettext
from prompt_tutor.learning.course import Place, lesson_states, resume_at
from prompt_tutor.tui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prompt_tutor.content.index import Entry
    from prompt_tutor.learning.course import LessonState
    from prompt_tutor.learning.workspace import Workspace
    from prompt_tutor.storage.attempts import Summary

_LEVELS: Final = {
    "beginner": N_("beginner"),
    "intermediate": N_("intermediate"),
    "advanced": N_("advanced"),
}
_GAP: Final = "  "
_LEVEL_WIDTH: Final = 13
_MINUTES_WIDTH: Final = 6
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
        begun: whether the lesson at that place was opened before.
    """

    lessons: tuple[LessonState, ...] = ()
    scenarios: tuple[Entry, ...] = ()
    tried: Mapping[str, Summary] = field(default_factory=dict)
    place: Place | None = None
    fresh: bool = False
    begun: bool = False

    def resume(self) -> Entry | None:
        """Return the lesson to go on with, None where there is none."""
        place = self.place
        return next((state.entry for state in self.lessons if place and state.entry.name == place.lesson), None)


def read_home(workspace: Workspace) -> HomeView:
    """Return what Home shows. Raises StorageError."""
    library, progress = workspace.library, workspace.progress
    place = resume_at(library, progress)
    return HomeView(
        lessons=lesson_states(library.lessons, progress),
        scenarios=library.scenarios,
        tried=workspace.attempts.best(),
        place=place,
        fresh=progress.left_at() is None,
        begun=place is not None and bool(progress.states(place.lesson)),
    )


def home_options(view: HomeView, language: str, width: int) -> list[Option]:
    """Return the rows, `width` cells wide, in order: a heading, the lessons, a heading, the scenarios.

    Their ids are `lesson:pack/id` and `scenario:pack/id`.
    """
    options = [_heading(_("Lessons"))] if view.lessons else []
    options += [_lesson_row(state, view.place, language, width) for state in view.lessons]
    if view.scenarios:
        options += [_heading(""), _heading(_("Practise freely"))]
    options += [_scenario_row(entry, view.tried.get(entry.id), language, width) for entry in view.scenarios]
    return options


def _heading(words: str) -> Option:
    return Option(Content(words), disabled=True)


def _lesson_row(state: LessonState, place: Place | None, language: str, width: int) -> Option:
    here = place is not None and place.lesson == state.entry.name
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
    return _row(f"lesson:{state.entry.name}", sign, state.entry, word, "", language, width)


def _scenario_row(entry: Entry, tried: Summary | None, language: str, width: int) -> Option:
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
    return _row(f"scenario:{entry.name}", sign, entry, word, level, language, width)


def _row(name: str, sign: str, entry: Entry, word: str, level: str, language: str, width: int) -> Option:
    minutes = _("{count} min").format(count=entry.minutes) if entry.minutes else ""
    after = [minutes.rjust(_MINUTES_WIDTH), set_cell_size(word, _STATE_WIDTH)]
    if level:
        after.insert(0, set_cell_size(level, _LEVEL_WIDTH))
    rest = _GAP + _GAP.join(after)
    title = _fitting(" ".join(visible(entry.title_in(language)).split()), width - 1 - len(_GAP) - cell_len(rest))
    return Option(Content(f"{sign}{_GAP}{title}{rest}"), id=name)


def _fitting(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells, cut with an ellipsis where it is longer."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, max(width - 1, 0)) + "…"
