"""`prompt-tutor list`: lessons and scenarios, with progress."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from prompt_tutor import i18n
from prompt_tutor.cli.library import open_packs
from prompt_tutor.cli.output import heading, say, say_json, warn, warn_of
from prompt_tutor.errors import StorageError
from prompt_tutor.i18n import _, ngettext
from prompt_tutor.learning.course import lesson_states, outcomes_of
from prompt_tutor.paths import data_folder
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.database import open_database
from prompt_tutor.storage.progress import Progress

if TYPE_CHECKING:
    from argparse import Namespace

    from prompt_tutor.content.index import Entry
    from prompt_tutor.content.library import Library
    from prompt_tutor.learning.course import LessonState
    from prompt_tutor.storage.records import Summary


@dataclass(frozen=True, slots=True)
class _Progress:
    """What was done, by the name of the lesson or scenario; nothing where it cannot be read."""

    lessons: dict[str, LessonState] = field(default_factory=dict)
    scenarios: dict[str, Summary] = field(default_factory=dict)


def run(arguments: Namespace) -> int:
    """List what can be opened; where the progress cannot be read, list without it and return 3."""
    library = open_packs(arguments)
    status = 0
    progress = _Progress()
    try:
        progress = _read_progress(library)
    except StorageError as error:
        warn_of(error)
        status = 3
    if arguments.json:
        say_json(_data(library, progress))
    else:
        _print(library, progress)
    return status


def _read_progress(library: Library) -> _Progress:
    with open_database(data_folder()) as database:
        if database.notice:
            warn(database.notice)
        states = lesson_states(library.lessons, Progress(database))
        return _Progress(
            {state.entry.name: state for state in states}, outcomes_of(library.scenarios, Attempts(database))
        )


def _print(library: Library, progress: _Progress) -> None:
    say(heading(_("Lessons")))
    for entry in library.lessons:
        say(_line(entry, _lesson_words(progress.lessons.get(entry.name))))
    say()
    say(heading(_("Scenarios")))
    for entry in library.scenarios:
        say(_line(entry, _scenario_words(progress.scenarios.get(entry.name))))
    say()
    say(_("“prompt-tutor open ID” opens one; “prompt-tutor try ID” makes an attempt on a scenario without the screen."))


def _line(entry: Entry, state: str) -> str:
    words = [entry.title_in(i18n.language())]
    if entry.level:
        words.append(_level(entry.level))
    if entry.minutes:
        words.append(_("{count} min").format(count=entry.minutes))
    words.append(_("cannot be read: “prompt-tutor check” says why") if entry.problem else state)
    return f"{entry.id:<24} {' · '.join(words)}"


def _level(level: str) -> str:
    known = {"beginner": _("beginner"), "intermediate": _("intermediate"), "advanced": _("advanced")}
    return known.get(level, level)


def _lesson_words(state: LessonState | None) -> str:
    if state is None or state.state == "new":
        return _("not started")
    if state.state == "done":
        return _("✓ done")
    return ngettext("{done} step done of {count}", "{done} steps done of {count}", state.done).format(
        done=state.done, count=state.total
    )


def _scenario_words(summary: Summary | None) -> str:
    if summary is None:
        return _("not started")
    count = ngettext("{count} attempt", "{count} attempts", summary.attempts).format(count=summary.attempts)
    goal = _("✓ goal reached") if summary.passed else _("to revise")
    return f"{goal}, {count}"


def _data(library: Library, progress: _Progress) -> dict[str, Any]:
    lessons = [
        {**_entry_data(entry), "steps": len(entry.steps), "done": state.done if state else 0}
        for entry in library.lessons
        for state in [progress.lessons.get(entry.name)]
    ]
    scenarios = [
        {
            **_entry_data(entry),
            "level": entry.level,
            "attempts": summary.attempts if summary else 0,
            "passed": bool(summary and summary.passed),
        }
        for entry in library.scenarios
        for summary in [progress.scenarios.get(entry.name)]
    ]
    return {"format": 1, "lessons": lessons, "scenarios": scenarios}


def _entry_data(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "pack": entry.pack,
        "title": entry.title_in(i18n.language()),
        "minutes": entry.minutes,
        "problem": entry.problem or None,
    }
