"""What Home shows of the learner's work, read from the library and the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from prompt_tutor.learning.course import LessonState, Place, lesson_states, lessons_of, resume_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prompt_tutor.content.index import Entry, PathEntry
    from prompt_tutor.learning.workspace import Workspace
    from prompt_tutor.storage.attempts import Summary


@dataclass(frozen=True, slots=True)
class HomeView:
    """What Home shows of the learner's work.

    Attributes:
        lessons: each of the path with how far the learner is; without a path, all.
        other_lessons: those that the path leaves out, which a search finds all the same.
        scenarios: what can be practised freely.
        tried: by scenario, what was tried.
        place: where to go on; None where everything is done.
        fresh: whether nothing was opened yet.
        begun: whether the lesson at that place was opened before.
        path: the learning path that was chosen, None where all lessons are shown.
        paths: whether there are paths to choose from.
        charter: whether a pack declares the town's charter.
        known: the first lesson that is not done though its scenarios were passed at once; None where there is none.
    """

    lessons: tuple[LessonState, ...] = ()
    other_lessons: tuple[LessonState, ...] = ()
    scenarios: tuple[Entry, ...] = ()
    tried: Mapping[str, Summary] = field(default_factory=dict)
    place: Place | None = None
    fresh: bool = False
    begun: bool = False
    path: PathEntry | None = None
    paths: bool = False
    charter: bool = False
    known: Entry | None = None

    def resume(self) -> Entry | None:
        """Return the lesson to go on with, None where there is none."""
        place = self.place
        states = (*self.lessons, *self.other_lessons)
        return next((state.entry for state in states if place and state.entry.name == place.lesson), None)


def read_home(workspace: Workspace, path: PathEntry | None, kept: frozenset[str] = frozenset()) -> HomeView:
    """Return what Home shows; `kept` are the lessons that the learner wants to do though they know them.

    Raises StorageError.
    """
    from prompt_tutor.storage.outcomes import Outcomes

    library, progress = workspace.library, workspace.progress
    place = resume_at(library, progress, path)
    shown = {entry.name for entry in lessons_of(library, path)}
    by_name = {state.entry.name: state for state in lesson_states(library.lessons, progress)}
    lessons = tuple(by_name[entry.name] for entry in lessons_of(library, path))
    return HomeView(
        lessons=lessons,
        other_lessons=tuple(state for name, state in by_name.items() if name not in shown),
        scenarios=library.scenarios,
        tried=workspace.attempts.best(),
        place=place,
        fresh=progress.left_at() is None,
        begun=place is not None and bool(progress.states(place.lesson)),
        path=path,
        paths=bool(library.paths),
        charter=bool(library.charters),
        known=_known(lessons, Outcomes(workspace.database).passed_at_once(), kept),
    )


def _known(lessons: tuple[LessonState, ...], passed: frozenset[str], kept: frozenset[str]) -> Entry | None:
    for state in lessons:
        practises = {name.rpartition("/")[2] for name in state.entry.practises}
        if state.state != "done" and practises and practises <= passed and state.entry.name not in kept:
            return state.entry
    return None
