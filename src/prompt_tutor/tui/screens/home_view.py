"""What Home shows of the learner's work, read from the library and the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from prompt_tutor.learning.course import LessonState, Place, lesson_states, lessons_of, outcomes_of, resume_at
from prompt_tutor.storage.notebook import Notebook

if TYPE_CHECKING:
    from collections.abc import Mapping, Set
    from datetime import date

    from prompt_tutor.content.index import Entry, PathEntry
    from prompt_tutor.learning.due import Due
    from prompt_tutor.learning.review import Mastery
    from prompt_tutor.learning.workspace import Workspace
    from prompt_tutor.storage.notebook import Entry as NotebookEntry
    from prompt_tutor.storage.records import Summary


@dataclass(frozen=True, slots=True)
class HomeReview:
    """What Home says of the review.

    Attributes:
        masteries: how far each criterion is.
        due: what is due, what has waited longest first.
        titles: of the criteria that are due, by id.
        acquired: how many criteria are mastered and not due.
        to_confirm: how many were met once without help.
    """

    masteries: tuple[Mastery, ...] = ()
    due: tuple[Due, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    acquired: int = 0
    to_confirm: int = 0


@dataclass(frozen=True, slots=True)
class HomeView:
    """What Home shows of the learner's work.

    Attributes:
        lessons: each of the path with how far the learner is; without a path, all.
        other_lessons: those that the path leaves out, which a search finds all the same.
        scenarios: what can be practised freely.
        tried: by the scenario's name, what was tried.
        place: where to go on; None where everything is done.
        fresh: whether nothing was opened yet.
        begun: whether the lesson at that place was opened before.
        path: the learning path that was chosen, None where all lessons are shown.
        paths: whether there are paths to choose from.
        charter: whether a pack declares the town's charter.
        review: what is due again, and how far the criteria are; read later than the rest.
        asked: the latest prompt of the notebook that has yet to be asked about; None where there is none.
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
    review: HomeReview = HomeReview()
    asked: NotebookEntry | None = None

    def resume(self) -> Entry | None:
        """Return the lesson to go on with, None where there is none."""
        place = self.place
        states = (*self.lessons, *self.other_lessons)
        return next((state.entry for state in states if place and state.entry.name == place.lesson), None)


def read_home(
    workspace: Workspace, path: PathEntry | None, kept: frozenset[str], review: HomeReview, notes: int
) -> HomeView:
    """Return what Home shows; `kept` are the lessons that the learner wants to do though they know them.

    `review` is what is known of the review, `notes` the latest prompt of the notebook that was there at the opening.

    Raises StorageError.
    """
    from prompt_tutor.storage.outcomes import Outcomes

    library, progress = workspace.library, workspace.progress
    place = resume_at(library, progress, path)
    shown = {entry.name for entry in lessons_of(library, path)}
    by_name = {state.entry.name: state for state in lesson_states(library.lessons, progress)}
    lessons = tuple(by_name[entry.name] for entry in lessons_of(library, path))
    tried = outcomes_of(library.scenarios, workspace.attempts)
    at_once = Outcomes(workspace.database).passed_at_once()
    reached = [entry for entry in library.scenarios if entry.name in at_once and tried[entry.name].passed]
    return HomeView(
        lessons=lessons,
        other_lessons=tuple(state for name, state in by_name.items() if name not in shown),
        scenarios=library.scenarios,
        tried=tried,
        place=place,
        fresh=progress.left_at() is None,
        begun=place is not None and bool(progress.states(place.lesson)),
        path=path,
        paths=bool(library.paths),
        charter=bool(library.charters),
        known=_known(lessons, {name for entry in reached for name in (entry.id, entry.name)}, kept),
        review=review,
        asked=_asked(Notebook(workspace.database), notes),
    )


def _asked(notebook: Notebook, notes: int) -> NotebookEntry | None:
    """Return the latest prompt that was there at the opening, unless it was asked about."""
    if not notes:
        return None
    entry = next((entry for entry in notebook.entries() if entry.id <= notes), None)
    return entry if entry and entry.use is None else None


def read_home_review(workspace: Workspace, today: date, language: str) -> HomeReview:
    """Return what Home says of the review on the day `today`; takes time, so call it in a thread.

    Raises StorageError.
    """
    from prompt_tutor.learning.due import read_review

    review = read_review(workspace, today)
    titles = {}
    if any(due.criterion for due in review.due):
        from prompt_tutor.content.criterion_texts import criterion_texts

        titles = {
            due.criterion: criterion_texts(due.criterion).title.in_(language) for due in review.due if due.criterion
        }
    acquired = sum(item.state == "mastered" and not item.is_due(today) for item in review.masteries)
    to_confirm = sum(item.state == "once" for item in review.masteries)
    return HomeReview(review.masteries, review.due, titles, acquired, to_confirm)


def _known(lessons: tuple[LessonState, ...], passed: Set[str], kept: frozenset[str]) -> Entry | None:
    for state in lessons:
        practises = set(state.entry.practises)
        if state.state != "done" and practises and practises <= passed and state.entry.name not in kept:
            return state.entry
    return None
