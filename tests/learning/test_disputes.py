"""“I wrote it here”: what a disputed verdict changes, and what it never changes; with a real store."""

import pytest

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.errors import UsageError
from prompt_tutor.learning.declining import goal_reached
from prompt_tutor.learning.disputes import as_written, disputable, dispute
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.storage.attempts import Attempts

DRAFT = "Rédige un avis de fermeture de 3 lignes au plus, pour la veille du week-end."
WORDS = "pour la veille du week-end"


@pytest.fixture
def exercise(scenario: Scenario, attempts: Attempts) -> Exercise:
    return Exercise(scenario, "fr", attempts)


def test_a_disputed_verdict_leaves_the_score_on_both_sides_and_blocks_nothing(exercise: Exercise) -> None:
    attempt = exercise.submit(DRAFT)
    assert (attempt.grade.score, attempt.grade.passed) == (40, False)
    disputed = dispute(exercise, attempt, "days", WORDS)
    assert (disputed.grade.score, disputed.grade.passed) == (100, True)
    assert [item.id for item in disputed.grade.counted] == ["length"]
    assert disputed.advice == ()


def test_the_grade_of_then_is_kept_as_the_grader_gave_it(exercise: Exercise, attempts: Attempts) -> None:
    attempt = exercise.submit(DRAFT)
    before = attempts.grade_of(attempt.id)
    dispute(exercise, attempt, "days", WORDS)
    assert attempts.grade_of(attempt.id) == before
    assert attempts.disputes_of(attempt.id) == {"days": WORDS}


def test_a_dispute_is_there_again_when_the_attempt_is_read(exercise: Exercise) -> None:
    dispute(exercise, exercise.submit(DRAFT), "days", WORDS)
    (read,) = exercise.history()
    assert [item.disputed for item in read.grade.criteria if item.id == "days"] == [WORDS]
    assert read.grade.passed


def test_what_passes_by_a_dispute_counts_for_the_goal_and_in_the_list(exercise: Exercise, attempts: Attempts) -> None:
    attempt = exercise.submit(DRAFT)
    assert not goal_reached(exercise)
    dispute(exercise, attempt, "days", WORDS)
    assert goal_reached(exercise)
    exercise.submit("Rédige un avis.")  # a later one that misses takes nothing away
    assert attempts.best()["horaires"] == (2, True)


def test_a_dispute_can_be_taken_back(exercise: Exercise, attempts: Attempts) -> None:
    disputed = dispute(exercise, exercise.submit(DRAFT), "days", WORDS)
    again = dispute(exercise, disputed, "days", "")
    assert (again.grade.score, again.grade.passed) == (40, False)
    assert [advice.criterion for advice in again.advice] == ["days"]
    assert not attempts.best()["horaires"].passed
    assert not goal_reached(exercise)


def test_a_dispute_holds_for_the_next_attempt_while_its_words_stand_there(exercise: Exercise) -> None:
    dispute(exercise, exercise.submit(DRAFT), "days", WORDS)
    assert exercise.submit(DRAFT + " Merci.").grade.passed
    assert not exercise.submit("Rédige un avis de fermeture de 3 lignes au plus.").grade.passed


def test_a_dispute_that_was_taken_back_does_not_come_again(exercise: Exercise) -> None:
    disputed = dispute(exercise, exercise.submit(DRAFT), "days", WORDS)
    dispute(exercise, disputed, "days", "")
    assert not exercise.submit(DRAFT + " Merci.").grade.passed


def test_disputing_everything_passes_nothing(exercise: Exercise) -> None:
    attempt = exercise.submit("Rédige un avis de fermeture, court, pour la veille du week-end.")
    attempt = dispute(exercise, attempt, "length", "court")
    assert not dispute(exercise, attempt, "days", WORDS).grade.passed


@pytest.mark.parametrize(
    ("criterion", "words"),
    [("length", "3 lignes"), ("privacy", "avis"), ("nothing", "avis"), ("days", "absent"), ("days", " ")],
)
def test_what_is_met_or_private_or_not_in_the_draft_is_no_dispute(
    exercise: Exercise, attempts: Attempts, criterion: str, words: str
) -> None:
    attempt = exercise.submit(DRAFT)
    with pytest.raises(UsageError):
        dispute(exercise, attempt, criterion, words)
    assert attempts.disputes_of(attempt.id) == {}


def test_typed_words_are_found_as_they_stand_in_the_draft() -> None:
    assert as_written("POUR la   veille du week-end", DRAFT) == WORDS
    assert as_written("pour hier", DRAFT) == "pour hier"
    assert as_written(" ", DRAFT) == " "


def test_what_can_be_disputed_counts_and_is_not_met(exercise: Exercise) -> None:
    assert [item.id for item in disputable(exercise.submit(DRAFT))] == ["days"]
