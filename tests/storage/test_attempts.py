"""What is kept of an attempt, an answer and a grade."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from prompt_tutor.errors import StorageError
from prompt_tutor.storage.attempts import Attempts, storable
from prompt_tutor.storage.database import open_database
from prompt_tutor.storage.records import AnswerRecord

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from prompt_tutor.storage.database import Database

    AddAttempt = Callable[..., int]

MODEL = {"id": "practice", "kind": "practice", "simulated": True, "hosted": False}


def _graded(passed: bool) -> dict[str, object]:
    return {"prompt": {"score": 100 if passed else 0, "passed": passed}}


def test_an_attempt_comes_back_as_it_was_sent(database: Database, add: AddAttempt) -> None:
    first = add(database, drafts=("Un brouillon 😀\n",), prompts=("Un texte \ud83d",))
    second = add(database)
    add(database, scenario="autre")
    history = Attempts(database).history("note-energie")
    assert [record.id for record in history] == [first, second]
    assert history[0].drafts == ("Un brouillon 😀\n",)
    assert history[0].prompts == ("Un texte \ud83d",)
    assert (history[0].language, history[0].step, history[0].digest) == ("fr", "03-donnees/ecrire", "d1")
    assert abs(history[0].created - datetime.now(UTC)) < timedelta(days=1)


def test_the_same_content_of_a_scenario_is_kept_once(database: Database, add: AddAttempt) -> None:
    for digest in ("d1", "d1", "d2"):
        add(database, digest=digest)
    assert [row["digest"] for row in database.rows("SELECT digest FROM scenarios ORDER BY digest")] == ["d1", "d2"]


def test_grading_again_adds_a_grade_and_the_last_one_counts(database: Database, add: AddAttempt) -> None:
    attempts = Attempts(database)
    attempt = add(database, grade=_graded(passed=False))
    answer = attempts.start_answer(attempt, MODEL)
    assert attempts.answer_grade_of(answer) is None
    attempts.add_grade(attempt, None, "2", _graded(passed=True))
    attempts.add_grade(attempt, answer, "2", {"answer": {"score": 50}})
    assert attempts.grade_of(attempt).content == _graded(passed=True)
    assert attempts.grade_of(attempt).version == "2"
    graded = attempts.answer_grade_of(answer)
    assert graded is not None
    assert (graded.answer, graded.content) == (answer, {"answer": {"score": 50}})
    assert len(database.rows("SELECT * FROM grades")) == 3


def test_an_attempt_that_does_not_exist_has_no_grade_and_gets_none(database: Database) -> None:
    with pytest.raises(StorageError, match="7"):
        Attempts(database).grade_of(7)
    with pytest.raises(StorageError):
        Attempts(database).add_grade(7, None, "1", {})
    with pytest.raises(StorageError):
        Attempts(database).start_answer(7, MODEL)


def test_an_answer_is_kept_as_it_comes(database: Database, add: AddAttempt) -> None:
    attempts = Attempts(database)
    attempt = add(database)
    assert attempts.answer_of(attempt) is None
    answer = attempts.start_answer(attempt, MODEL)
    assert attempts.answer_of(attempt) == AnswerRecord(answer, attempt, MODEL, "running", "", None)
    attempts.save_answer(answer, "La consommation", "running")
    attempts.save_answer(answer, "La consommation baisse", "failed", {"code": "cut"})
    assert attempts.answer_of(attempt) == AnswerRecord(
        answer, attempt, MODEL, "failed", "La consommation baisse", {"code": "cut"}
    )


def test_a_late_piece_does_not_reopen_an_answer_that_ended(database: Database, add: AddAttempt) -> None:
    attempts = Attempts(database)
    attempt = add(database)
    answer = attempts.start_answer(attempt, MODEL)
    attempts.save_answer(answer, "Tout", "cancelled")
    attempts.save_answer(answer, "To", "running")
    record = attempts.answer_of(attempt)
    assert record is not None
    assert (record.text, record.status) == ("Tout", "cancelled")


def test_the_last_answer_counts(database: Database, add: AddAttempt) -> None:
    attempts = Attempts(database)
    attempt = add(database)
    attempts.save_answer(attempts.start_answer(attempt, MODEL), "première", "complete")
    attempts.save_answer(attempts.start_answer(attempt, MODEL), "seconde", "complete")
    record = attempts.answer_of(attempt)
    assert record is not None
    assert record.text == "seconde"


def test_a_list_says_how_many_attempts_and_whether_one_passed(database: Database, add: AddAttempt) -> None:
    attempts = Attempts(database)
    assert attempts.best() == {}
    add(database, scenario="a", grade=_graded(passed=True))
    add(database, scenario="a", grade=_graded(passed=False))
    add(database, scenario="b", grade=_graded(passed=False))
    assert attempts.best() == {"a": (2, True), "b": (1, False)}


@pytest.mark.parametrize(("then", "now"), [(True, False), (False, True)])
def test_what_passed_by_one_grade_of_an_attempt_stays_passed(
    database: Database, add: AddAttempt, then: bool, now: bool
) -> None:
    attempts = Attempts(database)
    again = add(database, scenario="c", grade=_graded(passed=then))
    attempts.add_grade(again, None, "2", _graded(passed=now))
    assert attempts.best() == {"c": (1, True)}


ASK_AND_WAIT = """
attempt = attempts.history("note-energie")[0].id
answer = attempts.start_answer(attempt, {"id": "m"})
attempts.save_answer(answer, "Le début", "running")
say("asked")
time.sleep(60)
"""


def test_an_answer_that_another_window_is_receiving_goes_on_and_is_cancelled_once_that_window_is_killed(
    folder: Path, run_child: Callable[[str], subprocess.Popen[str]], add: AddAttempt
) -> None:
    with open_database(folder) as database:
        attempt = add(database)
    child = run_child(ASK_AND_WAIT)
    assert child.stdout
    assert child.stdout.readline() == "asked\n"

    with open_database(folder) as database:
        record = Attempts(database).answer_of(attempt)
        assert record is not None
        assert record.status == "running"

    child.kill()
    child.wait()
    with open_database(folder) as database:
        record = Attempts(database).answer_of(attempt)
        assert record is not None
        assert (record.status, record.text) == ("cancelled", "Le début")
    assert list(folder.glob("*.lock*")) == []


def test_a_window_keeps_its_claim_while_one_of_its_answers_runs(folder: Path, add: AddAttempt) -> None:
    with open_database(folder) as database:
        attempts = Attempts(database)
        first, second = (attempts.start_answer(add(database), MODEL) for _ in range(2))
        attempts.save_answer(first, "", "complete")
        with open_database(folder) as other:
            assert [row["id"] for row in other.rows("SELECT id FROM answers WHERE status = 'running'")] == [second]
        attempts.save_answer(second, "", "complete")
        assert list(folder.glob("*.lock*")) == []


def test_half_a_surrogate_pair_is_replaced_one_for_one() -> None:
    assert storable("a\ud83db😀") == "a\ufffdb😀"
