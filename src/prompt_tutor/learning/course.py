"""Where the learner stands in the course: what is done, and where they left off. Without pydantic: Home reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prompt_tutor.content.index import Entry, PathEntry
    from prompt_tutor.content.library import Library
    from prompt_tutor.learning.workspace import Workspace
    from prompt_tutor.storage.attempts import Attempts
    from prompt_tutor.storage.progress import Progress
    from prompt_tutor.storage.records import Summary

State = Literal["new", "started", "done"]


@dataclass(frozen=True, slots=True)
class LessonState:
    """How far the learner is in a lesson: the steps that are done, of those it has."""

    entry: Entry
    done: int
    total: int

    @property
    def state(self) -> State:
        """New, started or done."""
        if self.done >= self.total > 0:
            return "done"
        return "started" if self.done else "new"


@dataclass(frozen=True, slots=True)
class Place:
    """A step of a lesson: the lesson by its name (`pack/id`), the step by its id."""

    lesson: str
    step: str


def find_path(library: Library, name: str) -> PathEntry | None:
    """Return the learning path called `name` (`id` or `pack/id`); None where there is none of that name."""
    return next((path for path in library.paths if name in (path.id, path.name)), None)


def lessons_of(library: Library, path: PathEntry | None) -> tuple[Entry, ...]:
    """Return the lessons of `path` in its order, then those of other packs; without a path all, pack by pack.

    A lesson that the path names and that is not there is left out.
    """
    if path is None:
        return library.lessons
    own = {entry.id: entry for entry in library.lessons if entry.pack == path.pack}
    chosen = tuple(own[name] for name in dict.fromkeys(path.lessons) if name in own)
    return (*chosen, *(entry for entry in library.lessons if entry.pack != path.pack))


def lesson_states(lessons: Sequence[Entry], progress: Progress) -> tuple[LessonState, ...]:
    """Return each of `lessons` with how far the learner is. Raises StorageError."""
    states = progress.all_states()
    return tuple(LessonState(entry, _done(entry, states.get(entry.name, {})), len(entry.steps)) for entry in lessons)


def outcomes_of(scenarios: Sequence[Entry], attempts: Attempts) -> dict[str, Summary]:
    """Return, by name, what lists say of those of `scenarios` that were tried. Raises StorageError.

    The goal is reached as in `declining`: a prompt passed, and what is to be declined was declined.
    """
    tried, refused = attempts.best(), attempts.all_refused()
    found = {}
    for entry in scenarios:
        summary = tried.get(entry.name)
        if summary is not None:
            reached = summary.passed and (not entry.declines or entry.name in refused)
            found[entry.name] = summary._replace(passed=reached)
    return found


def _done(entry: Entry, states: dict[str, str]) -> int:
    return sum(states.get(step) == "done" for step in entry.steps)


def resume_at(library: Library, progress: Progress, path: PathEntry | None = None) -> Place | None:
    """Return the step at which the learner left off, wherever it is; else the first of `path` that is not done.

    None where all of the path is done. Raises StorageError.
    """
    left = progress.left_at()
    steps = {entry.name: entry.steps for entry in library.lessons}
    if left and left[1] in steps.get(left[0], ()):
        return Place(*left)
    return _first_not_done(lessons_of(library, path), progress)


def after_lesson(library: Library, progress: Progress, lesson: str, path: PathEntry | None = None) -> Place | None:
    """Return where to go on after `lesson`: the first step not done in the lessons of `path` after it, then in all.

    Raises StorageError.
    """
    lessons = lessons_of(library, path)
    names = [entry.name for entry in lessons]
    start = names.index(lesson) + 1 if lesson in names else 0
    return _first_not_done((*lessons[start:], *lessons[:start]), progress)


def skip_lesson(workspace: Workspace, entry: Entry, path: PathEntry | None) -> None:
    """Note that the lesson `entry` is done, since the learner knows it; where they stood in it, they stand after it.

    Raises StorageError.
    """
    progress = workspace.progress
    progress.mark_done(entry.name, entry.steps)
    left = progress.left_at()
    place = after_lesson(workspace.library, progress, entry.name, path)
    if place and (left is None or left[0] == entry.name):
        progress.leave_at(place.lesson, place.step)


def _first_not_done(lessons: Sequence[Entry], progress: Progress) -> Place | None:
    states = progress.all_states()
    for entry in lessons:
        for step in entry.steps:
            if states.get(entry.name, {}).get(step) != "done":
                return Place(entry.name, step)
    return None
