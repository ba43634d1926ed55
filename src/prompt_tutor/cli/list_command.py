"""`prompt-tutor list`: lessons and scenarios, with progress."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prompt_tutor import i18n
from prompt_tutor.cli.library import open_packs
from prompt_tutor.cli.output import heading, say, say_json, warn, warn_of
from prompt_tutor.errors import StorageError
from prompt_tutor.i18n import _, ngettext
from prompt_tutor.paths import data_folder

if TYPE_CHECKING:
    from argparse import Namespace

    from prompt_tutor.content.index import Entry
    from prompt_tutor.content.library import Library
    from prompt_tutor.storage.attempts import Summary

_States = dict[str, dict[str, str]]


def run(arguments: Namespace) -> int:
    """List what can be opened; where the progress cannot be read, list without it and return 3."""
    library = open_packs(arguments)
    status = 0
    states: _States = {}
    attempts: dict[str, Summary] = {}
    try:
        states, attempts = _progress()
    except StorageError as error:
        warn_of(error)
        status = 3
    if arguments.json:
        say_json(_data(library, states, attempts))
    else:
        _print(library, states, attempts)
    return status


def _progress() -> tuple[_States, dict[str, Summary]]:
    from prompt_tutor.storage.attempts import Attempts
    from prompt_tutor.storage.database import open_database
    from prompt_tutor.storage.progress import Progress

    with open_database(data_folder()) as database:
        if database.notice:
            warn(database.notice)
        return Progress(database).all_states(), Attempts(database).best()


def _done(entry: Entry, states: _States) -> int:
    return sum(states.get(entry.id, {}).get(step) == "done" for step in entry.steps)


def _print(library: Library, states: _States, attempts: dict[str, Summary]) -> None:
    say(heading(_("Lessons")))
    for entry in library.lessons:
        say(_line(entry, _lesson_words(entry, states)))
    say()
    say(heading(_("Scenarios")))
    for entry in library.scenarios:
        say(_line(entry, _scenario_words(entry, attempts)))
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


def _lesson_words(entry: Entry, states: _States) -> str:
    done = _done(entry, states)
    if done >= len(entry.steps) > 0:
        return _("✓ done")
    if entry.id in states:
        return ngettext("{done} step done of {count}", "{done} steps done of {count}", done).format(
            done=done, count=len(entry.steps)
        )
    return _("to discover")


def _scenario_words(entry: Entry, attempts: dict[str, Summary]) -> str:
    summary = attempts.get(entry.id)
    if summary is None:
        return _("to discover")
    count = ngettext("{count} attempt", "{count} attempts", summary.attempts).format(count=summary.attempts)
    return f"{_('✓ goal reached') if summary.passed else _('to go on with')}, {count}"


def _data(library: Library, states: _States, attempts: dict[str, Summary]) -> dict[str, Any]:
    def common(entry: Entry) -> dict[str, Any]:
        return {
            "id": entry.id,
            "pack": entry.pack,
            "title": entry.title_in(i18n.language()),
            "minutes": entry.minutes,
            "problem": entry.problem or None,
        }

    lessons = [{**common(entry), "steps": len(entry.steps), "done": _done(entry, states)} for entry in library.lessons]
    scenarios = []
    for entry in library.scenarios:
        summary = attempts.get(entry.id)
        scenarios.append(
            {
                **common(entry),
                "level": entry.level,
                "attempts": summary.attempts if summary else 0,
                "passed": summary.passed if summary else False,
            }
        )
    return {"format": 1, "lessons": lessons, "scenarios": scenarios}
