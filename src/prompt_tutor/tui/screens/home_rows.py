"""The rows of Home: what one can do, then lessons and scenarios, each with a sign, a word and its minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets.option_list import Option

from prompt_tutor.i18n import N_, _, ngettext
from prompt_tutor.tui.looking_for import finds
from prompt_tutor.tui.visible import one_line

if TYPE_CHECKING:
    from prompt_tutor.content.index import Entry
    from prompt_tutor.learning.course import LessonState, Place
    from prompt_tutor.learning.due import Due
    from prompt_tutor.storage.records import Summary
    from prompt_tutor.tui.screens.home_view import HomeView

_LEVELS: Final = {
    "beginner": N_("beginner"),
    "intermediate": N_("intermediate"),
    "advanced": N_("advanced"),
}
MOST_REVIEWS: Final = 3
"""How many reviews Home offers at a time: what has waited longest comes first, the rest tomorrow."""

_GAP: Final = "  "
_LEVEL_WIDTH: Final = 13
_MINUTES_WIDTH: Final = 6
_STATE_WIDTH: Final = 16
_WIDE_ENOUGH: Final = 60
"""Cells of a row from which the level has room beside the title."""


def home_options(view: HomeView, language: str, width: int) -> list[Option]:
    """Return the rows, `width` cells wide, in order: what one can do, the lessons, the scenarios.

    Their ids are `case:`, `use:`, `review:number`, `progress:`, `skip:pack/id` (a lesson that one knows),
    `charter:`, `path:`, `lesson:pack/id` and `scenario:pack/id`.
    """
    options = [_action("case:", "✎", _("My own case: a prompt for a task of yours"), "C", width)]
    if view.asked:
        words = _("Did your prompt serve? “{prompt}”").format(prompt=one_line(view.asked.title))
        options.append(_action("use:", "?", words, "", width))
    options += [
        _review_row(number, due, view, language, width) for number, due in enumerate(view.review.due[:MOST_REVIEWS])
    ]
    if view.known:
        words = _("You know this already: skip “{lesson}”?").format(lesson=one_line(view.known.title_in(language)))
        options.append(_action(f"skip:{view.known.name}", "✓", words, "", width))
    if view.review.acquired or view.review.to_confirm or any(due.criterion for due in view.review.due):
        options.append(_action("progress:", "◆", _progress_words(view), "", width))
    if view.charter:
        options.append(_action("charter:", "§", _("The town’s charter on AI"), "H", width))
    if view.paths:
        options.append(_path_row(view, language, width))
    elif view.lessons:
        options.append(_heading(_("Lessons")))
    options += [_lesson_row(state, view.place, language, width) for state in view.lessons]
    if view.scenarios:
        options += [_heading(""), _heading(_("Practise freely"))]
    return options + [_scenario_row(entry, view.tried.get(entry.name), language, width) for entry in view.scenarios]


def found_options(view: HomeView, words: str, language: str, width: int) -> list[Option]:
    """Return the rows of all lessons and scenarios whose titles hold each of `words`, else one that says so."""

    def found(entry: Entry) -> bool:
        return finds(words, entry.title_in(language))

    lessons = [state for state in (*view.lessons, *view.other_lessons) if found(state.entry)]
    scenarios = [entry for entry in view.scenarios if found(entry)]
    options = [_heading(_("Lessons"))] if lessons else []
    options += [_lesson_row(state, view.place, language, width) for state in lessons]
    options += [_heading(_("Practise freely"))] if scenarios else []
    options += [_scenario_row(entry, view.tried.get(entry.name), language, width) for entry in scenarios]
    return options or [_heading(_("Nothing of that name. Try another word; Esc shows everything again."))]


def _review_row(number: int, due: Due, view: HomeView, language: str, width: int) -> Option:
    if due.lesson:
        words = _("On a blank page: {scenario}").format(scenario=due.scenario.title_in(language))
    else:
        words = _("Repair a prompt: {criterion}").format(criterion=view.review.titles[due.criterion])
    return _line(f"review:{number}", "↻", words, due.minutes, [_("to review")], width)


def _progress_words(view: HomeView) -> str:
    review = view.review
    to_review = sum(bool(due.criterion) for due in review.due)
    parts = [
        ngettext("{count} acquired", "{count} acquired", review.acquired).format(count=review.acquired),
        _("{count} to confirm").format(count=review.to_confirm) if review.to_confirm else "",
        _("{count} to review").format(count=to_review) if to_review else "",
    ]
    return _("Criteria: {parts}").format(parts=" · ".join(part for part in parts if part))


def _path_row(view: HomeView, language: str, width: int) -> Option:
    title = view.path.title_in(language) if view.path else _("Every lesson")
    minutes = f" · {spent(sum(state.entry.minutes for state in view.lessons))}"
    key = _("P: path")
    left = width - 1 - 2 * len(_GAP) - cell_len(minutes) - cell_len(key)
    words = one_line(title) if cell_len(one_line(title)) <= left else _fitting(one_line(title), left)
    return _action("path:", "≡", words + minutes, key, width)


def spent(minutes: int) -> str:
    """Return how long `minutes` are, in hours and minutes."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{count} min").format(count=rest)
    return _("{hours} h {minutes:02} min").format(hours=hours, minutes=rest)


def _action(name: str, sign: str, words: str, key: str, width: int) -> Option:
    rest = f"{_GAP}{key}" if key else ""
    return Option(
        Content.assemble(
            f"{sign}{_GAP}", (_fitting(words, width - 1 - len(_GAP) - cell_len(rest)), "bold"), (rest, "dim")
        ),
        id=name,
    )


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
        sign, word = "○", _("up next") if here else _("not started")
    return _row(f"lesson:{state.entry.name}", sign, state.entry, word, "", language, width)


def _scenario_row(entry: Entry, tried: Summary | None, language: str, width: int) -> Option:
    if entry.problem:
        sign, word = "!", _("cannot be read")
    elif tried is None:
        sign, word = "○", _("not started")
    elif tried.passed:
        sign, word = "✓", _("goal reached")
    else:
        sign = "◐"
        word = ngettext("{count} attempt", "{count} attempts", tried.attempts).format(count=tried.attempts)
    level = _(_LEVELS[entry.level]) if entry.level in _LEVELS else ""
    return _row(f"scenario:{entry.name}", sign, entry, word, level, language, width)


def _row(name: str, sign: str, entry: Entry, word: str, level: str, language: str, width: int) -> Option:
    words = [word, level] if level and width >= _WIDE_ENOUGH else [word]
    return _line(name, sign, entry.title_in(language), entry.minutes, words, width)


def _line(name: str, sign: str, title: str, minutes: int, words: list[str], width: int) -> Option:
    """Return a row: sign, title, minutes and the state, the first of `words`; the level, the second, before them."""
    state, *level = words
    after = [*(set_cell_size(word, _LEVEL_WIDTH) for word in level)]
    after.append((_("{count} min").format(count=minutes) if minutes else "").rjust(_MINUTES_WIDTH))
    after.append(set_cell_size(state, _STATE_WIDTH))
    rest = _GAP + _GAP.join(after)
    fitted = _fitting(one_line(title), width - 1 - len(_GAP) - cell_len(rest))
    return Option(Content(f"{sign}{_GAP}{fitted}{rest}"), id=name)


def _fitting(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells, cut with an ellipsis where it is longer."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, max(width - 1, 0)) + "…"
