"""Progress: seen, done, and where the learner left off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.storage.progress import Progress

if TYPE_CHECKING:
    from prompt_tutor.storage.database import Database


def test_a_step_is_seen_then_done_and_stays_done(database: Database) -> None:
    progress = Progress(database)
    assert progress.states("01") == {}
    progress.mark("01", "lire", "seen")
    assert progress.states("01") == {"lire": "seen"}
    progress.mark("01", "lire", "done")
    progress.mark("01", "lire", "seen")
    assert progress.states("01") == {"lire": "done"}


def test_lessons_stay_apart(database: Database) -> None:
    progress = Progress(database)
    progress.mark("01", "lire", "seen")
    progress.mark("02", "lire", "done")
    progress.mark("02", "ecrire", "seen")
    assert progress.all_states() == {"01": {"lire": "seen"}, "02": {"lire": "done", "ecrire": "seen"}}
    assert progress.states("01") == {"lire": "seen"}


def test_the_last_place_is_remembered(database: Database) -> None:
    progress = Progress(database)
    assert progress.left_at() is None
    progress.leave_at("01", "lire")
    progress.leave_at("02", "ecrire")
    assert progress.left_at() == ("02", "ecrire")


def test_all_steps_are_done_at_once_and_the_place_stays(database: Database) -> None:
    progress = Progress(database)
    progress.mark("01", "lire", "seen")
    progress.leave_at("01", "lire")
    progress.mark_done("01", ["lire", "ecrire"])
    assert progress.states("01") == {"lire": "done", "ecrire": "done"}
    assert progress.left_at() == ("01", "lire")
