"""Where the learner stands in the course: what is done, and where they left off. Without pydantic: Home reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prompt_tutor.content.index import Entry
    from prompt_tutor.content.library import Library
    from prompt_tutor.storage.progress import Progress

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
    """A step of a lesson, by ids."""

    lesson: str
    step: str


def lesson_states(library: Library, progress: Progress) -> tuple[LessonState, ...]:
    """Return every lesson of `library` with how far the learner is."""
    states = progress.all_states()
    return tuple(
        LessonState(entry, _done(entry, states.get(entry.id, {})), len(entry.steps)) for entry in library.lessons
    )


def _done(entry: Entry, states: dict[str, str]) -> int:
    return sum(states.get(step) == "done" for step in entry.steps)


def resume_at(library: Library, progress: Progress) -> Place | None:
    """Return the step at which the learner left off, else the first step that is not done; None where all are."""
    left = progress.left_at()
    lessons = {entry.id: entry for entry in library.lessons}
    if left and left[0] in lessons and left[1] in lessons[left[0]].steps:
        return Place(*left)
    return _first_not_done(library.lessons, progress)


def after_lesson(library: Library, progress: Progress, lesson: str) -> Place | None:
    """Return where to go on after `lesson`: the first step that is not done in the lessons after it, then in all."""
    ids = [entry.id for entry in library.lessons]
    start = ids.index(lesson) + 1 if lesson in ids else 0
    return _first_not_done((*library.lessons[start:], *library.lessons[:start]), progress)


def _first_not_done(lessons: Sequence[Entry], progress: Progress) -> Place | None:
    states = progress.all_states()
    for entry in lessons:
        for step in entry.steps:
            if states.get(entry.id, {}).get(step) != "done":
                return Place(entry.id, step)
    return None
