"""Where the learner stands in the course."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from prompt_tutor.content.index import Entry
from prompt_tutor.content.library import Library
from prompt_tutor.learning.course import Place, after_lesson, lesson_states, resume_at
from prompt_tutor.storage.database import open_database
from prompt_tutor.storage.progress import Progress


def lesson(name: str, *steps: str) -> Entry:
    return Entry("lesson", "base", name, f"{name}.toml", {"fr": name}, 15, "", steps)


LIBRARY = Library((lesson("un", "lire", "faire"), lesson("deux", "lire")), ())


@pytest.fixture
def progress(tmp_path: Path) -> Iterator[Progress]:
    database = open_database(tmp_path)
    yield Progress(database)
    database.close()


def test_new_learner_begins_at_the_first_step(progress: Progress) -> None:
    assert resume_at(LIBRARY, progress) == Place("un", "lire")
    assert [state.state for state in lesson_states(LIBRARY, progress)] == ["new", "new"]


def test_learner_comes_back_to_where_they_left_off(progress: Progress) -> None:
    progress.mark("un", "lire", "done")
    progress.leave_at("deux", "lire")
    assert resume_at(LIBRARY, progress) == Place("deux", "lire")
    assert [(state.state, state.done) for state in lesson_states(LIBRARY, progress)] == [("started", 1), ("new", 0)]


def test_place_that_is_gone_from_the_lesson_gives_the_first_step_not_done(progress: Progress) -> None:
    progress.mark("un", "lire", "done")
    progress.leave_at("un", "effacé")
    assert resume_at(LIBRARY, progress) == Place("un", "faire")


def test_nothing_is_left_when_all_is_done(progress: Progress) -> None:
    for entry in LIBRARY.lessons:
        for step in entry.steps:
            progress.mark(entry.id, step, "done")
    assert resume_at(LIBRARY, progress) is None
    assert {state.state for state in lesson_states(LIBRARY, progress)} == {"done"}


def test_step_that_was_removed_does_not_count(progress: Progress) -> None:
    progress.mark("deux", "autrefois", "done")
    assert lesson_states(LIBRARY, progress)[1].state == "new"


def test_next_lesson_follows_and_the_first_comes_after_the_last(progress: Progress) -> None:
    assert after_lesson(LIBRARY, progress, "un") == Place("deux", "lire")
    progress.mark("un", "lire", "done")
    assert after_lesson(LIBRARY, progress, "deux") == Place("un", "faire")


def test_nothing_follows_when_all_is_done(progress: Progress) -> None:
    for entry in LIBRARY.lessons:
        for step in entry.steps:
            progress.mark(entry.id, step, "done")
    assert after_lesson(LIBRARY, progress, "un") is None
