"""Where the learner stands in the course."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from prompt_tutor.content.index import Entry, PathEntry
from prompt_tutor.content.library import Library
from prompt_tutor.learning.course import Place, after_lesson, find_path, lesson_states, lessons_of, resume_at
from prompt_tutor.storage.database import open_database
from prompt_tutor.storage.progress import Progress


def lesson(name: str, *steps: str, pack: str = "base") -> Entry:
    return Entry("lesson", pack, name, f"{name}.toml", {"fr": name}, 15, "", steps)


LIBRARY = Library((lesson("un", "lire", "faire"), lesson("deux", "lire")), ())


@pytest.fixture
def progress(tmp_path: Path) -> Iterator[Progress]:
    database = open_database(tmp_path)
    yield Progress(database)
    database.close()


def test_new_learner_begins_at_the_first_step(progress: Progress) -> None:
    assert resume_at(LIBRARY, progress) == Place("base/un", "lire")
    assert [state.state for state in lesson_states(LIBRARY.lessons, progress)] == ["new", "new"]


def test_learner_comes_back_to_where_they_left_off(progress: Progress) -> None:
    progress.mark("base/un", "lire", "done")
    progress.leave_at("base/deux", "lire")
    assert resume_at(LIBRARY, progress) == Place("base/deux", "lire")
    assert [(state.state, state.done) for state in lesson_states(LIBRARY.lessons, progress)] == [
        ("started", 1),
        ("new", 0),
    ]


def test_place_that_is_gone_from_the_lesson_gives_the_first_step_not_done(progress: Progress) -> None:
    progress.mark("base/un", "lire", "done")
    progress.leave_at("base/un", "effacé")
    assert resume_at(LIBRARY, progress) == Place("base/un", "faire")


def test_nothing_is_left_when_all_is_done(progress: Progress) -> None:
    for entry in LIBRARY.lessons:
        for step in entry.steps:
            progress.mark(entry.name, step, "done")
    assert resume_at(LIBRARY, progress) is None
    assert {state.state for state in lesson_states(LIBRARY.lessons, progress)} == {"done"}


def test_step_that_was_removed_does_not_count(progress: Progress) -> None:
    progress.mark("base/deux", "autrefois", "done")
    assert lesson_states(LIBRARY.lessons, progress)[1].state == "new"


def test_next_lesson_follows_and_the_first_comes_after_the_last(progress: Progress) -> None:
    assert after_lesson(LIBRARY, progress, "base/un") == Place("base/deux", "lire")
    progress.mark("base/un", "lire", "done")
    assert after_lesson(LIBRARY, progress, "base/deux") == Place("base/un", "faire")


def test_nothing_follows_when_all_is_done(progress: Progress) -> None:
    for entry in LIBRARY.lessons:
        for step in entry.steps:
            progress.mark(entry.name, step, "done")
    assert after_lesson(LIBRARY, progress, "base/un") is None


TWO_PACKS = Library(
    (*LIBRARY.lessons, lesson("trois", "lire"), lesson("un", "lire", pack="ville")),
    (),
    (PathEntry("base", "agents", {"fr": "Agents"}, ("deux", "absente", "un")),),
)
AGENTS = find_path(TWO_PACKS, "agents")


def test_lessons_of_two_packs_with_one_id_do_not_share_their_progress(progress: Progress) -> None:
    progress.mark("ville/un", "lire", "done")
    assert [state.done for state in lesson_states(TWO_PACKS.lessons, progress)] == [0, 0, 0, 1]


def test_path_orders_its_lessons_and_those_of_other_packs_follow() -> None:
    assert [entry.name for entry in lessons_of(TWO_PACKS, AGENTS)] == ["base/deux", "base/un", "ville/un"]


def test_path_is_found_by_its_id_or_its_whole_name_and_not_by_another() -> None:
    assert AGENTS is not None
    assert find_path(TWO_PACKS, "base/agents") == AGENTS
    assert find_path(TWO_PACKS, "elus") is None
    assert [entry.name for entry in lessons_of(TWO_PACKS, None)] == ["base/un", "base/deux", "base/trois", "ville/un"]


def test_path_leads_on_in_its_own_order(progress: Progress) -> None:
    assert resume_at(TWO_PACKS, progress, AGENTS) == Place("base/deux", "lire")
    assert after_lesson(TWO_PACKS, progress, "base/deux", AGENTS) == Place("base/un", "lire")


def test_learner_comes_back_to_where_they_left_off_although_the_path_leaves_it_out(progress: Progress) -> None:
    progress.leave_at("base/trois", "lire")
    assert resume_at(TWO_PACKS, progress, AGENTS) == Place("base/trois", "lire")
